/** RopCopyToStream: copies bytes from one stream to another. */
import { oxcrops } from "../../documents.js";
import { field, is, mayEnd, not, on, outcomes, rop, table, u32, u64 } from "../../language/index.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";

/** How much was read from the source (in bytes); without meaning if there was no destination. */
const readByteCount = field("ReadByteCount", u64);
/** How much was written to the destination (in bytes); without meaning if there was none. */
const writtenByteCount = field("WrittenByteCount", u64);

/** Copies bytes from one stream to another, from pointer to pointer. */
export const RopCopyToStream = rop("RopCopyToStream", 0x3a, oxcrops("2.2.9.9"), {
  request: table(oxcrops("2.2.9.9.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    /** How much to copy (in bytes). */
    field("ByteCount", u64),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.9.9.3"), [
        /** The index that the request gave for the destination, in four bytes. */
        field("DestHandleIndex", u32),
        readByteCount,
        writtenByteCount,
      ]),
    ),
    response: table(oxcrops("2.2.9.9.2"), [
      mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
      readByteCount,
      writtenByteCount,
    ]),
  }),
});
