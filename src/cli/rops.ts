/** ROPs as JSON: one, and lists of them with their undecoded tail. */
import { ropInfo } from "../../generated/rop-info.js";
import { encodeRopResponse, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { shapes } from "../../generated/shapes.js";
import {
  fromJson,
  isValueName,
  type JsonValue,
  partialToJson,
  plainToJson,
  toJson,
  type ValueContext,
  type ValueName,
} from "../json/index.js";
import {
  encodeRopRequests,
  type Memory,
  type RequestList,
  ResponseContexts,
  type ResponseList,
  type UndecodedTail,
} from "../stream/index.js";
import type { Shape } from "../wire/shape.js";
import { hexOf } from "../wire/text.js";
import { Writer } from "../wire/writer.js";
import type { Context } from "./context.js";
import { joined } from "./kind.js";
import { at, isObject, type JsonObject, needHex, problemOf, refusal, show } from "./problems.js";

export type Direction = "request" | "response";

/** The names of the values by their RopId. */
const NAMES: Readonly<Record<Direction, ReadonlyMap<number, ValueName>>> = {
  request: namesOf("Request"),
  response: namesOf("Response"),
};

/** Where two ROPs answer under one id, it is the one that tolerates another id too, or else the one whose own id it is. */
function namesOf(word: "Request" | "Response"): ReadonlyMap<number, ValueName> {
  const infos = Object.values(ropInfo);
  const tolerant = infos.filter(({ answersAs }) => answersAs !== undefined);
  const names = new Map<number, ValueName>();
  for (const { name, id, answersAs } of [...infos, ...tolerant]) {
    const value = `${name}${word}`;
    if (!isValueName(value)) continue;
    for (const wire of idsOf(shapes[value].value)) {
      if (wire === id || answersAs !== undefined || !names.has(wire)) names.set(wire, value);
    }
  }
  return names;
}

function idsOf(shape: Shape): readonly number[] {
  const id = typeof shape === "object" && "properties" in shape ? shape.properties.ropId : undefined;
  return typeof id === "object" && "only" in id ? id.only.filter((one) => typeof one === "number") : [];
}

// ---- one ROP ----------------------------------------------------------------------------------------------------

/** What the ROP with that id is called, such as `RopLogonResponse`. */
export function nameOf(direction: Direction, ropId: number): ValueName | undefined {
  return NAMES[direction].get(ropId);
}

export function ropToJson(direction: Direction, rop: RopRequest | RopResponse, context: ValueContext): JsonValue {
  const name = nameOf(direction, rop.ropId);
  return name === undefined ? plainToJson(rop) : toJson(name, rop as never, context);
}

/** The JSON of as much of a ROP as had been decoded. */
export function partialRopToJson(direction: Direction, partial: unknown, context: ValueContext): JsonValue {
  const id = typeof partial === "object" && partial !== null && "ropId" in partial ? partial.ropId : undefined;
  const name = typeof id === "number" ? nameOf(direction, id) : undefined;
  return name === undefined ? plainToJson(partial) : partialToJson(name, partial, context);
}

/** What can be asked of the JSON of a ROP before it is converted. */
type RopJson = JsonObject & { readonly ropId: number };

function needRop(direction: Direction, json: unknown): { readonly json: RopJson; readonly name: ValueName } {
  if (!isObject(json)) throw refusal(`is ${show(json)} instead of the object of a ROP ${direction}`);
  const { ropId } = json;
  const name = typeof ropId === "number" ? nameOf(direction, ropId) : undefined;
  if (typeof ropId !== "number" || name === undefined) {
    throw refusal(`is ${show(ropId)} instead of the RopId of a ${direction}`, "ropId");
  }
  return { json: { ...json, ropId }, name };
}

export function requestFromJson(json: unknown, context: ValueContext): RopRequest {
  return fromJson(needRop("request", json).name, json, context) as RopRequest;
}

export function responseFromJson(json: unknown, context: ValueContext): RopResponse {
  return fromJson(needRop("response", json).name, json, context) as RopResponse;
}

// ---- lists ------------------------------------------------------------------------------------------------------

/** Whether what had been decoded of a list or a buffer says something of its ROPs. */
export function hasList<N extends string>(
  partial: unknown,
  name: N,
): partial is Readonly<Record<N, readonly unknown[]>> {
  return (
    typeof partial === "object" &&
    partial !== null &&
    Array.isArray(Object.entries(partial).find(([key]) => key === name)?.[1])
  );
}

/** The JSON of the ROPs that had been decoded, the last of them perhaps in part. */
export function partialRopsToJson(direction: Direction, partial: unknown, context: ValueContext): JsonValue {
  const name = direction === "request" ? "requests" : "responses";
  if (!hasList(partial, name)) return plainToJson(partial);
  return partial[name].map((rop) => partialRopToJson(direction, rop, context));
}

/** The end of a list that could not be decoded. `root` is the first step of paths, if the value does not have it. */
function tailToJson(tail: UndecodedTail | undefined, root: string | undefined): readonly JsonValue[] {
  if (tail === undefined) return [];
  const { bytes, offset, reason } = tail;
  return [{ undecoded: reason.code, offset, bytes: hexOf(bytes), error: problemOf(reason, root) }];
}

export function requestsToJson(list: RequestList, context: Context, root?: string): readonly JsonValue[] {
  const rops = list.requests.map((request) => ropToJson("request", request, context.values));
  return [...rops, ...tailToJson(list.undecoded, root)];
}

export function responsesToJson(list: ResponseList, context: Context, root?: string): readonly JsonValue[] {
  const rops = list.responses.map((response, index) =>
    ropToJson("response", response, { ...context.values, ...list.contexts[index] }),
  );
  return [...rops, ...tailToJson(list.undecoded, root)];
}

/** A list of the pipe: its ROPs, and the bytes of an undecoded tail. */
function splitList(json: unknown): { readonly rops: readonly unknown[]; readonly tail: Uint8Array } {
  if (!Array.isArray(json)) throw refusal(`is ${show(json)} instead of a list of ROPs`);
  const last: unknown = json.at(-1);
  if (!isObject(last) || !Object.hasOwn(last, "undecoded")) return { rops: json, tail: new Uint8Array() };
  const tail = at([json.length - 1, "bytes"], () => needHex(last.bytes));
  return { rops: json.slice(0, -1), tail };
}

export function requestsFromJson(
  json: unknown,
  context: Context,
): { readonly requests: readonly RopRequest[]; readonly tail: Uint8Array } {
  const { rops, tail } = splitList(json);
  return { requests: rops.map((rop, index) => at([index], () => requestFromJson(rop, context.values))), tail };
}

/** The bytes of a list of requests. */
export function encodeRequests(json: unknown, context: Context): Uint8Array {
  const { requests, tail } = requestsFromJson(json, context);
  const options = { ...context.options, context: context.rops };
  return joined([at([], () => encodeRopRequests(requests, options), "requests"), tail]);
}

/** The bytes of a list of responses. */
export function encodeResponses(json: unknown, context: Context, memory?: Memory): Uint8Array {
  const { rops, tail } = splitList(json);
  const w = new Writer(256, context.options);
  const { rops: given, requests, options } = context;
  const contexts = new ResponseContexts({ ...options, context: given, requests, memory });
  rops.forEach((rop, index) => {
    at([index], () => {
      const known = contexts.next(needRop("response", rop).json);
      w.codePage = contexts.codePage;
      const response = responseFromJson(rop, { ...context.values, ...known });
      encodeRopResponse(w, response, known);
      contexts.settle(response);
    });
  });
  return joined([w.result(), tail]);
}
