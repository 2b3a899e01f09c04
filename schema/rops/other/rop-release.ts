/** RopRelease: gives a handle back. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId } from "../fields.js";

/** Releases an object and what the server keeps for it. It has no response, not even an error. */
export const RopRelease = rop("RopRelease", 0x01, oxcrops("2.2.15.3"), {
  frequent: true,
  request: table(oxcrops("2.2.15.3.1"), [LogonId, InputHandleIndex]),
});
