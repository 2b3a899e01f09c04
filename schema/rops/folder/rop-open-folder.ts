/** RopOpenFolder: opens a folder. */
import { oxcfold, oxcrops } from "../../documents.js";
import { asciiZ, bool8, count, field, flags, list, outcomes, rop, table, u8, u16, when } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Which folders can be opened. */
const FolderOpenModeFlags = flags("FolderOpenModeFlags", oxcfold("2.2.1.1.1"), u8, {
  /** Soft-deleted ones too. */
  openSoftDeleted: 0x04,
});

/** True: this server has no active replica of the folder; the servers that have one follow. */
const isGhosted = field("IsGhosted", bool8);
const serverCount = count("ServerCount", u16);

/** Opens an existing folder of a mailbox or of the public folders. */
export const RopOpenFolder = rop("RopOpenFolder", 0x02, oxcrops("2.2.4.1"), {
  frequent: true,
  request: table(oxcrops("2.2.4.1.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("FolderId", FolderID),
    field("OpenModeFlags", FolderOpenModeFlags),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.4.1.2"), [
      /** Whether rules are set on the folder. */
      field("HasRules", bool8),
      isGhosted,
      when(
        isGhosted,
        serverCount,
        /** How many servers at the front of the list share the lowest network cost. */
        field("CheapServerCount", u16),
        /** The servers that have a replica, cheapest first. */
        field("Servers", list(serverCount, asciiZ)),
      ),
    ]),
    failure: table(oxcrops("2.2.4.1.3"), []),
  }),
});
