/** RopReadPerUserInformation: reads which messages of a public folder the user has read. */
import { oxcrops } from "../../documents.js";
import { bool8, bytes, field, outcomes, reserved, rop, size, table, u8, u16, u32 } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/**
 * Reads, block by block, the set of change numbers of the messages that the user has read in a public folder:
 * from a private mailbox what it keeps, from the public folders what is true now.
 */
export const RopReadPerUserInformation = rop("RopReadPerUserInformation", 0x63, oxcrops("2.2.3.12"), {
  request: table(oxcrops("2.2.3.12.1"), [
    LogonId,
    InputHandleIndex,
    field("FolderId", LongTermID),
    field("Reserved", reserved(u8)),
    /** Where the block begins, in bytes: 0 first, then the sum of the sizes received. */
    field("DataOffset", u32),
    /** The largest block wanted, in bytes; 0 leaves it to the server. */
    field("MaxDataSize", u16),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.12.2"), [
      /** Whether this is the last block. */
      field("HasFinished", bool8),
      /** A piece of a serialized set of change numbers; empty if nothing has changed since it was read last. */
      field("Data", bytes(size("DataSize", u16))),
    ]),
    failure: table(oxcrops("2.2.3.12.3"), []),
  }),
});
