/** Lists of ROPs: requests and responses one after the other, each with the context that the others give it. */
import { type ContextUse, type RopInfo, ropInfo } from "../../generated/rop-info.js";
import {
  decodeRopRequest,
  decodeRopResponse,
  encodeRopRequest,
  encodeRopResponse,
  type RopContext,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../generated/rops.js";
import { inside, moveOffset, RopDecodeError } from "../wire/errors.js";
import { Reader, type ReaderOptions, takeU8, takeU16, takeU32 } from "../wire/reader.js";
import { Writer, type WriterOptions } from "../wire/writer.js";
import { Memory } from "./memory.js";

/** The part of a list that could not be placed: since ROPs carry no length, all that stands behind goes with it. */
export interface UndecodedTail {
  readonly bytes: Uint8Array;
  /** Where it begins, in bytes from the start of the list. */
  readonly offset: number;
  /** Why: an unknown RopId, or a context that is missing. */
  readonly reason: RopDecodeError;
}

export interface ListOptions extends ReaderOptions {
  /** What offsets in errors and tails count from: the bytes in front of the list in its buffer. */
  readonly base?: number | undefined;
  /** What the bytes do not say, for every ROP of the list that needs it. */
  readonly context?: RopContext | undefined;
  /** What earlier exchanges left; updated by this one. */
  readonly memory?: Memory | undefined;
}

export interface ResponseListOptions extends ListOptions {
  /** The requests that the responses answer. */
  readonly requests?: readonly RopRequest[] | undefined;
}

export interface RequestList {
  readonly requests: readonly RopRequest[];
  readonly undecoded?: UndecodedTail;
}

export interface ResponseList {
  readonly responses: readonly RopResponse[];
  /** For each response the index of the request that it answers; -1 where there is none. */
  readonly answers: readonly number[];
  readonly undecoded?: UndecodedTail;
}

/**
 * Decodes the requests of a RopsList.
 *
 * An unknown RopId, or one that needs a context nobody gave, ends the list with an undecoded tail.
 *
 * @throws RopDecodeError where bytes are malformed; its `partial` holds the requests before.
 */
export function decodeRopRequests(bytes: Uint8Array, options: ListOptions = {}): RequestList {
  const r = new Reader(bytes, options);
  const { memory } = options;
  const requests: RopRequest[] = [];
  while (r.pos < r.end) {
    const start = r.pos;
    try {
      const info = ropInfo[bytes[start] ?? 0];
      requests.push(decodeRopRequest(r, contextOf(r, info?.requestUses, options.context, memory)));
    } catch (error) {
      return { requests, undecoded: tailOrThrow(error, bytes, start, "requests", requests, options.base) };
    }
  }
  return { requests };
}

/**
 * Decodes the responses of a RopsList. With `requests`, each response is paired with the one it answers, and columns and
 * tags that it depends on are taken from there.
 *
 * An unknown RopId, or one that needs a context nobody gave, ends the list with an undecoded tail.
 *
 * @throws RopDecodeError where bytes are malformed; its `partial` holds the responses before.
 */
export function decodeRopResponses(bytes: Uint8Array, options: ResponseListOptions = {}): ResponseList {
  const r = new Reader(bytes, options);
  const memory = memoryFor(options);
  const pairing = memory === undefined ? undefined : new Pairing(options.requests ?? NO_REQUESTS, memory);
  const context = options.context ?? NO_CONTEXT;
  const responses: RopResponse[] = [];
  const answers: number[] = [];
  let start = 0;
  try {
    while (r.pos < r.end) {
      start = r.pos;
      if (pairing === undefined) {
        responses.push(decodeRopResponse(r, context));
        answers.push(-1);
      } else {
        answers.push(pairing.decode(r, context, responses));
      }
    }
  } catch (error) {
    const undecoded = tailOrThrow(error, bytes, start, "responses", responses, options.base);
    return { responses, answers, undecoded };
  }
  pairing?.end();
  return { responses, answers };
}

/**
 * Encodes requests one after the other.
 *
 * @throws RopEncodeError
 */
export function encodeRopRequests(requests: readonly RopRequest[], options: EncodeListOptions = {}): Uint8Array {
  const w = new Writer(256, options);
  requests.forEach((request, index) => {
    try {
      encodeRopRequest(w, request, options.context);
    } catch (error) {
      throw inside(error, "requests", index, undefined, "MS-OXCROPS 2.2.1");
    }
  });
  return w.result();
}

export interface EncodeListOptions extends WriterOptions {
  readonly context?: RopContext | undefined;
}

export interface EncodeResponseListOptions extends EncodeListOptions {
  /** The requests that the responses answer: columns and tags are taken from there. */
  readonly requests?: readonly RopRequest[] | undefined;
  readonly memory?: Memory | undefined;
}

/**
 * Encodes responses one after the other.
 *
 * @throws RopEncodeError
 */
export function encodeRopResponses(
  responses: readonly RopResponse[],
  options: EncodeResponseListOptions = {},
): Uint8Array {
  const w = new Writer(256, options);
  const contexts = new ResponseContexts(options);
  responses.forEach((response, index) => {
    try {
      encodeRopResponse(w, response, contexts.next(response));
      contexts.settle(response);
    } catch (error) {
      throw inside(error, "responses", index, undefined, "MS-OXCROPS 2.2.1");
    }
  });
  return w.result();
}

/**
 * The contexts of the responses of one list, in their order. All it asks of a response at first is the numbers that say
 * whose it is (`ropId`, `inputHandleIndex`, ...), so that what is not a value yet, such as its JSON, will do.
 */
export class ResponseContexts {
  readonly #given: RopContext | undefined;
  readonly #memory: Memory | undefined;
  readonly #pairing: Pairing;
  #answered: RopRequest | undefined;

  constructor({ context, memory, requests }: EncodeResponseListOptions) {
    this.#given = context;
    this.#memory = memoryFor({ memory, requests });
    this.#pairing = new Pairing(requests ?? NO_REQUESTS, this.#memory);
  }

  /** The context of the next response. */
  next(response: { readonly ropId: number }): RopContext {
    const request = this.#pairing.request(this.#pairing.next(response.ropId));
    const info = ropInfo[request === undefined ? response.ropId : request.ropId];
    const known = response.ropId === RopId.Progress ? undefined : info;
    this.#answered = request;
    return fromRequest(valueContext(known?.responseUses, response, this.#given, this.#memory), known, request);
  }

  /** That response leaves what later ones may need. */
  settle(response: RopResponse): void {
    const request = this.#answered;
    this.#pairing.settle(ropInfo[request === undefined ? response.ropId : request.ropId], request, response);
  }
}

const NO_REQUESTS: readonly RopRequest[] = [];

/** With requests, one response can leave what a later one of the same list needs. */
function memoryFor(options: ResponseListOptions | EncodeResponseListOptions): Memory | undefined {
  return options.memory ?? ((options.requests?.length ?? 0) > 0 ? new Memory() : undefined);
}

// ---- pairing ----------------------------------------------------------------------------------------------------

/** Walks the requests along the responses. */
class Pairing {
  readonly #requests: readonly RopRequest[];
  readonly #memory: Memory | undefined;
  #at = 0;

  constructor(requests: readonly RopRequest[], memory: Memory | undefined) {
    this.#requests = requests;
    this.#memory = memory;
  }

  request(index: number): RopRequest | undefined {
    return this.#requests[index];
  }

  /** Decodes the response at the reader with what its request and the memory say; the index of the request or -1. */
  decode(r: Reader, given: RopContext, responses: RopResponse[]): number {
    const id = r.bytes[r.pos] ?? 0;
    const answered = this.next(id);
    const request = this.request(answered);
    const info = request === undefined ? ropInfo[id] : ropInfo[request.ropId];
    const known = id === RopId.Progress ? undefined : info;
    const context = contextOf(r, known?.responseUses, given, this.#memory);
    const response = decodeRopResponse(r, fromRequest(context, known, request));
    this.settle(info, request, response);
    responses.push(response);
    return answered;
  }

  /** The index of the request that a response with this id answers, or -1. */
  next(id: number): number {
    if (id === RopId.Notify || id === RopId.Pending || id === RopId.BufferTooSmall) return -1;
    for (let index = this.#at; index < this.#requests.length; index++) {
      const request = this.#requests[index]!;
      const info = ropInfo[request.ropId];
      if (
        id !== RopId.Backoff &&
        info?.responseId !== id &&
        info?.answersAs !== id &&
        !(id === RopId.Progress && isAsynchronous(info, request))
      )
        continue;
      if (id === RopId.Backoff && info?.responseId === undefined) continue;
      this.#skip(index);
      this.#at = index + 1;
      return index;
    }
    return -1;
  }

  /** What the exchange leaves, and what it makes unknown. */
  settle(info: RopInfo | undefined, request: RopRequest | undefined, response: RopResponse): void {
    const memory = this.#memory;
    if (memory === undefined || info === undefined || !("returnValue" in response)) return;
    if (response.ropId !== info.responseId) return;
    const success = response.returnValue === 0;
    const logonId = numberOf(request, "logonId");
    if (success && response.ropId === RopId.Logon && logonId !== undefined) memory.replaceLogon(logonId);
    for (const { context, key, from, property } of success ? info.remembers : []) {
      const source = from === "request" ? request : response;
      const id = numberOf(response, key) ?? numberOf(request, key);
      const what = (source as Readonly<Record<string, unknown>> | undefined)?.[property];
      if (id !== undefined && what !== undefined) memory.remember(context, key, id, what, logonId);
    }
    for (const { context, key, after } of info.forgets) {
      const id = numberOf(response, key) ?? numberOf(request, key);
      if (id !== undefined && (after === "success") === success) memory.forget(context, key, id);
    }
  }

  /** No more responses: what was released at the end of the list is forgotten. */
  end(): void {
    this.#skip(this.#requests.length);
  }

  /** Requests without a response that were processed on the way. */
  #skip(to: number): void {
    for (let index = this.#at; index < to; index++) {
      const request = this.#requests[index];
      if (request?.ropId === RopId.Release) this.#memory?.release(request.inputHandleIndex);
    }
  }
}

function isAsynchronous(info: RopInfo | undefined, request: RopRequest): boolean {
  const property = info?.asynchronousIf;
  return property !== undefined && (request as unknown as Readonly<Record<string, unknown>>)[property] === true;
}

function numberOf(value: object | undefined, property: string): number | undefined {
  const found = (value as Readonly<Record<string, unknown>> | undefined)?.[property];
  return typeof found === "number" ? found : undefined;
}

// ---- contexts ---------------------------------------------------------------------------------------------------

const NO_CONTEXT: RopContext = {};
const NOTHING: readonly ContextUse[] = [];

/** What the ROP at the reader needs, by the key that stands in its bytes. */
function contextOf(
  r: Reader,
  uses: readonly ContextUse[] | undefined,
  given: RopContext | undefined,
  memory: Memory | undefined,
): RopContext {
  let context = given;
  for (const { context: name, key, at, width } of memory === undefined ? NOTHING : (uses ?? NOTHING)) {
    const start = r.pos;
    if (start + at + width > r.end) break;
    r.pos = start + at;
    const value = width === 1 ? takeU8(r) : width === 2 ? takeU16(r) : takeU32(r);
    r.pos = start;
    const known = memory?.find(name, key, value);
    if (known !== undefined) context = { ...context, [name]: known };
    else if (context?.[name] === undefined) memory?.lack(name, key, value);
  }
  return context ?? NO_CONTEXT;
}

/** The same for a value that is to be encoded. */
function valueContext(
  uses: readonly ContextUse[] | undefined,
  value: object,
  given: RopContext | undefined,
  memory: Memory | undefined,
): RopContext {
  let context = given;
  for (const { context: name, key } of uses ?? NOTHING) {
    const id = numberOf(value, key);
    const known = id === undefined ? undefined : memory?.find(name, key, id);
    if (known !== undefined) context = { ...context, [name]: known };
  }
  return context ?? NO_CONTEXT;
}

/** Adds the fields of the request that the response depends on. */
function fromRequest(context: RopContext, info: RopInfo | undefined, request: RopRequest | undefined): RopContext {
  if (request === undefined || info === undefined || info.fromRequest.length === 0) return context;
  const fields = request as unknown as Readonly<Record<string, unknown>>;
  return { ...context, ...Object.fromEntries(info.fromRequest.map((name) => [name, fields[name]])) };
}

// ---- errors -----------------------------------------------------------------------------------------------------

/** An unknown ROP and a missing context end the list; anything else is an error of the list. */
function tailOrThrow(
  error: unknown,
  bytes: Uint8Array,
  start: number,
  field: "requests" | "responses",
  rops: readonly object[],
  base = 0,
): UndecodedTail {
  const framed = inside(error, field, rops.length, { [field]: rops }, "MS-OXCROPS 2.2.1");
  if (framed instanceof RopDecodeError && base !== 0) moveOffset(framed, base);
  if (framed instanceof RopDecodeError && (framed.code === "unknown-rop" || framed.code === "missing-context")) {
    return { bytes: bytes.subarray(start), offset: start + base, reason: framed };
  }
  throw framed;
}
