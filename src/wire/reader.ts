/** Reading: the state of a decode, and one small function for everything that can lie on the wire. */

import { type CodePage, singleByte } from "./code-page.js";
import { RopDecodeError, type RopErrorCode } from "./errors.js";
import { latin1, utf16 } from "./text.js";

export interface ReaderOptions {
  /** Turns 8-bit strings into text; without one each byte is one character (lossless). */
  readonly codePage?: CodePage | undefined;
  /** Refuse everything that would be kept in `asSent`: what senders must not send although receivers live with it. */
  readonly strict?: boolean | undefined;
}

/**
 * Where a decode stands. Byte fields are views of `bytes`: they live as long as it does. The fields are only declared, and set by
 * the constructor alone: with initialisers and private names the smallest lists take a tenth longer.
 */
export class Reader {
  declare readonly bytes: Uint8Array;
  /** The next byte to read. */
  declare pos: number;
  /** The end of the innermost window. */
  declare end: number;
  /** How deep recursive structures are nested at the moment. */
  declare depth: number;
  /** May be another for the next ROP of a list. */
  declare codePage: CodePage;
  declare readonly strict: boolean;
  /** Asked for a context that is needed and was not given. */
  declare source: ContextSource | undefined;
  /** What `bytes` is a view of: asking for it takes as long as making a view of it, so it is asked for once. */
  declare private buffer: ArrayBufferLike | undefined;

  constructor(bytes: Uint8Array, options?: ReaderOptions) {
    this.bytes = bytes;
    this.pos = 0;
    this.end = bytes.length;
    this.depth = 0;
    this.codePage = options?.codePage ?? singleByte;
    this.strict = options?.strict ?? false;
    this.source = undefined;
    this.buffer = undefined;
  }

  /** A view of so many bytes at a place that has been checked. */
  view(start: number, length: number): Uint8Array {
    return new Uint8Array((this.buffer ??= this.bytes.buffer), this.bytes.byteOffset + start, length);
  }
}

/** Knows contexts that were not given. */
export interface ContextSource {
  /** The context that what the reader stands in needs, if it is known after all. */
  ask(r: Reader): unknown;
}

/** Something that is left undecoded, and why. */
export interface Undecoded {
  readonly undecoded: "missing-context";
  readonly bytes: Uint8Array;
}

/** A context that is needed and was not given, if it is known. */
export function asked<T>(r: Reader): T | undefined {
  return r.source?.ask(r) as T | undefined;
}

/** The next so many bytes as they are, for want of a context. */
export function takeUndecoded(r: Reader, length: number): Undecoded {
  return { undecoded: "missing-context", bytes: takeBytes(r, length) };
}

// ---- errors: all of them cold -----------------------------------------------------------------------------------

/**
 * A run of fixed-size fields that is cut short, or in which a constant has another value. `layout` says the run, field by
 * field: name, size, and the hexadecimal value of a constant, as in `ropId:1:6e sessionIndex:2`. A size of two digits or more is
 * that of bytes, as in `counter:06`. The error carries the fields before the one it names; there is none if nothing is wrong.
 */
export function badRun(r: Reader, offset: number, layout: string, spec?: string): RopDecodeError | undefined {
  const partial: Record<string, unknown> = {};
  for (const field of layout.split(" ")) {
    const [name, digits, constant] = field.split(":") as [string, string, string?];
    const size = +digits;
    const left = r.end - offset;
    const refuse = (code: RopErrorCode, reason: string): RopDecodeError =>
      new RopDecodeError(code, { reason, offset, path: [name], partial, spec });
    if (size > left) return refuse("truncated", `needs ${size} byte${size > 1 ? "s" : ""}, ${left} left`);
    const bytes = r.view(offset, size);
    const number = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const hex = number.toString(16);
    if (constant && hex !== constant) return refuse("unexpected-value", `is 0x${hex}, not 0x${constant}`);
    partial[name] = digits[1] ? bytes : size > 4 ? number : Number(number);
    offset += size;
  }
  return undefined;
}

function truncated(r: Reader, size: number, path: readonly string[] = []): RopDecodeError {
  const reason = `needs ${size} byte${size > 1 ? "s" : ""}, ${r.end - r.pos} left`;
  return new RopDecodeError("truncated", { reason, offset: r.pos, path });
}

