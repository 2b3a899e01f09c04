/** The obfuscation of payloads whose header has the XorMagic flag: every byte combined with one key byte. */

/** The key of MS-OXCRPC. */
const XOR_MAGIC = 0xa5;

/** Below this many bytes a plain loop is faster than making a view of words. */
const WORTH_WORDS = 64;

/** A new array with every byte XOR `key`; its own inverse. The input is left as it is. */
export function xor(bytes: Uint8Array, key: number = XOR_MAGIC): Uint8Array {
  const result = new Uint8Array(bytes);
  xorInPlace(result, key);
  return result;
}

/** Combines every byte of the array with `key` (0 to 255), in place. */
export function xorInPlace(bytes: Uint8Array, key: number = XOR_MAGIC): void {
  const { length } = bytes;
  let pos = 0;
  if (length >= WORTH_WORDS) {
    const aligned = -bytes.byteOffset & 7;
    while (pos < aligned) bytes[pos++]! ^= key;
    // Signed, since V8 computes with bigints in registers as long as they fit 64 bits with a sign.
    const words = new BigInt64Array(bytes.buffer, bytes.byteOffset + pos, (length - pos) >>> 3);
    const wordKey = BigInt.asIntN(64, BigInt(key & 0xff) * 0x0101010101010101n);
    const fours = words.length & ~3;
    // Four a turn, for speed alone.
    for (let i = 0; i < fours; i += 4) {
      words[i]! ^= wordKey;
      words[i + 1]! ^= wordKey;
      words[i + 2]! ^= wordKey;
      words[i + 3]! ^= wordKey;
    }
    pos += 8 * fours;
  }
  while (pos < length) bytes[pos++]! ^= key;
}
