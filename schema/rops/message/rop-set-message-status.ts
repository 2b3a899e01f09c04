/** RopSetMessageStatus: changes how a message stands in its folder's contents table. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { MessageStatusFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Changes how a message stands in the contents table of its folder (the object worked on). */
export const RopSetMessageStatus = rop("RopSetMessageStatus", 0x20, oxcrops("2.2.6.8"), {
  request: table(oxcrops("2.2.6.8.1"), [
    LogonId,
    InputHandleIndex,
    field("MessageId", MessageID),
    /** The new value of the bits that the mask names. */
    field("MessageStatusFlags", MessageStatusFlags),
    /** The bits to change. */
    field("MessageStatusMask", MessageStatusFlags),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.8.2"), [
      /** The status before the change. */
      field("MessageStatusFlags", MessageStatusFlags),
    ]),
    failure: table(oxcrops("2.2.6.8.3"), []),
  }),
});
