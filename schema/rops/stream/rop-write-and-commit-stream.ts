/** RopWriteAndCommitStream: writes to a stream and commits it. */
import { oxcrops } from "../../documents.js";
import { bytes, field, is, mayEnd, not, rop, size, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Writes to a stream, where its pointer stands, and commits it: RopWriteStream and RopCommitStream in one. */
export const RopWriteAndCommitStream = rop("RopWriteAndCommitStream", 0x90, oxcrops("2.2.9.12"), {
  request: table(oxcrops("2.2.9.12.1"), [
    LogonId,
    InputHandleIndex,
    /** What to write. */
    field("Data", bytes(size("DataSize", u16))),
  ]),
  response: table(oxcrops("2.2.9.12.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    /** How much was written (in bytes). */
    field("WrittenSize", u16),
  ]),
});
