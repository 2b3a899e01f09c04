/** RopSynchronizationImportMessageMove: uploads that a message was moved. */
import { oxcrops } from "../../documents.js";
import { bytes, field, outcomes, rop, size, table, u32 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Moves a message from another folder of the mailbox into the folder that is synchronized, as the client did. */
export const RopSynchronizationImportMessageMove = rop(
  "RopSynchronizationImportMessageMove",
  0x78,
  oxcrops("2.2.13.6"),
  {
    request: table(oxcrops("2.2.13.6.1"), [
      LogonId,
      InputHandleIndex,
      /** The GID of the folder that the message was in. */
      field("SourceFolderId", bytes(size("SourceFolderIdSize", u32))),
      /** The GID that the message had there. */
      field("SourceMessageId", bytes(size("SourceMessageIdSize", u32))),
      /** The message's predecessor change list: XIDs, each behind its size (u8). */
      field("PredecessorChangeList", bytes(size("PredecessorChangeListSize", u32))),
      /** The GID that the message has now. */
      field("DestinationMessageId", bytes(size("DestinationMessageIdSize", u32))),
      /** The XID of the change. */
      field("ChangeNumber", bytes(size("ChangeNumberSize", u32))),
    ]),
    response: outcomes([InputHandleIndex, ReturnValue], {
      success: table(oxcrops("2.2.13.6.2"), [
        /** Servers send 0. */
        field("MessageId", MessageID),
      ]),
      failure: table(oxcrops("2.2.13.6.3"), []),
    }),
  },
);
