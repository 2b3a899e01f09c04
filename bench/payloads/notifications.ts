/** Notifications as servers send them: new mail, changed tables and rows, modified objects. */
import { type NotificationData, RopId, type RopNotifyResponse } from "../../src/index.js";
import { bytes, id, type Pick } from "./variants.js";

export function notification(pick: Pick): RopNotifyResponse {
  return {
    ropId: RopId.Notify,
    notificationHandle: 0x1000 + pick(1000),
    logonId: 0,
    notificationData: notificationData(pick),
  };
}

function notificationData(pick: Pick): NotificationData {
  const inSearchFolder = false;
  const folderId = id(pick);
  const messageId = id(pick);
  switch (pick(6)) {
    case 0: {
      const messageClass = "IPM.Note";
      return {
        type: "newMail",
        inSearchFolder,
        folderId,
        messageId,
        messageFlags: 1,
        unicodeFlag: false,
        messageClass,
      };
    }
    case 1: {
      const messageClass = "IPM.Appointment";
      return { type: "newMail", inSearchFolder, folderId, messageId, messageFlags: 1, unicodeFlag: true, messageClass };
    }
    case 2:
      return { type: "tableModified", inSearchFolder, message: false, tableEventType: "tableChanged" };
    case 3:
      return {
        type: "tableModified",
        inSearchFolder,
        tableEventType: "tableRowDeleted",
        tableRowFolderId: folderId,
        tableRowMessageId: messageId,
        tableRowInstance: pick(3),
      };
    case 4:
      return {
        type: "tableModified",
        inSearchFolder,
        tableEventType: pick(2) === 0 ? "tableRowAdded" : "tableRowModified",
        tableRowFolderId: folderId,
        tableRowMessageId: messageId,
        tableRowInstance: 0,
        insertAfterTableRowFolderId: folderId,
        insertAfterTableRowId: id(pick),
        insertAfterTableRowInstance: 0,
        tableRowData: { undecoded: "missing-context", bytes: bytes(pick, 20 + pick(40)) },
      };
    default:
      return { type: "objectModified", inSearchFolder, folderId, messageId, tags: [0x0e070003, 0x0037001f] };
  }
}
