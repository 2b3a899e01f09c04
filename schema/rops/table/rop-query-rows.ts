/** RopQueryRows: reads rows of a table. */
import { oxcrops, oxctabl } from "../../documents.js";
import { bool8, count, field, flags, given, list, outcomes, rop, table, u8, u16 } from "../../language/index.js";
import { PropertyRow } from "../../structures/property-row.js";
import { Bookmarks } from "../../structures/tables.js";
import { tableColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How to read. */
const QueryRowsFlags = flags("QueryRowsFlags", oxctabl("2.2.2.5.1"), u8, {
  /** The cursor stays where it is. */
  noAdvance: 0x01,
  /** The response may be packed into several buffers (if the call asks for chaining too). */
  enablePackedBuffers: 0x02,
});

/** Reads rows from the cursor on; values of more than 510 bytes come cut off. */
export const RopQueryRows = rop("RopQueryRows", 0x15, oxcrops("2.2.5.4"), {
  frequent: true,
  request: table(oxcrops("2.2.5.4.1"), [
    LogonId,
    InputHandleIndex,
    field("QueryRowsFlags", QueryRowsFlags),
    /** False reads towards the beginning of the table. */
    field("ForwardRead", bool8),
    /** The most rows wanted. */
    field("RowCount", u16),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.4.2"), [
      /** Where the cursor stands now. */
      field("Origin", Bookmarks),
      /** In the columns that RopSetColumns set last. */
      field("RowData", list(count("RowCount", u16), given(PropertyRow, { columns: tableColumns }))),
    ]),
    failure: table(oxcrops("2.2.5.4.3"), []),
  }),
});
