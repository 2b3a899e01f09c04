/** RopSeekStream: moves the pointer of a stream. */
import { oxcprpt, oxcrops } from "../../documents.js";
import { enumeration, field, i64, outcomes, rop, table, u8, u64 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What an offset in a stream counts from. */
const StreamOrigin = enumeration("StreamOrigin", oxcprpt("2.2.21.1"), u8, {
  beginning: 0x00,
  current: 0x01,
  end: 0x02,
});

/** Moves the pointer of a stream, or asks where it is (offset 0 from where it stands). */
export const RopSeekStream = rop("RopSeekStream", 0x2e, oxcrops("2.2.9.8"), {
  request: table(oxcrops("2.2.9.8.1"), [
    LogonId,
    InputHandleIndex,
    field("Origin", StreamOrigin),
    /** How far from there (in bytes), backwards if negative. */
    field("Offset", i64),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.9.8.2"), [
      /** Where the pointer is now (in bytes from the beginning). */
      field("NewPosition", u64),
    ]),
    failure: table(oxcrops("2.2.9.8.3"), []),
  }),
});
