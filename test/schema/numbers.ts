/** What is wrong with the numbers of a model: of enumerations, flags and parts of words, held against test/spec. */
import type { Codec, EnumerationModel, FieldModel, FlagsModel, PartModel, TypeModel } from "../../scripts/ir/model.js";
import { everyNode } from "../support/nodes.js";
import { specTable } from "./spec-tables.js";

const numbers = specTable("numbers.tsv", "name", "key", "numbers", "section");
const names = specTable("names.tsv", "of", "field", "part", "names");
const bits = specTable("bits.tsv", "of", "field", "part", "mask");

export const numberNames: ReadonlySet<string> = new Set(numbers.map(({ name }) => name));

export function enumerationProblems({ name, cases }: EnumerationModel): readonly string[] {
  return namedProblems(
    name,
    cases.map(({ key, values }) => [key, values]),
  );
}

export function flagsProblems({ name, names }: FlagsModel): readonly string[] {
  return namedProblems(
    name,
    names.map(({ key, mask }) => [key, [mask]]),
  );
}

function namedProblems(
  name: string,
  actual: readonly (readonly [key: string, values: readonly (number | string)[]])[],
): readonly string[] {
  const stated = numbers
    .filter((row) => row.name === name)
    .map((row) => `${row.key} ${row.numbers.split(" or ").map(plain).join(" ")}`);
  return differences(
    name,
    actual.map(([key, values]) => `${key} ${values.join(" ")}`),
    stated,
  );
}

/** `0x1F` is 31; bytes are in hex without a prefix. */
function plain(number: string): string {
  return number.startsWith("0x") ? String(Number(number)) : number;
}

/** The parts of each word of a codec, and of the items that its lists go by. */
export function partProblems(codec: Codec): readonly string[] {
  const stated = bits.filter(({ of }) => of === codec.name);
  const problems: string[] = [];
  everyNode(codec.body, (field) => {
    if (field.row !== "field") return;
    everyNode(field.type, ({ parts, type }) => {
      if (!Array.isArray(parts) || type === "packed") return;
      const actual = (parts as readonly PartModel[]).map(({ name, mask, shift }) => `${name} ${mask >>> 0} ${shift}`);
      const said = stated
        .filter((row) => row.field === field.name)
        .map(({ part, mask }) => `${part} ${Number(mask)} ${Math.log2(lowest(Number(mask)))}`);
      problems.push(...differences(`${codec.name} ${String(field.name)}`, actual, said));
    });
  });
  return problems;
}

/** Whose names the numbers of each field and part have. */
export function nameProblems(codec: Codec): readonly string[] {
  const stated = names.filter(({ of }) => of === codec.name);
  const problems: string[] = [];
  const compare = (field: string, part: string, type: TypeModel): void => {
    const said = stated.filter((row) => row.field === field && row.part === part).map((row) => row.names);
    const actual = namesIn(type);
    const where = `${codec.name} ${field} ${part}`.trimEnd();
    problems.push(
      ...actual.filter((name) => !said.includes(name)).map((name) => `${where}: ${name} is not in the tables`),
    );
    if (actual.length === 0 && said.length > 0) problems.push(`${where} is not ${said.join(" or ")}`);
  };
  everyNode(codec.body, (node) => {
    if (node.row !== "field") return;
    const { name, type } = node as unknown as FieldModel;
    compare(name, "", type);
    everyNode(type, (inner) => {
      if (!Array.isArray(inner.parts) || inner.type === "packed") return;
      for (const part of inner.parts as readonly PartModel[]) compare(name, part.name, part.type);
    });
  });
  return problems;
}

/** Those of a type itself, not of its parts. */
function namesIn(type: TypeModel): readonly string[] {
  if (type.type === "enumeration" || type.type === "flags") return [type.name];
  if (type.type !== "choose") return [];
  return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])].flatMap(
    namesIn,
  );
}

function lowest(mask: number): number {
  return (mask & -mask) >>> 0;
}

function differences(name: string, actual: readonly string[], stated: readonly string[]): readonly string[] {
  const [is, said] = [new Set(actual), new Set(stated)];
  return [
    ...[...is].filter((one) => !said.has(one)).map((one) => `${name}: ${one} is not in the tables`),
    ...[...said].filter((one) => !is.has(one)).map((one) => `${name}: ${one} is missing`),
  ];
}
