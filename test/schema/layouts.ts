/** What is wrong with the layouts of a model, held against the tables of test/spec, row by row. */
import type { Codec, Model, RopModel } from "../../scripts/ir/model.js";
import { propertyName } from "../../scripts/ir/names.js";
import { conditionProblem } from "./conditions.js";
import { contextProblems, toleranceProblems } from "./exchanges.js";
import { type Decision, type FlatBuffer, type FlatRow, type FlatTable, flattenCodec, flattenRop } from "./flatten.js";
import { nameProblems, partProblems } from "./numbers.js";
import { groups, specTable } from "./spec-tables.js";

/** Where the schema follows the wire instead of the document: what the table would have to say, and the erratum that says why. */
export const differences: readonly Difference[] = [
  {
    erratum: "D-ValidAttachments",
    of: "RopGetValidAttachments",
    field: "AttachmentIdCount",
    size: "2",
    wire_type: "u16",
  },
  { erratum: "D-GetBufferFailure", of: "RopFastTransferSourceGetBuffer", field: "TransferBuffer", condition: "" },
  {
    erratum: "D-GetIdsWarning",
    of: "RopGetPropertyIdsFromNames",
    field: "ReturnValue",
    was: "== 0x00000000",
    value: "== 0x00000000 or == 0x00040380",
  },
];

interface Difference extends Partial<SpecRow> {
  readonly erratum: string;
  readonly of: string;
  readonly field: string;
  /** Only the row with this value is meant. */
  readonly was?: string;
}

/** What all tables say of a field. */
export interface SpecRow {
  readonly variant: string;
  readonly field: string;
  readonly size: string;
  readonly wire_type: string;
  readonly value: string;
  readonly given: string;
  readonly condition: string;
  readonly section: string;
}

const COLUMNS = ["field", "size", "wire_type", "value", "given", "condition", "section"] as const;

const rops = specTable("rops.tsv", "rop_id", "name", "family", "context_needed");
const fields = specTable("fields.tsv", "rop", "buffer", "variant", ...COLUMNS);
const structureRows = [
  ...specTable("rop-structs.tsv", "structure", ...COLUMNS),
  ...specTable("notification-data.tsv", "structure", ...COLUMNS),
].map((row) => ({ ...row, variant: "" }));

const structures = groups(
  [...structureRows, ...specTable("structures.tsv", "structure", "variant", ...COLUMNS)],
  (row) => row.structure,
);

/** Every row of every table, with what it is of. */
export const specRows: readonly (SpecRow & { readonly of: string })[] = [
  ...fields.map((row) => ({ ...row, of: row.rop })),
  ...[...structures.values()].flat().map((row) => ({ ...row, of: row.structure })),
];

export const ropNames: readonly string[] = rops.map(({ name }) => name);
export const structureNames: readonly string[] = [...structures.keys()];

const ropFields = groups(fields, (row) => row.rop);

export function ropProblems(model: Model, rop: RopModel): readonly string[] {
  const listed = rops.find(({ name }) => name === rop.name);
  if (listed === undefined) return [`${rop.name} is not in rops.tsv`];
  const expected = groups(
    (ropFields.get(rop.name) ?? []).map((row) => asSent(rop.name, row)),
    (row) => `${row.buffer} ${row.variant}`.trimEnd(),
  );
  const actual = new Map(flattenRop(model, rop).map((flat) => [nameOf(flat), flat]));
  const problems = [
    ...(rop.id === Number(listed.rop_id) ? [] : [`the RopId is ${rop.id}, not ${listed.rop_id}`]),
    ...(folderOf(rop) === listed.family ? [] : [`stands in the folder ${folderOf(rop)}, not ${listed.family}`]),
    ...contextProblems(rop),
    ...[rop.request, rop.response].flatMap((codec) => (codec === undefined ? [] : codecProblems(model, codec))),
    ...asynchronousProblems(rop, listed.context_needed.includes("RopProgress response")),
    ...onlyIn(actual.keys(), expected).map((name) => `${name}: no such buffer in fields.tsv`),
    ...onlyIn(expected.keys(), actual).map((name) => `${name}: missing`),
  ];
  for (const [name, rows] of expected) {
    const buffer = actual.get(name);
    if (buffer === undefined) continue;
    problems.push(...tableProblems(name, rows, buffer));
    problems.push(...buffer.decisions.flatMap((decision) => decisionProblems(rows, buffer, decision)));
    const { ropId } = buffer.codec;
    const stated = rows.find((row) => row.field === "RopId")?.value;
    const ids = buffer.codec === rop.response ? [ropId, rop.responseId] : [ropId];
    if (ids.some((id) => id !== Number(stated))) problems.push(`${name}: RopId is ${ids.join(" and ")}, not ${stated}`);
    const returnValue = rows.find((row) => row.field === "ReturnValue")?.value ?? "";
    problems.push(...decidedProblems(name, "returnValue", returnValue, buffer));
  }
  return problems;
}

