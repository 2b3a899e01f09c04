/** RopSetMessageReadFlag: marks one open message as read or unread. */
import { oxcrops } from "../../documents.js";
import { bool8, bytes, field, is, outcomes, rop, table, when } from "../../language/index.js";
import { ReadFlags } from "../../structures/message-flags.js";
import { logonKind } from "../contexts.js";
import { InputHandleIndex, LogonId, ResponseHandleIndex, ReturnValue } from "../fields.js";

/** Which message was read, by its LongTermID (24 bytes). */
const clientData = field("ClientData", bytes(24, { holds: "LongTermID" }));
/** Whether the state changed and the message is in a public folder: then the client has to note it. */
const readStatusChanged = field("ReadStatusChanged", bool8);

/** Marks one open message as read or unread, with or without receipts. */
export const RopSetMessageReadFlag = rop("RopSetMessageReadFlag", 0x11, oxcrops("2.2.6.11"), {
  request: table(oxcrops("2.2.6.11.1"), [
    LogonId,
    ResponseHandleIndex,
    InputHandleIndex,
    field("ReadFlags", ReadFlags),
    when(is(logonKind, "public"), clientData),
  ]),
  response: outcomes([ResponseHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.11.2"), [readStatusChanged, when(readStatusChanged, LogonId, clientData)]),
    failure: table(oxcrops("2.2.6.11.3"), []),
  }),
});
