/** What has been read already, as later steps ask for it. */
import { failure } from "./record.js";

export function number(read: unknown): number {
  return Number(read);
}

export function numbers(read: unknown): readonly number[] {
  return read as readonly number[];
}

/** The number of a name; numbers without a name stay what they are. */
export function numberOf(names: Readonly<Record<string, number>>, read: unknown): number {
  return typeof read === "string" ? (names[read] ?? 0) : Number(read);
}

/** Bits of a word. */
export function masked(read: unknown, mask: number, shift = 0): number {
  return ((Number(read) & mask) >>> shift) >>> 0;
}

/** Something that must be known from an earlier exchange. */
export function need<T>(known: T | undefined, name: string): T {
  if (known === undefined) throw failure("missing-context", "", `cannot be read without ${name}`);
  return known;
}

/** The first elements of a list; there must be so many. */
export function firstOf(items: readonly number[], count: unknown): readonly number[] {
  if (Number(count) <= items.length) return items.slice(0, Number(count));
  throw failure("unexpected-value", "", `${count} columns are named where only ${items.length} are known`);
}
