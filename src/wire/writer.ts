/** Writing: the growing output of an encode, and one small function for everything that can lie on the wire. */
import { type CodePage, singleByte } from "./code-page.js";
import { RopEncodeError, type RopErrorCode } from "./errors.js";
import type { Undecoded } from "./reader.js";
import { writeUtf16 } from "./text.js";

export interface WriterOptions {
  /** Turns text into 8-bit strings; without one each character up to U+00FF is one byte. */
  readonly codePage?: CodePage | undefined;
}

/** A value as what it should not be: with properties that only other forms have. `Form` is the union of them all. */
export type AnyForm<Form> = { readonly [Name in Form extends unknown ? keyof Form : never]?: unknown };

/** Where an encode stands. Reusable: set `pos` to 0 and write again. */
export class Writer {
  declare bytes: Uint8Array;
  /** The same bytes. */
  declare view: DataView;
  /** The next byte to write. */
  declare pos: number;
  /** How deep recursive structures are nested at the moment. */
  declare depth: number;
  /** May be another for the next ROP of a list. */
  declare codePage: CodePage;

  constructor(capacity = 256, options: WriterOptions = {}) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
    this.pos = 0;
    this.depth = 0;
    this.codePage = options.codePage ?? singleByte;
  }

  /** Makes room for so many bytes more. */
  grow(length: number): void {
    const bytes = new Uint8Array(Math.max(2 * this.bytes.length, this.pos + length));
    bytes.set(this.bytes.subarray(0, this.pos));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** A copy of what has been written. */
  result(): Uint8Array {
    return this.bytes.slice(0, this.pos);
  }
}

/** Moves over so many bytes, making room if need be, and returns where they begin. */
export function reserve(w: Writer, length: number): number {
  const p = w.pos;
  if (p + length > w.bytes.length) w.grow(length);
  w.pos = p + length;
  return p;
}

// ---- errors: all of them cold -----------------------------------------------------------------------------------

function refuse(w: Writer, code: RopErrorCode, name: string, reason: string): RopEncodeError {
  return refuseAt(w.pos, code, name, reason);
}

function refuseAt(offset: number, code: RopErrorCode, name: string, reason: string): RopEncodeError {
  return new RopEncodeError(code, { reason, offset, path: name === "" ? [] : [name] });
}

/** A value that its type on the wire cannot hold. */
export function misfit(offset: number, value: unknown, type: string, name: string): RopEncodeError {
  return refuseAt(offset, "value-out-of-range", name, `${show(value)} does not fit ${type}`);
}

function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

/** No case is known for the value of a field that decides the layout. */
export function noCase(w: Writer, name: string, value: unknown): RopEncodeError {
  return refuse(w, "unknown-discriminant", name, `${show(value)} is none of the values that are known`);
}

/** What an earlier exchange said is needed and not there. */
export function needsContext(w: Writer, name: string): RopEncodeError {
  return refuse(w, "missing-context", "", `cannot be written without ${name}`);
}

/** Refuses what is not an object, before its properties are asked for. */
export function needObject(w: Writer, value: unknown): void {
  if (typeof value !== "object" || value === null) throw notObject(w, value);
}

function notObject(w: Writer, value: unknown): RopEncodeError {
  return refuse(w, "inconsistent-field", "", `is ${show(value)} instead of an object`);
}

function propertiesOf(value: object): Readonly<Record<string, unknown>> {
  return value as Readonly<Record<string, unknown>>;
}

/** A number that decides the form means another one. */
export function otherForm(w: Writer, value: object, name: string): RopEncodeError {
  return refuse(w, "inconsistent-field", name, `${show(propertiesOf(value)[name])} means another form`);
}

/** A property is set that belongs to another form. */
export function foreign(w: Writer, name: string): RopEncodeError {
  return refuse(w, "inconsistent-field", name, "does not exist in this form");
}

/** The same, to be found out: it is none of what all forms have, nor of the form's own, given separated by blanks. */
export function foreignTo(w: Writer, value: object, own: string): RopEncodeError {
  const names = ["ropId", "asSent", ...own.split(" ")];
  const set = Object.keys(value).find((name) => propertiesOf(value)[name] != null && !names.includes(name));
  return foreign(w, set ?? "");
}

