/** RopWritePerUserInformation: writes which messages of a public folder the user has read. */
import { oxcrops } from "../../documents.js";
import { all, bool8, bytes, field, guid, is, rop, size, table, u16, u32, when } from "../../language/index.js";
import { LongTermID } from "../../structures/identifiers.js";
import { logonKind } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Where the block begins, in bytes: the sum of the sizes written before. */
const dataOffset = field("DataOffset", u32);

/**
 * Writes, block by block, what RopReadPerUserInformation read: to a private mailbox to keep it,
 * to the public folders to make it true.
 */
export const RopWritePerUserInformation = rop("RopWritePerUserInformation", 0x64, oxcrops("2.2.3.13"), {
  request: table(oxcrops("2.2.3.13.1"), [
    LogonId,
    InputHandleIndex,
    field("FolderId", LongTermID),
    /** Whether this is the last block. */
    field("HasFinished", bool8),
    dataOffset,
    /** A piece of a serialized set of change numbers. */
    field("Data", bytes(size("DataSize", u16))),
    when(
      all(is(dataOffset, 0), is(logonKind, "private")),
      /** The public folder database that the data was read from: the ReplGuid of a logon to it. */
      field("ReplGuid", guid),
    ),
  ]),
  response: table(oxcrops("2.2.3.13.2"), [InputHandleIndex, ReturnValue]),
});
