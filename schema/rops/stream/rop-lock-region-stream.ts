/** RopLockRegionStream: locks a region of a stream. */
import { oxcrops } from "../../documents.js";
import { field, rop, table } from "../../language/index.js";
import { LockFlags } from "../../structures/lock-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { RegionOffset, RegionSize } from "../stream-fields.js";

/** Locks a region of a stream against others. */
export const RopLockRegionStream = rop("RopLockRegionStream", 0x5b, oxcrops("2.2.9.10"), {
  request: table(oxcrops("2.2.9.10.1"), [
    LogonId,
    InputHandleIndex,
    RegionOffset,
    RegionSize,
    field("LockFlags", LockFlags),
  ]),
  response: table(oxcrops("2.2.9.10.2"), [InputHandleIndex, ReturnValue]),
});
