/** The contexts of the responses of one list, and what their exchange leaves in the memory. */
import type { RopInfo } from "../../generated/rop-info.js";
import type { RopBufferTooSmallResponse } from "../../generated/rops/other/rop-buffer-too-small.js";
import { type RopContext, RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import type { CodePage } from "../wire/code-page.js";
import { RopDecodeError } from "../wire/errors.js";
import type { Reader } from "../wire/reader.js";
import { codePageOf, contextOf, handleIndexOf, NO_CONTEXT, numberOf, propertyOf, Supply } from "./contexts.js";
import type { EncodeListOptions } from "./lists.js";
import { Memory } from "./memory.js";
import { Pairing } from "./pairing.js";
import { decodeRopRequests } from "./rop-requests.js";
import {
  codePagePropertyOf,
  FORGETS_AT_FAILURE,
  FORGETS_AT_SUCCESS,
  FROM_REQUEST,
  HAS_CODE_PAGE,
  HAS_CONTEXT,
  INFO,
  LEAVES,
  LEAVES_AT_FAILURE,
  LEAVES_AT_SUCCESS,
  NEEDS_CONTEXT,
  RESPONSE_USES,
} from "./rop-traits.js";

/** Where a response has the index of its object: behind RopId. */
const HANDLE_INDEX_AT = 1;

/**
 * The contexts of the responses of one list, in their order. All it asks of a response at first is the numbers that say
 * whose it is (`ropId`, `inputHandleIndex`, ...), so that what is not a value yet, such as its JSON, will do.
 */
export class ResponseContexts {
  readonly #given: RopContext;
  readonly #session: CodePage | undefined;
  readonly #sessionPage: CodePage;
  readonly #memory: Memory;
  readonly #supply: Supply;
  readonly #pairing: Pairing;
  /** The request that the response asked for last answers, until it is settled. */
  #answered = -1;
  /** The RopId in front of that response. */
  #id = 0;
  #executed: number;
  /** The code page of the 8-bit strings of the response that was asked for last. */
  codePage: CodePage;

  constructor(options: EncodeListOptions & { readonly requests?: readonly RopRequest[] | undefined }) {
    const { context, memory = new Memory(), requests = [], codePage } = options;
    this.#given = context ?? NO_CONTEXT;
    this.#session = codePage;
    this.#memory = memory;
    this.#supply = new Supply(this.#given, memory, RESPONSE_USES);
    this.#pairing = new Pairing(requests);
    this.#executed = requests.length;
    this.#sessionPage = codePageOf(undefined, codePage);
    this.codePage = this.#sessionPage;
  }

  /** How many of the requests were executed, as far as the responses tell. */
  get executed(): number {
    return this.#executed;
  }

  /** What the response at the reader is to be read with; it gets its code page. */
  at(r: Reader): RopContext {
    const id = r.bytes[r.pos] ?? 0;
    this.#begin(id);
    const page = this.#pageIsClear()
      ? this.#sessionPage
      : this.#pageFor(INFO[id]?.hasRequest ? r.bytes[r.pos + HANDLE_INDEX_AT] : undefined);
    if (r.codePage !== page) r.codePage = page;
    if (!NEEDS_CONTEXT[id] && this.#given === NO_CONTEXT) return this.#supply.pass(r);
    const context = this.#supply.at(r);
    const more = this.#fromRequest();
    return more === undefined ? context : this.#supply.add(more);
  }

  /** What it was read with, when it has been. */
  get context(): RopContext {
    return this.#supply.context;
  }

  /** The context of the next response, which is to be encoded. */
  next(response: { readonly ropId: number }): RopContext {
    const id = response.ropId;
    this.#begin(id);
    this.codePage = this.#pageIsClear() ? this.#sessionPage : this.#pageFor(handleIndexOf(response));
    if (!HAS_CONTEXT[id]) return this.#given;
    const context = contextOf(response, RESPONSE_USES[id] ?? [], this.#given, this.#memory);
    const more = this.#fromRequest();
    return more === undefined ? context : { ...context, ...more };
  }

  /** That response leaves what later ones may need; returns the index of the request that it answers, or -1. */
  settle(response: RopResponse): number {
    const answered = this.#answered;
    if (LEAVES[this.#id]) this.#leave(response);
    this.#answered = -1;
    return answered;
  }

  #leave(response: RopResponse): void {
    const id = this.#id;
    if (id === RopId.Backoff) {
      this.#executed = Math.min(this.#executed, this.#answered < 0 ? this.#pairing.next : this.#answered);
    } else if (id === RopId.BufferTooSmall) {
      this.#executed = Math.max(this.#pairing.next, this.#pairing.requests.length - this.#givenBack(response));
    } else {
      const success = (response as { readonly returnValue?: number }).returnValue === 0;
      if ((success ? LEAVES_AT_SUCCESS : LEAVES_AT_FAILURE)[id]) this.#change(response, success);
    }
  }

  /** Whether the response asked for last changes nothing that is remembered, whatever is in it. */
  leavesNothing(): boolean {
    return !LEAVES[this.#id];
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
      const info = INFO[request.ropId];
      if (info !== undefined) this.#learn(info, true, request);
    }
  }

  /** Goes on to the response with this id. */
  #begin(id: number): void {
    const before = this.#pairing.next;
    const answered = this.#pairing.answer(id);
    this.#answered = answered;
    this.#id = id;
    if (answered > before) this.#release(before, answered);
  }

  /** The request that the response answers which was asked for last. */
  #request(): RopRequest | undefined {
    return this.#answered < 0 ? undefined : this.#pairing.requests[this.#answered];
  }

  /** What is known of that response's ROP; nothing of RopProgress, which stands for another. */
  #info(): RopInfo | undefined {
    if (this.#id === RopId.Progress) return undefined;
    return INFO[this.#request()?.ropId ?? this.#id];
  }

  /** Whether neither that response's request nor its object can have a code page of its own. */
  #pageIsClear(): boolean {
    return !HAS_CODE_PAGE[this.#id] && !this.#memory.knowsCodePages;
  }

  /** What is opened is read in the code page that the request names, all else in that of its object. */
  #pageFor(index: number | undefined): CodePage {
    const request = this.#request();
    const property = codePagePropertyOf(this.#info());
    if (property !== undefined && request !== undefined)
      return codePageOf(propertyOf(request, property), this.#session);
    const at = (request === undefined ? undefined : handleIndexOf(request)) ?? index;
    const known = at === undefined ? undefined : this.#memory.find("codePageId", "inputHandleIndex", at);
    return codePageOf(known, this.#session);
  }

  /** What an exchange leaves, and what it makes unknown. */
  #change(response: RopResponse, success: boolean): void {
    const info = this.#info();
    if (info?.responseId !== this.#id) return;
    const request = this.#request();
    if (success && info.opens && "outputHandleIndex" in response) {
      const { outputHandleIndex: index } = response;
      const logonId = request?.logonId;
      if (info.id === RopId.Logon && logonId !== undefined) this.#memory.openLogon(logonId, index);
      const openedFrom = request === undefined ? undefined : handleIndexOf(request);
      this.#memory.open(index, info.id, logonId, openedFrom);
    }
    this.#learn(info, success, request, response);
  }

  #learn(info: RopInfo, success: boolean, request: RopRequest | undefined, response?: RopResponse): void {
    if (success) {
      for (const { context, key, from, property } of info.remembers) {
        const id = ownerOf(response, key) ?? ownerOf(request, key);
        const what = propertyOf(from === "request" ? request : response, property);
        if (id !== undefined && what !== undefined) this.#memory.remember(context, key, id, what, request?.logonId);
      }
    }
    for (const { context, key } of (success ? FORGETS_AT_SUCCESS : FORGETS_AT_FAILURE)[info.id]!) {
      const id = ownerOf(response, key) ?? ownerOf(request, key);
      if (id !== undefined) this.#memory.forget(context, key, id);
    }
  }

  /** RopRelease has no response. */
  #release(from: number, to: number): void {
    for (let index = from; index < to; index++) {
      const request = this.#pairing.requests[index];
      if (request?.ropId === RopId.Release) this.#memory.release(request.inputHandleIndex);
    }
  }

  /** The fields of the request that the response depends on. */
  #fromRequest(): RopContext | undefined {
    const names = FROM_REQUEST[this.#id];
    const request = names && this.#request();
    return request && Object.fromEntries(names.map((name) => [name, propertyOf(request, name)]));
  }

  /** How many requests a RopBufferTooSmall gives back; all that have no answer where its bytes cannot be read. */
  #givenBack(response: RopResponse): number {
    const all = this.#pairing.requests.length;
    const { requestBuffers } = response as RopBufferTooSmallResponse;
    try {
      const { requests, undecoded } = decodeRopRequests(requestBuffers, { context: this.#given, memory: this.#memory });
      return undecoded === undefined ? requests.length : all;
    } catch (error) {
      if (error instanceof RopDecodeError) return all;
      throw error;
    }
  }
}

/** Whose context it is. */
function ownerOf(rop: object | undefined, key: string): number | undefined {
  // Most often it is this one, and to look up a name that stands in a variable takes several times as long.
  if (key !== "inputHandleIndex") return numberOf(rop, key);
  const index = (rop as { readonly inputHandleIndex?: unknown } | undefined)?.inputHandleIndex;
  return typeof index === "number" ? index : undefined;
}

type Options = ConstructorParameters<typeof ResponseContexts>[0];

/** The contexts of a list that is paired or remembered; one that is neither goes several times faster without. */
export function contextsFor(options: Options): ResponseContexts | undefined {
  return options.memory === undefined && !options.requests?.length ? undefined : new ResponseContexts(options);
}

/** Those of the rest of a list which began without: one of these responses said what the next one needs. */
export function contextsBehind(responses: readonly RopResponse[], options: Options): ResponseContexts {
  const contexts = new ResponseContexts(options);
  for (const response of responses) {
    contexts.next(response);
    contexts.settle(response);
  }
  return contexts;
}
