/** RopFastTransferSourceCopyTo: begins the download of an object, but for some properties. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { count, field, flags, list, rop, table, u8, u16, u32 } from "../../language/index.js";
import { SendOptions } from "../../structures/fast-transfer.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What of the object is to be sent (32 bits here, 8 in the ROPs beside it). */
const FastTransferCopyToFlags = flags("FastTransferCopyToFlags", oxcfxics("2.2.3.1.1.1.1"), u32, {
  /** The object is moved: the client deletes it at its source afterwards (folders and messages only). */
  move: 0x00000001,
  unused1: 0x00000002,
  unused2: 0x00000004,
  unused3: 0x00000008,
  unused4: 0x00000200,
  unused5: 0x00000400,
  /** Bodies in the format they were written in instead of compressed RTF (messages only). */
  bestBody: 0x00002000,
});

/** Opens a download of a folder, a message or an attachment; RopFastTransferSourceGetBuffer fetches the stream. */
export const RopFastTransferSourceCopyTo = rop("RopFastTransferSourceCopyTo", 0x4d, oxcrops("2.2.12.7"), {
  request: table(oxcrops("2.2.12.7.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    /** 0: with all that is inside the object; other numbers: without (not for attachments). */
    field("Level", u8),
    field("CopyFlags", FastTransferCopyToFlags),
    field("SendOptions", SendOptions),
    /** The properties, and kinds of objects inside, to leave out. */
    field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
  ]),
  response: table(oxcrops("2.2.12.7.2"), [OutputHandleIndex, ReturnValue]),
});
