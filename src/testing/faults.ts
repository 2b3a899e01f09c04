/** What goes wrong because a test wants it to. */
import type { RequestType } from "../mapi-http/http.js";
import type { ServerSession } from "./session.js";

/** What happens to one request. Several things can happen to it together. */
export interface Fault {
  /** Which requests it can happen to. Default: Execute. */
  readonly on?: RequestType | undefined;
  /** Only those on this session context. Default: any. */
  readonly session?: ServerSession | undefined;
  /** To how many requests it happens. Default: 1. */
  readonly times?: number | undefined;

  /** An HTTP status other than 200, and nothing of MAPI/HTTP. */
  readonly httpStatus?: number | undefined;
  /** An X-ResponseCode other than 0. The request is not processed. */
  readonly responseCode?: number | undefined;
  /** With `responseCode`: it comes behind DONE, after an X-ResponseCode 0 in front. */
  readonly late?: boolean | undefined;
  /** A failure body with this StatusCode. The request is not processed. */
  readonly statusCode?: number | undefined;
  /** A body with this ErrorCode. The request is not processed. */
  readonly errorCode?: number | undefined;
  /** The session context expires before the request is looked at. */
  readonly expire?: boolean | undefined;
  /** The server forgets the sequence cookie that it sends with the answer: the next request will be out of sequence. */
  readonly loseSequence?: boolean | undefined;
  /** So many PENDING come before the answer, one every X-PendingPeriod. */
  readonly pendings?: number | undefined;
  /** The connection is cut after so many bytes of the body, in the middle of a chunk. */
  readonly cutAfter?: number | undefined;

  /** Execute: a RopBackoff for so many milliseconds instead of all responses. The ROPs are not executed. */
  readonly backoff?: number | undefined;
  /**
   * Execute: a RopPending for each of these session indexes, whether or not anything waits there; as many as there is room
   * for, and none behind a RopBufferTooSmall.
   */
  readonly ropPending?: readonly number[] | undefined;
  /** Execute: the list of responses ends in the middle of one; not where there is no room, or behind a RopBufferTooSmall. */
  readonly malformed?: boolean | undefined;
}

/** Faults that are yet to happen, oldest first. */
export class Faults {
  #waiting: { readonly fault: Fault; left: number }[] = [];

  add(fault: Fault): void {
    this.#waiting.push({ fault, left: fault.times ?? 1 });
  }

  /** None are left to happen. */
  clear(): void {
    this.#waiting = [];
  }

  /** Takes the first fault that can happen to a request. */
  take(requestType: string, session: ServerSession | undefined): Fault | undefined {
    const one = this.#waiting.find(
      ({ fault }) => (fault.on ?? "Execute") === requestType && (fault.session ?? session) === session,
    );
    if (one === undefined) return undefined;
    if (--one.left <= 0) this.#waiting = this.#waiting.filter((other) => other !== one);
    return one.fault;
  }
}
