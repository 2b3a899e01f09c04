/** Extended buffers opened and closed: the payloads of RPC_HEADER_EXT pairs, obfuscated and compressed as their flags say. */
import {
  decodeExtendedBuffers,
  type ExtendedBuffer,
  encodeExtendedBuffers,
} from "../../generated/frames/extended-buffer.js";
import { inside, RopDecodeError, RopEncodeError } from "../wire/errors.js";
import { Reader, type ReaderOptions, trailing } from "../wire/reader.js";
import { borrowWriter, resultOf } from "../wire/scratch.js";
import { compress, decompress } from "./lz77.js";
import { xor } from "./xor.js";

const SPEC = "MS-OXCRPC 2.2.2.1";
/** The most a payload may hold, in bytes. What others sent beyond is read, and written again as it was. */
export const PAYLOAD_LIMIT = 0x8000;
/** The most that SizeActual can say. */
const WIRE_LIMIT = 0xffff;

/** One payload in the clear. */
export interface Payload {
  readonly compressed: boolean;
  readonly xorMagic: boolean;
  /** A ROP buffer or auxiliary blocks, decompressed and with the obfuscation removed. */
  readonly payload: Uint8Array;
  /** What was sent otherwise than this library would send it. */
  readonly asSent?: PayloadAsSent | undefined;
}

export interface PayloadAsSent {
  readonly version?: number;
  readonly flags?: number;
  /** The payload as it was transmitted, if compressed: every compressor chooses its own matches. A view, not a copy. */
  readonly payload?: Uint8Array;
}

/**
 * Opens the pairs of a buffer.
 *
 * @throws RopDecodeError where a header, an obfuscated or a compressed payload is malformed, or bytes are left over; with
 * `strict` also where a payload is longer than 32 KiB.
 */
export function openExtendedBuffers(bytes: Uint8Array, options: ReaderOptions = {}): readonly Payload[] {
  const r = new Reader(bytes, options);
  const pairs = decodeExtendedBuffers(r);
  if (r.pos !== r.end) throw trailing(r);
  return pairs.map((pair, index) => {
    try {
      return open(pair, options.strict ?? false);
    } catch (error) {
      throw inside(error, "payloads", index, undefined, SPEC);
    }
  });
}

function open(pair: ExtendedBuffer, strict: boolean): Payload {
  const { compressed, xorMagic, sizeActual, asSent } = pair;
  if (strict && sizeActual > PAYLOAD_LIMIT) {
    throw new RopDecodeError("limit-exceeded", {
      reason: `is ${sizeActual}, and a payload has at most ${PAYLOAD_LIMIT} bytes (strict decoding)`,
      path: ["sizeActual"],
    });
  }
  const clear = xorMagic ? xor(pair.payload) : pair.payload;
  const payload = compressed ? decompress(clear, sizeActual, WIRE_LIMIT) : clear;
  if (!compressed && sizeActual !== payload.length) {
    throw new RopDecodeError("inconsistent-field", {
      reason: `SizeActual is ${sizeActual}, the payload has ${payload.length} bytes and is not compressed`,
      path: ["sizeActual"],
    });
  }
  if (compressed) return { compressed, xorMagic, payload, asSent: { ...asSent, payload: pair.payload } };
  return { compressed, xorMagic, payload, ...(asSent === undefined ? {} : { asSent }) };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** How payloads are to be closed. */
export interface CloseOptions {
  /** Compress what becomes smaller by it. */
  readonly compress?: boolean | undefined;
  /** Obfuscate with XOR 0xA5. */
  readonly xorMagic?: boolean | undefined;
}

/**
 * Closes payloads into one buffer, the last one marked as such.
 *
 * @throws RopEncodeError where there is none, or bytes are longer than 32 KiB; a {@link Payload} that was read may be longer.
 */
export function closeExtendedBuffers(
  payloads: readonly (Uint8Array | Payload)[],
  options: CloseOptions = {},
): Uint8Array {
  const pairs = payloads.map((one, index) => {
    try {
      const [payload, limit] = one instanceof Uint8Array ? [plan(one, options), PAYLOAD_LIMIT] : [one, WIRE_LIMIT];
      return close(payload, limit, index === payloads.length - 1);
    } catch (error) {
      throw inside(error, "payloads", index, undefined, SPEC);
    }
  });
  const w = borrowWriter({});
  encodeExtendedBuffers(w, pairs);
  return resultOf(w);
}

/** Whether the payload was transmitted so. */
function holds({ payload, compressed, xorMagic }: Payload, transmitted: Uint8Array): boolean {
  const clear = xorMagic ? xor(transmitted) : transmitted;
  try {
    return same(payload, compressed ? decompress(clear, payload.length, WIRE_LIMIT) : clear);
  } catch (error) {
    if (error instanceof RopDecodeError) return false;
    throw error;
  }
}

function plan(payload: Uint8Array, options: CloseOptions): Payload {
  return { compressed: options.compress ?? false, xorMagic: options.xorMagic ?? false, payload };
}

function close(one: Payload, limit: number, last: boolean): ExtendedBuffer {
  // From JavaScript anything can come.
  if (!((one as Payload | undefined)?.payload instanceof Uint8Array))
    throw new RopEncodeError("value-out-of-range", { reason: "is no bytes", path: ["payload"] });
  const { payload, xorMagic, asSent } = one;
  if (payload.length > limit) {
    throw new RopEncodeError("value-out-of-range", {
      reason: `${payload.length} bytes do not fit a payload, which has at most ${limit}`,
      path: ["payload"],
    });
  }
  const { payload: transmitted, ...rest } = asSent ?? {};
  const sizeActual = payload.length;
  const header = Object.keys(rest).length === 0 ? {} : { asSent: rest };
  if (transmitted !== undefined) {
    if (!holds(one, transmitted)) {
      throw new RopEncodeError("inconsistent-field", {
        reason: "asSent holds another payload",
        path: ["asSent", "payload"],
      });
    }
    return { compressed: one.compressed, xorMagic, last, sizeActual, payload: transmitted, ...header };
  }
  const smaller = one.compressed ? compress(payload) : undefined;
  const clear = smaller ?? payload;
  return {
    compressed: smaller !== undefined,
    xorMagic,
    last,
    sizeActual,
    payload: xorMagic ? xor(clear) : clear,
    ...header,
  };
}
