/** RopUnlockRegionStream: unlocks a region of a stream. */
import { oxcrops } from "../../documents.js";
import { field, rop, table } from "../../language/index.js";
import { LockFlags } from "../../structures/lock-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { RegionOffset, RegionSize } from "../stream-fields.js";

/** Unlocks a region of a stream that RopLockRegionStream locked. */
export const RopUnlockRegionStream = rop("RopUnlockRegionStream", 0x5c, oxcrops("2.2.9.11"), {
  request: table(oxcrops("2.2.9.11.1"), [
    LogonId,
    InputHandleIndex,
    RegionOffset,
    RegionSize,
    /** The same as when it was locked. */
    field("LockFlags", LockFlags),
  ]),
  response: table(oxcrops("2.2.9.11.2"), [InputHandleIndex, ReturnValue]),
});