// ---- numbers: those of up to four bytes are checked and stored by what is emitted ---------------------------------

/** The value of another ROP is refused. */
export function otherRop(offset: number, value: number, ropId: number): RopEncodeError {
  return refuseAt(offset, "inconsistent-field", "ropId", `${show(value)} is not ${ropId}, that of this ROP`);
}

/**
 * Engines that are young enough for Float16Array, as in Node 24, store 64-bit numbers fastest in a DataView. In those of Node 20
 * and 22 it is faster to take the numbers apart in a typed array.
 */
const STORES_64_BITS = "Float16Array" in globalThis;

const words = /* @__PURE__ */ new Int32Array(2);
const bigs = /* @__PURE__ */ new BigInt64Array(words.buffer);
/** Which of the words is the low one. */
const LOW = /* @__PURE__ */ new Uint8Array(/* @__PURE__ */ Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;

function putWords({ bytes }: Writer, p: number, value: bigint): void {
  bigs[0] = value;
  putWord(bytes, p, words[LOW]!);
  putWord(bytes, p + 4, words[1 - LOW]!);
}
function putWord(b: Uint8Array, p: number, word: number): void {
  b[p] = word;
  b[p + 1] = word >> 8;
  b[p + 2] = word >> 16;
  b[p + 3] = word >> 24;
}

export function putU64(w: Writer, p: number, value: bigint, name: string): void {
  if (typeof value !== "bigint" || BigInt.asUintN(64, value) !== value) throw misfit(p, value, "u64", name);
  if (STORES_64_BITS) w.view.setBigUint64(p, value, true);
  else putWords(w, p, value);
}
export function putI64(w: Writer, p: number, value: bigint, name: string): void {
  if (typeof value !== "bigint" || BigInt.asIntN(64, value) !== value) throw misfit(p, value, "i64", name);
  if (STORES_64_BITS) w.view.setBigInt64(p, value, true);
  else putWords(w, p, value);
}
export function putF32(w: Writer, p: number, value: number, name: string): void {
  if (typeof value !== "number" || (Number.isFinite(value) && !Number.isFinite(Math.fround(value)))) {
    throw misfit(p, value, "f32", name);
  }
  w.view.setFloat32(p, value, true);
}
export function putF64(w: Writer, p: number, value: number, name: string): void {
  if (typeof value !== "number") throw misfit(p, value, "f64", name);
  w.view.setFloat64(p, value, true);
}

// ---- bytes ------------------------------------------------------------------------------------------------------

/** Something that is not exactly so many bytes. */
export function notBytes(offset: number, value: unknown, length: number, name: string): RopEncodeError {
  if (!(value instanceof Uint8Array)) return misfit(offset, value, `${length} bytes`, name);
  return refuseAt(offset, "value-out-of-range", name, `has ${value.length} bytes instead of ${length}`);
}
export function appendBytes(w: Writer, value: Uint8Array): void {
  if (!(value instanceof Uint8Array)) throw misfit(w.pos, value, "bytes", "");
  const p = reserve(w, value.length); // may replace w.bytes
  w.bytes.set(value, p);
}

// ---- words ------------------------------------------------------------------------------------------------------

/** The number of a boolean; `sent` is another true that was received. */
export function booleanValue(w: Writer, value: boolean, sent: number | undefined, name: string): number {
  if (typeof value !== "boolean") throw otherThanBoolean(w, value, name);
  // `Number(value)` would be a call.
  if (sent === undefined) return value ? 1 : 0;
  return otherTrue(w, value, sent, name);
}

function otherTrue(w: Writer, value: boolean, sent: number, name: string): number {
  if (!value || sent < 2) throw refuse(w, "inconsistent-field", name, "asSent disagrees with the value");
  return sent;
}

function otherThanBoolean(w: Writer, value: unknown, name: string): RopEncodeError {
  return refuse(w, "value-out-of-range", name, `${show(value)} is not a boolean`);
}

/** Refuses a property that is neither `true` nor `false`. */
export function notBoolean(w: Writer, holder: object, name: string): never {
  throw otherThanBoolean(w, propertiesOf(holder)[name], name);
}

/** What is none of the names of an enumeration: a number, which stays what it is. */
export function unnamedNumber(w: Writer, value: unknown, name: string): number {
  if (typeof value !== "number") throw noCase(w, name, value);
  return value;
}

/** The number of a name that several numbers have: `sent` is the one that was received. */
export function aliasValue<Name extends string>(
  w: Writer,
  numberOf: (w: Writer, value: Name | number, name: string) => number,
  nameOf: (value: number) => Name | number,
  value: Name | number,
  sent: number | undefined,
  name: string,
): number {
  if (sent === undefined) return numberOf(w, value, name);
  if (nameOf(sent) !== value) throw refuse(w, "inconsistent-field", name, "asSent disagrees with the value");
  return sent;
}

/** The bytes of a name; bytes without a name stay what they are. */
export function enumerationBytes(
  w: Writer,
  names: Readonly<Record<string, string>>,
  value: string | Uint8Array,
  name: string,
): Uint8Array {
  if (typeof value !== "string") return value;
  const hex = Object.hasOwn(names, value) ? names[value] : undefined;
  if (hex === undefined) throw noCase(w, name, value);
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** A number that has only so many bits of a word. */
export function partValue(w: Writer, value: number, max: number, name: string): number {
  if (!(Number.isInteger(value) && value >= 0 && value <= max)) throw misfit(w.pos, value, `0 to ${max}`, name);
  return value;
}

/** Bits without a name that were received. */
export function unnamedBits(w: Writer, sent: number | undefined, mask: number, name: string): number {
  return sent === undefined ? 0 : unnamed(w, sent, mask, name);
}

function unnamed(w: Writer, sent: number, mask: number, name: string): number {
  if (typeof sent !== "number" || sent >>> 0 !== sent)
    throw refuse(w, "value-out-of-range", name, `asSent is ${show(sent)} instead of bits`);
  if ((sent & ~mask) !== 0) throw refuse(w, "inconsistent-field", name, "asSent holds bits that have a name");
  return sent;
}

// ---- strings ----------------------------------------------------------------------------------------------------

function notText(w: Writer, value: unknown): RopEncodeError {
  return refuse(w, "invalid-string", "", `${show(value)} is not a string`);
}

/** Refuses a string of which a part stands at `start` already: the error is where the string begins. */
function refuseText(w: Writer, start: number, reason: string): RopEncodeError {
  w.pos = start;
  return refuse(w, "invalid-string", "", reason);
}

const HOLDS_NUL = "holds a NUL, which would end it";

export function appendAsciiZ(w: Writer, value: string): void {
  if (typeof value !== "string") throw notText(w, value);
  const length = value.length;
  const p = reserve(w, length + 1);
  const b = w.bytes;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0) throw refuseText(w, p, HOLDS_NUL);
    if (unit > 0xff) throw refuseText(w, p, `the character ${JSON.stringify(value[i])} is not 8-bit`);
    b[p + i] = unit;
  }
  b[p + length] = 0;
}
export function appendString8Z(w: Writer, value: string): void {
  if (w.codePage === singleByte) return appendAsciiZ(w, value);
  if (typeof value !== "string") throw notText(w, value);
  if (value.includes("\0")) throw refuse(w, "invalid-string", "", HOLDS_NUL);
  const encoded = w.codePage.encode(value);
  if (encoded === undefined) throw refuse(w, "invalid-string", "", "has characters that the code page lacks");
  const p = reserve(w, encoded.length + 1);
  w.bytes.set(encoded, p);
  w.bytes[p + encoded.length] = 0;
}
export function appendUtf16Z(w: Writer, value: string): void {
  if (typeof value !== "string") throw notText(w, value);
  const length = value.length;
  if (length > SHORT) return appendLongUtf16Z(w, value);
  const p = reserve(w, 2 * length + 2);
  const b = w.bytes;
  let q = p;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0) throw refuseText(w, p, HOLDS_NUL);
    b[q++] = unit;
    b[q++] = unit >> 8;
  }
  b[q] = 0;
  b[q + 1] = 0;
}
/** Up to this many characters a loop is faster than searching and writing natively. */
const SHORT = 28;
function appendLongUtf16Z(w: Writer, value: string): void {
  if (value.includes("\0")) throw refuse(w, "invalid-string", "", HOLDS_NUL);
  const length = 2 * value.length;
  const p = reserve(w, length + 2);
  const b = w.bytes;
  writeUtf16(b, p, value);
  b[p + length] = 0;
  b[p + length + 1] = 0;
}

