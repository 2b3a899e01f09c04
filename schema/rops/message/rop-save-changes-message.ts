/** RopSaveChangesMessage: commits what was changed in a message. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { SaveFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ResponseHandleIndex, ReturnValue } from "../fields.js";

/** Commits what was changed in a message since it was opened or created. */
export const RopSaveChangesMessage = rop("RopSaveChangesMessage", 0x0c, oxcrops("2.2.6.3"), {
  frequent: true,
  request: table(oxcrops("2.2.6.3.1"), [LogonId, ResponseHandleIndex, InputHandleIndex, field("SaveFlags", SaveFlags)]),
  response: outcomes([ResponseHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.3.2"), [
      InputHandleIndex,
      /** The identifier that the message has now. */
      field("MessageId", MessageID),
    ]),
    failure: table(oxcrops("2.2.6.3.3"), []),
  }),
});
