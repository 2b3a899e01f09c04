/** How properties are copied from one object to another. */
import { oxcprpt } from "../documents.js";
import { flags, u8 } from "../language/index.js";

/** What becomes of the properties at both ends; only one of the two bits at a time. */
export const PropertyCopyFlags = flags("PropertyCopyFlags", oxcprpt("2.2.10.1"), u8, {
  /** Moves instead of copying. */
  move: 0x01,
  /** Leaves alone what the destination already has. */
  noOverwrite: 0x02,
});
