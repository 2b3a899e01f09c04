/** Execute: ROP input buffers to ROP output buffers, within the size that the client allows. */
import { ExecuteFlags, QueryRowsFlags } from "../../generated/enumerations.js";
import type { ExecuteRequest } from "../../generated/frames/mapi-http.js";
import { decodeRopBuffer, encodeRopBuffer, type RopBuffer } from "../../generated/frames/rop-buffer.js";
import type { RopQueryRowsRequest } from "../../generated/rops/table/rop-query-rows.js";
import {
  decodeRopRequest,
  encodeRopResponse,
  type RopContext,
  RopId,
  type RopRequest,
  type RopResponse,
} from "../../generated/rops.js";
import { decode, encode, encodeWith } from "../codec.js";
import { failureOf } from "../failure.js";
import { closeExtendedBuffers, openExtendedBuffers, PAYLOAD_LIMIT } from "../frame/extended-buffers.js";
import type { NotificationQueue } from "../session/notification-queue.js";
import type { CodePage } from "../wire/code-page.js";
import { RopCodecError } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { appendBytes, Writer } from "../wire/writer.js";
import { messageCodePage } from "./code-page.js";
import { CallFailure, ErrorCode } from "./codes.js";
import type { Fault } from "./faults.js";
import type { Mailbox } from "./mailbox/mailbox.js";
import { answer } from "./rops/answer.js";
import type { Answer } from "./rops/call.js";
import { NO_HANDLE, type ServerSession } from "./session.js";

/** An RPC_HEADER_EXT. */
const HEADER = 8;
/** RopSize in front of the RopsList. */
const ROP_SIZE = 2;
/** A RopBufferTooSmall without the requests that it returns. */
const TOO_SMALL = 3;
/** Where a request has the index of its object: behind RopId and LogonId. */
const HANDLE_INDEX_AT = 2;
/** The most payloads that one answer consists of. */
const CHAIN_LIMIT = 96;

/** The objects of a ROP that a script answers. */
export interface ScriptedCall {
  /** The handle of the object that the request is about; `undefined` where the request has none. */
  readonly handle: number | undefined;
  /** The server object handle table, as the requests before have left it. */
  readonly handles: readonly number[];
  /** The handle of the object that a success opens at the OutputHandleIndex of the request. */
  readonly newHandle: number;
}

/**
 * Answers a ROP in place of the server: with a response, or with the ReturnValue that the ROP fails with. `undefined`
 * leaves it to the server. Where a success opens an object, that is the script's own: all ROPs on it are for the script
 * to answer, but RopRelease.
 */
export type RopScript = (
  request: RopRequest,
  session: ServerSession,
  call: ScriptedCall,
) => RopResponse | number | undefined;

/** What Execute needs of the server. */
export interface ExecuteContext {
  readonly session: ServerSession;
  readonly findMailbox: (essdn: string) => Mailbox | undefined;
  readonly script: RopScript | undefined;
  /** The notifications of the session contexts that are linked with this one. */
  readonly linked: readonly NotificationQueue[];
  readonly fault: Fault | undefined;
}

export interface Executed {
  readonly ropBuffer: Uint8Array;
  readonly requests: readonly RopRequest[];
}

/**
 * Executes the ROPs of a call.
 *
 * @throws CallFailure where the call is answered as a whole
 */
export function execute({ flags, ropBuffer, maxRopOut }: ExecuteRequest, context: ExecuteContext): Executed {
  const has = (flag: number) => (flags & flag) !== 0;
  const execution = new Execution(context, maxRopOut, has(ExecuteFlags.chain));
  const payloads = execution.run(inputOf(ropBuffer));
  const options = { compress: !has(ExecuteFlags.noCompression), xorMagic: !has(ExecuteFlags.noXorMagic) };
  return { ropBuffer: closeExtendedBuffers(payloads, options), requests: execution.requests };
}

/** The one payload of a call: this server does not say that it takes packed requests. */
function inputOf(ropBuffer: Uint8Array): RopBuffer {
  return wellFormed(() => {
    const payloads = openExtendedBuffers(ropBuffer);
    if (payloads.length !== 1) throw new CallFailure(ErrorCode.rpcFormat);
    return decode(decodeRopBuffer, payloads[0]!.payload);
  });
}

function wellFormed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof RopCodecError ? new CallFailure(ErrorCode.rpcFormat) : error;
  }
}

class Execution {
  readonly #context: ExecuteContext;
  readonly #maxRopOut: number;
  readonly #chain: boolean;
  readonly requests: RopRequest[] = [];
  /** The responses so far. */
  readonly #list = new Writer(1024);
  #handles: number[] = [];
  /** What is left of the payload for responses. */
  #room = 0;

