/** Lists of requests: each with the context that earlier exchanges, and the requests before it, give it. */
import { type ContextName, ropInfo } from "../../generated/rop-info.js";
import { decodeRopRequest, encodeRopRequest, type RopContext, type RopRequest } from "../../generated/rops.js";
import type { CodePage } from "../wire/code-page.js";
import { inside } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { Writer } from "../wire/writer.js";
import {
  codePageOf,
  contextAt,
  contextOf,
  type Find,
  handleIndexOf,
  type Lacking,
  numberOf,
  propertyOf,
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
  const contexts = new RequestContexts(options);
  const requests: RopRequest[] = [];
  while (r.pos < r.end) {
    const start = r.pos;
    try {
      const request = decode(r, contexts.at(r));
      contexts.settle(request);
      requests.push(request);
    } catch (error) {
      return { requests, ...endingOf(error, r.bytes, start, "requests", requests, options.base) };
    }
  }
  return { requests };
}

/**
 * Encodes requests one after the other.
 *
 * @throws RopEncodeError
 */
export function encodeRopRequests(requests: readonly RopRequest[], options: EncodeListOptions = {}): Uint8Array {
  const w = new Writer(256, options);
  const contexts = new RequestContexts(options);
  requests.forEach((request, index) => {
    try {
      const context = contexts.next(request);
      w.codePage = contexts.codePage;
      encodeRopRequest(w, request, context);
      contexts.settle(request);
    } catch (error) {
      throw inside(error, "requests", index, undefined, SPEC);
    }
  });
  return w.result();
}

/** What requests ask for; the rest is left to responses. */
const ASKED: ReadonlySet<ContextName> = new Set<ContextName>([
  "codePageId",
  ...Object.values(ropInfo).flatMap(({ requestUses }) => requestUses.map(({ context }) => context)),
]);

/** Where a request has the index of its object: behind RopId and LogonId. */
const HANDLE_INDEX_AT = 2;

/**
 * The contexts of the requests of one list, in their order. What a request says of the object that it opens holds for the
 * requests behind it, although nobody knows yet whether it succeeds: if not, they fail too.
 */
export class RequestContexts {
  readonly #given: RopContext | undefined;
  readonly #memory: Memory | undefined;
  readonly #session: CodePage | undefined;
  /** By context and key; of what is opened here, also that nothing is known. */
  readonly #assumed = new Map<string, unknown>();

  /** The code page of the 8-bit strings of the request that was asked for last. */
  codePage: CodePage;

  constructor({ context, memory, codePage }: EncodeListOptions) {
    this.#given = context;
    this.#memory = memory;
    this.#session = codePage;
    this.codePage = codePageOf(undefined, codePage);
  }

  /** The context of the request at the reader, which gets its code page. */
  at(r: Reader): RopContext {
    r.codePage = this.#pageAt(r.bytes[r.pos + HANDLE_INDEX_AT]);
    const uses = ropInfo[r.bytes[r.pos] ?? 0]?.requestUses;
    return contextAt(r, uses, this.#given, this.#find, this.#lack);
  }

  /** The context of a request that is to be encoded. */
  next(request: { readonly ropId: number }): RopContext {
    this.codePage = this.#pageAt(handleIndexOf(request));
    return contextOf(request, ropInfo[request.ropId]?.requestUses, this.#given, this.#find);
  }

  /** That request leaves what later ones may need. */
  settle(request: RopRequest): void {
    if ("outputHandleIndex" in request) {
      const [from, to] = [this.#pageIdOf(handleIndexOf(request)), this.#pageIdOf(request.outputHandleIndex)];
      if (from !== to) this.#assumed.set(placeOf("codePageId", "outputHandleIndex", request.outputHandleIndex), from);
    }
    for (const { context, key, from, property } of ropInfo[request.ropId]?.remembers ?? []) {
      const id = numberOf(request, key);
      if (from === "request" && id !== undefined && ASKED.has(context))
        this.#assumed.set(placeOf(context, key, id), propertyOf(request, property));
    }
  }

  #pageAt(index: number | undefined): CodePage {
    return codePageOf(this.#pageIdOf(index), this.#session);
  }

  #pageIdOf(index: number | undefined): unknown {
    return index === undefined ? undefined : this.#find("codePageId", "inputHandleIndex", index);
  }

  readonly #lack: Lacking = (context, key, value) => this.#memory?.lack(context, key, value);

  readonly #find: Find = (context, key, value) => {
    const place = this.#assumed.size === 0 ? "" : placeOf(context, key, value);
    return this.#assumed.has(place) ? this.#assumed.get(place) : this.#memory?.find(context, key, value);
  };
}

/** A logon, or an object by its index, whatever the property that holds it is called. */
function placeOf(context: string, key: string, value: number): string {
  return `${context} ${key === "logonId" ? "logon" : "object"} ${value}`;
}
