/** RopSetCollapseState: restores which categories of a table are expanded. */
import { oxcrops } from "../../documents.js";
import { bytes, field, outcomes, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Makes a table expanded and collapsed as it was; it must have the same sort order and restriction. */
export const RopSetCollapseState = rop("RopSetCollapseState", 0x6c, oxcrops("2.2.5.19"), {
  request: table(oxcrops("2.2.5.19.1"), [
    LogonId,
    InputHandleIndex,
    /** As RopGetCollapseState gave it; opaque. */
    field("CollapseState", bytes(size("CollapseStateSize", u16))),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.19.2"), [
      /** The row that the state has as its cursor; RopFreeBookmark frees it. */
      field("Bookmark", bytes(size("BookmarkSize", u16))),
    ]),
    failure: table(oxcrops("2.2.5.19.3"), []),
  }),
});
