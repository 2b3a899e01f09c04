/** RopDeletePropertiesNoReplicate: deletes properties of an object without replicating that. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Deletes properties of an object; for a folder, not in the other replicas of a public folder. */
export const RopDeletePropertiesNoReplicate = rop("RopDeletePropertiesNoReplicate", 0x7a, oxcrops("2.2.8.9"), {
  request: table(oxcrops("2.2.8.9.1"), [
    LogonId,
    InputHandleIndex,
    /** The properties to delete. */
    field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.9.2"), [PropertyProblems]),
    failure: table(oxcrops("2.2.8.9.3"), []),
  }),
});
