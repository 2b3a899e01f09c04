/** A kind of bytes: its way to JSON and back. */
import type { JsonValue } from "../json/index.js";
import { Reader, trailing } from "../wire/reader.js";
import { Writer } from "../wire/writer.js";
import type { Context } from "./context.js";

/** What a question says beside the bytes or the value. */
export interface Ask {
  readonly context: Context;
  /** Of MAPI/HTTP bodies. */
  readonly requestType?: unknown;
  /** To encode: what stands in front of the body of a MAPI/HTTP response. */
  readonly envelope?: unknown;
}

export interface Decoded {
  readonly value: JsonValue;
  /** What the JSON was made of, shaped alike: tells bytes from text and numbers. */
  readonly plain: unknown;
  /** What the answer says beside the value. */
  readonly beside?: { readonly [property: string]: JsonValue };
  /** Encodes the value again. @throws RopEncodeError */
  again(): Uint8Array;
}

export interface Kind {
  /** @throws RopDecodeError also where bytes are left over */
  decode(bytes: Uint8Array, ask: Ask): Decoded;
  /** @throws RopEncodeError */
  encode(json: unknown, ask: Ask): Uint8Array;
  /** The JSON of as much as had been decoded when an error came. */
  partial(partial: unknown, ask: Ask): JsonValue;
  /** What the answer says of what stands in front of the value, whether that can be decoded or not. */
  readonly head?: (bytes: Uint8Array) => { readonly [property: string]: JsonValue };
  /** The first step of the paths in errors, if the value does not have it. */
  readonly root?: string;
}

/** Decodes what is the whole of `bytes`; the error of bytes left over carries the value. */
export function whole<T>(bytes: Uint8Array, context: Context, decoder: (r: Reader) => T): T {
  const r = new Reader(bytes, context.options);
  const value = decoder(r);
  if (r.pos === r.end) return value;
  const error = trailing(r);
  error.partial = value;
  throw error;
}

export function written(context: Context, encoder: (w: Writer) => void): Uint8Array {
  const w = new Writer(256, context.options);
  encoder(w);
  return w.result();
}

export function joined(parts: readonly (Uint8Array | undefined)[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + (part?.length ?? 0), 0));
  let pos = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    bytes.set(part, pos);
    pos += part.length;
  }
  return bytes;
}