/** A value that decides what follows is not one of those known. */
export function unknownCase(offset: number, name: string, value: number | string): RopDecodeError {
  const text = typeof value === "number" ? hex(value) : value;
  return new RopDecodeError("unknown-discriminant", {
    reason: `${text} is none of the values that are known`,
    offset,
    path: name === "" ? [] : [name],
  });
}

/** A RopId that nothing is known of; without a length nothing behind it can be placed. */
export function unknownRop(r: Reader): RopDecodeError {
  const id = r.bytes[r.pos];
  if (r.pos >= r.end) return truncated(r, 1, ["ropId"]);
  return new RopDecodeError("unknown-rop", {
    reason: `no ROP has the id ${hex(id)}`,
    offset: r.pos,
    path: ["ropId"],
    spec: "MS-OXCROPS 2.2.2",
  });
}

/** What an earlier exchange said is needed and not there. */
export function missingContext(r: Reader, name: string): RopDecodeError {
  r.source?.ask(r);
  return new RopDecodeError("missing-context", { reason: `cannot be read without ${name}`, offset: r.pos });
}

function hex(value: number | undefined): string {
  return `0x${value?.toString(16)}`;
}

// ---- fixed-size values at a place that has been checked ---------------------------------------------------------

export function getU16(b: Uint8Array, p: number): number {
  return b[p]! | (b[p + 1]! << 8);
}
export function getU32(b: Uint8Array, p: number): number {
  return (b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24)) >>> 0;
}
export function getI16(b: Uint8Array, p: number): number {
  return ((b[p]! | (b[p + 1]! << 8)) << 16) >> 16;
}
export function getI32(b: Uint8Array, p: number): number {
  return b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24);
}
/** A `DataView` would take longer to make than a dozen of these; V8 computes what has 64 bits in the end in registers. */
export function getU64(b: Uint8Array, p: number): bigint {
  const low = (b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24)) >>> 0;
  const high = (b[p + 4]! | (b[p + 5]! << 8) | (b[p + 6]! << 16) | (b[p + 7]! << 24)) >>> 0;
  return BigInt.asUintN(64, (BigInt(high) << 32n) | BigInt(low));
}
export function getI64(b: Uint8Array, p: number): bigint {
  const low = (b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24)) >>> 0;
  const high = (b[p + 4]! | (b[p + 5]! << 8) | (b[p + 6]! << 16) | (b[p + 7]! << 24)) >>> 0;
  return BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low));
}
const floating = /* @__PURE__ */ new DataView(/* @__PURE__ */ new ArrayBuffer(8));
export function getF32(b: Uint8Array, p: number): number {
  floating.setInt32(0, getI32(b, p));
  return floating.getFloat32(0);
}
export function getF64(b: Uint8Array, p: number): number {
  floating.setInt32(0, getI32(b, p + 4));
  floating.setInt32(4, getI32(b, p));
  return floating.getFloat64(0);
}

// ---- the same where the reader stands: each moves it itself, since V8 inlines only so many calls into one function ------

