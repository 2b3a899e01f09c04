/** RopTransportSend: has the server send a message for a client that acts as spooler. */
import { oxcrops } from "../../documents.js";
import { bool8, count, field, given, list, mayEnd, outcomes, rop, table, u16 } from "../../language/index.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** True if the server has no properties to tell. */
const noPropertiesReturned = field("NoPropertiesReturned", bool8);

/** Has the server send a message and tell the properties that the sent copy is to get. */
export const RopTransportSend = rop("RopTransportSend", 0x4a, oxcrops("2.2.7.6"), {
  request: table(oxcrops("2.2.7.6.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.7.6.2"), [
      noPropertiesReturned,
      mayEnd("D-TransportSend", noPropertiesReturned),
      /** The properties to copy. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
    failure: table(oxcrops("2.2.7.6.3"), []),
  }),
});
