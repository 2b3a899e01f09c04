/** RopGetPropertiesAll: reads all properties of an object. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertySizeLimit, WantUnicode } from "../property-fields.js";

/** Reads all properties of an object. */
export const RopGetPropertiesAll = rop("RopGetPropertiesAll", 0x08, oxcrops("2.2.8.4"), {
  request: table(oxcrops("2.2.8.4.1"), [LogonId, InputHandleIndex, PropertySizeLimit, WantUnicode]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.4.2"), [
      /** The properties with their values; one that is too large has an error code for its value. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
    failure: table(oxcrops("2.2.8.4.3"), []),
  }),
});
