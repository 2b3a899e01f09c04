/** RopPending: notifications wait in one of the client's sessions. */
import { oxcrops } from "../../documents.js";
import { field, rop, table, u16 } from "../../language/index.js";

/**
 * Tells the client that notifications wait for it in one of its sessions, which need not be the one that
 * received the buffer. Sent by the server only; what the client does on it is MS-OXCNOTIF 3.2.5.5.3.
 */
export const RopPending = rop("RopPending", 0x6e, oxcrops("2.2.14.3"), {
  frequent: true,
  response: table(oxcrops("2.2.14.3.1"), [
    /** The index of the session that has pending notifications. */
    field("SessionIndex", u16),
  ]),
});
