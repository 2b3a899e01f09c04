/** How two readers of the same bytes are compared. */
import { expect } from "vitest";

/** What came of reading: a value or an error. */
export interface Read {
  readonly value?: unknown;
  readonly error?: unknown;
}

export function read(run: () => unknown): Read {
  try {
    return { value: run() };
  } catch (error) {
    return { error };
  }
}

/** Both read the same value, or neither reads one. */
export function agree(codec: string, bytes: Uint8Array, parsed: Read, expected: Read): void {
  const failed = "error" in expected;
  if ("error" in parsed === failed && (failed || same(parsed.value, expected.value))) return;
  const text = `${codec} ${Buffer.from(bytes).toString("hex")}: ${parsed.error ?? "no error"}; ${expected.error ?? "no error"}`;
  expect("error" in parsed, text).toBe(failed);
  expect(parsed, text).toEqual(expected);
}

/** What `toEqual` means, many times faster. */
function same(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return Object.is(a, b);
  if (a.constructor !== b.constructor || (a as { length?: unknown }).length !== (b as { length?: unknown }).length) {
    return false;
  }
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]));
}

/** The same numbers below a bound for the same seed. */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}
