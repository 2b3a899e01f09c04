/** The kinds below ROP buffers: extended buffers with their payloads in the clear, and compressed payloads. */
import { closeExtendedBuffers, compress, decompress, openExtendedBuffers, type Payload } from "../frame/index.js";
import { jsonConversion, plainToJson } from "../json/index.js";
import { RopDecodeError, RopEncodeError } from "../wire/errors.js";
import type { Shapes } from "../wire/shape.js";
import { hexOf } from "../wire/text.js";
import type { Kind } from "./kind.js";
import { needHex } from "./problems.js";

/** Payloads are no structure of the schema: compression and obfuscation lie between the bytes and the value. */
const SHAPES: Shapes = {
  payloads: {
    value: {
      list: {
        properties: {
          compressed: "boolean",
          xorMagic: "boolean",
          payload: "bytes",
          asSent: {
            maybe: { properties: { version: { maybe: "u16" }, flags: { maybe: "u16" }, payload: { maybe: "bytes" } } },
          },
        },
      },
    },
  },
};

const { toJson, fromJson } = jsonConversion<{ readonly payloads: readonly Payload[] }, object>(SHAPES);

export const extendedBuffer: Kind = {
  root: "payloads",
  decode(bytes, { context }) {
    const payloads = openExtendedBuffers(bytes, context.options);
    return { value: toJson("payloads", payloads), plain: payloads, again: () => closeExtendedBuffers(payloads) };
  },
  encode: (json) => closeExtendedBuffers(fromJson("payloads", json)),
  partial: plainToJson,
};

/** The largest size that a header can say. */
const LARGEST = 0xffff;

export const lz77: Kind = {
  decode(bytes, { context: { size } }) {
    if (size === undefined) {
      const reason = "cannot be decompressed without the size that must come out";
      throw new RopDecodeError("missing-context", { reason, path: ["context", "size"] });
    }
    const plain = decompress(bytes, size, LARGEST);
    return { value: hexOf(plain), plain, again: () => compressed(plain) };
  },
  encode(json) {
    return compressed(needHex(json));
  },
  partial: plainToJson,
};

function compressed(plain: Uint8Array): Uint8Array {
  const bytes = compress(plain);
  if (bytes !== undefined) return bytes;
  throw new RopEncodeError("invalid-compression", { reason: "would not become smaller, and so is not compressed" });
}
