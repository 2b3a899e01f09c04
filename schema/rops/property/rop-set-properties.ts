/** RopSetProperties: sets properties of an object. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, size, table, u16, within } from "../../language/index.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Sets properties of an object. */
export const RopSetProperties = rop("RopSetProperties", 0x0a, oxcrops("2.2.8.6"), {
  frequent: true,
  request: table(oxcrops("2.2.8.6.1"), [
    LogonId,
    InputHandleIndex,
    within(size("PropertyValueSize", u16), [
      /** The properties to set, with their new values. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.6.2"), [PropertyProblems]),
    failure: table(oxcrops("2.2.8.6.3"), []),
  }),
});
