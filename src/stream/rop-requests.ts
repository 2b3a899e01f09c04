/** Lists of requests: each with the context that earlier exchanges, and the requests before it, give it. */
import type { ContextName } from "../../generated/rop-info.js";
import { decodeRopRequest, encodeRopRequest, type RopContext, type RopRequest } from "../../generated/rops.js";
import type { CodePage } from "../wire/code-page.js";
import { inside } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { borrowWriter, resultOf } from "../wire/scratch.js";
import { needObject, type Writer } from "../wire/writer.js";
import {
  codePageOf,
  contextOf,
  handleIndexOf,
  isCodePage,
  type Knows,
  NO_CONTEXT,
  numberOf,
  propertyOf,
  Supply,
} from "./contexts.js";
import {
  type EncodeListOptions,
  type Ending,
  endingOf,
  type ListOptions,
  SPEC,
  type UndecodedTail,
  wellFormed,
} from "./lists.js";
import type { Memory } from "./memory.js";
import { ASKS_AND_SAYS_NOTHING, REQUEST_SAYS, REQUEST_USES } from "./rop-traits.js";

export interface RequestList {
  readonly requests: readonly RopRequest[];
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
  return wellFormed(readRopRequests(bytes, options));
}

/** The same, with what is malformed beside what stands before it. */
export function readRopRequests(bytes: Uint8Array, options: ListOptions): RequestList & Ending {
  return requestsAt(new Reader(bytes, options), decodeRopRequest, options);
}

/** The same where a reader stands, each of them read by a function. */
export function requestsAt<R extends Reader>(
  r: R,
  decode: (r: R, context: RopContext) => RopRequest,
  options: ListOptions,
): RequestList & Ending {
  const { context: given = NO_CONTEXT, memory } = options;
  let contexts: RequestContexts | undefined;
  const requests: RopRequest[] = [];
  let start = 0;
  try {
    while (r.pos < r.end) {
      start = r.pos;
      if (ASKS_AND_SAYS_NOTHING[r.bytes[start]!] && !(contexts ?? memory)?.knowsCodePages) {
        requests.push(decode(r, given));
        continue;
      }
      contexts ??= new RequestContexts(options);
      const request = decode(r, contexts.at(r));
      contexts.settle(request);
      requests.push(request);
    }
  } catch (error) {
    return { requests, ...endingOf(error, r.bytes, start, "requests", requests, options.base) };
  }
  return { requests };
}

/**
 * Encodes requests one after the other.
 *
 * @throws RopEncodeError
 */
export function encodeRopRequests(requests: readonly RopRequest[], options: EncodeListOptions = {}): Uint8Array {
  const w = borrowWriter(options);
  writeRopRequests(w, requests, options);
  return resultOf(w);
}

/** The same where a writer stands. */
export function writeRopRequests(w: Writer, requests: readonly RopRequest[], options: EncodeListOptions): void {
  const contexts = new RequestContexts(options);
  let index = 0;
  try {
    for (; index < requests.length; index++) {
      const request = requests[index]!;
      needObject(w, request);
      const context = contexts.next(request);
      w.codePage = contexts.codePage;
      encodeRopRequest(w, request, context);
      contexts.settle(request);
    }
  } catch (error) {
    throw inside(error, "requests", index, undefined, SPEC);
  }
}

/** Where a request has the index of its object: behind RopId and LogonId. */
const HANDLE_INDEX_AT = 2;

/**
 * The contexts of the requests of one list, in their order. What a request says of the object that it opens holds for the
 * requests behind it, although nobody knows yet whether it succeeds: if not, they fail too.
 */
export class RequestContexts {
  readonly #given: RopContext;
  readonly #known: Assumptions;
  readonly #supply: Supply;
  readonly #session: CodePage | undefined;
  readonly #sessionPage: CodePage;
  #knowsCodePages: boolean;
  /** The RopId of the request that was asked for last. */
  #id = 0;

  /** The code page of the 8-bit strings of the request that was asked for last. */
  codePage: CodePage;

  constructor({ context, memory, codePage }: EncodeListOptions) {
    this.#given = context ?? NO_CONTEXT;
    this.#known = new Assumptions(memory);
    this.#supply = new Supply(this.#given, this.#known, REQUEST_USES);
    this.#session = codePage;
    this.#sessionPage = codePageOf(undefined, codePage);
    this.#knowsCodePages = memory?.knowsCodePages ?? false;
    this.codePage = this.#sessionPage;
  }

  /** Whether any object may have a code page of its own. */
  get knowsCodePages(): boolean {
    return this.#knowsCodePages;
  }

  /** The context of the request at the reader, which gets its code page. */
  at(r: Reader): RopContext {
    const id = r.bytes[r.pos] ?? 0;
    this.#id = id;
    r.codePage = this.#knowsCodePages ? this.#pageAt(r.bytes[r.pos + HANDLE_INDEX_AT]) : this.#sessionPage;
    return REQUEST_USES[id] === undefined ? this.#supply.pass(r) : this.#supply.at(r);
  }

  /** The context of a request that is to be encoded. */
  next(request: { readonly ropId: number }): RopContext {
    const id = request.ropId;
    this.#id = id;
    this.codePage = this.#knowsCodePages ? this.#pageAt(handleIndexOf(request)) : this.#sessionPage;
    const uses = REQUEST_USES[id];
    return uses === undefined ? this.#given : contextOf(request, uses, this.#given, this.#known);
  }

  /** That request leaves what later ones may need. */
  settle(request: RopRequest): void {
    if (this.#knowsCodePages && "outputHandleIndex" in request) {
      const [from, to] = [this.#pageIdOf(handleIndexOf(request)), this.#pageIdOf(request.outputHandleIndex)];
      if (from !== to) this.#known.assume("codePageId", "outputHandleIndex", request.outputHandleIndex, from);
    }
    const rules = REQUEST_SAYS[this.#id];
    if (rules === undefined) return;
    for (const { context, key, property } of rules) {
      const id = numberOf(request, key);
      const what = propertyOf(request, property);
      if (context === "codePageId") {
        // As long as there is no other, that of the session need not be noted.
        this.#knowsCodePages ||= isCodePage(what);
        if (!this.#knowsCodePages) continue;
      }
      if (id !== undefined) this.#known.assume(context, key, id, what);
    }
  }

  #pageAt(index: number | undefined): CodePage {
    return codePageOf(this.#pageIdOf(index), this.#session);
  }

  #pageIdOf(index: number | undefined): unknown {
    return index === undefined ? undefined : this.#known.find("codePageId", "inputHandleIndex", index);
  }
}

/** What requests say of the objects that they open, in front of what the memory knows. */
class Assumptions implements Knows {
  readonly #memory: Memory | undefined;
  /** By context and key; of what is opened here, also that nothing is known. Maps take long to make. */
  #places: Map<string, unknown> | undefined;

  constructor(memory: Memory | undefined) {
    this.#memory = memory;
  }

  assume(context: ContextName, key: string, value: number, what: unknown): void {
    this.#places ??= new Map();
    this.#places.set(placeOf(context, key, value), what);
  }

  find(context: ContextName, key: string, value: number): unknown {
    const place = this.#places === undefined ? "" : placeOf(context, key, value);
    return this.#places?.has(place) ? this.#places.get(place) : this.#memory?.find(context, key, value);
  }

  lack(context: ContextName, key: string, value: number): void {
    this.#memory?.lack(context, key, value);
  }
}

/** A logon, or an object by its index, whatever the property that holds it is called. */
function placeOf(context: string, key: string, value: number): string {
  return `${context} ${key === "logonId" ? "logon" : "object"} ${value}`;
}
