/** RopFastTransferDestinationPutBuffer: uploads one piece of a FastTransfer stream. */
import { oxcrops } from "../../documents.js";
import { field, is, mayEnd, not, rop, table, u16 } from "../../language/index.js";
import { BufferUsedSize, Reserved, TransferData, UploadStatus } from "../fast-transfer-fields.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Sends the next piece of the stream that RopFastTransferDestinationConfigure began. */
export const RopFastTransferDestinationPutBuffer = rop(
  "RopFastTransferDestinationPutBuffer",
  0x54,
  oxcrops("2.2.12.2"),
  {
    request: table(oxcrops("2.2.12.2.1"), [LogonId, InputHandleIndex, TransferData]),
    response: table(oxcrops("2.2.12.2.2"), [
      InputHandleIndex,
      ReturnValue,
      mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
      UploadStatus,
      /** Steps that are done, for a progress bar; servers send 0. */
      field("InProgressCount", u16),
      /** Steps there are in all, roughly. */
      field("TotalStepCount", u16),
      Reserved,
      BufferUsedSize,
    ]),
  },
);
