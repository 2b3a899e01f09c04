/** RopCollapseRow: collapses a category of a table. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u32, u64 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Hides the rows of an expanded category. */
export const RopCollapseRow = rop("RopCollapseRow", 0x5a, oxcrops("2.2.5.17"), {
  request: table(oxcrops("2.2.5.17.1"), [
    LogonId,
    InputHandleIndex,
    /** PidTagInstID of the category's header row. */
    field("CategoryId", u64),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.17.2"), [
      /** How many rows are hidden now. */
      field("CollapsedRowCount", u32),
    ]),
    failure: table(oxcrops("2.2.5.17.3"), []),
  }),
});
