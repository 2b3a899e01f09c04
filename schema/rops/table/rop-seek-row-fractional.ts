/** RopSeekRowFractional: moves the cursor of a table to a fraction of it. */
import { oxcrops } from "../../documents.js";
import { field, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Moves the cursor to about the place in the table that a fraction says. */
export const RopSeekRowFractional = rop("RopSeekRowFractional", 0x1a, oxcrops("2.2.5.10"), {
  request: table(oxcrops("2.2.5.10.1"), [
    LogonId,
    InputHandleIndex,
    /** 0 is the first row; from Denominator on, behind the last row. */
    field("Numerator", u32),
    /** Not 0. */
    field("Denominator", u32),
  ]),
  response: table(oxcrops("2.2.5.10.2"), [InputHandleIndex, ReturnValue]),
});
