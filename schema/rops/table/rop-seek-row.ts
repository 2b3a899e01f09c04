/** RopSeekRow: moves the cursor of a table. */
import { oxcrops } from "../../documents.js";
import { bool8, field, i32, outcomes, rop, table } from "../../language/index.js";
import { Bookmarks } from "../../structures/tables.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Moves the cursor by a number of rows from the beginning, the end or where it stands. */
export const RopSeekRow = rop("RopSeekRow", 0x18, oxcrops("2.2.5.8"), {
  request: table(oxcrops("2.2.5.8.1"), [
    LogonId,
    InputHandleIndex,
    field("Origin", Bookmarks),
    /** How many rows to move; negative towards the beginning. */
    field("RowCount", i32),
    /** Whether the response has to say how far the cursor moved. */
    field("WantRowMovedCount", bool8),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.8.2"), [
      /** Whether the cursor moved fewer rows than asked for (means nothing unless the request wanted it). */
      field("HasSoughtLess", bool8),
      /** How many rows the cursor moved, negative towards the beginning (means nothing unless the request wanted it). */
      field("RowsSought", i32),
    ]),
    failure: table(oxcrops("2.2.5.8.3"), []),
  }),
});
