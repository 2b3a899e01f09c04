/** RopGetStatus: tells what a table does in the background. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { TableStatus } from "../../structures/tables.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells the state of the asynchronous operations of a table. */
export const RopGetStatus = rop("RopGetStatus", 0x16, oxcrops("2.2.5.6"), {
  request: table(oxcrops("2.2.5.6.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.5.6.2"), [field("TableStatus", TableStatus)]),
    failure: table(oxcrops("2.2.5.6.3"), []),
  }),
});
