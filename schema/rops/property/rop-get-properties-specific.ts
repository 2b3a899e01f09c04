/** RopGetPropertiesSpecific: reads chosen properties of an object. */
import { oxcrops } from "../../documents.js";
import { count, field, fromRequest, given, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyRow } from "../../structures/property-row.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertySizeLimit, WantUnicode } from "../property-fields.js";

/** The properties to read; type `unspecified` leaves the type to the server. */
const propertyTags = field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag));

/** Reads chosen properties of an object. */
export const RopGetPropertiesSpecific = rop("RopGetPropertiesSpecific", 0x07, oxcrops("2.2.8.3"), {
  frequent: true,
  request: table(oxcrops("2.2.8.3.1"), [LogonId, InputHandleIndex, PropertySizeLimit, WantUnicode, propertyTags]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.3.2"), [
      /** A value for each property that the request asked for, in its order. */
      field("RowData", given(PropertyRow, { columns: fromRequest(propertyTags) })),
    ]),
    failure: table(oxcrops("2.2.8.3.3"), []),
  }),
});
