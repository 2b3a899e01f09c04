/** RopFastTransferDestinationPutBufferExtended: uploads one piece of a FastTransfer stream, with wider progress counts. */
import { oxcrops } from "../../documents.js";
import { field, is, mayEnd, not, rop, table, u32 } from "../../language/index.js";
import { BufferUsedSize, Reserved, TransferData, UploadStatus } from "../fast-transfer-fields.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** The same as RopFastTransferDestinationPutBuffer, except that the steps are counted in 32 bits. */
export const RopFastTransferDestinationPutBufferExtended = rop(
  "RopFastTransferDestinationPutBufferExtended",
  0x9d,
  oxcrops("2.2.12.3"),
  {
    request: table(oxcrops("2.2.12.3.1"), [LogonId, InputHandleIndex, TransferData]),
    response: table(oxcrops("2.2.12.3.2"), [
      InputHandleIndex,
      ReturnValue,
      mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
      UploadStatus,
      /** Steps that are done, for a progress bar; servers send 0. */
      field("InProgressCount", u32),
      /** Steps there are in all, roughly. */
      field("TotalStepCount", u32),
      Reserved,
      BufferUsedSize,
    ]),
  },
);
