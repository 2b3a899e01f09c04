/** RopCommitStream: makes what was written to a stream last. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Makes what was written to a stream last. */
export const RopCommitStream = rop("RopCommitStream", 0x5d, oxcrops("2.2.9.5"), {
  request: table(oxcrops("2.2.9.5.1"), [LogonId, InputHandleIndex]),
  response: table(oxcrops("2.2.9.5.2"), [InputHandleIndex, ReturnValue]),
});
