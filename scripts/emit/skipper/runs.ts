/**
 * Rows of the same columns: what stands between values that differ in length is added up once, and not in each row again. For
 * `i32 string i64 boolean` that is 4 bytes, a string, and 9 bytes.
 */
import type { Codec, RefModel, TypeModel } from "../../ir/model.js";
import type { Program } from "../program.js";
import type { SkipReach } from "./reach.js";
import { sizesOf } from "./sizes.js";

type ListType = TypeModel & { readonly type: "list" };
type ItemRef = RefModel & { readonly ref: "item" };

/** A list of values, one for each item of a parameter, which says with a few of its bits how long the value is. */
export interface Runs {
  /** The parameter with the items. */
  readonly items: string;
  /** The structure of a value, which has a table of sizes. */
  readonly value: Codec;
  /** What of an item looks its size up. */
  readonly chooses: ItemRef;
  /** The numbers that stand for something else than such a structure. */
  readonly others: readonly number[];
}

export function runsOf(program: Program, { length, of }: ListType): Runs | undefined {
  if (length.length !== "each" || length.items.ref === "field") return undefined;
  const type = of.type === "choose" ? of.otherwise : of;
  const value = type?.type === "structure" ? program.structures.get(type.name) : undefined;
  const sizes = value && sizesOf(program, value);
  if (type?.type !== "structure" || value === undefined || sizes === undefined) return undefined;
  const given = type.args.find(({ name }) => name === sizes.others.ref.name)?.value;
  if (given?.argument !== "ref" || given.ref.ref !== "item") return undefined;
  if (of.type === "choose" && !(of.ref.ref === "item" && of.ref.name === given.ref.name)) return undefined;
  const others = of.type === "choose" ? of.cases.flatMap(({ values }) => values) : [];
  return { items: length.items.name, value, chooses: given.ref, others };
}

/** Whether what was found out for one list holds for the other. */
export function agree(one: Runs, other: Runs): boolean {
  const said = ({ items, value, chooses, others }: Runs): string =>
    JSON.stringify([items, value.name, chooses.mask, chooses.shift, others]);
  return said(one) === said(other);
}

/** The list in a structure that is worth a walk over many of them at once; its items have to be known. */
export function rowOf(program: Program, reach: SkipReach, codec: Codec): Runs | undefined {
  if (codec.kind !== "structure" || !reach.canLoop(codec)) return undefined;
  const runs = find(program, codec.body);
  const items = codec.params.find(({ name }) => name === runs?.items);
  return items === undefined || program.mayBeMissing(codec, items) ? undefined : runs;
}

/** What walks over many of a structure. */
export function ofMany(structure: string): string {
  return `skipMany${structure}`;
}

function find(program: Program, node: unknown): Runs | undefined {
  if (typeof node !== "object" || node === null) return undefined;
  const { type } = node as { readonly type?: unknown };
  if (type === "within") return undefined;
  const runs = type === "list" ? runsOf(program, node as ListType) : undefined;
  if (runs !== undefined) return runs;
  for (const inner of Object.values(node)) {
    const found = find(program, inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
