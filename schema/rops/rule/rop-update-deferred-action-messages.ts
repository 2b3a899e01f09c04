/** RopUpdateDeferredActionMessages: tells the server the new id of a message that deferred actions wait for. */
import { oxcrops } from "../../documents.js";
import { bytes, field, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Points deferred action messages at the copy of a message that the client moved to another store. */
export const RopUpdateDeferredActionMessages = rop("RopUpdateDeferredActionMessages", 0x57, oxcrops("2.2.11.3"), {
  request: table(oxcrops("2.2.11.3.1"), [
    LogonId,
    InputHandleIndex,
    /** The message's id on the server, as PidTagDeferredActionMessageOriginalEntryId of the deferred action messages has it. */
    field("ServerEntryId", bytes(size("ServerEntryIdSize", u16))),
    /** The id that the message has now. */
    field("ClientEntryId", bytes(size("ClientEntryIdSize", u16), { holds: "EntryID" })),
  ]),
  response: table(oxcrops("2.2.11.3.2"), [InputHandleIndex, ReturnValue]),
});
