/** RopSynchronizationImportDeletes: uploads which messages or folders were deleted. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { count, field, flags, given, list, rop, table, u8, u16 } from "../../language/index.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What is deleted, and how. */
const ImportDeleteFlags = flags("ImportDeleteFlags", oxcfxics("2.2.3.2.4.5.1"), u8, {
  /** Folders; else messages. */
  hierarchy: 0x01,
  /** For good; else they can be recovered. */
  hardDelete: 0x02,
});

/** Deletes messages or folders as the client did. */
export const RopSynchronizationImportDeletes = rop("RopSynchronizationImportDeletes", 0x74, oxcrops("2.2.13.5"), {
  request: table(oxcrops("2.2.13.5.1"), [
    LogonId,
    InputHandleIndex,
    field("ImportDeleteFlags", ImportDeleteFlags),
    /** One value, of the type PtypMultipleBinary and the property id 0: the source keys of what is deleted. */
    field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
  ]),
  response: table(oxcrops("2.2.13.5.2"), [InputHandleIndex, ReturnValue]),
});
