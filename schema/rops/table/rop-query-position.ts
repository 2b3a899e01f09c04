/** RopQueryPosition: tells where the cursor of a table is. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells where the cursor stands in a table and how many rows there are. */
export const RopQueryPosition = rop("RopQueryPosition", 0x17, oxcrops("2.2.5.7"), {
  request: table(oxcrops("2.2.5.7.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.7.2"), [
      /** The cursor's row, counted from 0. */
      field("Numerator", u32),
      /** The number of rows. */
      field("Denominator", u32),
    ]),
    failure: table(oxcrops("2.2.5.7.3"), []),
  }),
});
