/** RopGetPerUserLongTermIds: lists the public folders whose read marks a mailbox keeps. */
import { oxcrops } from "../../documents.js";
import { count, field, guid, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Lists the folders of one public folder database for which the private mailbox keeps what the user has read. */
export const RopGetPerUserLongTermIds = rop("RopGetPerUserLongTermIds", 0x60, oxcrops("2.2.3.10"), {
  request: table(oxcrops("2.2.3.10.1"), [
    LogonId,
    InputHandleIndex,
    /** The database: the ReplGuid of a logon to public folders. */
    field("DatabaseGuid", guid),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.10.2"), [field("LongTermIds", list(count("LongTermIdCount", u16), LongTermID))]),
    failure: table(oxcrops("2.2.3.10.3"), []),
  }),
});
