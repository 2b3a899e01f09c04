/** Bytes put together. */

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The bytes with those from `start` to `end` replaced. */
export function replaced(bytes: Uint8Array, start: number, end: number, by: Uint8Array): Uint8Array {
  return joined(bytes.subarray(0, start), by, bytes.subarray(end));
}

/** A number in so many bytes, the lowest first; bits that do not fit are left out. */
export function littleEndian(value: number, width: number): Uint8Array {
  return Uint8Array.from({ length: width }, (_, index) => Math.floor(value / 2 ** (8 * index)) & 0xff);
}

/** The number in so many bytes (1 to 4). */
export function numberAt(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = width - 1; index >= 0; index--) value = value * 0x100 + (bytes[at + index] ?? 0);
  return value;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * Whether bytes came out as they went in, but for signalling NaNs: JavaScript may make them quiet ones, by setting the
 * highest bit of the mantissa, and nothing can be done about it.
 */
export function sameButForNaNs(before: Uint8Array, after: Uint8Array): boolean {
  if (before.length !== after.length) return false;
  return before.every((byte, at) => {
    const next = (before[at + 1] ?? 0) & 0x7f;
    const quiet32 = next === 0x7f && (byte & 0x80) !== 0 && after[at] === (byte | 0x40);
    const quiet64 = next === 0x7f && (byte & 0xf0) === 0xf0 && after[at] === (byte | 0x08);
    return byte === after[at] || quiet32 || quiet64;
  });
}
