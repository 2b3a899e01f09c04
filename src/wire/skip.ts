/** Walking over bytes without making values of them. A position behind `end` means that the bytes do not suffice. */

/** The position behind anything: what cannot be walked over ends there. */
export const BEYOND: number = Number.POSITIVE_INFINITY;

/** The position behind a zero-terminated string of one byte per character. */
export function skipByteZ(b: Uint8Array, p: number, end: number): number {
  for (let at = p; at < end; at++) if (b[at] === 0) return at + 1;
  return BEYOND;
}

/** The position behind a zero-terminated UTF-16 string. */
export function skipUtf16Z(b: Uint8Array, p: number, end: number): number {
  for (let at = p; at + 1 < end; at += 2) if (b[at] === 0 && b[at + 1] === 0) return at + 2;
  return BEYOND;
}
