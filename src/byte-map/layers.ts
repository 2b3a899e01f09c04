/** Byte maps of what ROP buffers travel in: RPC_HEADER_EXT pairs, and the envelope of MAPI/HTTP responses. */
import { mapExtendedBuffers } from "../../generated/byte-maps/frames/extended-buffer.js";
import { readEnvelope } from "../frame/envelope.js";
import { openExtendedBuffers, type Payload } from "../frame/extended-buffers.js";
import { RopDecodeError } from "../wire/errors.js";
import type { ReaderOptions } from "../wire/reader.js";
import { ByteMap } from "./byte-map.js";
import type { ByteField } from "./fields.js";
import { byteMapWith, type Mapped } from "./map.js";

/**
 * The pairs of a buffer: `openExtendedBuffers` with the map.
 *
 * @param inside maps a payload in the clear. Of one that is compressed or obfuscated the map is `content` of the field:
 * its offsets are those of the payload's own bytes.
 */
export function byteMapExtendedBuffers(
  bytes: Uint8Array,
  inside: (payload: Uint8Array) => ByteMap,
  options: ReaderOptions = {},
): Mapped<readonly Payload[]> {
  const pairs = byteMapWith(options, mapExtendedBuffers, bytes);
  if (pairs.error !== undefined) return pairs;
  let { map } = pairs;
  try {
    const value = openExtendedBuffers(bytes, options);
    value.forEach(({ payload }, index) => {
      if (payload.length > 0) map = map.with([index, "payload"], inside(payload));
    });
    return { value, map };
  } catch (error) {
    if (!(error instanceof RopDecodeError)) throw error;
    return { error, map };
  }
}

const ENVELOPE = { name: "envelope", spec: "MS-OXCMAPIHTTP 2.2.7" } as const;

/**
 * The body of a MAPI/HTTP response, which may have meta-tags and headers in front: a leaf for each of their lines. Where
 * there is no end of them, what could not be read is a leaf called `undecoded`.
 */
export function byteMapEnvelope(bytes: Uint8Array, inside: (body: Uint8Array) => ByteMap): ByteMap {
  const { size, body } = split(bytes);
  const inner = body === undefined ? undefined : inside(body);
  if (size === 0 && inner !== undefined) return inner;
  const lines: ByteField[] = [];
  for (let offset = 0; offset < size; ) {
    const end = Math.min(bytes.indexOf(LINE_FEED, offset) + 1 || size, size);
    lines.push({ name: lines.length, offset, length: end - offset, spec: ENVELOPE.spec, children: [] });
    offset = end;
  }
  const head: ByteField = { ...ENVELOPE, offset: 0, length: size, children: lines };
  const spec = inner?.root.spec ?? "";
  const name = inner === undefined ? "undecoded" : "body";
  const rest: ByteField = { name, offset: size, length: bytes.length - size, spec, children: [] };
  const children = [head, rest].filter(({ length }) => length > 0);
  const map = new ByteMap(bytes, { name: "", offset: 0, length: bytes.length, spec, children });
  return inner === undefined || rest.length === 0 ? map : map.with(["body"], inner);
}

/** The size of the lines that could be read, and what is behind them if they have an end. */
function split(bytes: Uint8Array): { readonly size: number; readonly body?: Uint8Array } {
  try {
    // The bytes are all there already: there is nothing that a limit would save.
    const { body } = readEnvelope(bytes, { headLimit: bytes.length, bodyLimit: bytes.length });
    return { size: bytes.length - body.length, body };
  } catch (error) {
    if (!(error instanceof RopDecodeError)) throw error;
    return { size: error.offset ?? 0 };
  }
}

const LINE_FEED = 0x0a;
