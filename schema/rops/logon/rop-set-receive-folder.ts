/** RopSetReceiveFolder: sets the folder that a class of messages is delivered to. */
import { oxcrops } from "../../documents.js";
import { asciiZ, field, rop, table } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Sets which folder of a private mailbox receives messages of a class and of its subclasses. */
export const RopSetReceiveFolder = rop("RopSetReceiveFolder", 0x26, oxcrops("2.2.3.3"), {
  request: table(oxcrops("2.2.3.3.1"), [
    LogonId,
    InputHandleIndex,
    field("FolderId", FolderID),
    /** Up to 255 bytes with the terminator, characters 32 to 126, no dot at either end, no two dots together; case does not matter. */
    field("MessageClass", asciiZ),
  ]),
  response: table(oxcrops("2.2.3.3.2"), [InputHandleIndex, ReturnValue]),
});
