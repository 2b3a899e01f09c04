/** Reads the tables of test/spec. */
import { readFileSync } from "node:fs";

/** The rows of one table, by column name. */
export function specTable<C extends string>(
  file: string,
  ...columns: readonly C[]
): readonly Readonly<Record<C, string>>[] {
  const [head = "", ...lines] = readFileSync(new URL(`../spec/${file}`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  const names = head.split("\t");
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Error(`${file} has no column ${missing.join(", ")}`);
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""])) as Record<C, string>;
  });
}

/** Rows that have something in common, in their order. */
export function groups<R>(rows: readonly R[], by: (row: R) => string): ReadonlyMap<string, readonly R[]> {
  const found = new Map<string, R[]>();
  for (const row of rows) found.set(by(row), [...(found.get(by(row)) ?? []), row]);
  return found;
}
