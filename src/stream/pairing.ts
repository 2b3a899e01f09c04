/** Which request a response answers: both stand in the same order, but not every request has a response, nor the reverse. */
import type { RopInfo } from "../../generated/rop-info.js";
import { RopId, type RopRequest } from "../../generated/rops.js";
import { propertyOf } from "./contexts.js";
import { INFO, RESPONSE_ID } from "./rop-traits.js";

export class Pairing {
  readonly requests: readonly RopRequest[];
  /** The first request behind the last that was answered. */
  #next = 0;

  constructor(requests: readonly RopRequest[]) {
    this.requests = requests;
  }

  get next(): number {
    return this.#next;
  }

  /** The index of the request that the next response answers, by its RopId; -1 if it answers none. */
  answer(id: number): number {
    const { requests } = this;
    const next = this.#next;
    if (next >= requests.length) return -1;
    if (RESPONSE_ID[requests[next]!.ropId] !== id) return this.#search(id);
    this.#next = next + 1;
    return next;
  }

  /** Requests in front of it may have had no response, or the response is not one of its own. */
  #search(id: number): number {
    if (id === RopId.Notify || id === RopId.Pending || id === RopId.BufferTooSmall) return -1;
    const { requests } = this;
    for (let index = this.#next; index < requests.length; index++) {
      const request = requests[index]!;
      if (RESPONSE_ID[request.ropId] !== id && !answersOtherwise(id, request)) continue;
      this.#next = index + 1;
      return index;
    }
    return -1;
  }
}

/** Whether the response with another id than the request's own answers it. */
function answersOtherwise(id: number, request: RopRequest): boolean {
  const info = INFO[request.ropId];
  if (info?.responseId === undefined) return false;
  if (id === RopId.Backoff || id === info.answersAs) return true;
  return id === RopId.Progress && isAsynchronous(info, request);
}

function isAsynchronous({ asynchronousIf }: RopInfo, request: RopRequest): boolean {
  return asynchronousIf !== undefined && propertyOf(request, asynchronousIf) === true;
}
