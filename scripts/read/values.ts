/** Numbers on the wire: what fits a word, what a mask picks, what a name stands for. */
import type { EnumerationType, IntegerWire, Part, WhenParts } from "../../schema/language/index.js";

/** Bytes of a number. */
export const WIDTH: Readonly<Record<IntegerWire, number>> = { u8: 1, u16: 2, u32: 4, i16: 2, i32: 4 };

export function fits(value: number, wire: IntegerWire): boolean {
  const values = 2 ** (8 * WIDTH[wire]);
  const least = wire.startsWith("i") ? -values / 2 : 0;
  return Number.isInteger(value) && value >= least && value < least + values;
}

/** The bits of a part, and how far they stand from the lowest. */
export function bitsOf({ mask }: { readonly mask: number }): { readonly mask: number; readonly shift: number } {
  return { mask: mask >>> 0, shift: mask === 0 ? 0 : 31 - Math.clz32(mask & -mask) };
}

/** The parts of a word, those under a condition too. */
export function partsOf(items: readonly (Part | WhenParts)[]): readonly Part[] {
  return items.flatMap((item) => (item.is === "part" ? [item] : item.parts));
}

/** What a name of an enumeration is on the wire, the canonical value first; undefined if there is no such name. */
export function wireValues(type: EnumerationType, key: string): readonly (number | string)[] | undefined {
  if (!Object.hasOwn(type.cases, key)) return undefined;
  const value = type.cases[key] as number | string | readonly (number | string)[];
  return typeof value === "object" ? value : [value];
}

export function isNumber(value: number | string): value is number {
  return typeof value === "number";
}
