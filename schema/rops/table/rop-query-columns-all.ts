/** RopQueryColumnsAll: lists the columns that a table can have. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Lists all columns that the server has for a table, set or not. */
export const RopQueryColumnsAll = rop("RopQueryColumnsAll", 0x37, oxcrops("2.2.5.12"), {
  request: table(oxcrops("2.2.5.12.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.12.2"), [field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag))]),
    failure: table(oxcrops("2.2.5.12.3"), []),
  }),
});
