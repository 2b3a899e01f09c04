/** Which request a response answers: both stand in the same order, but not every request has a response, nor the reverse. */
import { type RopInfo, ropInfo } from "../../generated/rop-info.js";
import { RopId, type RopRequest } from "../../generated/rops.js";
import { propertyOf } from "./contexts.js";

export class Pairing {
  readonly requests: readonly RopRequest[];
  /** What is known of the ROP of each request. */
  readonly infos: readonly (RopInfo | undefined)[];
  /** The first request behind the last that was answered. */
  #next = 0;

  constructor(requests: readonly RopRequest[]) {
    this.requests = requests;
    this.infos = requests.map(({ ropId }) => ropInfo[ropId]);
  }

  get next(): number {
    return this.#next;
  }

  /** The index of the request that the next response answers, by its RopId; -1 if it answers none. */
  answer(id: number): number {
    if (id === RopId.Notify || id === RopId.Pending || id === RopId.BufferTooSmall) return -1;
    for (let index = this.#next; index < this.requests.length; index++) {
      if (!answers(id, this.infos[index], this.requests[index]!)) continue;
      this.#next = index + 1;
      return index;
    }
    return -1;
  }
}

function answers(id: number, info: RopInfo | undefined, request: RopRequest): boolean {
  if (info?.responseId === undefined) return false;
  if (id === RopId.Backoff || id === info.responseId || id === info.answersAs) return true;
  return id === RopId.Progress && isAsynchronous(info, request);
}

function isAsynchronous({ asynchronousIf }: RopInfo, request: RopRequest): boolean {
  return asynchronousIf !== undefined && propertyOf(request, asynchronousIf) === true;
}
