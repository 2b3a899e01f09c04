/** RopOpenMessage: opens a message. */
import { oxcmsg, oxcrops } from "../../documents.js";
import { field, flags, fromRequest, outcomes, remember, rop, table, u8 } from "../../language/index.js";
import { FolderID, MessageID } from "../../structures/identifiers.js";
import { openedCodePageId, openedRecipientColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";
import {
  CodePageId,
  HasNamedProperties,
  NormalizedSubject,
  RecipientColumns,
  RecipientCount,
  RecipientRows,
  SubjectPrefix,
} from "../message-fields.js";

/** How a message is opened; 0 is for reading only. */
const OpenMessageModeFlags = flags("OpenMessageModeFlags", oxcmsg("2.2.3.1.1"), u8, {
  /** For reading and writing. */
  readWrite: 0x01,
  /** For reading and writing where the user may write, else for reading only. */
  bestAccess: 0x03,
  /** Even if it is soft deleted. */
  openSoftDeleted: 0x04,
});

/** Opens a message of the mailbox or of the public folders and tells its subject and its first recipients. */
export const RopOpenMessage = rop("RopOpenMessage", 0x03, oxcrops("2.2.6.1"), {
  frequent: true,
  request: table(oxcrops("2.2.6.1.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    CodePageId,
    /** The folder that the message is in. */
    field("FolderId", FolderID),
    field("OpenModeFlags", OpenMessageModeFlags),
    field("MessageId", MessageID),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.1.2"), [
      HasNamedProperties,
      SubjectPrefix,
      NormalizedSubject,
      RecipientCount,
      RecipientColumns,
      RecipientRows,
    ]),
    failure: table(oxcrops("2.2.6.1.3"), []),
  }),
  remembers: [remember(openedRecipientColumns, RecipientColumns), remember(openedCodePageId, fromRequest(CodePageId))],
});
