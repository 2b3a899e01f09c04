/** The schema equals the tables of test/spec, row by row: names, order, sizes, types, sections, conditions. */
/// <reference types="vite/types/importMeta.d.ts" />
import { describe, expect, test } from "vitest";
import type { Erratum, Rop, Structure } from "../../schema/language/index.js";
import { type FlatRow, type FlatTable, flattenRop, flattenTable, kebab } from "./flatten.js";
import { specTable } from "./spec-tables.js";

/** Where the schema follows the wire instead of the document: what the table would have to say, and the erratum that says why. */
const differences: readonly Difference[] = [
  {
    erratum: "D-ValidAttachments",
    of: "RopGetValidAttachments",
    field: "AttachmentIdCount",
    size: "2",
    wire_type: "u16",
  },
  { erratum: "D-GetBufferFailure", of: "RopFastTransferSourceGetBuffer", field: "TransferBuffer", condition: "" },
];

interface Difference extends Partial<SpecRow> {
  readonly erratum: string;
  readonly of: string;
  readonly field: string;
}

/** What all tables say of a field. */
interface SpecRow {
  readonly field: string;
  readonly size: string;
  readonly wire_type: string;
  readonly condition: string;
  readonly section: string;
}

const rops = specTable("rops.tsv", "rop_id", "name", "family", "context_needed");
const fields = specTable(
  "fields.tsv",
  "rop",
  "buffer",
  "variant",
  "field",
  "size",
  "wire_type",
  "value",
  "condition",
  "section",
);
const structures = [
  ...specTable("rop-structs.tsv", "structure", "field", "size", "wire_type", "condition", "section"),
  ...specTable("notification-data.tsv", "structure", "field", "size", "wire_type", "condition", "section"),
];

const ropModules = import.meta.glob<Record<string, unknown>>("../../schema/rops/*/*.ts");
const errataModules = import.meta.glob<Record<string, Erratum | readonly Erratum[]>>("../../schema/errata.ts");
const modules = { ...import.meta.glob<Record<string, unknown>>("../../schema/structures/*.ts"), ...ropModules };

describe("ROPs", () => {
  for (const listed of rops) {
    test(listed.name, async () => {
      const file = ropFile(listed.name);
      const rop = await ropIn(file, listed.name);
      const buffers = flattenRop(rop);
      const expected = groups(
        fields.filter((row) => row.rop === listed.name),
        (row) => `${row.buffer} ${row.variant}`.trimEnd(),
      );
      const actual = new Map(buffers.map((buffer) => [[buffer.buffer, ...buffer.cases].join(" "), buffer]));
      const problems = [
        ...(rop.id === Number(listed.rop_id) ? [] : [`the RopId is ${rop.id}, not ${listed.rop_id}`]),
        ...(folderOf(file) === listed.family ? [] : [`stands in the folder ${folderOf(file)}, not ${listed.family}`]),
        ...asynchronousProblems(rop, listed.context_needed.includes("RopProgress")),
        ...onlyIn(actual.keys(), expected).map((name) => `${name}: no such buffer in fields.tsv`),
        ...onlyIn(expected.keys(), actual).map((name) => `${name}: missing`),
      ];
      for (const [name, rows] of expected) {
        const buffer = actual.get(name);
        if (buffer === undefined) continue;
        problems.push(...tableProblems(listed.name, name, rows, buffer));
        const ropId = rows.find((row) => row.field === "RopId")?.value;
        if (buffer.ropId !== Number(ropId)) problems.push(`${name}: RopId is ${buffer.ropId}, not ${ropId}`);
        const returnValue = rows.find((row) => row.field === "ReturnValue")?.value ?? "";
        for (const [, value] of returnValue.matchAll(/== (0x[0-9A-F]+)/g)) {
          if (!buffer.decidedBy?.includes(Number(value))) problems.push(`${name}: is not for ReturnValue ${value}`);
        }
      }
      expect(problems).toEqual([]);
    });
  }

  test("no file stands in schema/rops that rops.tsv does not know", () => {
    const known = new Set(rops.map(({ name }) => `${kebab(name)}.ts`));
    const files = Object.keys(ropModules).filter((path) => !known.has(path.slice(path.lastIndexOf("/") + 1)));
    expect(files).toEqual([]);
  });
});

describe("structures", () => {
  for (const [name, rows] of groups(structures, (row) => row.structure)) {
    test(name, async () => {
      const { body, section } = await structureNamed(name);
      const layouts = body.is === "table" ? flattenTable(body) : [];
      expect(layouts.map(({ cases }) => cases)).toEqual([[]]);
      expect(section.number).toBe(rows[0]?.section);
      expect(layouts.flatMap((layout) => tableProblems(name, name, rows, layout))).toEqual([]);
    });
  }
});

