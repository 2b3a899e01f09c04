/** What an operator is given: an object or array of a codec, and what it gives back. */
import type { Codec, DerivedModel, PartModel, RowModel } from "../../../scripts/ir/model.js";

/** An object or array of a codec. */
export interface Place {
  readonly codec: Codec;
  readonly node: unknown;
  /** Under which key it stands. */
  readonly key: string | number;
  readonly parent: unknown;
  readonly around: Place | undefined;
  /** Names on the way to it. */
  readonly path: readonly string[];
}

export interface Change<T = unknown> {
  readonly label: string;
  readonly to: T;
  /** What else changes where the same thing is said more than once. */
  readonly also?: (codec: Codec) => Codec;
}

export type Operator = (place: Place) => readonly Change[];

export const NONE: readonly Change[] = [];

export function rowsAt({ node }: Place): readonly RowModel[] {
  return Array.isArray(node) && node.every((one) => typeof one?.row === "string") ? (node as RowModel[]) : [];
}

export function labelOf(row: RowModel | undefined): string {
  switch (row?.row) {
    case "field":
      return row.name;
    case "derived":
      return row.derived.name;
    case "when":
    case "within":
      return `${row.row} ${labelOf(row.rows[0])}`;
    case "choose":
      return `choose ${row.ref.name}`;
    default:
      return String(row?.row);
  }
}

export function isPart(node: unknown): node is PartModel {
  return typeof node === "object" && node !== null && "mask" in node && "type" in node;
}

export function isDerived(node: unknown): node is DerivedModel {
  return typeof node === "object" && node !== null && "derived" in node && "base" in node;
}
