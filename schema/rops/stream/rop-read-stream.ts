/** RopReadStream: reads from a stream. */
import { oxcrops } from "../../documents.js";
import { bytes, field, is, mayEnd, not, rop, size, table, u16, u32, when } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How much to read at most (in bytes); 0xBABE: as much as `maximumByteCount` says. */
const byteCount = field("ByteCount", u16);

/** Reads from a stream, from where its pointer stands. */
export const RopReadStream = rop("RopReadStream", 0x2c, oxcrops("2.2.9.2"), {
  request: table(oxcrops("2.2.9.2.1"), [
    LogonId,
    InputHandleIndex,
    byteCount,
    /** How much to read at most (in bytes), if need be in several responses. */
    when(is(byteCount, 0xbabe), field("MaximumByteCount", u32)),
  ]),
  response: table(oxcrops("2.2.9.2.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    /** What was read; shorter than asked for at the end of the stream. */
    field("Data", bytes(size("DataSize", u16))),
  ]),
});
