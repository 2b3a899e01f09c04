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
 * The body of a MAPI/HTTP response, which may have meta-tags and headers in front: a leaf for each of their lines.
 *
 * @throws RopDecodeError where there is no end of them
 */
export function byteMapEnvelope(bytes: Uint8Array, inside: (body: Uint8Array) => ByteMap): ByteMap {
  const { body } = readEnvelope(bytes);
  const inner = inside(body);
  const size = bytes.length - body.length;
  if (size === 0) return inner;
  const lines: ByteField[] = [];
  for (let offset = 0; offset < size; ) {
    const end = bytes.indexOf(LINE_FEED, offset) + 1;
    lines.push({ name: lines.length, offset, length: end - offset, spec: ENVELOPE.spec, children: [] });
    offset = end;
  }
  const head: ByteField = { ...ENVELOPE, offset: 0, length: size, children: lines };
  const { spec } = inner.root;
  const rest: ByteField = { name: "body", offset: size, length: body.length, spec, children: [] };
  const root: ByteField = { name: "", offset: 0, length: bytes.length, spec, children: [head, rest] };
  const map = new ByteMap(bytes, root);
  return body.length === 0 ? new ByteMap(bytes, { ...root, children: [head] }) : map.with(["body"], inner);
}

const LINE_FEED = 0x0a;
