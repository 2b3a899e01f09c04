/** Arbitraries for fast-check: every structure, request and response, and what is made of them up to whole conversations. */
import type { Arbitrary } from "fast-check";
import type { LogonKind } from "../../generated/enumerations.js";
import type { RopRequest, RopResponse } from "../../generated/rops.js";
import { Memory } from "../stream/index.js";
import { arbitrary } from "./arbitrary.js";
import type { Knobs } from "./draw.js";
import {
  type DrawnCall,
  type DrawnConversation,
  type DrawnExchange,
  drawCall,
  drawConversation,
  drawExchange,
  drawExtendedBuffers,
  settingOf,
} from "./exchanges.js";
import { drawRequests, drawResponses } from "./lists.js";
import { Objects } from "./objects.js";

export * from "../../generated/arbitraries/index.js";
export { arbitrary, type Choose, Draw, type InContext, type Knobs } from "./draw.js";
export type { DrawnCall, DrawnConversation, DrawnExchange } from "./exchanges.js";
export { type Refused, refused } from "./refused.js";

/** Requests, the table that their handle indexes point into, and what is known before them. */
export interface DrawnRequests {
  readonly requests: readonly RopRequest[];
  readonly serverObjectHandleTable: readonly number[];
  readonly context: { readonly logonKind: LogonKind };
}

/** Responses and the table that their handle indexes point into. */
export interface DrawnResponses {
  readonly responses: readonly RopResponse[];
  readonly serverObjectHandleTable: readonly number[];
}

/**
 * Lists of 1 to 16 requests: every handle index leads to a handle of the table or to what an earlier request opens, and
 * where rows are read, columns are set before. RopLogon is not among them.
 */
export function arbitraryRopRequests(knobs?: Knobs): Arbitrary<DrawnRequests> {
  return arbitrary((d) => {
    const setting = settingOf(d, knobs);
    const objects = new Objects(d.listOf(d.below(4), () => d.bits(16)));
    const requests = drawRequests(d, objects, setting);
    return { requests, serverObjectHandleTable: objects.input, context: { logonKind: setting.logonKind } };
  }, knobs);
}

/**
 * Lists of responses that answer these requests, in the columns and tags that follow from them. RopProgress may stand
 * for a response; RopBackoff or, at the very end, RopBufferTooSmall for the last ones; RopNotify and RopPending may
 * follow.
 */
export function arbitraryRopResponses(asked: DrawnRequests, knobs?: Knobs): Arbitrary<DrawnResponses> {
  return arbitrary((d) => {
    const setting = { logonId: 0, ...asked.context, memory: new Memory(), codePage: knobs?.codePage };
    const objects = Objects.asked(asked.serverObjectHandleTable);
    const responses = drawResponses(d, asked.requests, objects, setting);
    return { responses, serverObjectHandleTable: objects.output };
  }, knobs);
}

/** ROP input buffers with the ROP output buffers that answer them. */
export function arbitraryExchange(
  knobs?: Knobs,
): Arbitrary<DrawnExchange & { readonly context: { readonly logonKind: LogonKind } }> {
  return arbitrary((d) => {
    const setting = settingOf(d, knobs);
    return { ...drawExchange(d, setting, []), context: { logonKind: setting.logonKind } };
  }, knobs);
}

/** Extended buffers with these payloads, each compressed and obfuscated or not. */
export function arbitraryExtendedBuffersOf(payloads: readonly Uint8Array[], knobs?: Knobs): Arbitrary<Uint8Array> {
  return arbitrary((d) => drawExtendedBuffers(d, payloads), knobs);
}

/** Exchanges in the bodies of an Execute request and its response, the latter in its envelope. */
export function arbitraryCall(knobs?: Knobs): Arbitrary<DrawnCall> {
  return arbitrary((d) => drawCall(d, knobs), knobs);
}

/** 1 to 8 exchanges of one session context that begins with RopLogon, each standing on what the earlier ones left. */
export function arbitraryConversation(knobs?: Knobs): Arbitrary<DrawnConversation> {
  return arbitrary((d) => drawConversation(d, knobs), knobs);
}
