/** Byte maps of lists and buffers of ROPs, read as src/stream reads them. */
import { mapRopBuffer } from "../../generated/byte-maps/frames/rop-buffer.js";
import { mapRopRequest, mapRopResponse } from "../../generated/byte-maps/rops.js";
import type { RopContext } from "../../generated/rops.js";
import type { Ending, ListOptions } from "../stream/lists.js";
import { type InputBuffer, type OutputBuffer, readInputBuffer, readOutputBuffer } from "../stream/rop-buffers.js";
import { type RequestList, requestsAt } from "../stream/rop-requests.js";
import { type ResponseList, type ResponseListOptions, responsesAt } from "../stream/rop-responses.js";
import type { ByteMap } from "./byte-map.js";
import { byteMapWith, type Mapped, mapOf } from "./map.js";
import { Mapper } from "./mapper.js";

/** A RopsList of requests: `decodeRopRequests` with the map. What cannot be placed is one leaf. */
export function byteMapRopRequests(bytes: Uint8Array, options: ListOptions = {}): Mapped<RequestList> {
  const { list, map } = requests(bytes, options);
  return mapped(list, map);
}

/** A RopsList of responses: `decodeRopResponses` with the map. What cannot be placed is one leaf. */
export function byteMapRopResponses(bytes: Uint8Array, options: ResponseListOptions = {}): Mapped<ResponseList> {
  const { list, map } = responses(bytes, options);
  return mapped(list, map);
}

/** A ROP input buffer: `decodeInputBuffer` with the map. */
export function byteMapInputBuffer(bytes: Uint8Array, options: ListOptions = {}): Mapped<InputBuffer> {
  const frame = byteMapWith(options, mapRopBuffer, bytes);
  if (frame.error !== undefined) return frame;
  let map = frame.map;
  const buffer = readInputBuffer(bytes, options, (list, more) => {
    const inner = requests(list, more);
    map = map.with(["ropsList"], inner.map);
    return inner.list;
  });
  return mapped(buffer, map);
}

/** A ROP output buffer: `decodeOutputBuffer` with the map. */
export function byteMapOutputBuffer(bytes: Uint8Array, options: ResponseListOptions = {}): Mapped<OutputBuffer> {
  const frame = byteMapWith(options, mapRopBuffer, bytes);
  if (frame.error !== undefined) return frame;
  let map = frame.map;
  const buffer = readOutputBuffer(bytes, options, (list, more) => {
    const inner = responses(list, more);
    map = map.with(["ropsList"], inner.map);
    return inner.list;
  });
  return mapped(buffer, map);
}

function requests(bytes: Uint8Array, options: ListOptions): { list: RequestList & Ending; map: ByteMap } {
  const r = new Mapper(bytes, options);
  const list = requestsAt(r, elements(mapRopRequest), options);
  return { list, map: mapOf(r, "requests", failed(list)) };
}

function responses(bytes: Uint8Array, options: ResponseListOptions): { list: ResponseList & Ending; map: ByteMap } {
  const r = new Mapper(bytes, options);
  const list = responsesAt(r, elements(mapRopResponse), options);
  return { list, map: mapOf(r, "responses", failed(list)) };
}

/** Each ROP is an element of the list. */
function elements<Rop>(decode: (r: Mapper, context: RopContext) => Rop): (r: Mapper, context: RopContext) => Rop {
  let index = 0;
  return (r, context) => {
    r.item(index++);
    return decode(r, context);
  };
}

function failed({ malformed, undecoded }: Ending): boolean {
  return malformed !== undefined || undecoded !== undefined;
}

function mapped<List extends Ending>(list: List, map: ByteMap): Mapped<List> {
  return list.malformed === undefined ? { value: list, map } : { error: list.malformed, map };
}
