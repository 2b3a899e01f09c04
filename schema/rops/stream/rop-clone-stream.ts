/** RopCloneStream: opens a stream once more. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Opens a stream once more: the same bytes with a pointer of their own. */
export const RopCloneStream = rop("RopCloneStream", 0x3b, oxcrops("2.2.9.13"), {
  request: table(oxcrops("2.2.9.13.1"), [LogonId, InputHandleIndex, OutputHandleIndex]),
  response: table(oxcrops("2.2.9.13.2"), [OutputHandleIndex, ReturnValue]),
});
