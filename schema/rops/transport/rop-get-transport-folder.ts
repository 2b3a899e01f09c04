/** RopGetTransportFolder: asks for the folder of messages on their way. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, rop, table } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Asks for the folder that the server keeps for messages on their way. */
export const RopGetTransportFolder = rop("RopGetTransportFolder", 0x6d, oxcrops("2.2.7.8"), {
  request: table(oxcrops("2.2.7.8.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.7.8.2"), [field("FolderId", FolderID)]),
    failure: table(oxcrops("2.2.7.8.3"), []),
  }),
});
