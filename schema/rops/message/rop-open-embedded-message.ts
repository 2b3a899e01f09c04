/** RopOpenEmbeddedMessage: opens the message that an attachment holds. */
import { oxcmsg, oxcrops } from "../../documents.js";
import { enumeration, field, fromRequest, outcomes, remember, reserved, rop, table, u8 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
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

/** How an embedded message is opened. */
const OpenEmbeddedMessageModeFlags = enumeration("OpenEmbeddedMessageModeFlags", oxcmsg("2.2.3.16.1"), u8, {
  readOnly: 0x00,
  readWrite: 0x01,
  /** For reading and writing; made first where there is none yet. */
  create: 0x02,
});

/** Opens the message that an attachment holds and tells its subject and its first recipients. */
export const RopOpenEmbeddedMessage = rop("RopOpenEmbeddedMessage", 0x46, oxcrops("2.2.6.16"), {
  request: table(oxcrops("2.2.6.16.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    CodePageId,
    field("OpenModeFlags", OpenEmbeddedMessageModeFlags),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.16.2"), [
      field("Reserved", reserved(u8)),
      field("MessageId", MessageID),
      HasNamedProperties,
      SubjectPrefix,
      NormalizedSubject,
      RecipientCount,
      RecipientColumns,
      RecipientRows,
    ]),
    failure: table(oxcrops("2.2.6.16.3"), []),
  }),
  remembers: [remember(openedRecipientColumns, RecipientColumns), remember(openedCodePageId, fromRequest(CodePageId))],
});
