/** RopSynchronizationOpenCollector: begins the upload of changes. */
import { oxcrops } from "../../documents.js";
import { bool8, field, rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Opens an upload of changes to a folder; the RopSynchronizationImport* ROPs then send them. */
export const RopSynchronizationOpenCollector = rop("RopSynchronizationOpenCollector", 0x7e, oxcrops("2.2.13.7"), {
  request: table(oxcrops("2.2.13.7.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    /** Changes to the folder's messages; else to the folders below it. */
    field("IsContentsCollector", bool8),
  ]),
  response: table(oxcrops("2.2.13.7.2"), [OutputHandleIndex, ReturnValue]),
});
