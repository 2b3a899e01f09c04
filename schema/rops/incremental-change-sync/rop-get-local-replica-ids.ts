/** RopGetLocalReplicaIds: reserves ids for objects that the client creates itself. */
import { oxcrops } from "../../documents.js";
import { bytes, field, guid, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Reserves a range of ids that the server will give to nobody else. */
export const RopGetLocalReplicaIds = rop("RopGetLocalReplicaIds", 0x7f, oxcrops("2.2.13.13"), {
  request: table(oxcrops("2.2.13.13.1"), [
    LogonId,
    InputHandleIndex,
    /** How many. */
    field("IdCount", u32),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.13.13.2"), [
      /** The replica that the ids belong to. */
      field("ReplGuid", guid),
      /** The first id's counter, most significant byte first; the others follow it one by one. */
      field("GlobalCount", bytes(6)),
    ]),
    failure: table(oxcrops("2.2.13.13.3"), []),
  }),
});
