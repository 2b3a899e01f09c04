/** RopSynchronizationUploadStateStreamEnd: ends the upload of one property of a synchronization's state. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Says that the value of the property is complete. */
export const RopSynchronizationUploadStateStreamEnd = rop(
  "RopSynchronizationUploadStateStreamEnd",
  0x77,
  oxcrops("2.2.13.11"),
  {
    request: table(oxcrops("2.2.13.11.1"), [LogonId, InputHandleIndex]),
    response: table(oxcrops("2.2.13.11.2"), [InputHandleIndex, ReturnValue]),
  },
);
