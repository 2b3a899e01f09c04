/** RopSeekRowBookmark: moves the cursor of a table to a bookmark. */
import { oxcrops } from "../../documents.js";
import { bool8, bytes, field, i32, outcomes, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Moves the cursor by a number of rows from a bookmark that RopCreateBookmark made. */
export const RopSeekRowBookmark = rop("RopSeekRowBookmark", 0x19, oxcrops("2.2.5.9"), {
  request: table(oxcrops("2.2.5.9.1"), [
    LogonId,
    InputHandleIndex,
    /** As the server gave it; opaque. */
    field("Bookmark", bytes(size("BookmarkSize", u16))),
    /** How many rows to move; negative towards the beginning. */
    field("RowCount", i32),
    /** Whether the response has to say how far the cursor moved. */
    field("WantRowMovedCount", bool8),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.9.2"), [
      /** Whether the row of the bookmark is no longer in the table; the next row stands in for it. */
      field("RowNoLongerVisible", bool8),
      /** Whether the cursor moved fewer rows than asked for (means nothing unless the request wanted it). */
      field("HasSoughtLess", bool8),
      /** How many rows the cursor moved, negative towards the beginning (means nothing unless the request wanted it). */
      field("RowsSought", i32),
    ]),
    failure: table(oxcrops("2.2.5.9.3"), []),
  }),
});
