/** Bytes to text and back: UTF-16LE and one byte per character, portable and through Node's natives where there are any. */

type Slice = (this: Uint8Array, start: number, end: number) => string;
type Write = (this: Uint8Array, text: string, start: number, length: number) => number;
interface Natives {
  readonly hexSlice?: Slice;
  readonly latin1Slice?: Slice;
  readonly ucs2Slice?: Slice;
  readonly ucs2Write?: Write;
}

const natives: Natives = (globalThis as { Buffer?: { prototype: Natives } }).Buffer?.prototype ?? {};
const nativeHex = natives.hexSlice;
const nativeLatin1 = natives.latin1Slice;
const nativeUtf16 = natives.ucs2Slice;
const nativeWriteUtf16 = natives.ucs2Write;

/** Up to this many characters a native call costs more than it saves. */
const SHORT = 11;
/** So many arguments fit any engine's stack. */
const CHUNK = 4096;

/** One character per byte. */
export function latin1(b: Uint8Array, start: number, end: number): string {
  if (nativeLatin1 !== undefined && end - start > SHORT) return nativeLatin1.call(b, start, end);
  return portableLatin1(b, start, end);
}

/** UTF-16LE; lone surrogates and byte order marks are kept. */
export function utf16(b: Uint8Array, start: number, end: number): string {
  if (nativeUtf16 !== undefined && end - start > 2 * SHORT) return nativeUtf16.call(b, start, end);
  return portableUtf16(b, start, end);
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
  for (; p + 4 <= end; p += 4) text += String.fromCharCode(b[p]!, b[p + 1]!, b[p + 2]!, b[p + 3]!);
  for (; p < end; p++) text += String.fromCharCode(b[p]!);
  return text;
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
