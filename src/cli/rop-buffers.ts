/** The kinds that are ROP buffers: a RopsList with its server object handle table. */
import { encodeRopBuffer } from "../../generated/frames/rop-buffer.js";
import { fromJson, type JsonValue, plainToJson } from "../json/index.js";
import {
  decodeInputBuffer,
  decodeOutputBuffer,
  encodeRopRequests,
  encodeRopResponses,
  type InputBuffer,
  Memory,
  type OutputBuffer,
} from "../stream/index.js";
import type { Context } from "./context.js";
import { joined, type Kind, written } from "./kind.js";
import { at, isObject, type JsonObject, refusal, show } from "./problems.js";
import {
  type Direction,
  encodeRequests,
  encodeResponses,
  hasList,
  partialRopsToJson,
  requestsToJson,
  responsesToJson,
} from "./rops.js";

export const inputBuffer: Kind = {
  decode(bytes, { context }) {
    const options = { ...context.options, context: context.rops };
    const buffer = decodeInputBuffer(bytes, options);
    const { requests, undecoded, serverObjectHandleTable } = buffer;
    return {
      value: inputToJson(buffer, context),
      plain: buffer,
      again: () => {
        const list = joined([encodeRopRequests(requests, options), undecoded?.bytes]);
        return bufferOf(list, serverObjectHandleTable, context);
      },
    };
  },
  encode(json, { context }) {
    const { rops, table } = needBuffer(json, "requests");
    return bufferOf(
      at(["requests"], () => encodeRequests(rops, context)),
      table,
      context,
    );
  },
  partial: (partial, { context }) => partialBufferToJson("request", partial, context),
};

export const outputBuffer: Kind = {
  decode(bytes, { context }) {
    const { requests } = context;
    const options = { ...context.options, context: context.rops, requests };
    const buffer = decodeOutputBuffer(bytes, options);
    const { responses, answers, undecoded, serverObjectHandleTable } = buffer;
    return {
      value: outputToJson(buffer, context),
      plain: buffer,
      ...(requests === undefined ? {} : { beside: { answers } }),
      again: () => {
        const memory = memoryWith(serverObjectHandleTable);
        const list = joined([encodeRopResponses(responses, { ...options, memory }), undecoded?.bytes]);
        return bufferOf(list, serverObjectHandleTable, context);
      },
    };
  },
  encode(json, { context }) {
    const { rops, table } = needBuffer(json, "responses");
    return bufferOf(
      at(["responses"], () => encodeResponses(rops, context, memoryWith(table))),
      table,
      context,
    );
  },
  partial: (partial, { context }) => partialBufferToJson("response", partial, context),
};

export function inputToJson(buffer: InputBuffer, context: Context): JsonObject {
  const { serverObjectHandleTable } = buffer;
  return { requests: requestsToJson(buffer, context), serverObjectHandleTable };
}

export function outputToJson(buffer: OutputBuffer, context: Context): JsonObject {
  const { serverObjectHandleTable } = buffer;
  return { responses: responsesToJson(buffer, context), serverObjectHandleTable };
}

function memoryWith(serverObjectHandleTable: readonly number[]): Memory {
  const memory = new Memory();
  memory.useTable(serverObjectHandleTable);
  return memory;
}

/** What is in the list that could not be read to its end; or else what the frame around it says. */
function partialBufferToJson(direction: Direction, partial: unknown, context: Context): JsonValue {
  const list = `${direction}s`;
  if (!hasList(partial, list)) return plainToJson(partial);
  return { [list]: partialRopsToJson(direction, partial, context.values) };
}

function needBuffer(json: unknown, list: "requests" | "responses"): { rops: unknown; table: readonly number[] } {
  if (!isObject(json)) throw refusal(`is ${show(json)} instead of the object of a ROP buffer`);
  const { [list]: rops, ...others } = json;
  return { rops, table: fromJson("RopBuffer", { ...others, ropsList: "" }).serverObjectHandleTable };
}

function bufferOf(ropsList: Uint8Array, table: readonly number[], context: Context): Uint8Array {
  return written(context, (w) => encodeRopBuffer(w, { ropsList, serverObjectHandleTable: table }));
}
