/** RopGetPerUserGuid: tells where the read marks of a public folder come from. */
import { oxcrops } from "../../documents.js";
import { field, guid, outcomes, rop, table } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells from which public folder database the private mailbox has what the user has read in a folder. */
export const RopGetPerUserGuid = rop("RopGetPerUserGuid", 0x61, oxcrops("2.2.3.11"), {
  request: table(oxcrops("2.2.3.11.1"), [
    LogonId,
    InputHandleIndex,
    /** The folder. */
    field("LongTermId", LongTermID),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.11.2"), [field("DatabaseGuid", guid)]),
    failure: table(oxcrops("2.2.3.11.3"), []),
  }),
});
