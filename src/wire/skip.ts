/** Walking over bytes without making values of them. A position behind `end` means that the bytes do not suffice. */

/** The position behind a zero-terminated string of one byte per character. */
export function skipByteZ(b: Uint8Array, p: number, end: number): number {
  let at = p;
  // Eight a turn, for speed alone.
  for (; at + 8 <= end; at += 8) {
    if (b[at] === 0) return at + 1;
    if (b[at + 1] === 0) return at + 2;
    if (b[at + 2] === 0) return at + 3;
    if (b[at + 3] === 0) return at + 4;
    if (b[at + 4] === 0) return at + 5;
    if (b[at + 5] === 0) return at + 6;
    if (b[at + 6] === 0) return at + 7;
    if (b[at + 7] === 0) return at + 8;
  }
  for (; at < end; at++) if (b[at] === 0) return at + 1;
  return end + 1;
}

/** The position behind a zero-terminated UTF-16 string. */
export function skipUtf16Z(b: Uint8Array, p: number, end: number): number {
  let at = p;
  // Eight a turn, for speed alone.
  for (; at + 16 <= end; at += 16) {
    if (b[at] === 0 && b[at + 1] === 0) return at + 2;
    if (b[at + 2] === 0 && b[at + 3] === 0) return at + 4;
    if (b[at + 4] === 0 && b[at + 5] === 0) return at + 6;
    if (b[at + 6] === 0 && b[at + 7] === 0) return at + 8;
    if (b[at + 8] === 0 && b[at + 9] === 0) return at + 10;
    if (b[at + 10] === 0 && b[at + 11] === 0) return at + 12;
    if (b[at + 12] === 0 && b[at + 13] === 0) return at + 14;
    if (b[at + 14] === 0 && b[at + 15] === 0) return at + 16;
  }
  for (; at + 1 < end; at += 2) if (b[at] === 0 && b[at + 1] === 0) return at + 2;
  return end + 1;
}