/** The string filled its window without a terminator of so many bytes: nothing that could be more of it may follow. */
export function dropTerminator(w: Writer, width: 1 | 2, rest: Uint8Array | undefined, name: string): void {
  if (rest !== undefined && rest.length >= width) throw foreign(w, name);
  w.pos -= width;
}

// ---- lists, windows, presence -----------------------------------------------------------------------------------

/** The length of a list or of bytes: asked for by the caller, which knows fewer kinds of them. */
export function lengthOf(w: Writer, value: object | undefined, length: number | undefined, name: string): number {
  if (typeof value !== "object" || typeof length !== "number") throw notList(w, value, name);
  return length;
}

function notList(w: Writer, value: unknown, name: string): RopEncodeError {
  return refuse(w, "inconsistent-field", name, `is ${show(value)} instead of a list or bytes`);
}

/** Two things that must have the same length, or be the same, are not. */
export function agree(w: Writer, value: number, expected: number, name: string): void {
  if (value !== expected) {
    throw refuse(w, "inconsistent-field", name, `has ${value} elements where ${expected} are needed`);
  }
}

/** A count or size that must not be the number that means "not there". */
export function notNone(w: Writer, value: number, none: number, name: string): number {
  if (value === none) {
    throw refuse(w, "inconsistent-field", name, `its count or size would be ${none}, which means that it is absent`);
  }
  return value;
}

