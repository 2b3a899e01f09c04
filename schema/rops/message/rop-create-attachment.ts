/** RopCreateAttachment: makes a new attachment of a message. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Makes a new attachment of a message; it lasts once attachment and message are saved. */
export const RopCreateAttachment = rop("RopCreateAttachment", 0x23, oxcrops("2.2.6.13"), {
  request: table(oxcrops("2.2.6.13.1"), [LogonId, InputHandleIndex, OutputHandleIndex]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.13.2"), [
      /** The number that the attachment has got in its message (u32). */
      field("AttachmentID", u32),
    ]),
    failure: table(oxcrops("2.2.6.13.3"), []),
  }),
});
