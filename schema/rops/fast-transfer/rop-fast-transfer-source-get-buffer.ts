/** RopFastTransferSourceGetBuffer: downloads one piece of a FastTransfer stream. */
import { oxcrops } from "../../documents.js";
import { bytes, field, is, mayEnd, not, reserved, rop, size, table, u8, u16, u32, when } from "../../language/index.js";
import { TransferStatus } from "../../structures/fast-transfer.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

const bufferSize = field("BufferSize", u16);

/** Fetches the next piece of a stream that one of the RopFastTransferSourceCopy* ROPs or a synchronization began. */
export const RopFastTransferSourceGetBuffer = rop("RopFastTransferSourceGetBuffer", 0x4e, oxcrops("2.2.12.4"), {
  request: table(oxcrops("2.2.12.4.1"), [
    LogonId,
    InputHandleIndex,
    /** The most bytes to send; 0xBABE leaves the choice to the server, up to MaximumBufferSize. */
    bufferSize,
    when(is(bufferSize, 0xbabe), field("MaximumBufferSize", u16)),
  ]),
  response: table(oxcrops("2.2.12.4.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    field("TransferStatus", TransferStatus),
    /** Steps that are done, for a progress bar. */
    field("InProgressCount", u16),
    /** Steps there are in all, roughly. */
    field("TotalStepCount", u16),
    field("Reserved", reserved(u8)),
    /** The piece; empty on failure (erratum D-GetBufferFailure). */
    field("TransferBuffer", bytes(size("TransferBufferSize", u16))),
    /** Milliseconds to wait before asking again, if the server is busy. */
    when(is(ReturnValue, 0x0480), field("BackoffTime", u32)),
  ]),
});