  constructor(context: ExecuteContext, maxRopOut: number, chain: boolean) {
    this.#context = context;
    this.#maxRopOut = maxRopOut;
    this.#chain = chain;
  }

  run({ ropsList, serverObjectHandleTable }: RopBuffer): readonly Uint8Array[] {
    this.#handles = [...serverObjectHandleTable];
    this.#room = this.#roomIn(Math.min(this.#maxRopOut - HEADER, PAYLOAD_LIMIT));
    const { backoff } = this.#context.fault ?? {};
    let complete = false;
    let last: Answer | undefined;
    if (backoff !== undefined) this.#put(encodeBackoff(backoff, ropsList));
    else ({ complete, last } = this.#all(ropsList));
    if (complete) {
      const { session, linked } = this.#context;
      this.#put(session.notifications.fill(this.#room, linked).bytes);
    }
    // RopBufferTooSmall is the last response, and runs to the end of the list.
    if (complete || backoff !== undefined) this.#putFaults();
    const first = this.#payload();
    return complete ? [first, ...this.#further(last, first)] : [first];
  }

  /** What faults put at the end of the list, as far as there is room: no answer is larger than its client allows. */
  #putFaults(): void {
    const { ropPending = [], malformed } = this.#context.fault ?? {};
    const faults = ropPending.map((sessionIndex) => encode(encodeRopResponse, { ropId: 0x6e, sessionIndex }));
    // A RopPending that ends in the middle of its index.
    if (malformed === true) faults.push(Uint8Array.of(0x6e, 0x00));
    for (const bytes of faults) if (bytes.length <= this.#room) this.#put(bytes);
  }

  /** Answers the requests in their order: whether all of them, and the last answer. */
  #all(ropsList: Uint8Array): { readonly complete: boolean; readonly last: Answer | undefined } {
    const r = new Reader(ropsList);
    if (this.#reserveFor(ropsList.length) > this.#room) throw new CallFailure(ErrorCode.bufferTooSmall);
    let last: Answer | undefined;
    while (r.pos < r.end) {
      const start = r.pos;
      r.codePage = this.#context.session.codePageOf(this.#handles[ropsList[start + HANDLE_INDEX_AT] ?? 0]);
      const request = wellFormed(() => decodeRopRequest(r, { logonKind: "private" }));
      this.requests.push(request);
      if (request.ropId === RopId.Release) {
        this.#release(request.inputHandleIndex);
        continue;
      }
      // So much has to stay free that the requests behind can be returned, should they not fit.
      const reserve = this.#reserveFor(r.end - r.pos);
      last = this.#answer(request, this.#room - reserve, this.#roomIn(PAYLOAD_LIMIT) - reserve);
      const bytes = this.#encode(request, last);
      if (bytes.length + reserve > this.#room) {
        this.#tooSmall(bytes.length + reserve, ropsList.subarray(start));
        return { complete: false, last };
      }
      this.#put(bytes);
      this.#commit(request, last);
    }
    return { complete: true, last };
  }

  /** What a payload of so many bytes has for responses. */
  #roomIn(payload: number): number {
    return payload - ROP_SIZE - 4 * this.#handles.length;
  }

  #reserveFor(requests: number): number {
    return requests === 0 ? 0 : TOO_SMALL + requests;
  }

