/** Requests with their handles named instead of counted, and the responses to each of them. */
import { ropInfo } from "../../generated/rop-info.js";
import type { RopGetMessageStatusResponse } from "../../generated/rops/message/rop-get-message-status.js";
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import type { RopDecodeError } from "../wire/errors.js";

/**
 * A server object by name. Use the same one wherever the object is meant: as output of the ROP that creates it, as input
 * of others in the same batch and in later ones, until RopRelease.
 */
export class RopHandle {
  /** For messages. */
  readonly name: string;
  /** The handle (u32) that the server gave; `undefined` before the object is created and after it is released. */
  readonly value: number | undefined = undefined;

  constructor(name = "a handle") {
    this.name = name;
  }
}

/** A RopId that clients send. */
export type RequestId = RopRequest["ropId"];

type HandleIndex = `${string}HandleIndex`;

/** The request with that RopId; each of its handle indexes is a {@link RopHandle}. */
export type NamedRequest<Id extends RequestId = RequestId> = Id extends unknown
  ? Named<Extract<RopRequest, { readonly ropId: Id }>>
  : never;

type Named<Request> = Request extends unknown
  ? { readonly [Key in keyof Request]: Key extends HandleIndex ? RopHandle : Request[Key] }
  : never;

/** The response to the request with that RopId. */
export type ResponseTo<Id extends RequestId> = Id extends typeof RopId.GetMessageStatus
  ? RopGetMessageStatusResponse
  : Extract<RopResponse, { readonly ropId: Id }>;

/**
 * Requests for one call.
 *
 * ```ts
 * const batch = new RopBatch();
 * const folder = batch.newHandle("inbox");
 * const table = batch.newHandle();
 * const open = batch.add({
 *   ropId: RopId.OpenFolder, logonId: 0, inputHandleIndex: logon, outputHandleIndex: folder, folderId, openModeFlags: 0,
 * });
 * batch.add({
 *   ropId: RopId.GetContentsTable, logonId: 0, inputHandleIndex: folder, outputHandleIndex: table, tableFlags: 0,
 * });
 * const opened = (await session.rops(batch)).response(open);
 * if (opened?.outcome === "success") console.log(opened.hasRules);
 * ```
 */
export class RopBatch {
  readonly #requests: NamedRequest[] = [];

  /** A handle for an object that a ROP is going to create. */
  newHandle(name?: string): RopHandle {
    return new RopHandle(name);
  }

  /** Adds a request and returns it: it is what {@link RopBatchResult.response} is asked for. */
  add<Id extends RequestId>(request: { readonly ropId: Id } & NamedRequest<Id>): NamedRequest<Id> {
    this.#requests.push(request);
    return request;
  }

  get requests(): readonly NamedRequest[] {
    return this.#requests;
  }
}

/** What came of a batch. That a ROP failed is said by its response, not by an error. */
export class RopBatchResult {
  /** All responses in the order of the wire, RopNotify and RopPending among them. */
  readonly responses: readonly RopResponse[];
  /** What of the answer could not be decoded, and why; the responses before it are there. */
  readonly damage: readonly RopDecodeError[];
  /**
   * The requests that the server did not execute, because its output buffer was full (RopBufferTooSmall) or because they
   * are to wait (RopBackoff). Sent again as they are, they wait as long as the server asked for.
   */
  readonly left: readonly NamedRequest[];
  readonly #answers = new Map<object, readonly RopResponse[]>();

  /** For the session. */
  constructor(
    responses: readonly RopResponse[],
    damage: readonly RopDecodeError[],
    answers: Iterable<readonly [request: object, responses: readonly RopResponse[]]>,
    left: readonly NamedRequest[],
  ) {
    this.responses = responses;
    this.damage = damage;
    this.left = left;
    // The same request may stand in a batch more than once.
    for (const [request, more] of answers) this.#answers.set(request, [...(this.#answers.get(request) ?? []), ...more]);
  }

  /**
   * The response to a request of the batch, the first where several are packed behind each other or the request stands in it
   * several times. `undefined` if there is
   * none: RopRelease has none, RopBackoff or RopProgress stands in its place, or the answer ended before it.
   */
  response<Id extends RequestId>(request: { readonly ropId: Id }): ResponseTo<Id> | undefined {
    const id = ropInfo[request.ropId]?.responseId;
    return this.responsesTo(request).find((response): response is ResponseTo<Id> => response.ropId === id);
  }

