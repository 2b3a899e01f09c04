/** RopGetMessageStatus: asks how a message stands in its folder's contents table. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { MessageStatusFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/**
 * Asks how a message stands in the contents table of its folder (the object worked on).
 *
 * The response is one of RopSetMessageStatus, RopId included: only the request at the same place tells them apart.
 */
export const RopGetMessageStatus = rop("RopGetMessageStatus", 0x1f, oxcrops("2.2.6.9"), {
  request: table(oxcrops("2.2.6.9.1"), [LogonId, InputHandleIndex, field("MessageId", MessageID)]),
  responseId: 0x20,
  answersAs: { id: 0x1f, erratum: "D-GetMessageStatusId" },
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.9.2"), [
      /** The status as it is. */
      field("MessageStatusFlags", MessageStatusFlags),
    ]),
    failure: table(oxcrops("2.2.6.9.2"), []),
  }),
});
