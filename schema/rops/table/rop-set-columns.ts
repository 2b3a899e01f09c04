/** RopSetColumns: sets the columns of a table. */
import { oxcrops } from "../../documents.js";
import { count, field, forget, fromRequest, list, outcomes, remember, rop, table, u16 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { AsynchronousFlags, TableStatus } from "../../structures/tables.js";
import { tableColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** At least one; their order is the order of the values in a row. */
const propertyTags = field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag));

/** Sets which properties the rows of a table have, and in which order. */
export const RopSetColumns = rop("RopSetColumns", 0x12, oxcrops("2.2.5.1"), {
  frequent: true,
  request: table(oxcrops("2.2.5.1.1"), [
    LogonId,
    InputHandleIndex,
    field("SetColumnsFlags", AsynchronousFlags),
    propertyTags,
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.1.2"), [field("TableStatus", TableStatus)]),
    failure: table(oxcrops("2.2.5.1.3"), []),
  }),
  remembers: [remember(tableColumns, fromRequest(propertyTags))],
  forgets: [forget(tableColumns, "failure")],
});
