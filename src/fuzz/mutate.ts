/** Changes to bytes of any kind: flipped, cut, moved, doubled, and with counts and sizes that lie. */
import { joined, littleEndian, numberAt, replaced } from "./bytes.js";
import { dictionary } from "./dictionary.js";
import type { Random } from "./random.js";

/** Changed bytes; never those handed in. `other` is a second input to take parts from. */
export type Mutator = (bytes: Uint8Array, random: Random, other?: Uint8Array) => Uint8Array;

/** Nothing grows beyond this, in bytes. */
const MOST = 0x4000;
const WIDTHS = [1, 2, 4] as const;

export const flipBit: Mutator = (bytes, random) => {
  const result = bytes.slice();
  const at = random.below(bytes.length);
  if (bytes.length > 0) result[at] = (result[at] ?? 0) ^ (1 << random.below(8));
  return result;
};

export const truncate: Mutator = (bytes, random) => bytes.slice(0, random.below(bytes.length));

export const insert: Mutator = (bytes, random) => {
  const at = random.below(bytes.length + 1);
  const inserted = Uint8Array.from({ length: 1 + random.below(8) }, () => random.below(256));
  return replaced(bytes, at, at, inserted);
};

export const remove: Mutator = (bytes, random) => {
  const [start, end] = part(bytes, random);
  return replaced(bytes, start, end, new Uint8Array());
};

export const duplicate: Mutator = (bytes, random) => {
  const [start, end] = part(bytes, random);
  return replaced(bytes, end, end, bytes.subarray(start, end));
};

/** The beginning of these bytes and the end of the others. */
export const splice: Mutator = (bytes, random, other = bytes) =>
  joined(bytes.subarray(0, random.below(bytes.length + 1)), other.subarray(random.below(other.length + 1)));

/** A number of the schema in place of what stands there. */
export const setNumber: Mutator = (bytes, random) => {
  const width = random.oneOf(WIDTHS.filter((one) => one <= bytes.length || one === 1));
  const at = random.below(bytes.length - width + 1);
  return replaced(bytes, at, at + width, littleEndian(random.oneOf(dictionary), width));
};

/** A number that is as large as what follows it, or could count it, now says something else. */
export const lie: Mutator = (bytes, random) => {
  const width = random.oneOf(WIDTHS);
  const places = countsOf(bytes, width);
  if (places.length === 0) return setNumber(bytes, random);
  const at = random.oneOf(places);
  const value = numberAt(bytes, at, width);
  const lies = [value + 1, value - 1, 0, value * 2, 2 ** (8 * width) - 1, 2 ** (8 * width - 1)];
  return replaced(bytes, at, at + width, littleEndian(random.oneOf(lies) >>> 0, width));
};

const ALL: readonly Mutator[] = [
  flipBit,
  flipBit,
  truncate,
  insert,
  remove,
  duplicate,
  splice,
  setNumber,
  setNumber,
  lie,
  lie,
];

/** One to four of these changes, one after the other. */
export const mutateBytes: Mutator = (bytes, random, other) => {
  let result = bytes;
  for (let turn = random.below(4); turn >= 0; turn--) result = random.oneOf(ALL)(result, random, other);
  return result.slice(0, MOST);
};

/** Where a number of that width stands that might count or measure what follows. */
function countsOf(bytes: Uint8Array, width: number): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at + width <= bytes.length; at++) {
    const value = numberAt(bytes, at, width);
    if (value > 0 && value <= bytes.length - at) places.push(at);
  }
  return places;
}

/** Somewhere from one byte to all of them, short ones more often. */
function part(bytes: Uint8Array, random: Random): readonly [start: number, end: number] {
  const start = random.below(bytes.length);
  const length = 1 + random.below(random.once(2) ? 8 : bytes.length - start);
  return [start, Math.min(bytes.length, start + length)];
}
