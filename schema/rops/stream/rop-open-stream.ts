/** RopOpenStream: opens a property as a stream of bytes. */
import { oxcprpt, oxcrops } from "../../documents.js";
import { enumeration, field, outcomes, rop, table, u8, u32 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** How a stream is opened. */
const OpenStreamModeFlags = enumeration("OpenStreamModeFlags", oxcprpt("2.2.14.1"), u8, {
  readOnly: 0x00,
  readWrite: 0x01,
  /** For reading and writing, beginning with nothing: a value that is there is deleted. */
  create: 0x02,
});

/** Opens a property as a stream of bytes. */
export const RopOpenStream = rop("RopOpenStream", 0x2b, oxcrops("2.2.9.1"), {
  request: table(oxcrops("2.2.9.1.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("PropertyTag", PropertyTag),
    field("OpenModeFlags", OpenStreamModeFlags),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.9.1.2"), [
      /** The stream's size (in bytes). */
      field("StreamSize", u32),
    ]),
    failure: table(oxcrops("2.2.9.1.3"), []),
  }),
});
