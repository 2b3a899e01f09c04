/** RopAbortSubmit: tries to stop a message that was submitted. */
import { oxcrops } from "../../documents.js";
import { field, rop, table } from "../../language/index.js";
import { FolderID, MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tries to stop a message that was submitted and has not gone yet. */
export const RopAbortSubmit = rop("RopAbortSubmit", 0x34, oxcrops("2.2.7.2"), {
  request: table(oxcrops("2.2.7.2.1"), [
    LogonId,
    InputHandleIndex,
    /** The folder that the message was submitted from. */
    field("FolderId", FolderID),
    field("MessageId", MessageID),
  ]),
  response: table(oxcrops("2.2.7.2.2"), [InputHandleIndex, ReturnValue]),
});
