/** RopSetStreamSize: makes a stream longer or shorter. */
import { oxcrops } from "../../documents.js";
import { field, rop, table, u64 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Makes a stream longer or shorter. */
export const RopSetStreamSize = rop("RopSetStreamSize", 0x2f, oxcrops("2.2.9.7"), {
  request: table(oxcrops("2.2.9.7.1"), [
    LogonId,
    InputHandleIndex,
    /** The new size (in bytes, up to 2^31). */
    field("StreamSize", u64),
  ]),
  response: table(oxcrops("2.2.9.7.2"), [InputHandleIndex, ReturnValue]),
});
