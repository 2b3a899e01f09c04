/** RopGetAttachmentTable: opens the table of a message's attachments. */
import { oxcmsg, oxcrops } from "../../documents.js";
import { enumeration, field, rop, table, u8 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What the strings of an attachment table are. */
const AttachmentTableFlags = enumeration("AttachmentTableFlags", oxcmsg("2.2.3.17.1"), u8, {
  standard: 0x00,
  /** All in Unicode. */
  unicode: 0x40,
});

/** Opens the table of a message's attachments. */
export const RopGetAttachmentTable = rop("RopGetAttachmentTable", 0x21, oxcrops("2.2.6.17"), {
  request: table(oxcrops("2.2.6.17.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("TableFlags", AttachmentTableFlags),
  ]),
  response: table(oxcrops("2.2.6.17.2"), [OutputHandleIndex, ReturnValue]),
});
