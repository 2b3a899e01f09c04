/** RopCreateFolder: creates a folder. */
import { oxcfold, oxcrops } from "../../documents.js";
import {
  asciiZ,
  bool8,
  count,
  enumeration,
  field,
  list,
  outcomes,
  reserved,
  rop,
  stringZ,
  table,
  u8,
  u16,
  when,
} from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What the folder holds. */
const FolderType = enumeration("FolderType", oxcfold("2.2.1.2.1"), u8, {
  /** Messages and folders. */
  generic: 1,
  /** What a search finds. */
  search: 2,
});

/** Whether the two strings of the request are UTF-16; else they are in the code page of the logon. */
const useUnicodeStrings = field("UseUnicodeStrings", bool8);
/** Whether a public folder of that name was there already and was opened; never so in a private mailbox. */
const isExistingFolder = field("IsExistingFolder", bool8);
/** True: this server has no active replica of the folder; the servers that have one follow. */
const isGhosted = field("IsGhosted", bool8);
const serverCount = count("ServerCount", u16);

/** Creates a folder inside another one, or opens the one that has the name already. */
export const RopCreateFolder = rop("RopCreateFolder", 0x1c, oxcrops("2.2.4.2"), {
  request: table(oxcrops("2.2.4.2.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("FolderType", FolderType),
    useUnicodeStrings,
    /** Whether a folder that has the name already is opened instead. */
    field("OpenExisting", bool8),
    field("Reserved", reserved(u8)),
    /** The folder's PidTagDisplayName. */
    field("DisplayName", stringZ(useUnicodeStrings)),
    /** The folder's PidTagComment. */
    field("Comment", stringZ(useUnicodeStrings)),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.4.2.2"), [
      field("FolderId", FolderID),
      isExistingFolder,
      when(
        isExistingFolder,
        /** Whether rules are set on the folder. */
        field("HasRules", bool8),
        isGhosted,
        when(
          isGhosted,
          serverCount,
          /** How many servers at the front of the list share the lowest network cost (at least 1 if there is any server). */
          field("CheapServerCount", u16),
          /** The servers that have a replica, cheapest first. */
          field("Servers", list(serverCount, asciiZ)),
        ),
      ),
    ]),
    failure: table(oxcrops("2.2.4.2.3"), []),
  }),
});
