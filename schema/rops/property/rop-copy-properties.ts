/** RopCopyProperties: copies or moves chosen properties to another object. */
import { oxcrops } from "../../documents.js";
import { count, field, list, on, outcomes, rop, table, u16, u32 } from "../../language/index.js";
import { PropertyCopyFlags } from "../../structures/property-copy-flags.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";
import { WantAsynchronous } from "../folder-fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Copies or moves chosen properties of an object to another one of the same kind. */
export const RopCopyProperties = rop("RopCopyProperties", 0x67, oxcrops("2.2.8.11"), {
  request: table(oxcrops("2.2.8.11.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    WantAsynchronous,
    field("CopyFlags", PropertyCopyFlags),
    /** The properties to copy or move. */
    field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.11.2"), [PropertyProblems]),
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.8.11.3"), [
        /** The index that the request gave for the destination, in four bytes. */
        field("DestHandleIndex", u32),
      ]),
    ),
    failure: table(oxcrops("2.2.8.11.4"), []),
  }),
  asynchronousIf: WantAsynchronous,
});
