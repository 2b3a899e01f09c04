/** RopRemoveAllRecipients: takes all recipients off a message. */
import { oxcrops } from "../../documents.js";
import { field, reserved, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Takes all recipients off a message. */
export const RopRemoveAllRecipients = rop("RopRemoveAllRecipients", 0x0d, oxcrops("2.2.6.4"), {
  request: table(oxcrops("2.2.6.4.1"), [LogonId, InputHandleIndex, field("Reserved", reserved(u32))]),
  response: table(oxcrops("2.2.6.4.2"), [InputHandleIndex, ReturnValue]),
});
