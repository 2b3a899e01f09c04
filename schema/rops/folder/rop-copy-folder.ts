/** RopCopyFolder: copies a folder into another one. */
import { oxcrops } from "../../documents.js";
import { bool8, field, is, mayEnd, not, on, outcomes, rop, stringZ, table, u32 } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Whether the name is UTF-16; else it is in the code page of the logon. */
const useUnicode = field("UseUnicode", bool8);

/** Copies a folder, with all it contains, into another parent folder. */
export const RopCopyFolder = rop("RopCopyFolder", 0x36, oxcrops("2.2.4.8"), {
  request: table(oxcrops("2.2.4.8.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    WantAsynchronous,
    /** Whether the folders below are copied as well. */
    field("WantRecursive", bool8),
    useUnicode,
    field("FolderId", FolderID),
    /** What the copy is called. */
    field("NewFolderName", stringZ(useUnicode)),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.4.8.3"), [
        /** The index of the request, in 32 bits here. */
        field("DestHandleIndex", u32),
        PartialCompletion,
      ]),
    ),
    response: table(oxcrops("2.2.4.8.2"), [mayEnd("D-FailureBody", not(is(ReturnValue, 0))), PartialCompletion]),
  }),
  asynchronousIf: WantAsynchronous,
});
