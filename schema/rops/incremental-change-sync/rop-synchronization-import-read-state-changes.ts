/** RopSynchronizationImportReadStateChanges: uploads which messages were read. */
import { oxcrops } from "../../documents.js";
import { field, list, rop, size, table, toEnd, u16, within } from "../../language/index.js";
import { MessageReadState } from "../../structures/message-read-state.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Sets messages to read or unread as the client has them. */
export const RopSynchronizationImportReadStateChanges = rop(
  "RopSynchronizationImportReadStateChanges",
  0x80,
  oxcrops("2.2.13.3"),
  {
    request: table(oxcrops("2.2.13.3.1"), [
      LogonId,
      InputHandleIndex,
      /** At least one. */
      field("MessageReadStates", within(size("MessageReadStatesSize", u16), list(toEnd, MessageReadState))),
    ]),
    response: table(oxcrops("2.2.13.3.2"), [InputHandleIndex, ReturnValue]),
  },
);
