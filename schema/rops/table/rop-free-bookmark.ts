/** RopFreeBookmark: frees a bookmark. */
import { oxcrops } from "../../documents.js";
import { bytes, field, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Frees what the server keeps for a bookmark. */
export const RopFreeBookmark = rop("RopFreeBookmark", 0x89, oxcrops("2.2.5.14"), {
  request: table(oxcrops("2.2.5.14.1"), [
    LogonId,
    InputHandleIndex,
    /** As the server gave it; opaque. */
    field("Bookmark", bytes(size("BookmarkSize", u16))),
  ]),
  response: table(oxcrops("2.2.5.14.2"), [InputHandleIndex, ReturnValue]),
});