  #answer(request: RopRequest, room: number, most: number): Answer {
    const { session, findMailbox, script } = this.#context;
    // A handle has to have a place in the table before its object is made. [MS-OXCROPS] 3.2.5.4
    if ("outputHandleIndex" in request && request.outputHandleIndex >= this.#handles.length) {
      return { response: failureOf(request, ErrorCode.nullObject) };
    }
    const { nextHandle: newHandle } = session;
    const scripted = script?.(request, session, { handle: this.#handleOf(request), handles: this.#handles, newHandle });
    if (typeof scripted === "number") return { response: failureOf(request, scripted) };
    if (scripted !== undefined) return this.#scripted(request, scripted);
    return answer(request, { session, handles: this.#handles, room, most, findMailbox });
  }

  /** What a script's response stands on, and what it leaves. */
  #scripted(request: RopRequest, response: RopResponse): Answer {
    const { session } = this.#context;
    const handle = this.#handleOf(request);
    const propertyTags = "propertyTags" in request ? request.propertyTags : undefined;
    const context: RopContext = { ...session.contextOf(handle), propertyTags };
    if (!("returnValue" in response) || response.returnValue !== 0) return { response, context };
    return {
      response,
      context,
      opens: {
        kind: "scripted",
        logonId: request.logonId,
        isLogon: request.ropId === RopId.Logon,
        codePage: this.#codePageFor(request),
        recipientColumns: "recipientColumns" in response ? response.recipientColumns : undefined,
        tableColumns: undefined,
      },
      commit: () => {
        if (request.ropId === RopId.Logon) session.releaseLogon(request.logonId);
        if (request.ropId === RopId.SetColumns && handle !== undefined)
          session.setColumns(handle, request.propertyTags);
      },
    };
  }

  #handleOf(request: RopRequest): number | undefined {
    if ("inputHandleIndex" in request) return this.#handles[request.inputHandleIndex];
    return "sourceHandleIndex" in request ? this.#handles[request.sourceHandleIndex] : undefined;
  }

  #encode(request: RopRequest, { response, context }: Answer): Uint8Array {
    return encodeWith({ codePage: this.#codePageFor(request) }, encodeRopResponse, response, context);
  }

  /** The code page of a response: that of the request's object, or the one that the request opens a message with. */
  #codePageFor(request: RopRequest): CodePage {
    const { session } = this.#context;
    if ("codePageId" in request) return messageCodePage(request.codePageId, session.codePage);
    return session.codePageOf(this.#handleOf(request));
  }

  #commit(request: RopRequest, { opens, commit }: Answer): void {
    commit?.();
    if (opens === undefined || !("outputHandleIndex" in request)) return;
    this.#handles[request.outputHandleIndex] = this.#context.session.open(opens);
  }

  #release(index: number): void {
    const handle = this.#handles[index];
    if (handle === undefined) return;
    this.#context.session.release(handle);
    this.#handles[index] = NO_HANDLE;
  }

  /** Returns the requests that are not executed, with the size that they need in a call of their own. */
  #tooSmall(needed: number, requestBuffers: Uint8Array): void {
    const payload = ROP_SIZE + needed + 4 * this.#handles.length;
    if (payload > PAYLOAD_LIMIT) throw new CallFailure(ErrorCode.bufferTooSmall);
    this.#put(encode(encodeRopResponse, { ropId: 0xff, sizeNeeded: HEADER + payload, requestBuffers }));
  }

  #put(bytes: Uint8Array): void {
    appendBytes(this.#list, bytes);
    this.#room -= bytes.length;
  }

  #payload(): Uint8Array {
    return encode(encodeRopBuffer, { ropsList: this.#list.result(), serverObjectHandleTable: this.#handles });
  }

  /** Further rows of a last RopQueryRows, as if the client had asked again, as long as there is room for a full payload. */
  *#further(first: Answer | undefined, payload: Uint8Array): Generator<Uint8Array> {
    let request = this.requests.at(-1);
    let last = first?.response;
    let residual = this.#maxRopOut - HEADER - payload.length;
    for (let count = 1; count < CHAIN_LIMIT && this.#chain && residual >= HEADER + PAYLOAD_LIMIT; count++) {
      if (request?.ropId !== RopId.QueryRows || last?.ropId !== RopId.QueryRows) return;
      const rest = restOf(request, last);
      if (rest === undefined) return;
      const room = this.#roomIn(PAYLOAD_LIMIT);
      const answered = this.#answer(rest, room, room);
      const ropsList = this.#encode(rest, answered);
      if (ropsList.length > room) return;
      answered.commit?.();
      const further = encode(encodeRopBuffer, { ropsList, serverObjectHandleTable: this.#handles });
      yield further;
      residual -= HEADER + further.length;
      request = rest;
      last = answered.response;
    }
  }
}

/** What a request for rows would ask for again; nothing where the cursor stays, which would bring the same rows. */
function restOf(
  request: RopQueryRowsRequest,
  response: Extract<RopResponse, { readonly ropId: 0x15 }>,
): RopQueryRowsRequest | undefined {
  const { enablePackedBuffers, noAdvance } = QueryRowsFlags;
  const packed = (request.queryRowsFlags & (enablePackedBuffers | noAdvance)) === enablePackedBuffers;
  if (!packed || response.outcome !== "success" || response.origin !== "current") return undefined;
  const rowCount = request.rowCount - response.rowData.length;
  return rowCount > 0 ? { ...request, rowCount } : undefined;
}

/** A RopBackoff in place of all responses: the logon of the first request is to be left alone. */
function encodeBackoff(duration: number, ropsList: Uint8Array): Uint8Array {
  const logonId = ropsList[1] ?? 0;
  const nothing = { backoffRopData: [], additionalData: new Uint8Array(0) };
  return encode(encodeRopResponse, { ropId: 0xf9, logonId, duration, ...nothing });
}
