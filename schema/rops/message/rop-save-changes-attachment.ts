/** RopSaveChangesAttachment: commits what was changed in an attachment. */
import { oxcrops } from "../../documents.js";
import { field, rop, table } from "../../language/index.js";
import { SaveFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ResponseHandleIndex, ReturnValue } from "../fields.js";

/** Commits what was changed in an attachment to its message, which has to be saved as well. */
export const RopSaveChangesAttachment = rop("RopSaveChangesAttachment", 0x25, oxcrops("2.2.6.15"), {
  request: table(oxcrops("2.2.6.15.1"), [
    LogonId,
    ResponseHandleIndex,
    InputHandleIndex,
    field("SaveFlags", SaveFlags),
  ]),
  response: table(oxcrops("2.2.6.15.2"), [ResponseHandleIndex, ReturnValue]),
});
