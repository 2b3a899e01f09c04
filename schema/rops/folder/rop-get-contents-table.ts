/** RopGetContentsTable: opens the table of the messages in a folder. */
import { oxcfold, oxcrops } from "../../documents.js";
import { field, flags, outcomes, rop, table, u8, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What the table lists and how. */
const ContentsTableFlags = flags("ContentsTableFlags", oxcfold("2.2.1.14.1"), u8, {
  /** Folder associated information instead of the ordinary messages. */
  associated: 0x02,
  /** The server may answer before it knows of errors. */
  deferredErrors: 0x08,
  /** No notifications of changes to the table. */
  noNotifications: 0x10,
  /** The soft-deleted messages instead of the others. */
  softDeletes: 0x20,
  /** Strings in UTF-16; else in the code page of the logon. */
  useUnicode: 0x40,
  /** The messages of one conversation, a row each; only with `useUnicode` and `deferredErrors`. */
  conversationMembers: 0x80,
});

/** Opens the table of the messages that are in a folder. */
export const RopGetContentsTable = rop("RopGetContentsTable", 0x05, oxcrops("2.2.4.14"), {
  request: table(oxcrops("2.2.4.14.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("TableFlags", ContentsTableFlags),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.4.14.2"), [
      /** How many rows the table has; may be wrong if `deferredErrors` was asked for. */
      field("RowCount", u32),
    ]),
    failure: table(oxcrops("2.2.4.14.3"), []),
  }),
});
