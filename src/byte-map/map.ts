/** One value out of bytes together with its byte map. */
import { RopDecodeError } from "../wire/errors.js";
import { type ReaderOptions, trailing } from "../wire/reader.js";
import { ByteMap } from "./byte-map.js";
import { Mapper } from "./mapper.js";

/** A value and the map of its bytes, or why there is none and the map of what was read up to there. */
export type Mapped<T> =
  | { readonly value: T; readonly error?: undefined; readonly map: ByteMap }
  | { readonly value?: undefined; readonly error: RopDecodeError; readonly map: ByteMap };

/** Decodes a value that is the whole of `bytes`: `byteMap(mapRopPendingResponse, bytes)`. */
export function byteMap<T, A extends readonly unknown[]>(
  decoder: (r: Mapper, ...args: A) => T,
  bytes: Uint8Array,
  ...args: A
): Mapped<T> {
  return byteMapWith({}, decoder, bytes, ...args);
}

/** The same with options: a code page, strictness. */
export function byteMapWith<T, A extends readonly unknown[]>(
  options: ReaderOptions,
  decoder: (r: Mapper, ...args: A) => T,
  bytes: Uint8Array,
  ...args: A
): Mapped<T> {
  const r = new Mapper(bytes, options);
  try {
    const value = decoder(r, ...args);
    if (r.pos !== r.end) throw trailing(r);
    return { value, map: mapOf(r, "", false) };
  } catch (error) {
    if (!(error instanceof RopDecodeError)) throw error;
    return { error, map: mapOf(r, "", true) };
  }
}

/** The map that a reader has taken down, perhaps of a decode that failed. */
export function mapOf(r: Mapper, name: string, failed: boolean): ByteMap {
  return new ByteMap(r.bytes, { marks: r.marks(), name, failed, pos: r.pos, limit: r.end });
}