export function structureProblems(model: Model, codec: Codec): readonly string[] {
  const listed = structures.get(codec.name)?.map((row) => asSent(codec.name, row));
  if (listed === undefined) return [`${codec.name} is in no table`];
  const expected = groups(listed, (row) => row.variant);
  const actual = new Map(flattenCodec(model, codec).map((flat) => [nameOf(flat), flat]));
  const problems = [
    ...codecProblems(model, codec),
    ...onlyIn(actual.keys(), expected).map((name) => `${name}: no such layout in the tables`),
    ...onlyIn(expected.keys(), actual).map((name) => `${name}: missing`),
  ];
  for (const [name, rows] of expected) {
    const flat = actual.get(name);
    if (flat === undefined) continue;
    problems.push(...tableProblems(name, rows, flat));
    problems.push(...flat.decisions.flatMap((decision) => decisionProblems(rows, flat, decision)));
    const statusCode = rows.find((row) => row.field === "StatusCode")?.value ?? "";
    problems.push(...decidedProblems(name, "statusCode", statusCode, { ...flat, codec }));
  }
  return problems;
}

/** What tables other than those of rows say. */
function codecProblems(model: Model, codec: Codec): readonly string[] {
  return [...nameProblems(codec), ...partProblems(codec), ...toleranceProblems(model, codec)];
}

/** The row as it would be if the document said what is on the wire. */
function asSent<R extends SpecRow>(of: string, row: R): R {
  const found = differences.find(
    (one) => one.of === of && one.field === row.field && (one.was ?? row.value) === row.value,
  );
  if (found === undefined) return row;
  const { erratum: _, of: _of, field: _field, was: _was, ...said } = found;
  return { ...row, ...said };
}

function nameOf({ buffer, decisions }: { readonly buffer: string } & Pick<FlatTable, "decisions">): string {
  return [buffer, ...decisions.map(({ key }) => key)].join(" ").trim();
}

/** `kebab` names of families are folders: schema/rops/FAMILY/rop-name.ts. */
function folderOf({ file }: RopModel): string | undefined {
  return file.split("/").at(-2);
}

/**
 * What chooses a layout is what the table states for the field: `0x01`, `0x02 or 0x03`, `& 0x01 == 0x00`, bytes in hex;
 * nothing, for all other values. True and false, and what an exchange or a user of the structure says, are in no field.
 */
function decisionProblems(rows: readonly SpecRow[], flat: FlatTable, { ref, values }: Decision): readonly string[] {
  if (ref.ref !== "field" && ref.ref !== "part") return [];
  const property = ref.ref === "part" ? ref.word : ref.name;
  const row = flat.rows.find((one) => one.property === property);
  if (row === undefined) return [`${ref.name} decides, which is in no row`];
  if (values?.length === 0) return [];
  const masked = ref.ref === "part" ? `& ${ref.mask} == ` : "";
  const actual = values === undefined ? "" : masked + values.join(" or ");
  const stated = (rows.find(({ field }) => field === row.name)?.value ?? "").replace(/0x[0-9A-F]+/g, (hex) =>
    String(Number(hex)),
  );
  return actual === stated ? [] : [`${row.name} is ${actual}, not ${stated}`];
}

/** `== 0x00000000 or == 0x00040380` names all numbers of a form; `!= ...` those of the others. */
function decidedProblems(
  name: string,
  property: string,
  stated: string,
  { codec, decidedBy = [] }: Pick<FlatBuffer, "codec" | "decidedBy">,
): readonly string[] {
  const numbers = [...stated.matchAll(/== (0x[0-9A-F]+)/g)].map(([, value]) => Number(value));
  const by = codec.body.body === "outcomes" ? codec.body.deciding.name : property;
  if (by !== property) return [`${name}: ${by} decides, not ${property}`];
  if (numbers.toSorted().join() === decidedBy.toSorted().join()) return [];
  return [`${name}: is for ${property} ${decidedBy.join(" or ")}, not ${numbers.join(" or ")}`];
}

