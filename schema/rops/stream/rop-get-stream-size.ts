/** RopGetStreamSize: asks how large a stream is. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Asks how large a stream is. */
export const RopGetStreamSize = rop("RopGetStreamSize", 0x5e, oxcrops("2.2.9.6"), {
  request: table(oxcrops("2.2.9.6.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.9.6.2"), [
      /** The stream's size (in bytes). */
      field("StreamSize", u32),
    ]),
    failure: table(oxcrops("2.2.9.6.3"), []),
  }),
});
