/** RopExpandRow: expands a category of a table. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, table, u16, u32, u64 } from "../../language/index.js";
import { PropertyRow } from "../../structures/property-row.js";
import { tableColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Shows the rows of a collapsed category, and reads the first of them. */
export const RopExpandRow = rop("RopExpandRow", 0x59, oxcrops("2.2.5.16"), {
  request: table(oxcrops("2.2.5.16.1"), [
    LogonId,
    InputHandleIndex,
    /** The most rows to read (0: none). */
    field("MaxRowCount", u16),
    /** PidTagInstID of the category's header row. */
    field("CategoryId", u64),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.16.2"), [
      /** How many rows the category shows now. */
      field("ExpandedRowCount", u32),
      /** In the columns that RopSetColumns set last. */
      field("RowData", list(count("RowCount", u16), given(PropertyRow, { columns: tableColumns }))),
    ]),
    failure: table(oxcrops("2.2.5.16.3"), []),
  }),
});
