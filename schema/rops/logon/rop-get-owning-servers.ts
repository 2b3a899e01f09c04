/** RopGetOwningServers: lists the servers that hold a public folder. */
import { oxcrops } from "../../documents.js";
import { asciiZ, count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

const owningServersCount = count("OwningServersCount", u16);

/** Lists the servers that have the content of a replicated public folder. */
export const RopGetOwningServers = rop("RopGetOwningServers", 0x42, oxcrops("2.2.3.6"), {
  request: table(oxcrops("2.2.3.6.1"), [LogonId, InputHandleIndex, field("FolderId", FolderID)]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.6.2"), [
      owningServersCount,
      /** How many servers at the front of the list share the lowest network cost (at least 1 if there is any server). */
      field("CheapServersCount", u16),
      /** The distinguished names of their public folder databases, cheapest first. */
      field("OwningServers", list(owningServersCount, asciiZ)),
    ]),
    failure: table(oxcrops("2.2.3.6.3"), []),
  }),
});
