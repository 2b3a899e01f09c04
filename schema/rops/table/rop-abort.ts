/** RopAbort: stops what a table does in the background. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { TableStatus } from "../../structures/tables.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tries to stop the asynchronous operations of a table. */
export const RopAbort = rop("RopAbort", 0x38, oxcrops("2.2.5.5"), {
  request: table(oxcrops("2.2.5.5.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.5.2"), [
      /** What the table was doing before. */
      field("TableStatus", TableStatus),
    ]),
    failure: table(oxcrops("2.2.5.5.3"), []),
  }),
});
