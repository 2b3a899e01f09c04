/** The payloads that are measured: sixteen of each kind, all different, as bytes and as the values that decoding gives. */
import {
  decodeRopRequests,
  decodeRopResponses,
  encodeRopRequests,
  encodeRopResponses,
  type RopContext,
  type RopRequest,
  type RopResponse,
} from "../../src/index.js";
import { mixedRequests } from "./requests.js";
import { logon, notifications, openMessage, ROW_COLUMNS, rows, smallResponses, tiny } from "./responses.js";
import { type Pick, variants } from "./variants.js";

/** What a payload is called in the table, on the command line and in the peers. */
export type PayloadId = "small" | "rows" | "logon" | "tiny" | "requests" | "notifications" | "message";

export interface Payload {
  readonly id: PayloadId;
  readonly what: string;
  readonly direction: "requests" | "responses";
  readonly inputs: readonly Uint8Array[];
  /** As a program makes them: without what decoding adds for what was sent otherwise. */
  readonly made: readonly (readonly (RopRequest | RopResponse)[])[];
  /** As decoding gives them. */
  readonly values: readonly (readonly (RopRequest | RopResponse)[])[];
  /** What its bytes do not say: the columns of the rows, where there are rows. */
  readonly context: RopContext;
}

function responses(
  id: PayloadId,
  what: string,
  make: (pick: Pick) => readonly RopResponse[],
  columns?: readonly number[],
): Payload {
  const context = { tableColumns: columns };
  const options = { context };
  const made = variants(make);
  const inputs = made.map((list) => encodeRopResponses(list, options));
  const values = inputs.map((bytes) => decodeRopResponses(bytes, options).responses);
  return { id, what, direction: "responses", inputs, made, values, context };
}

function requests(id: PayloadId, what: string, make: (pick: Pick) => readonly RopRequest[]): Payload {
  const made = variants(make);
  const inputs = made.map((list) => encodeRopRequests(list));
  const values = inputs.map((bytes) => decodeRopRequests(bytes).requests);
  return { id, what, direction: "requests", inputs, made, values, context: {} };
}

export const payloads: readonly Payload[] = [
  responses("small", "200 small responses, 60 of them RopNotify, ending in RopPending", smallResponses),
  responses("rows", "RopQueryRows, 50 rows of 9 columns", rows, ROW_COLUMNS),
  responses("logon", "RopLogon to a private mailbox", logon),
  responses("tiny", "one small response and a RopPending", tiny),
  requests("requests", "50 mixed requests", mixedRequests),
  responses("notifications", "64 RopNotify and a RopPending", notifications),
  responses("message", "RopOpenMessage with 10 recipients", openMessage),
];

export function payload(id: PayloadId): Payload {
  return payloads.find((one) => one.id === id)!;
}
