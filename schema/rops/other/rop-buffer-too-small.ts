/** RopBufferTooSmall: the responses do not fit. */
import { oxcrops } from "../../documents.js";
import { bytes, field, rop, table, toEnd, u16 } from "../../language/index.js";

/** Gives the requests back that were not executed because the output buffer is full. Sent by the server only, as the last response. */
export const RopBufferTooSmall = rop("RopBufferTooSmall", 0xff, oxcrops("2.2.15.1"), {
  response: table(oxcrops("2.2.15.1.1"), [
    /** How many bytes the output buffer must have for them. */
    field("SizeNeeded", u16),
    /** The requests that were not executed, as they were sent. */
    field("RequestBuffers", bytes(toEnd, { holds: "RopRequests" })),
  ]),
});
