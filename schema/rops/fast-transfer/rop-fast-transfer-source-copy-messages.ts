/** RopFastTransferSourceCopyMessages: begins the download of messages of one folder. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { count, field, flags, list, rop, table, u8, u16 } from "../../language/index.js";
import { SendOptions } from "../../structures/fast-transfer.js";
import { MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What of the messages is to be sent. */
const FastTransferCopyMessagesFlags = flags("FastTransferCopyMessagesFlags", oxcfxics("2.2.3.1.1.3.1"), u8, {
  /** The messages are moved: the client deletes them at their source afterwards. */
  move: 0x01,
  unused1: 0x02,
  unused2: 0x04,
  unused3: 0x08,
  /** Bodies in the format they were written in instead of compressed RTF. */
  bestBody: 0x10,
  /** The properties that identify a message and its change as well (source key, change key, predecessor change list). */
  sendEntryId: 0x20,
});

/** Opens a download of messages of the folder; RopFastTransferSourceGetBuffer fetches the stream (a messageList). */
export const RopFastTransferSourceCopyMessages = rop("RopFastTransferSourceCopyMessages", 0x4b, oxcrops("2.2.12.6"), {
  request: table(oxcrops("2.2.12.6.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("MessageIds", list(count("MessageIdCount", u16), MessageID)),
    field("CopyFlags", FastTransferCopyMessagesFlags),
    field("SendOptions", SendOptions),
  ]),
  response: table(oxcrops("2.2.12.6.2"), [OutputHandleIndex, ReturnValue]),
});
