/** RopCopyTo: copies or moves all properties but a few to another object. */
import { oxcrops } from "../../documents.js";
import { bool8, count, field, list, on, outcomes, rop, table, u16, u32 } from "../../language/index.js";
import { PropertyCopyFlags } from "../../structures/property-copy-flags.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";
import { WantAsynchronous } from "../folder-fields.js";
import { PropertyProblems } from "../property-fields.js";

/** Copies or moves all properties of an object but a few to another one of the same kind. */
export const RopCopyTo = rop("RopCopyTo", 0x39, oxcrops("2.2.8.12"), {
  request: table(oxcrops("2.2.8.12.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    WantAsynchronous,
    /** Whether what the object contains (subfolders, messages, attachments, recipients) goes with it. */
    field("WantSubObjects", bool8),
    field("CopyFlags", PropertyCopyFlags),
    /** The properties that are not copied or moved. */
    field("ExcludedTags", list(count("ExcludedTagCount", u16), PropertyTag)),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.12.2"), [PropertyProblems]),
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.8.12.3"), [
        /** The index that the request gave for the destination, in four bytes. */
        field("DestHandleIndex", u32),
      ]),
    ),
    failure: table(oxcrops("2.2.8.12.4"), []),
  }),
  asynchronousIf: WantAsynchronous,
});
