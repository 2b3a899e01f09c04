/** RopFastTransferSourceCopyProperties: begins the download of some properties of an object. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { count, field, flags, list, rop, table, u8, u16 } from "../../language/index.js";
import { SendOptions } from "../../structures/fast-transfer.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What the download is part of. */
const FastTransferCopyPropertiesFlags = flags("FastTransferCopyPropertiesFlags", oxcfxics("2.2.3.1.1.2.1"), u8, {
  /** The object is moved: the client deletes it at its source afterwards (folders and messages only). */
  move: 0x01,
  unused1: 0x02,
  unused2: 0x04,
  unused3: 0x08,
});

/** Opens a download of chosen properties of a folder, a message or an attachment; RopFastTransferSourceGetBuffer fetches the stream. */
export const RopFastTransferSourceCopyProperties = rop(
  "RopFastTransferSourceCopyProperties",
  0x69,
  oxcrops("2.2.12.8"),
  {
    request: table(oxcrops("2.2.12.8.1"), [
      LogonId,
      InputHandleIndex,
      OutputHandleIndex,
      /** 0: with what PropertyTags names of the objects inside; other numbers: without (not for attachments). */
      field("Level", u8),
      field("CopyFlags", FastTransferCopyPropertiesFlags),
      field("SendOptions", SendOptions),
      /** The properties, and kinds of objects inside, to send; at least one. */
      field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
    ]),
    response: table(oxcrops("2.2.12.8.2"), [OutputHandleIndex, ReturnValue]),
  },
);
