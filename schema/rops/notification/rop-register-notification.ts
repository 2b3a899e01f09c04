/** RopRegisterNotification: subscribes to events. */
import { oxcnotif, oxcrops } from "../../documents.js";
import { bool8, field, flags, has, is, reserved, rop, table, u8, u16, when } from "../../language/index.js";
import { FolderID, MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

const notificationTypes = field(
  "NotificationTypes",
  flags("NotificationTypes", oxcnotif("2.2.1.2.1.1"), u16, {
    newMail: 0x0002,
    objectCreated: 0x0004,
    objectDeleted: 0x0008,
    objectModified: 0x0010,
    objectMoved: 0x0020,
    objectCopied: 0x0040,
    searchCompleted: 0x0080,
    tableModified: 0x0100,
    /** Puts a reserved byte behind this word. */
    extended: 0x0400,
  }),
);
const wantWholeStore = field("WantWholeStore", bool8);

/** Subscribes to events in the whole mailbox, on a folder or on a message; the handle is what RopNotify names then. */
export const RopRegisterNotification = rop("RopRegisterNotification", 0x29, oxcrops("2.2.14.1"), {
  request: table(oxcrops("2.2.14.1.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    /** The kinds of events to be told. */
    notificationTypes,
    when(has(notificationTypes, "extended"), field("Reserved", reserved(u8))),
    /** The whole mailbox is watched, not one folder or message. */
    wantWholeStore,
    /** The folder to watch, or the folder of the message to watch. */
    when(is(wantWholeStore, false), field("FolderId", FolderID)),
    /** The message to watch; 0 if the folder is meant. */
    when(is(wantWholeStore, false), field("MessageId", MessageID)),
  ]),
  response: table(oxcrops("2.2.14.1.2"), [OutputHandleIndex, ReturnValue]),
});
