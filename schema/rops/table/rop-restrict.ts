/** RopRestrict: filters the rows of a table. */
import { oxcrops } from "../../documents.js";
import { field, given, outcomes, rop, size, table, u16, within } from "../../language/index.js";
import { Restriction } from "../../structures/restriction.js";
import { AsynchronousFlags, TableStatus } from "../../structures/tables.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Limits a table to the rows that satisfy a restriction. */
export const RopRestrict = rop("RopRestrict", 0x14, oxcrops("2.2.5.3"), {
  request: table(oxcrops("2.2.5.3.1"), [
    LogonId,
    InputHandleIndex,
    field("RestrictFlags", AsynchronousFlags),
    /** What rows must satisfy; absent: all rows are shown. */
    field(
      "RestrictionData",
      within(size("RestrictionDataSize", u16, { none: 0 }), given(Restriction, { widths: "narrow" })),
    ),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.3.2"), [field("TableStatus", TableStatus)]),
    failure: table(oxcrops("2.2.5.3.3"), []),
  }),
});