export function takeU8(r: Reader): number {
  const p = r.pos;
  const next = p + 1;
  if (next > r.end) throw truncated(r, 1);
  r.pos = next;
  return r.bytes[p]!;
}
export function takeU16(r: Reader): number {
  const p = r.pos;
  const next = p + 2;
  if (next > r.end) throw truncated(r, 2);
  r.pos = next;
  return getU16(r.bytes, p);
}
export function takeU32(r: Reader): number {
  const p = r.pos;
  const next = p + 4;
  if (next > r.end) throw truncated(r, 4);
  r.pos = next;
  return getU32(r.bytes, p);
}
export function takeI16(r: Reader): number {
  const p = r.pos;
  const next = p + 2;
  if (next > r.end) throw truncated(r, 2);
  r.pos = next;
  return getI16(r.bytes, p);
}
export function takeI32(r: Reader): number {
  const p = r.pos;
  const next = p + 4;
  if (next > r.end) throw truncated(r, 4);
  r.pos = next;
  return getI32(r.bytes, p);
}
export function takeU64(r: Reader): bigint {
  const p = r.pos;
  const next = p + 8;
  if (next > r.end) throw truncated(r, 8);
  r.pos = next;
  return getU64(r.bytes, p);
}
export function takeI64(r: Reader): bigint {
  const p = r.pos;
  const next = p + 8;
  if (next > r.end) throw truncated(r, 8);
  r.pos = next;
  return getI64(r.bytes, p);
}
export function takeF32(r: Reader): number {
  const p = r.pos;
  const next = p + 4;
  if (next > r.end) throw truncated(r, 4);
  r.pos = next;
  return getF32(r.bytes, p);
}
export function takeF64(r: Reader): number {
  const p = r.pos;
  const next = p + 8;
  if (next > r.end) throw truncated(r, 8);
  r.pos = next;
  return getF64(r.bytes, p);
}
/** A view of so many bytes. */
export function takeBytes(r: Reader, length: number): Uint8Array {
  const p = r.pos;
  const next = p + length;
  if (next > r.end) throw truncated(r, length);
  r.pos = next;
  return r.view(p, length);
}
/** A view of everything up to the end of the window. */
export function takeRest(r: Reader): Uint8Array {
  return takeBytes(r, r.end - r.pos);
}
/** 0 is false, 1 is true; another number stays a number so that nothing is lost. */
export function takeBoolean(r: Reader): boolean | number {
  const value = takeU8(r);
  return value === 0 ? false : value === 1 ? true : value;
}

// ---- strings ----------------------------------------------------------------------------------------------------

function unterminated(r: Reader): RopDecodeError {
  return new RopDecodeError("truncated", { reason: "ends without its terminator", offset: r.pos });
}

/** Moves over a zero-terminated string of bytes; returns where its terminator stands. */
function stepOverByteZ(r: Reader): number {
  const b = r.bytes;
  const end = r.end;
  let p = r.pos;
  // A call of `indexOf` costs more than a short string.
  const near = Math.min(end, p + 16);
  while (p < near && b[p] !== 0) p++;
  if (p === near) p = b.indexOf(0, near);
  if (p < 0 || p >= end) throw unterminated(r);
  r.pos = p + 1;
  return p;
}

/** Zero-terminated ASCII; bytes above 0x7F become the characters of the same number. */
export function takeAsciiZ(r: Reader): string {
  const start = r.pos;
  return latin1(r.bytes, start, stepOverByteZ(r));
}
/** Zero-terminated 8-bit text in the code page of the reader. */
export function takeString8Z(r: Reader): string {
  const start = r.pos;
  return r.codePage.decode(r.bytes, start, stepOverByteZ(r));
}
/** Zero-terminated UTF-16LE; lone surrogates are kept. */
export function takeUtf16Z(r: Reader): string {
  const b = r.bytes;
  const start = r.pos;
  const last = r.end - 1;
  let p = start;
  while (p < last && (b[p] !== 0 || b[p + 1] !== 0)) p += 2;
  if (p >= last) throw unterminated(r);
  r.pos = p + 2;
  return utf16(b, start, p);
}

// ---- lists and windows ------------------------------------------------------------------------------------------

/** Checks, before anything is allocated, that so many elements of at least `smallest` bytes can follow. */
export function countable(r: Reader, count: number, smallest: number): number {
  if (count * smallest > r.end - r.pos) throw uncountable(r, count, smallest);
  return count;
}

function uncountable(r: Reader, count: number, smallest: number): RopDecodeError {
  const reason = `${count} elements of at least ${smallest} bytes cannot stand in the ${r.end - r.pos} that are left`;
  return new RopDecodeError("truncated", { reason, offset: r.pos });
}

/** Narrows the reader to the next so many bytes; returns the end of the window around them for `leave`. */
export function enter(r: Reader, size: number): number {
  const outer = r.end;
  const end = r.pos + size;
  if (end > outer) throw truncated(r, size);
  r.end = end;
  return outer;
}

/** Leaves a window; what its content did not use is returned, `undefined` if nothing. */
export function leave(r: Reader, outer: number): Uint8Array | undefined {
  const rest = r.pos === r.end ? undefined : r.view(r.pos, r.end - r.pos);
  r.pos = r.end;
  r.end = outer;
  return rest;
}

