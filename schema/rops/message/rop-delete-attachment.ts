/** RopDeleteAttachment: removes an attachment of a message. */
import { oxcrops } from "../../documents.js";
import { field, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Removes an attachment of a message. */
export const RopDeleteAttachment = rop("RopDeleteAttachment", 0x24, oxcrops("2.2.6.14"), {
  request: table(oxcrops("2.2.6.14.1"), [
    LogonId,
    InputHandleIndex,
    /** The attachment's number in its message (u32). */
    field("AttachmentID", u32),
  ]),
  response: table(oxcrops("2.2.6.14.2"), [InputHandleIndex, ReturnValue]),
});
