/** RopTransportNewMail: tells the server of a message that the client's spooler received. */
import { oxcrops } from "../../documents.js";
import { asciiZ, field, rop, table } from "../../language/index.js";
import { FolderID, MessageID } from "../../structures/identifiers.js";
import { MessageFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells the server that the client, acting as spooler, has put a new message into the mailbox. */
export const RopTransportNewMail = rop("RopTransportNewMail", 0x51, oxcrops("2.2.7.7"), {
  request: table(oxcrops("2.2.7.7.1"), [
    LogonId,
    InputHandleIndex,
    field("MessageId", MessageID),
    /** The folder that the message is in. */
    field("FolderId", FolderID),
    /** Such as "IPM.Note". */
    field("MessageClass", asciiZ),
    field("MessageFlags", MessageFlags),
  ]),
  response: table(oxcrops("2.2.7.7.2"), [InputHandleIndex, ReturnValue]),
});
