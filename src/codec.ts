/** One value out of bytes and back, with any generated decoder or encoder. */
import { Reader, type ReaderOptions, trailing } from "./wire/reader.js";
import { borrowWriter, resultOf } from "./wire/scratch.js";
import type { Writer, WriterOptions } from "./wire/writer.js";

/**
 * Decodes a value that is the whole of `bytes`.
 *
 * @example `decode(decodeRopPendingResponse, bytes)`
 * @throws RopDecodeError also where bytes are left over.
 */
export function decode<T, A extends readonly unknown[]>(
  decoder: (r: Reader, ...args: A) => T,
  bytes: Uint8Array,
  ...args: A
): T {
  return decodeWith({}, decoder, bytes, ...args);
}

/** The same with options: a code page, strictness. */
export function decodeWith<T, A extends readonly unknown[]>(
  options: ReaderOptions,
  decoder: (r: Reader, ...args: A) => T,
  bytes: Uint8Array,
  ...args: A
): T {
  const r = new Reader(bytes, options);
  const value = decoder(r, ...args);
  if (r.pos !== r.end) throw trailing(r);
  return value;
}

/**
 * Encodes a value.
 *
 * @example `encode(encodeRopPendingResponse, { ropId: 0x6e, sessionIndex: 1 })`
 * @throws RopEncodeError
 */
export function encode<T, A extends readonly unknown[]>(
  encoder: (w: Writer, value: T, ...args: A) => void,
  value: NoInfer<T>,
  ...args: A
): Uint8Array {
  return encodeWith({}, encoder, value, ...args);
}

/** The same with options: a code page. */
export function encodeWith<T, A extends readonly unknown[]>(
  options: WriterOptions,
  encoder: (w: Writer, value: T, ...args: A) => void,
  value: NoInfer<T>,
  ...args: A
): Uint8Array {
  const w = borrowWriter(options);
  encoder(w, value, ...args);
  return resultOf(w);
}
