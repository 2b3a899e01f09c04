/** What is wrong with the numbers of a model: of enumerations, flags and parts of words, held against test/spec. */
import type { Codec, EnumerationModel, FlagsModel, PartModel } from "../../scripts/ir/model.js";
import { everyNode } from "../support/walk.js";
import { specTable } from "./spec-tables.js";

const numbers = specTable("numbers.tsv", "name", "key", "numbers", "section");
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
