/** What a subscription is told of a change in the mailbox. */
import { NotificationTypes } from "../../../generated/enumerations.js";
import type { RopRegisterNotificationRequest } from "../../../generated/rops/notification/rop-register-notification.js";
import type { NotificationData } from "../../../generated/structures/notification-data.js";
import { Folder, type Item } from "./items.js";
import type { Change } from "./mailbox.js";
import { Tag } from "./tags.js";

/** The notification for a change that the subscription wants to hear of. */
export function notificationFor(
  change: Change,
  subscription: Pick<RopRegisterNotificationRequest, "notificationTypes" | "wantWholeStore" | "folderId" | "messageId">,
): NotificationData | undefined {
  const { notificationTypes, wantWholeStore, folderId, messageId } = subscription;
  if ((notificationTypes & NotificationTypes[change.kind]) === 0) return undefined;
  const items: readonly Item[] = change.kind === "objectMoved" ? [change.item, change.old] : [change.item];
  const wanted =
    wantWholeStore ||
    items.some((item) => {
      const ofFolder = messageId === undefined || messageId === 0n;
      return ofFolder ? foldersOf(item, change).some(({ id }) => id === folderId) : item.id === messageId;
    });
  return wanted ? dataOf(change) : undefined;
}

function dataOf(change: Change): NotificationData {
  const { kind, item } = change;
  switch (kind) {
    case "newMail": {
      const messageFlags = Number(item.properties.get(Tag.PidTagMessageFlags) ?? 0);
      const { messageClass } = item;
      return { type: kind, ...placeOf(item), messageFlags, unicodeFlag: true, messageClass };
    }
    case "objectCreated":
      return { type: kind, ...placeOf(item), ...parentOf(item), tags: [] };
    case "objectDeleted":
      return { type: kind, ...placeOf(item), ...parentOf(item) };
    case "objectModified":
      return { type: kind, ...placeOf(item), tags: [], ...countsOf(item) };
    case "objectMoved": {
      const { old } = change;
      return { type: kind, ...placeOf(item), oldFolderId: old.folder.id, oldMessageId: old.id };
    }
  }
}

/** The folders whose subscriptions a change concerns: a message's own, a folder itself, and what a folder is in. */
function foldersOf(item: Item, { kind }: Change): readonly Folder[] {
  const folder = folderOf(item);
  const isInParent = item instanceof Folder && item.parent !== undefined && kind !== "objectModified";
  return isInParent ? [folder, item.parent] : [folder];
}

function folderOf(item: Item): Folder {
  return item instanceof Folder ? item : item.folder;
}

function placeOf(item: Item) {
  const messageId = item instanceof Folder ? undefined : item.id;
  return { inSearchFolder: false, folderId: folderOf(item).id, messageId } as const;
}

function parentOf(item: Item) {
  return item instanceof Folder ? { parentFolderId: (item.parent ?? item).id } : {};
}

function countsOf(item: Item) {
  return item instanceof Folder ? { totalMessageCount: item.messages.length, unreadMessageCount: item.unread } : {};
}
