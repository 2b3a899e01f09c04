/** RopDeleteFolder: deletes a folder. */
import { oxcfold, oxcrops } from "../../documents.js";
import { field, flags, is, mayEnd, not, rop, table, u8 } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PartialCompletion } from "../folder-fields.js";

/** What may go with the folder, and how; 0 deletes only an empty folder, softly. */
const DeleteFolderFlags = flags("DeleteFolderFlags", oxcfold("2.2.1.3.1"), u8, {
  /** Its messages as well. */
  delMessages: 0x01,
  /** Its subfolders as well. */
  delFolders: 0x04,
  /** For good. */
  deleteHardDelete: 0x10,
});

/** Deletes a folder from the folder that it is in. */
export const RopDeleteFolder = rop("RopDeleteFolder", 0x1d, oxcrops("2.2.4.3"), {
  request: table(oxcrops("2.2.4.3.1"), [
    LogonId,
    InputHandleIndex,
    field("DeleteFolderFlags", DeleteFolderFlags),
    field("FolderId", FolderID),
  ]),
  response: table(oxcrops("2.2.4.3.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    PartialCompletion,
  ]),
});
