/** RopFastTransferDestinationConfigure: begins the upload of a FastTransfer stream. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { enumeration, field, flags, rop, table, u8 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Which ROP would download such a stream: that decides what the stream begins with. */
const SourceOperation = enumeration("SourceOperation", oxcfxics("2.2.3.1.2.1.1"), u8, {
  copyTo: 0x01,
  copyProperties: 0x02,
  copyMessages: 0x03,
  copyFolder: 0x04,
});

/** What the upload is part of. */
const FastTransferDestinationFlags = flags("FastTransferDestinationFlags", oxcfxics("2.2.3.1.2.1.1"), u8, {
  /** The objects are moved: the client deletes them at their source afterwards. */
  move: 0x01,
});

/** Opens an upload into a folder, a message or an attachment; RopFastTransferDestinationPutBuffer then sends the pieces. */
export const RopFastTransferDestinationConfigure = rop(
  "RopFastTransferDestinationConfigure",
  0x53,
  oxcrops("2.2.12.1"),
  {
    request: table(oxcrops("2.2.12.1.1"), [
      LogonId,
      InputHandleIndex,
      OutputHandleIndex,
      field("SourceOperation", SourceOperation),
      field("CopyFlags", FastTransferDestinationFlags),
    ]),
    response: table(oxcrops("2.2.12.1.2"), [OutputHandleIndex, ReturnValue]),
  },
);
