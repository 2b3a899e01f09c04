/** RopGetPropertiesList: lists the properties of an object. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Lists the properties of an object, without their values. */
export const RopGetPropertiesList = rop("RopGetPropertiesList", 0x09, oxcrops("2.2.8.5"), {
  request: table(oxcrops("2.2.8.5.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.5.2"), [
      /** The properties that the object has. */
      field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
    ]),
    failure: table(oxcrops("2.2.8.5.3"), []),
  }),
});
