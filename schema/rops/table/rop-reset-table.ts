/** RopResetTable: makes a table as it was when it was opened. */
import { oxcrops } from "../../documents.js";
import { forget, rop, table } from "../../language/index.js";
import { tableColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/**
 * Removes the columns, the restriction and the sort order of a table, makes its bookmarks invalid and moves the cursor to the
 * beginning. Columns must be set again before rows can be read.
 */
export const RopResetTable = rop("RopResetTable", 0x81, oxcrops("2.2.5.15"), {
  request: table(oxcrops("2.2.5.15.1"), [LogonId, InputHandleIndex]),
  response: table(oxcrops("2.2.5.15.2"), [InputHandleIndex, ReturnValue]),
  forgets: [forget(tableColumns, "success")],
});