test("every difference is one, and its row exists", () => {
  const idle = differences.filter(({ erratum, of, field, ...said }) => {
    const rows = [
      ...fields.map((row) => ({ ...row, of: row.rop })),
      ...structures.map((row) => ({ ...row, of: row.structure })),
    ];
    const meant = rows.filter((row) => row.of === of && row.field === field);
    return (
      meant.length === 0 ||
      meant.some((row) => Object.entries(said).every(([column, cell]) => row[column as keyof SpecRow] === cell))
    );
  });
  expect(idle).toEqual([]);
});

test("every erratum that explains a difference is one of the schema's", async () => {
  const loaded = await Promise.all(Object.values(errataModules).map((load) => load()));
  const known = new Set(loaded.flatMap((module) => Object.values(module).flat()).map(({ id }) => id));
  expect(differences.map(({ erratum }) => erratum).filter((id) => !known.has(id))).toEqual([]);
});

// ---- finding ----------------------------------------------------------------------------------------------------

function ropFile(name: string): string {
  const file = Object.keys(ropModules).find((path) => path.endsWith(`/${kebab(name)}.ts`));
  if (file === undefined) throw new Error(`no folder of schema/rops has ${kebab(name)}.ts`);
  return file;
}

function folderOf(file: string): string | undefined {
  return file.split("/").at(-2);
}

async function ropIn(file: string, name: string): Promise<Rop> {
  const module = await ropModules[file]?.();
  const rop = module?.[name] as Rop | undefined;
  if (rop?.is !== "rop" || rop.name !== name) throw new Error(`${file.replace("../../", "")} does not export ${name}`);
  return rop;
}

async function structureNamed(name: string): Promise<Structure> {
  for (const load of Object.values(modules)) {
    const found = (await load())[name] as Structure | undefined;
    if (found?.is === "structure" && found.name === name) return found;
  }
  throw new Error(`no module of the schema exports the structure ${name}`);
}

// ---- comparing --------------------------------------------------------------------------------------------------

/** What is wrong with a table, one sentence for each row. */
function tableProblems(of: string, where: string, rows: readonly SpecRow[], actual: FlatTable): readonly string[] {
  const expected = rows.map((row) => ({
    ...row,
    ...differences.find((difference) => difference.of === of && difference.field === row.field),
  }));
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
    problems.push(...rowProblems(row, flat));
    if (row.section !== actual.section)
      problems.push(`${row.field} is in section ${actual.section}, not ${row.section}`);
  }
  return problems.map((problem) => `${where}: ${problem}`);
}

function rowProblems(row: SpecRow, flat: FlatRow): readonly string[] {
  const problems: string[] = [];
  if (String(flat.size) !== row.size) problems.push(`${row.field} has size ${flat.size}, not ${row.size}`);
  const type = normalType(row.wire_type);
  if (flat.type !== type) problems.push(`${row.field} is ${flat.type}, not ${type}`);
  const conditional = flat.condition !== undefined || flat.sentinel;
  if (!emptyMeansAbsent(row) && conditional !== isConditional(row)) {
    problems.push(
      conditional ? `${row.field} has a condition that the tables do not know` : `${row.field} lacks its condition`,
    );
  }
  return problems;
}

/** The wire type without the prose around it. */
function normalType(wireType: string): string {
  return wireType
    .replace(/ \(.*?\)/g, "")
    .replace(/[;:].*| if .*| of the RopsList/, "")
    .replace(/^(array of|structure) /, "")
    .replace(" filling exactly", " to the end in exactly")
    .replace(", in exactly", " in exactly")
    .replace(/^utf16z$/, wireType.includes("ascii-z if 0") ? "string-z" : "utf16z");
}

function isConditional(row: SpecRow): boolean {
  const condition = row.condition.replace(/(; )?columns (=|fixed).*/, "");
  return (condition !== "" && condition !== "always") || row.wire_type.includes("absent when");
}

/** Bytes that are there if their size is not 0: with or without a condition, they are the same on the wire. */
function emptyMeansAbsent(row: SpecRow): boolean {
  const [, size] = /^bytes\[(\w+)\]$/.exec(row.wire_type) ?? [];
  return size !== undefined && row.condition === `${size} != 0`;
}

function asynchronousProblems(rop: Rop, mayBeProgress: boolean): readonly string[] {
  if (mayBeProgress === (rop.asynchronousIf !== undefined)) return [];
  return [
    mayBeProgress ? "RopProgress may stand in for the response: asynchronousIf is missing" : "is not asynchronous",
  ];
}

function onlyIn(names: Iterable<string>, others: { has(name: string): boolean }): readonly string[] {
  return [...names].filter((name) => !others.has(name));
}

function groups<R>(rows: readonly R[], by: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows) found.set(by(row), [...(found.get(by(row)) ?? []), row]);
  return found;
}
