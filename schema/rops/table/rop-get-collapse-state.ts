/** RopGetCollapseState: saves which categories of a table are expanded. */
import { oxcrops } from "../../documents.js";
import { bytes, field, outcomes, rop, size, table, u16, u32, u64 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Reads which categories are expanded, in a form that RopSetCollapseState understands. */
export const RopGetCollapseState = rop("RopGetCollapseState", 0x6b, oxcrops("2.2.5.18"), {
  request: table(oxcrops("2.2.5.18.1"), [
    LogonId,
    InputHandleIndex,
    /** PidTagInstID of the row that the saved state has as its cursor. */
    field("RowId", u64),
    /** PidTagInstanceNum of that row. */
    field("RowInstanceNumber", u32),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.18.2"), [
      /** Opaque. */
      field("CollapseState", bytes(size("CollapseStateSize", u16))),
    ]),
    failure: table(oxcrops("2.2.5.18.3"), []),
  }),
});
