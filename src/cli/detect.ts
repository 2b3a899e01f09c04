/** What bytes are, found by trying. */

import type { JsonValue } from "../json/index.js";
import { type Answer, type Decoding, decodeAs } from "./answer.js";
import type { Ask } from "./kind.js";
import { kindOf } from "./kinds.js";
import { bodyBehind, isEnveloped, type RequestType } from "./mapi-http.js";
import { isObject, type JsonObject, type Problem, refusal } from "./problems.js";

/** A kind of bytes, and of which request type, if it is a body. */
export interface Level {
  readonly as: string;
  readonly requestType?: RequestType;
  /** Of extended buffers: what the payloads are, if that is known. */
  readonly holds?: readonly Level[];
}

export interface Trial extends Decoding {
  readonly level: Level;
}

/** Those in front are the less likely to fit by chance. */
const LEVELS: readonly Level[] = [
  { as: "extended-buffer" },
  { as: "mapihttp-request", requestType: "Execute" },
  { as: "mapihttp-response", requestType: "Execute" },
  { as: "rop-output-buffer" },
  { as: "rop-input-buffer" },
  { as: "rop-responses" },
  { as: "rop-requests" },
  { as: "mapihttp-request", requestType: "Connect" },
  { as: "mapihttp-response", requestType: "Connect" },
  { as: "mapihttp-response", requestType: "NotificationWait" },
  { as: "mapihttp-response", requestType: "Disconnect" },
  { as: "mapihttp-request", requestType: "NotificationWait" },
  { as: "mapihttp-request", requestType: "Disconnect" },
];

const BODIES = ["mapihttp-request", "mapihttp-response"];

/** The levels of what is said: of a kind, one for each request type; of a request type, both bodies. @throws RopEncodeError */
export function levelsOf(as: string | undefined, requestType: RequestType | undefined): readonly Level[] | undefined {
  if (requestType !== undefined) {
    const kinds = as === undefined ? BODIES : [as];
    if (!kinds.every((kind) => BODIES.includes(kind))) throw refusal(`is ${as}, which has no request type`, "as");
    return kinds.map((kind) => ({ as: kind, requestType }));
  }
  if (as === undefined) return undefined;
  kindOf(as);
  const levels = LEVELS.filter((level) => level.as === as);
  return levels.length === 0 ? [{ as }] : levels;
}

/** How well a kind fits. The header of a frame is less often there by chance than the few fields of a small body. */
const IS_BEGUN = 6;
const FITS = 5;
const NEEDS_CONTEXT = 4;
const IS_CUT = 3;
const FITS_IN_PART = 2;
const FITS_ANYTHING = 1;

/** What was found: the kind that fits best (or, if none does, comes furthest), and the others that fit as well. */
export interface Found {
  readonly best: Trial;
  readonly fits: boolean;
  readonly others: readonly Level[];
}

export function detect(bytes: Uint8Array, ask: Ask, levels: readonly Level[] = levelsFor(bytes)): Found {
  const trials = levels.map((level) => {
    const decoding = decodeAs(kindOf(level.as), bytes, { ...ask, requestType: level.requestType });
    return { ...decoding, level, fit: fitOf(level, decoding.answer, bytes, ask) };
  });
  const [best, ...others] = trials.toSorted((a, b) => b.fit - a.fit || reach(b) - reach(a));
  if (best === undefined) throw new Error("there is nothing to try");
  const alike = others.filter(({ fit }) => (fit === FITS || fit === FITS_ANYTHING) && fit === best.fit);
  return { best, fits: best.fit > 0, others: alike.map(({ level }) => level) };
}

function levelsFor(bytes: Uint8Array): readonly Level[] {
  return isEnveloped(bytes) ? LEVELS.filter(({ as }) => as === "mapihttp-response") : LEVELS;
}

