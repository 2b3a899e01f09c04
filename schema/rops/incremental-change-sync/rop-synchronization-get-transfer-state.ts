/** RopSynchronizationGetTransferState: begins the download of a synchronization's state. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Opens a download of the state that a running synchronization has reached; RopFastTransferSourceGetBuffer fetches the stream (a state). */
export const RopSynchronizationGetTransferState = rop("RopSynchronizationGetTransferState", 0x82, oxcrops("2.2.13.8"), {
  request: table(oxcrops("2.2.13.8.1"), [LogonId, InputHandleIndex, OutputHandleIndex]),
  response: table(oxcrops("2.2.13.8.2"), [OutputHandleIndex, ReturnValue]),
});
