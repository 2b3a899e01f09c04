/** Small expressions that several emitters print. */
import { hex } from "./types.js";

/** Some bits of a word, as a number of their own. */
export function masked(word: string, mask: number, shift: number): string {
  if (mask === 0xffffffff) return word;
  return shift === 0 ? `(${word} & ${hex(mask)})` : `((${word} & ${hex(mask)}) >>> ${shift})`;
}

/** Parts with an operator between them, in parentheses where more stands around them. */
export function join(parts: readonly string[], operator: string, nested: boolean): string {
  const text = parts.join(operator);
  return nested && parts.length > 1 ? `(${text})` : text;
}

/** So many bytes behind a place such as `p` or `p + 4`. */
export function behind(at: string, more: number): string {
  if (more === 0) return at;
  const [, base, offset] = /^(\w+)(?: \+ (\d+))?$/.exec(at) ?? [undefined, at, "0"];
  return `${base} + ${Number(offset ?? 0) + more}`;
}

/**
 * A number of two or four bytes at a place that has been checked. Not by a call: V8 inlines only so much, and one function
 * reads many numbers.
 */
export function unsigned(at: string, size: number): string {
  const bytes = Array.from({ length: size }, (_, index) =>
    index === 0 ? `b[${at}]!` : `(b[${behind(at, index)}]! << ${8 * index})`,
  );
  return size === 4 ? `((${bytes.join(" | ")}) >>> 0)` : `(${bytes.join(" | ")})`;
}
