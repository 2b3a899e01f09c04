/** Operators on rows: their order, and what they stand under. */
import type { RowModel } from "../../../scripts/ir/model.js";
import { type Change, labelOf, type Place, rowsAt } from "./place.js";

export function order(place: Place): readonly Change[] {
  const rows = rowsAt(place);
  return rows.slice(1).map((second, index) => ({
    label: `${labelOf(rows[index])} behind ${labelOf(second)}`,
    to: rows.with(index, second).with(index + 1, rows[index] as RowModel),
  }));
}

export function drop(place: Place): readonly Change[] {
  const rows = rowsAt(place);
  return rows.map((row, index) => ({ label: labelOf(row), to: rows.toSpliced(index, 1) }));
}

/** A condition or a window that ends one row earlier or later; what has a condition of its own may not depend on it. */
export function scope(place: Place): readonly Change[] {
  const rows = rowsAt(place);
  return rows.flatMap((row, index) => {
    if (row.row !== "when" && row.row !== "within") return [];
    const last = row.rows.at(-1);
    const next = rows[index + 1];
    const less = { ...row, rows: row.rows.slice(0, -1) };
    const more = next === undefined ? row : { ...row, rows: [...row.rows, next] };
    return [
      ...(last === undefined || row.rows.length < 2 || last.row === "when"
        ? []
        : [{ label: `${labelOf(row)} without ${labelOf(last)}`, to: rows.toSpliced(index, 1, less, last) }]),
      ...(next === undefined || next.row === "when"
        ? []
        : [{ label: `${labelOf(row)} with ${labelOf(next)}`, to: rows.toSpliced(index, 2, more) }]),
    ];
  });
}