/** Leaves a window that its content must have used up. */
export function leaveEmpty(r: Reader, outer: number): void {
  if (r.pos !== r.end) throw trailing(r);
  r.end = outer;
}

/** Bytes are left over where nothing may follow. */
export function trailing(r: Reader): RopDecodeError {
  const left = r.end - r.pos;
  return new RopDecodeError("trailing-bytes", {
    reason: `${left} ${left === 1 ? "byte is" : "bytes are"} left over`,
    offset: r.pos,
  });
}

/** Goes one level deeper into a recursive structure. */
export function deeper(r: Reader, limit: number): void {
  if (++r.depth > limit) {
    throw new RopDecodeError("limit-exceeded", { reason: `nested deeper than ${limit}`, offset: r.pos });
  }
}

export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Keeps what the sender sent otherwise than the documents ask for; an error if the reader is strict. */
export function deviation<T extends object, K extends string & keyof T>(
  r: Reader,
  sent: T | undefined,
  name: K,
  value: T[K],
  offset: number,
): T {
  if (r.strict) {
    throw new RopDecodeError("unexpected-value", {
      reason: "is not what senders must send (strict decoding)",
      offset,
      path: [name],
    });
  }
  return { ...sent, [name]: value } as unknown as T;
}

// ---- small helpers of generated decoders ------------------------------------------------------------------------

/** 0 is false, 1 is true; another number stays a number so that nothing is lost. */
export function booleanOf(value: number): boolean | number {
  return value === 0 ? false : value === 1 ? true : value;
}

/** Whether any byte of a reserved run is not zero. */
export function anyNonzero(b: Uint8Array, p: number, length: number): boolean {
  for (let i = p; i < p + length; i++) if (b[i] !== 0) return true;
  return false;
}

/** Whether a number is not the canonical one of its name. */
export function isAlias(names: Readonly<Record<string, number>>, name: string | number, value: number): boolean {
  return typeof name === "string" && names[name] !== value;
}

/** Something that must be known from an earlier exchange. */
export function need<T>(r: Reader, value: T | undefined, name: string): T {
  if (value === undefined) throw missingContext(r, name);
  return value;
}

/** The first elements of a list; there must be so many. */
export function firstOf(r: Reader, items: readonly number[], count: number): readonly number[] {
  if (count > items.length) {
    throw new RopDecodeError("unexpected-value", {
      reason: `${count} columns are named where only ${items.length} are known`,
      offset: r.pos,
    });
  }
  return count === items.length ? items : items.slice(0, count);
}

/** What a size that counts more than its content leaves for the content. */
export function less(r: Reader, size: number, plus: number): number {
  if (size < plus) {
    throw new RopDecodeError("unexpected-value", { reason: `is ${size}, less than ${plus}`, offset: r.pos });
  }
  return size - plus;
}

/** Goes to a place inside the window that is named by its distance. */
export function seek(r: Reader, position: number, start: number): void {
  if (position > r.end || position < start) {
    throw new RopDecodeError("truncated", {
      reason: `an offset of ${position - start} leads out of the ${r.end - start} bytes of the block`,
      offset: r.pos,
    });
  }
  r.pos = position;
}

/** Whether a terminator of so many bytes stands in the window. */
export function isTerminated(r: Reader, width: 1 | 2): boolean {
  const b = r.bytes;
  for (let p = r.pos; p + width <= r.end; p += width) {
    if (b[p] === 0 && (width === 1 || b[p + 1] === 0)) return true;
  }
  return false;
}

/** ASCII to the end of the window. */
export function takeAscii(r: Reader): string {
  const start = r.pos;
  r.pos = r.end;
  return latin1(r.bytes, start, r.end);
}
/** 8-bit text to the end of the window. */
export function takeString8(r: Reader): string {
  const start = r.pos;
  r.pos = r.end;
  return r.codePage.decode(r.bytes, start, r.end);
}
/** UTF-16LE to the end of the window; an odd last byte is left. */
export function takeUtf16(r: Reader): string {
  const start = r.pos;
  r.pos = r.end - ((r.end - start) & 1);
  return utf16(r.bytes, start, r.pos);
}
