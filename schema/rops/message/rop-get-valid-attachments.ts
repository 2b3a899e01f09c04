/** RopGetValidAttachments: lists the attachments of a message. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Lists the numbers of a message's attachments. Only Exchange 2007 knew this ROP. */
export const RopGetValidAttachments = rop("RopGetValidAttachments", 0x52, oxcrops("2.2.6.18"), {
  request: table(oxcrops("2.2.6.18.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.18.2"), [
      /** The attachments' numbers in the message (erratum D-ValidAttachments: the count has 16 bits). */
      field("AttachmentIdArray", list(count("AttachmentIdCount", u16), u32)),
    ]),
    failure: table(oxcrops("2.2.6.18.3"), []),
  }),
});
