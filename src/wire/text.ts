/** Bytes to text and back: UTF-16LE and one byte per character, portable and through Node's natives where there are any. */

type Slice = (this: Uint8Array, start: number, end: number) => string;
type Write = (this: Uint8Array, text: string, start: number, length: number) => number;
interface Natives {
  readonly hexSlice?: Slice;
  readonly latin1Slice?: Slice;
  readonly ucs2Slice?: Slice;
  readonly ucs2Write?: Write;
}

/** One of Node's functions, where there is Node. A bundle has those that it calls. */
function native<Name extends keyof Natives>(name: Name): Natives[Name] | undefined {
  return (globalThis as { Buffer?: { prototype: Natives } }).Buffer?.prototype[name];
}
const nativeHex = /* @__PURE__ */ native("hexSlice");
const nativeLatin1 = /* @__PURE__ */ native("latin1Slice");
const nativeUtf16 = /* @__PURE__ */ native("ucs2Slice");
const nativeWriteUtf16 = /* @__PURE__ */ native("ucs2Write");

/** Up to this many characters a native call costs more than it saves, if they are of 8 bits, and if they are not. */
const FEW = 20;
const SHORT = 11;
/** So many arguments fit any engine's stack. */
const CHUNK = 4096;

/** One character per byte. */
export function latin1(b: Uint8Array, start: number, end: number): string {
  if (end - start <= FEW) return few(b, start, 1, end - start);
  return nativeLatin1 === undefined ? portableLatin1(b, start, end) : nativeLatin1.call(b, start, end);
}

/** UTF-16LE; lone surrogates and byte order marks are kept. */
export function utf16(b: Uint8Array, start: number, end: number): string {
  const length = (end - start) >> 1;
  if (length <= FEW) {
    let high = 0;
    for (let p = start + 1; p < end; p += 2) high |= b[p]!;
    if (high === 0) return few(b, start, 2, length);
  }
  return nativeUtf16 === undefined || length <= SHORT ? portableUtf16(b, start, end) : nativeUtf16.call(b, start, end);
}

/** Bytes as lower-case hex. */
export function hexOf(bytes: Uint8Array): string {
  return nativeHex === undefined ? portableHex(bytes) : nativeHex.call(bytes, 0, bytes.length);
}

export function portableHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += byte < 16 ? `0${byte.toString(16)}` : byte.toString(16);
  return text;
}

/** Writes UTF-16LE where there is room for it. It pays from some thirty characters on; shorter text is written by a loop in place. */
export function writeUtf16(b: Uint8Array, p: number, text: string): void {
  if (nativeWriteUtf16 !== undefined) nativeWriteUtf16.call(b, text, p, 2 * text.length);
  else portableWriteUtf16(b, p, text);
}

export function portableWriteUtf16(b: Uint8Array, p: number, text: string): void {
  for (let i = 0, q = p; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    b[q++] = unit;
    b[q++] = unit >> 8;
  }
}

export function portableLatin1(b: Uint8Array, start: number, end: number): string {
  let text = "";
  let p = start;
  for (; p + FEW < end; p += FEW) text += few(b, p, 1, FEW);
  return text + few(b, p, 1, end - p);
}

/** Characters are taken as many at a time as can be: each call makes a string, and so does putting two together. */
export function portableUtf16(b: Uint8Array, start: number, end: number): string {
  let text = "";
  let p = start;
  if (end - start > 2 * CHUNK) {
    const units = new Uint16Array(CHUNK);
    for (; p + 2 * CHUNK <= end; p += 2 * CHUNK) {
      for (let i = 0; i < CHUNK; i++) units[i] = unit(b, p + 2 * i);
      text += String.fromCharCode.apply(null, units as unknown as number[]);
    }
  }
  for (; p + 16 <= end; p += 16) {
    text += String.fromCharCode(
      unit(b, p),
      unit(b, p + 2),
      unit(b, p + 4),
      unit(b, p + 6),
      unit(b, p + 8),
      unit(b, p + 10),
      unit(b, p + 12),
      unit(b, p + 14),
    );
  }
  if (p + 8 <= end) {
    text += String.fromCharCode(unit(b, p), unit(b, p + 2), unit(b, p + 4), unit(b, p + 6));
    p += 8;
  }
  switch ((end - p) >> 1) {
    case 1:
      return text + String.fromCharCode(unit(b, p));
    case 2:
      return text + String.fromCharCode(unit(b, p), unit(b, p + 2));
    case 3:
      return text + String.fromCharCode(unit(b, p), unit(b, p + 2), unit(b, p + 4));
    default:
      return text;
  }
}

function unit(b: Uint8Array, p: number): number {
  return b[p]! | (b[p + 1]! << 8);
}

/**
 * Characters of 8 bits, up to twenty, a byte in so many, by a single call: each call makes a string, and strings that are put
 * together are copied once more when they are read. Arrays of arguments take twice as long.
 */
// biome-ignore format: a row for each length
// biome-ignore-start lint/suspicious/noAssignInExpressions: each byte is a step behind the one before
function few(b: Uint8Array, start: number, step: 1 | 2, length: number): string {
  if (length === 0) return "";
  const of = String.fromCharCode;
  let p = start;
  const c1 = b[p]!; if (length === 1) return of(c1);
  const c2 = b[p += step]!; if (length === 2) return of(c1, c2);
  const c3 = b[p += step]!; if (length === 3) return of(c1, c2, c3);
  const c4 = b[p += step]!; if (length === 4) return of(c1, c2, c3, c4);
  const c5 = b[p += step]!; if (length === 5) return of(c1, c2, c3, c4, c5);
  const c6 = b[p += step]!; if (length === 6) return of(c1, c2, c3, c4, c5, c6);
  const c7 = b[p += step]!; if (length === 7) return of(c1, c2, c3, c4, c5, c6, c7);
  const c8 = b[p += step]!; if (length === 8) return of(c1, c2, c3, c4, c5, c6, c7, c8);
  const c9 = b[p += step]!; if (length === 9) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9);
  const c10 = b[p += step]!; if (length === 10) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10);
  const c11 = b[p += step]!; if (length === 11) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11);
  const c12 = b[p += step]!; if (length === 12) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12);
  const c13 = b[p += step]!; if (length === 13) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13);
  const c14 = b[p += step]!; if (length === 14) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14);
  const c15 = b[p += step]!; if (length === 15) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15);
  const c16 = b[p += step]!; if (length === 16) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16);
  const c17 = b[p += step]!; if (length === 17) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17);
  const c18 = b[p += step]!; if (length === 18) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18);
  const c19 = b[p += step]!; if (length === 19) return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19);
  const c20 = b[p += step]!; return of(c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, c20);
}
// biome-ignore-end lint/suspicious/noAssignInExpressions: as above
