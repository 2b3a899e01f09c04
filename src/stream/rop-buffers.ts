/** ROP input and output buffers: a RopsList and the server object handle table that its indexes point into. */
import { decodeRopBuffer, encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { inside } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { borrowWriter, resultOf, returnWriter } from "../wire/scratch.js";
import type { Writer } from "../wire/writer.js";
import { type EncodeListOptions, type Ending, type ListOptions, SPEC, wellFormed } from "./lists.js";
import { Memory } from "./memory.js";
import { type RequestList, readRopRequests, writeRopRequests } from "./rop-requests.js";
import {
  type EncodeResponseListOptions,
  type ResponseList,
  type ResponseListOptions,
  readRopResponses,
  writeRopResponses,
} from "./rop-responses.js";

/** Where the RopsList begins: behind RopSize. */
const LIST_AT = 2;

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
  return wellFormed(readInputBuffer(bytes, options));
}

/** The same, with what is malformed in the list beside what stands before it. @throws RopDecodeError */
export function readInputBuffer(
  bytes: Uint8Array,
  options: ListOptions,
  read: typeof readRopRequests = readRopRequests,
): InputBuffer & Ending {
  const { ropsList, serverObjectHandleTable } = decodeRopBuffer(new Reader(bytes, options));
  options.memory?.useTable(serverObjectHandleTable);
  return withTable(read(ropsList, inBuffer(options, options.memory)), serverObjectHandleTable);
}

/**
 * Decodes a ROP output buffer. Offsets in errors count from the start of the buffer.
 *
 * @throws RopDecodeError
 */
export function decodeOutputBuffer(bytes: Uint8Array, options: ResponseListOptions = {}): OutputBuffer {
  return wellFormed(readOutputBuffer(bytes, options));
}

/** The same, with what is malformed in the list beside what stands before it. @throws RopDecodeError */
export function readOutputBuffer(
  bytes: Uint8Array,
  options: ResponseListOptions,
  read: typeof readRopResponses = readRopResponses,
): OutputBuffer & Ending {
  const { ropsList, serverObjectHandleTable } = decodeRopBuffer(new Reader(bytes, options));
  const memory = returnedTable(options, serverObjectHandleTable);
  return withTable(read(ropsList, inBuffer(options, memory)), serverObjectHandleTable);
}

/** The memory, if there is anything to remember, with what the indexes of this answer stand for. */
function returnedTable({ memory, requests }: ResponseListOptions, table: readonly number[]): Memory | undefined {
  const used = memory ?? (requests?.length ? new Memory() : undefined);
  used?.useReturnedTable(table);
  return used;
}

/**
 * The options for the list of a buffer. Written out, and all of them: spreading an object into a larger one takes longer
 * than reading a small list, and so does asking objects of many kinds for the same properties.
 */
function inBuffer(options: ResponseListOptions, memory: Memory | undefined): ResponseListOptions {
  const { context, requests, codePage, strict } = options;
  return { codePage, strict, base: LIST_AT, context, memory, requests };
}

/** The list, to which nobody else holds on yet, with its table. */
function withTable<List>(
  list: List,
  table: readonly number[],
): List & { readonly serverObjectHandleTable: readonly number[] } {
  const buffer = list as List & { serverObjectHandleTable: readonly number[] };
  buffer.serverObjectHandleTable = table;
  return buffer;
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
  options.memory?.useTable(serverObjectHandleTable);
  const list = borrowWriter(options);
  writeRopRequests(list, requests, options);
  return buffer(list, serverObjectHandleTable);
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
  const memory = returnedTable(options, serverObjectHandleTable);
  const list = borrowWriter(options);
  writeRopResponses(list, responses, inBuffer(options, memory));
  return buffer(list, serverObjectHandleTable);
}

/** The list that a borrowed writer holds, with its size and its table. */
function buffer(list: Writer, serverObjectHandleTable: readonly number[]): Uint8Array {
  const w = borrowWriter({});
  try {
    encodeRopBuffer(w, { ropsList: list.bytes.subarray(0, list.pos), serverObjectHandleTable });
  } catch (error) {
    throw inside(error, "", -1, undefined, SPEC);
  }
  returnWriter(list);
  return resultOf(w);
}
