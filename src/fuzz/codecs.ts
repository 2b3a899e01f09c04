/** What the targets decode and encode again: lists and buffers of ROPs, structures by their name, extended buffers. */

import { mapExtendedBuffers } from "../../generated/byte-maps/frames/extended-buffer.js";
import * as byteMaps from "../../generated/byte-maps/index.js";
import { decodeRopBuffer, encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import * as generated from "../../generated/index.js";
import type { RopContext } from "../../generated/rops.js";
import { shapes } from "../../generated/shapes.js";
import {
  byteMap,
  byteMapInputBuffer,
  byteMapOutputBuffer,
  byteMapRopRequests,
  byteMapRopResponses,
  type Mapped,
  type Mapper,
} from "../byte-map/index.js";
import { decode, encode } from "../codec.js";
import { closeExtendedBuffers, openExtendedBuffers, type Payload } from "../frame/index.js";
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopRequests,
  encodeRopResponses,
  type RequestList,
  type ResponseList,
} from "../stream/index.js";
import type { Reader } from "../wire/reader.js";
import type { CodecShape } from "../wire/shape.js";
import type { Writer } from "../wire/writer.js";
import { joined } from "./bytes.js";
import { structureContext } from "./contexts.js";
import type { Direction } from "./mutate-rops.js";
import type { Codec } from "./oracles.js";

/** A codec of values of one type, for those that do not look inside. */
function codec<T>(
  decode: (bytes: Uint8Array) => T,
  encode: (value: T) => Uint8Array,
  map: (bytes: Uint8Array) => Mapped<unknown>,
): Codec {
  return { decode, encode: (value) => encode(value as T), map: (bytes) => map(bytes).map };
}

/** A RopsList with what could not be placed behind it. */
export function listCodec(direction: Direction, context: RopContext): Codec {
  const rest = ({ undecoded }: RequestList | ResponseList) => undecoded?.bytes ?? new Uint8Array();
  return direction === "request"
    ? codec<RequestList>(
        (bytes) => decodeRopRequests(bytes, { context }),
        (list) => joined(encodeRopRequests(list.requests, { context }), rest(list)),
        (bytes) => byteMapRopRequests(bytes, { context }),
      )
    : codec<ResponseList>(
        (bytes) => decodeRopResponses(bytes, { context }),
        (list) => joined(encodeRopResponses(list.responses, { context }), rest(list)),
        (bytes) => byteMapRopResponses(bytes, { context }),
      );
}

/** A ROP buffer: such a list and the handles. */
export function bufferCodec(direction: Direction, context: RopContext): Codec {
  const list = listCodec(direction, context);
  return codec(
    (bytes) => {
      const { ropsList, serverObjectHandleTable } = decode(decodeRopBuffer, bytes);
      return { list: list.decode(ropsList), serverObjectHandleTable };
    },
    (buffer) => encode(encodeRopBuffer, { ...buffer, ropsList: list.encode(buffer.list) }),
    (bytes) => (direction === "request" ? byteMapInputBuffer : byteMapOutputBuffer)(bytes, { context }),
  );
}

export const extendedBuffersCodec: Codec = codec<readonly Payload[]>(
  openExtendedBuffers,
  closeExtendedBuffers,
  (bytes) => byteMap(mapExtendedBuffers, bytes),
);

/** The structures of the schema, ROPs apart. */
export const structureNames: readonly string[] = Object.keys(shapes).filter(
  (name) => !/^Rop.+(Request|Response)$/.test(name),
);

type MappedDecoder = (r: Mapper, ...parameters: readonly unknown[]) => unknown;
type Decoder = (r: Reader, ...parameters: readonly unknown[]) => unknown;
type Encoder = (w: Writer, value: unknown, ...parameters: readonly unknown[]) => void;
const functions: Readonly<Record<string, unknown>> = { ...generated, ...byteMaps };

/** What is needed to read a structure, besides its bytes. */
export function parametersOf(name: string): readonly string[] {
  const { parameters = {} }: CodecShape = shapes[name as keyof typeof shapes];
  return Object.keys(parameters);
}

/** A structure with the parameters that the byte chooses. */
export function structureCodec(name: string, byte = 0): Codec {
  const context: Readonly<Record<string, unknown>> = { ...structureContext(byte) };
  const known = parametersOf(name).map((parameter) => context[parameter]);
  return {
    decode: (bytes) => decode(functions[`decode${name}`] as Decoder, bytes, ...known),
    encode: (value) => encode(functions[`encode${name}`] as Encoder, value, ...known),
    map: (bytes) => byteMap(functions[`map${name}`] as MappedDecoder, bytes, ...known).map,
  };
}
