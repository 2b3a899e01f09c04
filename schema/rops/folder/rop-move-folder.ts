/** RopMoveFolder: moves a folder into another one. */
import { oxcrops } from "../../documents.js";
import { bool8, field, is, mayEnd, not, on, outcomes, rop, stringZ, table, u32 } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Whether the name is UTF-16; else it is in the code page of the logon. */
const useUnicode = field("UseUnicode", bool8);

/** Moves a folder, with all it contains, into another parent folder. */
export const RopMoveFolder = rop("RopMoveFolder", 0x35, oxcrops("2.2.4.7"), {
  request: table(oxcrops("2.2.4.7.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    WantAsynchronous,
    useUnicode,
    field("FolderId", FolderID),
    /** What it is called in its new place. */
    field("NewFolderName", stringZ(useUnicode)),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.4.7.3"), [
        /** The index of the request, in 32 bits here. */
        field("DestHandleIndex", u32),
        PartialCompletion,
      ]),
    ),
    response: table(oxcrops("2.2.4.7.2"), [mayEnd("D-FailureBody", not(is(ReturnValue, 0))), PartialCompletion]),
  }),
  asynchronousIf: WantAsynchronous,
});
