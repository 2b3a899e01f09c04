/** RopFastTransferSourceCopyFolder: begins the download of a folder. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { field, flags, rop, table, u8 } from "../../language/index.js";
import { SendOptions } from "../../structures/fast-transfer.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What of the folder is to be sent. */
const FastTransferCopyFolderFlags = flags("FastTransferCopyFolderFlags", oxcfxics("2.2.3.1.1.4.1"), u8, {
  /** The folder is moved: objects that the client may not delete are left out. Most servers ignore it. */
  move: 0x01,
  unused1: 0x02,
  unused2: 0x04,
  unused3: 0x08,
  /** Its subfolders as well, with all that is below them. */
  copySubfolders: 0x10,
});

/** Opens a download of a folder with its properties and messages; RopFastTransferSourceGetBuffer fetches the stream (a topFolder). */
export const RopFastTransferSourceCopyFolder = rop("RopFastTransferSourceCopyFolder", 0x4c, oxcrops("2.2.12.5"), {
  request: table(oxcrops("2.2.12.5.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("CopyFlags", FastTransferCopyFolderFlags),
    field("SendOptions", SendOptions),
  ]),
  response: table(oxcrops("2.2.12.5.2"), [OutputHandleIndex, ReturnValue]),
});