  /** This result and that of sending what was left. */
  and(rest: RopBatchResult): RopBatchResult {
    const responses = [...this.responses, ...rest.responses];
    const answers = [...this.#answers, ...rest.#answers];
    return new RopBatchResult(responses, [...this.damage, ...rest.damage], answers, rest.left);
  }

  /** Everything that answers a request of the batch, wherever it stands in it; RopBackoff and RopProgress included. */
  responsesTo(request: { readonly ropId: RequestId }): readonly RopResponse[] {
    return this.#answers.get(request) ?? [];
  }
}

/** Requests with their handles counted: what stands in an input buffer. */
export interface NumberedBatch {
  readonly requests: readonly RopRequest[];
  readonly table: readonly number[];
}

/** Stands in the table where an object is yet to be created. */
export const NO_HANDLE = 0xffffffff;
/** An index is a u8. */
const MOST_HANDLES = 0x100;

/** The handles of one session context: which are open, and what the server calls them. */
export class Handles {
  readonly #open = new WeakSet<RopHandle>();

  /**
   * Counts the handles of a batch.
   *
   * @param earlier requests of the same batch that were sent before: whether they created what they should is not asked
   * @throws TypeError where a handle is used that is not open on this session context, or created twice
   * @throws RangeError where there are more handles than indexes
   */
  number(requests: readonly NamedRequest[], earlier: readonly NamedRequest[] = []): NumberedBatch {
    const indexes = new Map<RopHandle, number>();
    const created = new Set(earlier.map(createdBy));
    /** What these requests create and do not release. */
    const own = new Set<RopHandle>();
    const indexOf = (handle: RopHandle) => {
      const known = indexes.get(handle);
      if (known !== undefined) return known;
      if (indexes.size === MOST_HANDLES) throw new RangeError(`A batch has at most ${MOST_HANDLES} handles.`);
      indexes.set(handle, indexes.size);
      return indexes.size - 1;
    };
    const numbered = requests.map((request) => {
      const name = ropInfo[request.ropId]?.name;
      for (const [key, handle] of handlesOf(request)) {
        const open = this.#open.has(handle);
        if (key === "outputHandleIndex") {
          if (handle.value !== undefined || own.has(handle)) {
            throw new TypeError(`${name}: ${handle.name} stands for an object already.`);
          }
          created.add(handle);
          own.add(handle);
        } else if (key !== "responseHandleIndex" && !open && !created.has(handle)) {
          const how = handle.value === undefined ? "is not open" : "belongs to another session context";
          throw new TypeError(`${name}: ${handle.name} ${how}.`);
        }
      }
      if (request.ropId === RopId.Release) own.delete(request.inputHandleIndex);
      // A request whose handles are replaced by their indexes is the plain request again.
      const counted = Object.entries(request).map(([key, value]) => [
        key,
        value instanceof RopHandle ? indexOf(value) : value,
      ]);
      return Object.fromEntries(counted) as RopRequest;
    });
    const table = [...indexes.keys()].map((handle) => (this.#open.has(handle) ? handle.value : undefined) ?? NO_HANDLE);
    return { requests: numbered, table };
  }

  /** Takes over what the server made of a request. */
  settle(request: NamedRequest, response: RopResponse | undefined, table: readonly number[]): void {
    if (request.ropId === RopId.Release) this.#set(request.inputHandleIndex, undefined);
    if (response === undefined || !("outputHandleIndex" in response) || response.returnValue !== 0) return;
    const handle = createdBy(request);
    const value = table[response.outputHandleIndex];
    if (handle !== undefined && value !== NO_HANDLE) this.#set(handle, value);
  }

  #set(handle: RopHandle, value: number | undefined): void {
    if (value === undefined) this.#open.delete(handle);
    else this.#open.add(handle);
    // Read-only is for the users of a handle.
    const writable: { value: number | undefined } = handle;
    writable.value = value;
  }
}

/** The handle of the object that a request creates. */
function createdBy(request: NamedRequest): RopHandle | undefined {
  return "outputHandleIndex" in request ? request.outputHandleIndex : undefined;
}

function handlesOf(request: NamedRequest): [key: string, handle: RopHandle][] {
  return Object.entries(request).filter((entry): entry is [string, RopHandle] => entry[1] instanceof RopHandle);
}
