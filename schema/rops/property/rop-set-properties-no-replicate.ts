/** RopSetPropertiesNoReplicate: sets properties of an object without replicating that. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, size, table, u16, within } from "../../language/index.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Sets properties of an object; those of a folder do not go to the other replicas of a public folder. */
export const RopSetPropertiesNoReplicate = rop("RopSetPropertiesNoReplicate", 0x79, oxcrops("2.2.8.7"), {
  request: table(oxcrops("2.2.8.7.1"), [
    LogonId,
    InputHandleIndex,
    within(size("PropertyValueSize", u16), [
      /** The properties to set, with their new values. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.7.2"), [PropertyProblems]),
    failure: table(oxcrops("2.2.8.7.3"), []),
  }),
});
