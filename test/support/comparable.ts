/** Values without what does not count when they are compared. */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** The value without absent properties; `asSent` goes too where `withoutDeviations` says so. */
export function comparable(value: unknown, withoutDeviations = false): unknown {
  if (value instanceof Uint8Array) return Uint8Array.from(value);
  if (Array.isArray(value)) return value.map((item) => comparable(item, withoutDeviations));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, item]) => item !== undefined && !(withoutDeviations && name === "asSent"))
    .map(([name, item]) => [name, comparable(item, withoutDeviations)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether the values are the same, whatever deviations were kept beside them; shows the difference if not. */
export function same(actual: unknown, expected: unknown): void {
  const [a, b] = [comparable(actual, true), comparable(expected, true)];
  if (!isDeepStrictEqual(a, b)) expect(a).toEqual(b);
}
