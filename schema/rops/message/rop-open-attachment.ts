/** RopOpenAttachment: opens an attachment of a message. */
import { oxcmsg, oxcrops } from "../../documents.js";
import { enumeration, field, rop, table, u8, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** How an attachment is opened. */
const OpenAttachmentFlags = enumeration("OpenAttachmentFlags", oxcmsg("2.2.3.12.1"), u8, {
  readOnly: 0x00,
  readWrite: 0x01,
  /** For reading and writing where the user may write, else for reading only. */
  bestAccess: 0x03,
});

/** Opens an attachment of a message. */
export const RopOpenAttachment = rop("RopOpenAttachment", 0x22, oxcrops("2.2.6.12"), {
  request: table(oxcrops("2.2.6.12.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("OpenAttachmentFlags", OpenAttachmentFlags),
    /** The attachment's number in its message (u32). */
    field("AttachmentID", u32),
  ]),
  response: table(oxcrops("2.2.6.12.2"), [OutputHandleIndex, ReturnValue]),
});
