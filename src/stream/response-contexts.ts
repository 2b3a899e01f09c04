/** The contexts of the responses of one list, and what their exchange leaves in the memory. */
import { type RopInfo, ropInfo } from "../../generated/rop-info.js";
import { type RopContext, RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import type { CodePage } from "../wire/code-page.js";
import { RopDecodeError } from "../wire/errors.js";
import type { Reader } from "../wire/reader.js";
import {
  codePageOf,
  contextAt,
  contextOf,
  type Find,
  handleIndexOf,
  type Lacking,
  NO_CONTEXT,
  numberOf,
  propertyOf,
} from "./contexts.js";
import type { EncodeListOptions } from "./lists.js";
import { Memory } from "./memory.js";
import { Pairing } from "./pairing.js";
import { decodeRopRequests } from "./rop-requests.js";

/** Where a response has the index of its object: behind RopId. */
const HANDLE_INDEX_AT = 1;

/** By RopId: the property of the request that names the code page of what is opened. */
const NAMES_CODE_PAGE: readonly (string | undefined)[] = Array.from(
  { length: 0x100 },
  (_, id) => ropInfo[id]?.remembers.find(({ context }) => context === "codePageId")?.property,
);

/**
 * The contexts of the responses of one list, in their order. All it asks of a response at first is the numbers that say
 * whose it is (`ropId`, `inputHandleIndex`, ...), so that what is not a value yet, such as its JSON, will do.
 */
export class ResponseContexts {
  readonly #given: RopContext | undefined;
  readonly #session: CodePage | undefined;
  readonly #sessionPage: CodePage;
  readonly #memory: Memory;
  readonly #pairing: Pairing;
  readonly #find: Find;
  readonly #lack: Lacking;
  /** The request that the response asked for last answers, until it is settled. */
  #answered = -1;
  /** The RopId in front of that response. */
  #id = 0;
  /** What is known of that response's ROP; nothing of RopProgress, which stands for another. */
  #info: RopInfo | undefined;
  #executed: number;
  /** The code page of the 8-bit strings of the response that was asked for last. */
  codePage: CodePage;

  constructor(options: EncodeListOptions & { readonly requests?: readonly RopRequest[] | undefined }) {
    const { context, memory = new Memory(), requests = [], codePage } = options;
    this.#given = context;
    this.#session = codePage;
    this.#memory = memory;
    this.#pairing = new Pairing(requests);
    this.#find = (name, key, value) => memory.find(name, key, value);
    this.#lack = (name, key, value) => memory.lack(name, key, value);
    this.#executed = requests.length;
    this.#sessionPage = codePageOf(undefined, codePage);
    this.codePage = this.#sessionPage;
  }

  /** How many of the requests were executed, as far as the responses tell. */
  get executed(): number {
    return this.#executed;
  }

  /** The context of the response at the reader, which gets its code page. */
  at(r: Reader): RopContext {
    const id = r.bytes[r.pos] ?? 0;
    const request = this.#begin(id);
    const info = this.#info;
    r.codePage = this.#pageFor(request, ropInfo[id]?.hasRequest ? r.bytes[r.pos + HANDLE_INDEX_AT] : undefined);
    if (info === undefined || !needsContext(info)) return this.#given ?? NO_CONTEXT;
    return fromRequest(contextAt(r, info.responseUses, this.#given, this.#find, this.#lack), info, request);
  }

  /** The context of the next response, which is to be encoded. */
  next(response: { readonly ropId: number }): RopContext {
    const request = this.#begin(response.ropId);
    this.codePage = this.#pageFor(request, handleIndexOf(response));
    const info = this.#info;
    if (info === undefined || !needsContext(info)) return this.#given ?? NO_CONTEXT;
    return fromRequest(contextOf(response, info.responseUses, this.#given, this.#find), info, request);
  }

  /** That response leaves what later ones may need; returns the index of the request that it answers, or -1. */
  settle(response: RopResponse): number {
    const answered = this.#answered;
    this.#answered = -1;
    const info = this.#info;
    if (this.#id === RopId.Backoff) {
      this.#executed = Math.min(this.#executed, answered < 0 ? this.#pairing.next : answered);
    } else if (this.#id === RopId.BufferTooSmall && "requestBuffers" in response) {
      this.#executed = Math.max(this.#pairing.next, this.#pairing.requests.length - this.#givenBack(response));
    } else if (info !== undefined && canLeave(info) && "returnValue" in response) {
      if (info.responseId === response.ropId) this.#leave(info, this.#pairing.requests[answered], response);
    }
    return answered;
  }

  /** Whether the response asked for last, with this id, changes nothing that is remembered, whatever is in it. */
  leavesNothing(id: number): boolean {
    if (id === RopId.Notify || id === RopId.Pending || id === RopId.Progress) return true;
    const info = this.#info;
    return this.#answered >= 0 && info?.responseId === id && !canLeave(info);
  }

  /** Goes on behind a response that leaves nothing. */
  pass(): void {
    this.#answered = -1;
  }

  /** No more responses: what was released at the end of the list is forgotten. */
  end(): void {
    this.#release(this.#pairing.next, this.#executed);
  }

  /**
   * The rest of the responses cannot be read, or was never seen. Their requests are taken for executed and successful: what
   * they changed is changed. Had they failed, nothing that comes later could rest on the old state either.
   */
  lose(): void {
    const from = this.#answered < 0 ? this.#pairing.next : this.#answered;
    for (const request of this.#pairing.requests.slice(from, Math.max(from, this.#executed))) {
      if (request.ropId === RopId.Release) this.#memory.release(request.inputHandleIndex);
      // Which object the index stands for from now on is not known, or not what it is.
      else if ("outputHandleIndex" in request) this.#memory.release(request.outputHandleIndex);
      const info = ropInfo[request.ropId];
      if (info !== undefined) this.#learn(info, true, request);
    }
  }

  /** Goes on to the response with this id; returns the request that it answers. */
  #begin(id: number): RopRequest | undefined {
    const before = this.#pairing.next;
    const answered = this.#pairing.answer(id);
    this.#answered = answered;
    this.#id = id;
    if (answered > before) this.#release(before, answered);
    this.#info = id === RopId.Progress ? undefined : answered < 0 ? ropInfo[id] : this.#pairing.infos[answered];
    return answered < 0 ? undefined : this.#pairing.requests[answered];
  }

  /** What is opened is read in the code page that the request names, all else in that of its object. */
  #pageFor(request: RopRequest | undefined, index: number | undefined): CodePage {
    const property = this.#info === undefined ? undefined : NAMES_CODE_PAGE[this.#info.id];
    if (property !== undefined && request !== undefined)
      return codePageOf(propertyOf(request, property), this.#session);
    if (!this.#memory.mayKnow("codePageId")) return this.#sessionPage;
    const at = (request === undefined ? undefined : handleIndexOf(request)) ?? index;
    const known = at === undefined ? undefined : this.#memory.find("codePageId", "inputHandleIndex", at);
    return codePageOf(known, this.#session);
  }

  /** What an exchange leaves, and what it makes unknown. */
  #leave(
    info: RopInfo,
    request: RopRequest | undefined,
    response: RopResponse & { readonly returnValue: number },
  ): void {
    const success = response.returnValue === 0;
    if (success && info.opens && "outputHandleIndex" in response) {
      const { outputHandleIndex: index } = response;
      const logonId = request?.logonId;
      if (info.id === RopId.Logon && logonId !== undefined) this.#memory.openLogon(logonId, index);
      const openedFrom = request === undefined ? undefined : handleIndexOf(request);
      this.#memory.open(index, { madeBy: info.id, ...(logonId === undefined ? {} : { logonId }) }, openedFrom);
    }
    this.#learn(info, success, request, response);
  }

  #learn(info: RopInfo, success: boolean, request: RopRequest | undefined, response?: RopResponse): void {
    if (info.remembers.length === 0 && info.forgets.length === 0) return;
    for (const { context, key, from, property } of success ? info.remembers : []) {
      const id = numberOf(response, key) ?? numberOf(request, key);
      const what = propertyOf(from === "request" ? request : response, property);
      if (id !== undefined && what !== undefined) this.#memory.remember(context, key, id, what, request?.logonId);
    }
    for (const { context, key, after } of info.forgets) {
      const id = numberOf(response, key) ?? numberOf(request, key);
      if (id !== undefined && (after === "success") === success) this.#memory.forget(context, key, id);
    }
  }

  /** RopRelease has no response. */
  #release(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const request = this.#pairing.requests[index];
      if (request?.ropId === RopId.Release) this.#memory.release(request.inputHandleIndex);
    }
  }

  /** How many requests a RopBufferTooSmall gives back; all that have no answer where its bytes cannot be read. */
  #givenBack({ requestBuffers }: { readonly requestBuffers: Uint8Array }): number {
    const all = this.#pairing.requests.length;
    try {
      const { requests, undecoded } = decodeRopRequests(requestBuffers, { context: this.#given, memory: this.#memory });
      return undecoded === undefined ? requests.length : all;
    } catch (error) {
      if (error instanceof RopDecodeError) return all;
      throw error;
    }
  }
}

function needsContext({ responseUses, fromRequest }: RopInfo): boolean {
  return responseUses.length > 0 || fromRequest.length > 0;
}

/** Whether an exchange can change anything that is remembered. */
function canLeave({ opens, remembers, forgets }: RopInfo): boolean {
  return opens || remembers.length > 0 || forgets.length > 0;
}

/** Adds the fields of the request that the response depends on. */
function fromRequest(context: RopContext, info: RopInfo, request: RopRequest | undefined): RopContext {
  if (request === undefined || info.fromRequest.length === 0) return context;
  return { ...context, ...Object.fromEntries(info.fromRequest.map((name) => [name, propertyOf(request, name)])) };
}