/** What is wrong with a table, one sentence for each row. */
function tableProblems(where: string, expected: readonly SpecRow[], actual: FlatTable): readonly string[] {
  const names = expected.map((row) => row.field);
  const actualNames = actual.rows.map((row) => row.name);
  const problems = [
    ...onlyIn(names, new Set(actualNames)).map((name) => `${name} is missing`),
    ...onlyIn(actualNames, new Set(names)).map((name) => `${name} is not in the tables`),
  ];
  if (problems.length === 0 && names.join() !== actualNames.join()) {
    problems.push(`the order is ${actualNames.join(", ")}, not ${names.join(", ")}`);
  }
  for (const row of expected) {
    const flat = actual.rows.find(({ name }) => name === row.field);
    if (flat === undefined) continue;
    problems.push(...rowProblems(row, flat, actual));
    if (row.section !== actual.section)
      problems.push(`${row.field} is in section ${actual.section}, not ${row.section}`);
  }
  return problems.map((problem) => `${where}: ${problem}`);
}

function rowProblems(row: SpecRow, flat: FlatRow, table: FlatTable): readonly string[] {
  const problems: string[] = [];
  if (String(flat.size) !== row.size) problems.push(`${row.field} has size ${flat.size}, not ${row.size}`);
  const type = normalType(row.wire_type);
  if (flat.type !== type) problems.push(`${row.field} is ${flat.type}, not ${type}`);
  if (flat.given !== row.given) problems.push(`${row.field} is given ${flat.given}, not ${row.given}`);
  const value = fixedIn(row, flat, table);
  if (flat.value !== value) problems.push(`${row.field} is always ${flat.value}, not ${value}`);
  const problem = conditionProblem(flat, table.rows, conditionOf(row));
  return problem === undefined ? problems : [...problems, problem];
}

/** The number that a field always has. What decides has another in each layout; ids are values, whatever they are. */
function fixedIn(
  { value }: SpecRow,
  { name, property, type, parts }: FlatRow,
  { decisions }: FlatTable,
): string | undefined {
  const decides = decisions.some(({ ref }) => ref.name === property || parts.some((part) => part.name === ref.name));
  if (decides || name === "RopId" || !/^(u\d|bytes)/.test(type)) return undefined;
  const [, number] = /^(0x[0-9A-F]+|\d+)(?: \(.*\))?$/.exec(value) ?? [];
  return number === undefined ? undefined : String(Number(number));
}

/** The wire type without the prose around it. */
function normalType(wireType: string): string {
  const [, flag] = /^string-z: utf16z when (\w+) is nonzero/.exec(wireType) ?? [];
  if (flag !== undefined) return `string-z when ${propertyName(flag)}`;
  return wireType
    .replace(/ \(.*?\)/g, "")
    .replace(/;.*| if the .*| of the RopsList/, "")
    .replace(/^(array of|structure) /, "")
    .replace(" filling exactly", " to the end in exactly")
    .replace(", in exactly", " in exactly");
}

/** The condition, and that of a window which says that nothing is there. */
function conditionOf({ wire_type, condition }: SpecRow): string {
  const [, size] = /absent when (\w+) is 0/.exec(wire_type) ?? [];
  return [condition, ...(size === undefined ? [] : [`${size} != 0`])].filter((one) => one !== "").join(" and ");
}

function asynchronousProblems({ asynchronousIf }: RopModel, mayBeProgress: boolean): readonly string[] {
  if (!mayBeProgress) return asynchronousIf === undefined ? [] : ["is not asynchronous"];
  const asks = asynchronousIf?.test === "true" ? asynchronousIf.ref.name : undefined;
  return asks === "wantAsynchronous" ? [] : ["RopProgress may stand in for the response if WantAsynchronous is set"];
}

function onlyIn(names: Iterable<string>, others: { has(name: string): boolean }): readonly string[] {
  return [...names].filter((name) => !others.has(name));
}
