/** A table of sizes for types that a small number chooses: looking a size up is faster than any switch. */
import type { Codec, TypeModel } from "../../ir/model.js";
import { uncapital } from "../../ir/names.js";
import { chooseByFrequency } from "../frequent.js";
import type { Program } from "../program.js";

/** What chooses has to be less. */
const LIMIT = 0x80;
/** With fewer sizes a table is not worth its bytes. */
const WORTH = 6;

type Choose = TypeModel & { type: "choose" };

export interface Sizes {
  /** By number: the size in bytes, -1 where the rest has to tell. */
  readonly table: readonly number[];
  /** What the table does not say; frequent cases apart where that is worth it. */
  readonly frequent: Choose | undefined;
  readonly others: Choose;
}

/** Takes what a number under {@link LIMIT} says about sizes out of the cases; undefined where that is little. */
export function sizesOf(program: Program, { body }: Codec): Sizes | undefined {
  if (body.body !== "type" || body.type.type !== "choose") return undefined;
  const table: number[] = [];
  /** The choice without the numbers that the table tells. */
  const untold = (choice: Choose): Choose => {
    const cases = choice.cases.map((one) => {
      const size = program.sizes.constant(one.of);
      const told = size === undefined ? [] : one.values.filter((value) => value < LIMIT);
      for (const value of told) table[value] = size ?? 0;
      return { ...one, values: one.values.filter((value) => !told.includes(value)) };
    });
    return { ...choice, cases: cases.filter(({ values }) => values.length > 0) };
  };
  const { frequent, others } = chooseByFrequency(body.type) ?? { others: body.type };
  const rest = { frequent: frequent && untold(frequent), others: untold(others) };
  if (Object.keys(table).length < WORTH) return undefined;
  return { table: Array.from(table, (size) => size ?? -1), ...rest };
}

/** What the table of a structure is called. */
export function tableName({ name }: Codec): string {
  return `${uncapital(name)}Sizes`;
}
