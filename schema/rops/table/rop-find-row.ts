/** RopFindRow: finds a row in a table. */
import { oxcrops, oxctabl } from "../../documents.js";
import {
  bool8,
  bytes,
  field,
  flags,
  given,
  outcomes,
  presence,
  rop,
  size,
  table,
  u8,
  u16,
  when,
  within,
} from "../../language/index.js";
import { PropertyRow } from "../../structures/property-row.js";
import { Restriction } from "../../structures/restriction.js";
import { Bookmarks } from "../../structures/tables.js";
import { tableColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Which way to search; 0 is forwards. */
const FindRowFlags = flags("FindRowFlags", oxctabl("2.2.2.14.1"), u8, { backwards: 0x01 });

const hasRowData = field("HasRowData", presence(bool8));

/** Moves the cursor to the next row that satisfies a restriction, and reads it. */
export const RopFindRow = rop("RopFindRow", 0x4f, oxcrops("2.2.5.13"), {
  request: table(oxcrops("2.2.5.13.1"), [
    LogonId,
    InputHandleIndex,
    field("FindRowFlags", FindRowFlags),
    /** What the row must satisfy. */
    field(
      "RestrictionData",
      within(size("RestrictionDataSize", u16, { none: 0 }), given(Restriction, { widths: "narrow" })),
    ),
    /** Where the search begins. */
    field("Origin", Bookmarks),
    /** For a custom origin: as the server gave it; else empty. */
    field("Bookmark", bytes(size("BookmarkSize", u16))),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.13.2"), [
      /** Whether the row of the bookmark is no longer in the table; the search began at the row next to it. */
      field("RowNoLongerVisible", bool8),
      hasRowData,
      /** In the columns that RopSetColumns set last. */
      when(hasRowData, field("RowData", given(PropertyRow, { columns: tableColumns }))),
    ]),
    failure: table(oxcrops("2.2.5.13.3"), []),
  }),
});
