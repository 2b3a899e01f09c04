/** RopSetLocalReplicaMidsetDeleted: tells the server which of the ids given to the client no message of a folder will have. */
import { oxcrops } from "../../documents.js";
import { count, field, list, rop, size, table, u16, u32, within } from "../../language/index.js";
import { LongTermIdRange } from "../../structures/long-term-id-range.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells the server that the folder has no messages with ids of these ranges and never will, so that it need not keep track of them. */
export const RopSetLocalReplicaMidsetDeleted = rop("RopSetLocalReplicaMidsetDeleted", 0x93, oxcrops("2.2.13.12"), {
  request: table(oxcrops("2.2.13.12.1"), [
    LogonId,
    InputHandleIndex,
    within(size("DataSize", u16), [
      /** At least one. */
      field("LongTermIdRanges", list(count("LongTermIdRangeCount", u32), LongTermIdRange)),
    ]),
  ]),
  response: table(oxcrops("2.2.13.12.2"), [InputHandleIndex, ReturnValue]),
});
