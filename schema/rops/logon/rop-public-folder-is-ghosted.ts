/** RopPublicFolderIsGhosted: tells whether the server lacks the content of a public folder. */
import { oxcrops } from "../../documents.js";
import { asciiZ, bool8, count, field, list, outcomes, rop, table, u16, when } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** True: this server has no active replica of the folder; the servers that have one follow. */
const isGhosted = field("IsGhosted", bool8);
const serversCount = count("ServersCount", u16);

/** Tells whether this server has the content of a public folder, and if not, which servers have it. */
export const RopPublicFolderIsGhosted = rop("RopPublicFolderIsGhosted", 0x45, oxcrops("2.2.3.7"), {
  request: table(oxcrops("2.2.3.7.1"), [LogonId, InputHandleIndex, field("FolderId", FolderID)]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.7.2"), [
      isGhosted,
      when(
        isGhosted,
        serversCount,
        /** How many servers at the front of the list share the lowest network cost (at least 1 if there is any server). */
        field("CheapServersCount", u16),
        /** The distinguished names of their public folder databases, cheapest first. */
        field("Servers", list(serversCount, asciiZ)),
      ),
    ]),
    failure: table(oxcrops("2.2.3.7.3"), []),
  }),
});
