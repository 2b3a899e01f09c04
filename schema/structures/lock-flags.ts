/** Locks on regions of streams. */
import { oxcprpt } from "../documents.js";
import { flags, u32 } from "../language/index.js";

/** What others may still do in a locked region; without the bit, neither read nor write. */
export const LockFlags = flags("LockFlags", oxcprpt("2.2.24.1"), u32, {
  /** Others may read. */
  sharedRead: 0x00000001,
});
