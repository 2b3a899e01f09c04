/** RopSynchronizationUploadStateStreamContinue: uploads one piece of a property of a synchronization's state. */
import { oxcrops } from "../../documents.js";
import { bytes, field, rop, size, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Sends the next piece of the value; all pieces together are one IDSET with replica GUIDs. */
export const RopSynchronizationUploadStateStreamContinue = rop(
  "RopSynchronizationUploadStateStreamContinue",
  0x76,
  oxcrops("2.2.13.10"),
  {
    request: table(oxcrops("2.2.13.10.1"), [
      LogonId,
      InputHandleIndex,
      /** The piece, at least one byte. */
      field("StreamData", bytes(size("StreamDataSize", u32))),
    ]),
    response: table(oxcrops("2.2.13.10.2"), [InputHandleIndex, ReturnValue]),
  },
);
