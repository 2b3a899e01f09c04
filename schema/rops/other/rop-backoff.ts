/** RopBackoff: asks the client to wait. */
import { oxcrops } from "../../documents.js";
import { bytes, count, field, list, rop, size, table, u8, u16, u32 } from "../../language/index.js";
import { BackoffRop } from "../../structures/backoff-rop.js";
import { LogonId } from "../fields.js";

/**
 * Tells the client that the server is busy and how long to wait. Sent by the server only, in place of the
 * response to the first ROP that it put off; the responses to all later ROPs are missing as well.
 */
export const RopBackoff = rop("RopBackoff", 0xf9, oxcrops("2.2.15.2"), {
  response: table(oxcrops("2.2.15.2.1"), [
    LogonId,
    /** Milliseconds for which the whole logon is to wait. */
    field("Duration", u32),
    /** The ROPs to wait with; none if the whole logon is to wait. */
    field("BackoffRopData", list(count("BackoffRopCount", u8), BackoffRop)),
    field("AdditionalData", bytes(size("AdditionalDataSize", u16))),
  ]),
});
