/** ROP input and output buffers: a RopsList and the server object handle table that its indexes point into. */
import { decodeRopBuffer, encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { inside } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { Writer } from "../wire/writer.js";
import { Memory } from "./memory.js";
import {
  decodeRopRequests,
  decodeRopResponses,
  type EncodeListOptions,
  type EncodeResponseListOptions,
  encodeRopRequests,
  encodeRopResponses,
  type ListOptions,
  type RequestList,
  type ResponseList,
  type ResponseListOptions,
} from "./rop-lists.js";

/** Where the RopsList begins: behind RopSize. */
const LIST_AT = 2;
const SPEC = "MS-OXCROPS 2.2.1";

export interface InputBuffer extends RequestList {
  /** The handle at each index; 0xFFFFFFFF where the object is yet to be created. */
  readonly serverObjectHandleTable: readonly number[];
}

export interface OutputBuffer extends ResponseList {
  /** The handle at each index. */
  readonly serverObjectHandleTable: readonly number[];
}

/**
 * Decodes a ROP input buffer. Offsets in errors count from the start of the buffer.
 *
 * @throws RopDecodeError
 */
export function decodeInputBuffer(bytes: Uint8Array, options: ListOptions = {}): InputBuffer {
  const { ropsList, serverObjectHandleTable } = decodeRopBuffer(new Reader(bytes, options));
  const memory = options.memory ?? new Memory();
  memory.useTable(serverObjectHandleTable);
  const list = decodeRopRequests(ropsList, { ...options, memory, base: LIST_AT });
  return { ...list, serverObjectHandleTable };
}

/**
 * Decodes a ROP output buffer. Offsets in errors count from the start of the buffer.
 *
 * @throws RopDecodeError
 */
export function decodeOutputBuffer(bytes: Uint8Array, options: ResponseListOptions = {}): OutputBuffer {
  const { ropsList, serverObjectHandleTable } = decodeRopBuffer(new Reader(bytes, options));
  const memory = options.memory ?? new Memory();
  memory.useTable(serverObjectHandleTable);
  const list = decodeRopResponses(ropsList, { ...options, memory, base: LIST_AT });
  return { ...list, serverObjectHandleTable };
}

/**
 * Encodes a ROP input buffer.
 *
 * @throws RopEncodeError
 */
export function encodeInputBuffer(
  requests: readonly RopRequest[],
  serverObjectHandleTable: readonly number[],
  options: EncodeListOptions = {},
): Uint8Array {
  return buffer(encodeRopRequests(requests, options), serverObjectHandleTable);
}

/**
 * Encodes a ROP output buffer.
 *
 * @throws RopEncodeError
 */
export function encodeOutputBuffer(
  responses: readonly RopResponse[],
  serverObjectHandleTable: readonly number[],
  options: EncodeResponseListOptions = {},
): Uint8Array {
  const memory = options.memory ?? new Memory();
  memory.useTable(serverObjectHandleTable);
  return buffer(encodeRopResponses(responses, { ...options, memory }), serverObjectHandleTable);
}

function buffer(ropsList: Uint8Array, serverObjectHandleTable: readonly number[]): Uint8Array {
  const w = new Writer(ropsList.length + 4 * serverObjectHandleTable.length + LIST_AT);
  try {
    encodeRopBuffer(w, { ropsList, serverObjectHandleTable });
  } catch (error) {
    throw inside(error, "", -1, undefined, SPEC);
  }
  return w.result();
}
