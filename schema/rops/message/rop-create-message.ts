/** RopCreateMessage: makes a new message. */
import { oxcrops } from "../../documents.js";
import { bool8, field, fromRequest, outcomes, presence, remember, rop, table, when } from "../../language/index.js";
import { FolderID, MessageID } from "../../structures/identifiers.js";
import { openedCodePageId } from "../contexts.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";
import { CodePageId } from "../message-fields.js";

const hasMessageId = field("HasMessageId", presence(bool8));

/** Makes a new message in a folder; it lasts once it is saved with RopSaveChangesMessage. */
export const RopCreateMessage = rop("RopCreateMessage", 0x06, oxcrops("2.2.6.2"), {
  request: table(oxcrops("2.2.6.2.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    CodePageId,
    /** The folder that the message is made in. */
    field("FolderId", FolderID),
    /** Whether the message is folder associated information. */
    field("AssociatedFlag", bool8),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.2.2"), [
      hasMessageId,
      /** Absent if the message gets its identifier only when it is saved. */
      when(hasMessageId, field("MessageId", MessageID)),
    ]),
    failure: table(oxcrops("2.2.6.2.3"), []),
  }),
  remembers: [remember(openedCodePageId, fromRequest(CodePageId))],
});
