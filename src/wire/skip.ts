/** Walking over bytes without making values of them. A position behind `end` means that the bytes do not suffice. */

/** The position behind anything: what cannot be walked over ends there. */
export const BEYOND: number = Number.POSITIVE_INFINITY;

/** The position behind a zero-terminated string of one byte per character. */
export function skipByteZ(b: Uint8Array, p: number, end: number): number {
  let at = p;
  // Four a turn, for speed alone.
  for (; at + 4 <= end; at += 4) {
    if (b[at] === 0) return at + 1;
    if (b[at + 1] === 0) return at + 2;
    if (b[at + 2] === 0) return at + 3;
    if (b[at + 3] === 0) return at + 4;
  }
  for (; at < end; at++) if (b[at] === 0) return at + 1;
  return BEYOND;
}

/** The position behind a zero-terminated UTF-16 string. */
export function skipUtf16Z(b: Uint8Array, p: number, end: number): number {
  let at = p;
  // Four a turn, for speed alone.
  for (; at + 8 <= end; at += 8) {
    if (b[at] === 0 && b[at + 1] === 0) return at + 2;
    if (b[at + 2] === 0 && b[at + 3] === 0) return at + 4;
    if (b[at + 4] === 0 && b[at + 5] === 0) return at + 6;
    if (b[at + 6] === 0 && b[at + 7] === 0) return at + 8;
  }
  for (; at + 1 < end; at += 2) if (b[at] === 0 && b[at + 1] === 0) return at + 2;
  return BEYOND;
}
