/** Draws the parts of values: numbers, strings, names, lists. Everything comes from one sequence of choices. */
import type { CodePage } from "../wire/code-page.js";
import { encodable, text8, text16 } from "./text.js";

export type { Arbitrary } from "fast-check";
export { arbitrary, type InContext } from "./arbitrary.js";

/** How values are made up. */
export interface Knobs {
  /** The most elements of a list, characters of a string and bytes of a blob: 0 to 100, by default 6. */
  readonly size?: number | undefined;
  /** How many structures deep a value may be nested before only such are drawn that end it: 0 to 32, by default 8. */
  readonly depth?: number | undefined;
  /**
   * How often something is sent otherwise than the documents ask for (`asSent`: bits without a name, another true than
   * 1, another number of the same name, a reserved field that is not zero, bytes left over in a window): 0 (never, the
   * default) to 1 (wherever possible).
   * Such values still encode, and decode to the same value.
   */
  readonly irregular?: number | undefined;
  /** The code page that 8-bit strings are to be encodable in; by default one byte per character. */
  readonly codePage?: CodePage | undefined;
}

/** Makes the next choice: an integer from 0 to `limit` - 1. Zero is the simplest. */
export type Choose = (limit: number) => number;

/** The wire values of an enumeration, those apart that lead to structures which can hold themselves. */
export interface Numbers {
  readonly plain: readonly number[];
  readonly deeper: readonly number[];
}

type Names = Readonly<Record<string, number | string>>;

/** Behind so many choices (times the size), nothing is drawn that could grow further. */
const ENOUGH = 64;

export class Draw {
  readonly #choose: Choose;
  readonly #codePage: CodePage | undefined;
  readonly #irregular: number;
  #most: number;
  #size: number;
  #depth: number;
  #choices = 0;

  /** @throws RangeError if a knob is out of its range. */
  constructor(choose: Choose, { size = 6, depth = 8, irregular = 0, codePage }: Knobs = {}) {
    check("size", size, 100);
    check("depth", depth, 32);
    if (!(irregular >= 0 && irregular <= 1))
      throw new RangeError(`irregular is ${irregular}, not a number from 0 to 1`);
    this.#choose = choose;
    this.#codePage = codePage;
    this.#irregular = irregular;
    this.#size = size;
    this.#most = ENOUGH * (size + 1);
    this.#depth = depth;
  }

  // ---- choices --------------------------------------------------------------------------------------------------

  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number {
    this.#choices++;
    return this.#choose(limit);
  }

  oneOf<const T>(...values: readonly [T, ...T[]]): T {
    return values[this.below(values.length)] as T;
  }