/** Whether a conditional field is there; refuses one that is given although excluded, or missing although required. */
export function present<T>(w: Writer, value: T | undefined, expected: boolean | undefined, name: string): value is T {
  if ((value !== undefined) !== (expected === true)) throw misplaced(w, expected, name);
  return expected === true;
}

function misplaced(w: Writer, expected: boolean | undefined, name: string): RopEncodeError {
  const problem = expected === true ? "is missing" : "is given although its condition does not hold";
  return refuse(w, "inconsistent-field", name, problem);
}

/** The first so many columns. */
export function firstColumns(columns: readonly number[], count: number | undefined): readonly number[] {
  return count === columns.length ? columns : columns.slice(0, count);
}

/** Whether the content of a window was left as bytes. */
export function isUndecoded(w: Writer, value: object): value is Undecoded {
  needObject(w, value);
  return "undecoded" in value;
}

/** Goes one level deeper into a recursive structure. */
export function deeperInto(w: Writer, limit: number): void {
  if (++w.depth > limit) throw refuse(w, "limit-exceeded", "", `nested deeper than ${limit}`);
}

/** Whether the value ends early, as it was received; only where an erratum tolerates it. */
export function endsEarly(w: Writer, sent: string | undefined, field: string, allowed: boolean): boolean {
  if (sent === undefined) return false;
  if (sent !== field || !allowed)
    throw refuse(w, "inconsistent-field", field, "asSent says that it is missing, which is not tolerated here");
  return true;
}

/** Something that must be known from an earlier exchange. */
export function needs<T>(w: Writer, value: T | undefined, name: string): T {
  if (value === undefined) throw needsContext(w, name);
  return value;
}

/** A value that takes no bytes. */
export function noValue(w: Writer, value: unknown): void {
  if (value !== undefined)
    throw refuse(w, "inconsistent-field", "", `${show(value)} is given where nothing is written`);
}

/** Only the last element of a list may say that it is the last, and it must. */
export function noLast(w: Writer): RopEncodeError {
  return refuse(w, "inconsistent-field", "", "the last element, and only it, must say that it is the last");
}

/** Reserved bytes: zero unless others were received. */
export function putReserved(
  b: Uint8Array,
  p: number,
  sent: Uint8Array | undefined,
  length: number,
  name: string,
): void {
  if (sent === undefined) b.fill(0, p, p + length);
  else if (!(sent instanceof Uint8Array) || sent.length !== length) throw notBytes(p, sent, length, name);
  else b.set(sent, p);
}
