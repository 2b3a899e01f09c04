/** RopCreateBookmark: marks the row where the cursor is. */
import { oxcrops } from "../../documents.js";
import { bytes, field, outcomes, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Makes a bookmark for the row where the cursor stands; RopFreeBookmark frees it. */
export const RopCreateBookmark = rop("RopCreateBookmark", 0x1b, oxcrops("2.2.5.11"), {
  request: table(oxcrops("2.2.5.11.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.11.2"), [
      /** Opaque. */
      field("Bookmark", bytes(size("BookmarkSize", u16))),
    ]),
    failure: table(oxcrops("2.2.5.11.3"), []),
  }),
});
