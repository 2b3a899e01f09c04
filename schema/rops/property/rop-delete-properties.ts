/** RopDeleteProperties: deletes properties of an object. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Deletes properties of an object. */
export const RopDeleteProperties = rop("RopDeleteProperties", 0x0b, oxcrops("2.2.8.8"), {
  request: table(oxcrops("2.2.8.8.1"), [
    LogonId,
    InputHandleIndex,
    /** The properties to delete. */
    field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.8.2"), [PropertyProblems]),
    failure: table(oxcrops("2.2.8.8.3"), []),
  }),
});