function fitOf(level: Level, answer: Answer, bytes: Uint8Array, ask: Ask): number {
  const { as, requestType } = level;
  if (!answer.ok) {
    if (isBegun(level, bytes)) return IS_BEGUN;
    if (answer.error.path?.startsWith("serverObjectHandleTable") && endsWithRop(as, bytes, ask)) return IS_CUT;
    return listOf(answer.partial).length > 1 ? FITS_IN_PART : 0;
  }
  const { value } = answer;
  if (requestType === "Execute" && isObject(value) && typeof value.ropBuffer === "string") return FITS;
  // The body of a failure is four bytes of any kind, or eight.
  if (as === "mapihttp-response") return isObject(value) && value.outcome === "success" ? FITS : FITS_ANYTHING;
  const list = listOf(value);
  // A handle table is any bytes, and two in front of them say that there are no ROPs.
  if (as.endsWith("put-buffer") && list.length === 0 && bytes.length > ROP_SIZE) return FITS_ANYTHING;
  const tail = tailOf(list);
  if (tail === undefined) return FITS;
  if (tail.undecoded === "missing-context") return NEEDS_CONTEXT;
  return list.length > 1 ? FITS_IN_PART : 0;
}

/** Why not everything was decoded; `undefined` if it was. */
export function problemIn(answer: Answer): Problem | undefined {
  return answer.ok ? (tailOf(listOf(answer.value))?.error as Problem | undefined) : answer.error;
}

/** The ROPs of a list or of a buffer. */
function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  const list = isObject(value) ? (value.responses ?? value.requests) : value;
  return Array.isArray(list) ? list : [];
}

function tailOf(list: readonly JsonValue[]): JsonObject | undefined {
  const last = list.at(-1);
  return isObject(last) && Object.hasOwn(last, "undecoded") ? last : undefined;
}

const ROP_SIZE = 2;

/** Whether the RopSize of a buffer ends exactly behind a ROP: then nothing but its handle table is cut off. */
function endsWithRop(as: string, bytes: Uint8Array, ask: Ask): boolean {
  const end = new DataView(bytes.buffer, bytes.byteOffset).getUint16(0, true);
  const rops = kindOf(as === "rop-output-buffer" ? "rop-responses" : "rop-requests");
  const { answer: list } = decodeAs(rops, bytes.subarray(ROP_SIZE, end), ask);
  return list.ok && listOf(list.value).length > 0 && tailOf(listOf(list.value)) === undefined;
}

/** Where the first RPC_HEADER_EXT stands, in bytes. */
const FIRST_HEADER: Readonly<Record<string, number>> = {
  "extended-buffer": 0,
  "mapihttp-request Execute": 8,
  "mapihttp-response Execute": 16,
};

/** Whether bytes that do not fit begin as frames do: they were cut off, or more stands behind them. */
function isBegun({ as, requestType }: Level, bytes: Uint8Array): boolean {
  const body = as === "mapihttp-response" ? bodyBehind(bytes) : bytes;
  const start = FIRST_HEADER[requestType === undefined ? as : `${as} ${requestType}`];
  if (start === undefined || body.length < start + HEADER) return false;
  const view = new DataView(body.buffer, body.byteOffset);
  const [version = 0, flags = 0, size = 0, sizeActual = 0] = [0, 2, 4, 6].map((at) => view.getUint16(start + at, true));
  const room = start === 0 ? HEADER + size : view.getUint32(start - 4, true);
  const isCompressed = (flags & 1) === 1;
  const agree = HEADER + size <= room && (isCompressed ? size <= sizeActual : size === sizeActual);
  return version === 0 && flags <= 7 && size > 0 && agree;
}

/** The size of a header that fits anything, in bytes. */
const HEADER = 8;

/** How far into the bytes a kind came that does not fit. */
function reach({ level, answer }: Trial): number {
  if (answer.ok) return -HEADER;
  return (answer.error.offset ?? 0) - (level.as.startsWith("rop-re") ? 0 : HEADER);
}