  /** One of so many ways; only of the first `plain` where the value is deep enough (zero: there is no such way). */
  way(ways: number, plain: number = ways): number {
    return this.below(this.#enough && plain > 0 ? plain : ways);
  }

  /** The value, or that there is none. */
  maybe<T>(draw: () => T): T | undefined {
    return this.below(4) === 3 ? undefined : draw();
  }

  boolean(): boolean {
    return this.below(2) === 1;
  }

  // ---- numbers --------------------------------------------------------------------------------------------------

  /** A number of so many bits: small, any, or the greatest. */
  bits(bits: number): number {
    const kind = this.below(4);
    if (kind === 0) return this.below(Math.min(16, 2 ** bits));
    return kind === 3 ? 2 ** bits - 1 : this.below(2 ** bits);
  }

  u8(): number {
    return this.bits(8);
  }

  u16(): number {
    return this.bits(16);
  }

  u32(): number {
    return this.bits(32);
  }

  i16(): number {
    return (this.bits(16) << 16) >> 16;
  }

  i32(): number {
    return this.bits(32) | 0;
  }

  u64(): bigint {
    return (BigInt(this.bits(32)) << 32n) | BigInt(this.bits(32));
  }

  i64(): bigint {
    return BigInt.asIntN(64, this.u64());
  }

  f32(): number {
    return Math.fround(this.f64());
  }

  f64(): number {
    const kind = this.below(4);
    if (kind === 0) return this.below(16);
    if (kind === 1) return this.oneOf(-0, 0.1, -1.5, Infinity, -Infinity, NaN, 5e-324, 1.7976931348623157e308);
    return (this.below(2 ** 32) - 2 ** 31) * 2 ** (this.below(256) - 128);
  }

  /** Some of the bits of a mask, now and then others: as far as the width goes. */
  flags(mask: number, bits: number): number {
    return this.below(8) === 7 ? this.bits(bits) : (this.below(2 ** bits) & mask) >>> 0;
  }

  /** A number of so many bits, often one of those that mean something. */
  bitsOr(bits: number, ...known: readonly [number, ...number[]]): number {
    return this.below(4) === 3 ? this.oneOf(...known) : this.bits(bits);
  }

  /** Any number but these. */
  bitsBut(bits: number, ...except: readonly number[]): number {
    let number = this.bits(bits);
    while (except.includes(number)) number = (number + 1) % 2 ** bits;
    return number;
  }

  /** One word of several parts. */
  packed(...parts: readonly number[]): number {
    return parts.reduce((word, part) => (word | part) >>> 0, 0);
  }

  // ---- names ----------------------------------------------------------------------------------------------------

  /** A wire value of an enumeration. */
  number({ plain, deeper }: Numbers): number {
    const all = this.#enough && plain.length > 0 ? plain : [...plain, ...deeper];
    return all[this.below(all.length)] ?? 0;
  }

  /** A name of an enumeration; none of the `deeper` ones where the value is deep enough. */
  name<const E extends Names>(names: E, ...deeper: readonly (keyof E)[]): keyof E & string {
    const all = Object.keys(names);
    const plain = this.#enough ? all.filter((name) => !deeper.includes(name)) : all;
    const left = plain.length > 0 ? plain : all;
    return left[this.below(left.length)] ?? "";
  }

  /** A name of an enumeration of so many bits, or a number that has none. */
  nameOr<const E extends Names>(names: E, bits: number): (keyof E & string) | number {
    if (this.below(8) !== 7) return this.name(names);
    const number = this.bits(bits);
    return Object.keys(names).find((name) => names[name] === number) ?? number;
  }

  /** Any name or number but these names. */
  nameBut<const E extends Names, const X extends keyof E & string>(
    names: E,
    bits: number,
    ...except: readonly X[]
  ): Exclude<keyof E & string, X> | number {
    const left = Object.keys(names).filter((name) => !except.includes(name as X));
    if (left.length > 0 && this.below(4) !== 3)
      return (left[this.below(left.length)] ?? "") as Exclude<keyof E & string, X>;
    return this.bitsBut(bits, ...Object.values(names).map(Number));
  }

  /** Bytes that are none of the names of an enumeration of bytes. */
  bytesBut(names: Names, length: number): Uint8Array {
    const bytes = this.bytes(length);
    const known = Object.values(names);
    while (known.includes(hexOf(bytes))) bytes[0] = ((bytes[0] ?? 0) + 1) % 256;
    return bytes;
  }

  // ---- bytes and strings ----------------------------------------------------------------------------------------

  /** So many bytes; all zero in a quarter of the cases. */
  bytes(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    if (this.below(4) === 0) return bytes;
    for (let at = 0; at < length; at += 4) {
      const word = this.below(2 ** 32);
      for (let i = at; i < Math.min(at + 4, length); i++) bytes[i] = word >>> (8 * (i - at));
    }
    return bytes;
  }

  /** Bytes as the size allows, so many at least. */
  blob(least = 0): Uint8Array {
    return this.bytes(least + this.count());
  }

  /** Mostly ASCII, now and then any other byte; no NUL. */
  ascii(): string {
    return text8(this, this.count());
  }

  /** Encodable in the code page; no NUL. */
  string8(): string {
    return this.#codePage === undefined ? text8(this, this.count()) : encodable(this, this.count(), this.#codePage);
  }

  /** UTF-16 with surrogate pairs and lone surrogates; no NUL. */
  utf16(): string {
    return text16(this, this.count());
  }

  /** Characters up to U+00FF; no NUL. */
  reducedUnicode(): string {
    return text8(this, this.count());
  }

  // ---- lists ----------------------------------------------------------------------------------------------------

  /** How many elements: up to the size, none where there is enough already. */
  count(): number {
    return this.#enough ? 0 : this.below(this.#size + 1);
  }

  list<T>(draw: () => T): T[] {
    return this.listOf(this.count(), draw);
  }

  listOf<T>(length: number, draw: () => T): T[] {
    return Array.from({ length }, draw);
  }

  /** Elements that are not the last, and one that is made it. */
  ended<T>(draw: () => T, isLast: (one: T) => boolean, last: (one: T) => T): T[] {
    return [...this.list(draw).filter((one) => !isLast(one)), last(draw())];
  }

  // ---- nesting --------------------------------------------------------------------------------------------------

  /** A structure that can hold others of its kind, `most` of them within each other. */
  deeper<T>(draw: () => T, most: number = Number.POSITIVE_INFINITY): T {
    const depth = this.#depth;
    this.#depth = Math.min(depth, most - 1) - 1;
    try {
      return draw();
    } finally {
      this.#depth = depth;
    }
  }

  /** What stands behind a size of 8 bits. */
  small<T>(draw: () => T): T {
    const size = this.#size;
    this.#size = Math.min(size, 6);
    try {
      return draw();
    } finally {
      this.#size = size;
    }
  }

  /** One of several values in a larger one: small, and what was drawn before it does not count against it. */
  one<T>(draw: () => T): T {
    const [size, most, choices] = [this.#size, this.#most, this.#choices];
    this.#size = Math.min(size, 6);
    this.#most = choices + ENOUGH * (this.#size + 1);
    try {
      return draw();
    } finally {
      this.#size = size;
      this.#most = most;
      this.#choices = choices;
    }
  }

  get #enough(): boolean {
    return this.#depth <= 0 || this.#choices > this.#most;
  }

  // ---- irregularities -------------------------------------------------------------------------------------------

  /** What is sent otherwise than the documents ask for, if anything is to be. */
  sent<T extends object>(draw: () => { readonly [K in keyof T]: T[K] | undefined }): T | undefined {
    if (this.#irregular === 0 || this.below(1000) < 1000 * (1 - this.#irregular)) return undefined;
    const kept = Object.entries(draw()).filter(([, value]) => value !== undefined);
    return kept.length === 0 ? undefined : (Object.fromEntries(kept) as unknown as T);
  }

  /** Another number that means the same name, where there is one. */
  alias(name: string | number, others: Readonly<Record<string, readonly number[]>>): number | undefined {
    const numbers = Object.hasOwn(others, name) ? (others[name] ?? []) : [];
    return numbers.length === 0 ? undefined : this.maybe(() => numbers[this.below(numbers.length)] ?? 0);
  }

  /** What stands in a window behind its content: a few bytes, one at least. */
  rest(): Uint8Array {
    return this.bytes(1 + this.below(3));
  }

  /** Some of the bits of a mask, one at least. */
  someOf(mask: number): number {
    return (this.below(2 ** 32) & mask) >>> 0 || (mask & -mask) >>> 0;
  }

  /** Bytes that are not all zero. */
  nonzero(length: number): Uint8Array {
    const bytes = this.bytes(length);
    if (bytes.every((byte) => byte === 0)) bytes[0] = 1;
    return bytes;
  }
}

function check(knob: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new RangeError(`${knob} is ${value}, not a whole number from 0 to ${most}`);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A parameter has a value for which the schema says nothing. */
export function noSuch(parameter: string, value: unknown): RangeError {
  return new RangeError(`nothing is said of a ${parameter} of ${String(value)}`);
}
