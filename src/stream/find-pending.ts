/** Finds every RopPending of a list and decodes nothing else that need not be decoded. */
import type { RopPendingResponse } from "../../generated/rops/notification/rop-pending.js";
import {
  decodeRopResponse,
  type RopContext,
  RopId,
  skipFrequentRopResponses,
  skipRopResponse,
} from "../../generated/rops.js";
import { getU16, Reader } from "../wire/reader.js";
import { NO_CONTEXT } from "./contexts.js";
import { endingOf, type UndecodedTail, wellFormed } from "./lists.js";
import { contextsFor, type ResponseContexts } from "./response-contexts.js";
import type { ResponseListOptions } from "./rop-responses.js";

export interface PendingList {
  /** In their order; what `judgePending` takes. */
  readonly pending: readonly RopPendingResponse[];
  readonly undecoded?: UndecodedTail;
}

/** RopId and SessionIndex. */
const PENDING_SIZE = 3;

/**
 * The RopPending responses of a RopsList, several times faster than decoding it: of all others only their ends are looked
 * for. With `requests` and `memory` as in `decodeRopResponses`, and with the same result for bytes that it accepts; what is
 * wrong inside of a response that is walked over is not seen here.
 *
 * @throws RopDecodeError where the end of a response cannot be found in the bytes
 */
export function findPending(bytes: Uint8Array, options: ResponseListOptions = {}): PendingList {
  const pairs = contextsFor(options);
  const walked = pairs === undefined && options.strict !== true ? walk(bytes, options.context) : undefined;
  return walked === undefined ? follow(bytes, options, pairs) : { pending: walked };
}

/** What is found in a list that can be walked over to its end, nothing decoded; undefined for any other list. */
function walk(bytes: Uint8Array, context?: RopContext): RopPendingResponse[] | undefined {
  const pending: RopPendingResponse[] = [];
  const end = bytes.length;
  let p = 0;
  while (p < end) {
    p = skipFrequentRopResponses(bytes, p, end, RopId.Pending);
    if (p >= end) break;
    const next = skipRopResponse(bytes, p, end, context);
    if (bytes[p] === RopId.Pending && next <= end) pending.push(pendingAt(bytes, p));
    p = next;
  }
  return p === end ? pending : undefined;
}

/** The same with what requests and memory say, response by response; what has to be decoded is. */
function follow(bytes: Uint8Array, options: ResponseListOptions, pairs: ResponseContexts | undefined): PendingList {
  const r = new Reader(bytes, options);
  const { context: given = NO_CONTEXT, strict = false } = options;
  const pending: RopPendingResponse[] = [];
  const { end } = r;
  let p = 0;
  let index = 0;
  try {
    for (; p < end; index++) {
      const id = bytes[p]!;
      if (id === RopId.Pending && p + PENDING_SIZE <= end) {
        pending.push(pendingAt(bytes, p));
        p += PENDING_SIZE;
        continue;
      }
      r.pos = p;
      const context = pairs?.at(r) ?? given;
      const next = strict || pairs?.leavesNothing() === false ? end + 1 : skipRopResponse(bytes, p, end, context);
      if (next <= end) {
        pairs?.pass();
        p = next;
      } else {
        const response = decodeRopResponse(r, context);
        pairs?.settle(response);
        p = r.pos;
      }
    }
  } catch (error) {
    pairs?.lose();
    return wellFormed({ pending, ...endingOf(error, bytes, p, "responses", pending, options.base, index) });
  }
  pairs?.end();
  return { pending };
}

function pendingAt(bytes: Uint8Array, p: number): RopPendingResponse {
  return { ropId: RopId.Pending, sessionIndex: getU16(bytes, p + 1) };
}
