/** RopGetReceiveFolder: finds the folder that a class of messages is delivered to. */
import { oxcrops } from "../../documents.js";
import { asciiZ, field, outcomes, rop, table } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells which folder of a private mailbox receives messages of a class, and the class that this was set for. */
export const RopGetReceiveFolder = rop("RopGetReceiveFolder", 0x27, oxcrops("2.2.3.2"), {
  request: table(oxcrops("2.2.3.2.1"), [
    LogonId,
    InputHandleIndex,
    /** Up to 255 bytes with the terminator, characters 32 to 126, no dot at either end, no two dots together; case does not matter. */
    field("MessageClass", asciiZ),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.2.2"), [
      field("FolderId", FolderID),
      /** The class that the folder was set for: the one asked for or an ancestor of it. */
      field("ExplicitMessageClass", asciiZ),
    ]),
    failure: table(oxcrops("2.2.3.2.3"), []),
  }),
});
