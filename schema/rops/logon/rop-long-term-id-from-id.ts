/** RopLongTermIdFromId: turns a folder or message id into one that is valid everywhere. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u64 } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Maps a folder or message id of this mailbox to the identifier that stays unique across mailboxes. */
export const RopLongTermIdFromId = rop("RopLongTermIdFromId", 0x43, oxcrops("2.2.3.8"), {
  request: table(oxcrops("2.2.3.8.1"), [
    LogonId,
    InputHandleIndex,
    /** A FolderID or a MessageID. */
    field("ObjectId", u64),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.8.2"), [field("LongTermId", LongTermID)]),
    failure: table(oxcrops("2.2.3.8.3"), []),
  }),
});
