/** Layers opened, changed inside and closed again: sizes, compression and obfuscation fit, so that changes reach the ROPs. */
import {
  decodeExecuteRequest,
  decodeExecuteResponse,
  encodeExecuteRequest,
  encodeExecuteResponse,
} from "../../generated/frames/mapi-http.js";
import { decodeRopBuffer, encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import { decode, encode } from "../codec.js";
import { closeExtendedBuffers, openExtendedBuffers, readEnvelope } from "../frame/index.js";
import { RopCodecError } from "../wire/errors.js";
import { hexOf } from "../wire/text.js";
import { joined, littleEndian, numberAt, replaced } from "./bytes.js";
import { type Mutator, mutateBytes } from "./mutate.js";
import type { Random } from "./random.js";

/** What is inside, and the way back. */
export interface Opened {
  readonly inner: Uint8Array;
  readonly close: (inner: Uint8Array) => Uint8Array;
}

/** Opens a layer; `undefined` or a RopCodecError where the bytes have none. */
export type Layer = (bytes: Uint8Array, random: Random) => Opened | undefined;

/** The list of ROPs in a ROP buffer. */
export const ropBufferLayer: Layer = (bytes) => {
  const buffer = decode(decodeRopBuffer, bytes);
  return { inner: buffer.ropsList, close: (ropsList) => encode(encodeRopBuffer, { ...buffer, ropsList }) };
};

/** One of the payloads in extended buffers: decompressed and deobfuscated, and so again if it was. */
export const extendedBuffersLayer: Layer = (bytes, random) => {
  const payloads = openExtendedBuffers(bytes);
  const at = random.below(payloads.length);
  const one = payloads[at];
  if (one === undefined) return undefined;
  const { asSent: _, ...plain } = one;
  return { inner: one.payload, close: (payload) => closeExtendedBuffers(payloads.with(at, { ...plain, payload })) };
};

/** The extended buffers in the body of an Execute request. */
export const executeRequestLayer: Layer = (bytes) => {
  const body = decode(decodeExecuteRequest, bytes);
  return { inner: body.ropBuffer, close: (ropBuffer) => encode(encodeExecuteRequest, { ...body, ropBuffer }) };
};

/** The extended buffers in the body of an Execute response. */
export const executeResponseLayer: Layer = (bytes) => {
  const body = decode(decodeExecuteResponse, bytes);
  if (body.outcome !== "success") return undefined;
  return { inner: body.ropBuffer, close: (ropBuffer) => encode(encodeExecuteResponse, { ...body, ropBuffer }) };
};

/** The body behind meta-tags and late headers. */
export const envelopeLayer: Layer = (bytes) => {
  const { body } = readEnvelope(bytes);
  const head = bytes.subarray(0, bytes.length - body.length);
  return { inner: body, close: (inner) => joined(head, inner) };
};

/** What stands behind a first byte that says how the rest is to be read. */
export const firstByteLayer: Layer = (bytes) =>
  bytes.length === 0 ? undefined : { inner: bytes.subarray(1), close: (inner) => joined(bytes.subarray(0, 1), inner) };

/** One of several pieces, each behind its length in 16 bits. */
export const pieceLayer: Layer = (bytes, random) => {
  const starts: number[] = [];
  for (let at = 0; at + 2 <= bytes.length; at += 2 + numberAt(bytes, at, 2)) starts.push(at);
  if (starts.length === 0) return undefined;
  const start = random.oneOf(starts);
  const end = Math.min(bytes.length, start + 2 + numberAt(bytes, start, 2));
  const close = (inner: Uint8Array) => replaced(bytes, start, end, joined(littleEndian(inner.length, 2), inner));
  return { inner: bytes.subarray(start + 2, end), close };
};

/** The bytes in the `hex` of a question to the pipe. */
export const questionLayer: Layer = (bytes) => {
  const text = new TextDecoder().decode(bytes);
  const [before, hex, after] = text.split(/(?<="hex":")((?:[0-9a-f]{2})*)(?=")/, 3);
  if (hex === undefined || before === undefined || after === undefined) return undefined;
  const inner = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  return { inner, close: (changed) => new TextEncoder().encode(`${before}${hexOf(changed)}${after}`) };
};

/**
 * Changes what lies inside the layers, outermost first, and now and then one of the layers. Where a layer cannot be
 * opened or closed again, the bytes outside it are changed.
 */
export function through(layers: readonly Layer[], mutate: Mutator): Mutator {
  const [layer, ...inner] = layers;
  if (layer === undefined) return mutate;
  const mutateInner = through(inner, mutate);
  return (bytes, random, other = bytes) => {
    if (random.once(10)) return mutateBytes(bytes, random, other);
    try {
      const opened = layer(bytes, random);
      const otherInner = opened && innerOf(layer, other, random);
      return opened?.close(mutateInner(opened.inner, random, otherInner)) ?? mutateBytes(bytes, random, other);
    } catch (error) {
      if (!(error instanceof RopCodecError)) throw error;
      return mutateBytes(bytes, random, other);
    }
  };
}

function innerOf(layer: Layer, bytes: Uint8Array, random: Random): Uint8Array | undefined {
  try {
    return layer(bytes, random)?.inner;
  } catch (error) {
    if (!(error instanceof RopCodecError)) throw error;
    return undefined;
  }
}
