/** RopWriteStreamExtended: writes to a stream and answers in 32 bits. */
import { oxcrops } from "../../documents.js";
import { bytes, field, is, mayEnd, not, rop, size, table, u16, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Writes to a stream, where its pointer stands; the response has 32 bits for what was written. */
export const RopWriteStreamExtended = rop("RopWriteStreamExtended", 0xa3, oxcrops("2.2.9.4"), {
  request: table(oxcrops("2.2.9.4.1"), [
    LogonId,
    InputHandleIndex,
    /** What to write. */
    field("Data", bytes(size("DataSize", u16))),
  ]),
  response: table(oxcrops("2.2.9.4.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    /** How much was written (in bytes). */
    field("WrittenSize", u32),
  ]),
});
