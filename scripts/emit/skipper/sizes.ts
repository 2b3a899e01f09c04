/** A table of sizes for types that a small number chooses: looking a size up is faster than any switch. */
import type { Codec, TypeModel } from "../../ir/model.js";
import { uncapital } from "../../ir/names.js";
import type { Program } from "../program.js";

/** What chooses has to be less. */
const LIMIT = 0x80;
/** With fewer sizes a table is not worth its bytes. */
const WORTH = 6;

type Choose = TypeModel & { type: "choose" };

export interface Sizes {
  /** By number: the size in bytes, -1 where the rest has to tell. */
  readonly table: readonly number[];
  /** What the table does not say: the frequent cases by their own numbers, and all others. */
  readonly frequent: Choose;
  readonly others: Choose;
}

/** Takes what a number under {@link LIMIT} says about sizes out of the cases; undefined where that is little. */
export function sizesOf(program: Program, { body }: Codec): Sizes | undefined {
  if (body.body !== "type" || body.type.type !== "choose") return undefined;
  const { type } = body;
  const table: number[] = [];
  const cases = type.cases.flatMap((one) => {
    const size = program.sizes.constant(one.of);
    if (size === undefined) return [one];
    const told = one.values.filter((value) => value < LIMIT);
    for (const value of told) table[value] = size;
    const values = one.values.filter((value) => !told.includes(value));
    return values.length === 0 ? [] : [{ ...one, values }];
  });
  if (Object.keys(table).length < WORTH) return undefined;
  const { otherwise: _, ...bare } = type;
  const frequent = cases.filter((one) => one.frequent && program.sizes.constant(one.of) === undefined);
  return {
    table: Array.from(table, (size) => size ?? -1),
    frequent: { ...bare, cases: frequent.map((one) => ({ ...one, values: one.values.slice(0, 1) })) },
    others: {
      ...type,
      cases: cases
        .map((one) => (frequent.includes(one) ? { ...one, values: one.values.slice(1) } : one))
        .filter(({ values }) => values.length > 0),
    },
  };
}

/** What the table of a structure is called. */
export function tableName({ name }: Codec): string {
  return `${uncapital(name)}Sizes`;
}
