/** RopIdFromLongTermId: turns an id that is valid everywhere into a folder or message id. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u64 } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Maps an identifier that is unique across mailboxes to the folder or message id of this mailbox. */
export const RopIdFromLongTermId = rop("RopIdFromLongTermId", 0x44, oxcrops("2.2.3.9"), {
  request: table(oxcrops("2.2.3.9.1"), [LogonId, InputHandleIndex, field("LongTermId", LongTermID)]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.9.2"), [
      /** A FolderID or a MessageID. */
      field("ObjectId", u64),
    ]),
    failure: table(oxcrops("2.2.3.9.3"), []),
  }),
});
