/** RopProgress: asks how far an operation in the background is. */
import { oxcrops } from "../../documents.js";
import { bool8, field, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/**
 * Asks how far an operation in the background is, or cancels it.
 *
 * Its response may also stand in for the response of the ROP that started the operation, and that ROP's response
 * for its own once the operation is done.
 */
export const RopProgress = rop("RopProgress", 0x50, oxcrops("2.2.8.13"), {
  request: table(oxcrops("2.2.8.13.1"), [
    LogonId,
    InputHandleIndex,
    /** Whether the operation is to be cancelled. */
    field("WantCancel", bool8),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.13.2"), [
      LogonId,
      /** How many of the tasks are done, roughly. */
      field("CompletedTaskCount", u32),
      /** How many tasks there are in all, roughly. */
      field("TotalTaskCount", u32),
    ]),
    failure: table(oxcrops("2.2.8.13.3"), []),
  }),
});
