/** Finds every RopPending of a list and decodes nothing else that need not be decoded. */
import type { RopPendingResponse } from "../../generated/rops/notification/rop-pending.js";
import { decodeRopResponse, RopId, skipRopResponse } from "../../generated/rops.js";
import { getU16, Reader } from "../wire/reader.js";
import { NO_CONTEXT } from "./contexts.js";
import { endingOf, type UndecodedTail, wellFormed } from "./lists.js";
import { contextsFor } from "./response-contexts.js";
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
  const r = new Reader(bytes, options);
  const { context: given = NO_CONTEXT, strict = false } = options;
  const pairs = contextsFor(options);
  const pending: RopPendingResponse[] = [];
  const { end } = r;
  let p = 0;
  let index = 0;
  try {
    for (; p < end; index++) {
      const id = bytes[p]!;
      if (id === RopId.Pending && p + PENDING_SIZE <= end) {
        pending.push({ ropId: RopId.Pending, sessionIndex: getU16(bytes, p + 1) });
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
