/** Bytes to text and back: UTF-16LE and one byte per character, portable and through Node's natives where there are any. */

type Slice = (this: Uint8Array, start: number, end: number) => string;
interface Natives {
  readonly latin1Slice?: Slice;
  readonly ucs2Slice?: Slice;
}

const natives: Natives = (globalThis as { Buffer?: { prototype: Natives } }).Buffer?.prototype ?? {};
const nativeLatin1 = natives.latin1Slice;
const nativeUtf16 = natives.ucs2Slice;

/** Below this many characters a native call costs more than it saves. */
const SHORT = 16;
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

export function portableLatin1(b: Uint8Array, start: number, end: number): string {
  let text = "";
  let p = start;
  for (; p + 4 <= end; p += 4) text += String.fromCharCode(b[p]!, b[p + 1]!, b[p + 2]!, b[p + 3]!);
  for (; p < end; p++) text += String.fromCharCode(b[p]!);
  return text;
}

export function portableUtf16(b: Uint8Array, start: number, end: number): string {
  let text = "";
  let p = start;
  if (end - start > 2 * CHUNK) {
    const units = new Uint16Array(CHUNK);
    for (; p + 2 * CHUNK <= end; p += 2 * CHUNK) {
      for (let i = 0; i < CHUNK; i++) units[i] = b[p + 2 * i]! | (b[p + 2 * i + 1]! << 8);
      text += String.fromCharCode.apply(null, units as unknown as number[]);
    }
  }
  for (; p + 8 <= end; p += 8) {
    text += String.fromCharCode(
      b[p]! | (b[p + 1]! << 8),
      b[p + 2]! | (b[p + 3]! << 8),
      b[p + 4]! | (b[p + 5]! << 8),
      b[p + 6]! | (b[p + 7]! << 8),
    );
  }
  for (; p < end; p += 2) text += String.fromCharCode(b[p]! | (b[p + 1]! << 8));
  return text;
}
