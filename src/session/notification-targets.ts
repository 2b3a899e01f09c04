/** What a RopNotify may be for: the subscriptions and tables that a client has opened and not released. */
import { RopId } from "../../generated/rops.js";
import type { OfHandle } from "../stream/index.js";

/** What makes a notification subscription, or a table (with its automatic subscription). */
const MAKES_TARGETS: ReadonlySet<number | undefined> = new Set([
  RopId.RegisterNotification,
  RopId.GetHierarchyTable,
  RopId.GetContentsTable,
  RopId.GetAttachmentTable,
  RopId.GetPermissionsTable,
  RopId.GetRulesTable,
]);

/**
 * Whether notifications for an object are looked at; those for anything else are ignored. [MS-OXCNOTIF] 3.2.5.4
 *
 * ```ts
 * isNotificationTarget(conversation.memory.object(notify.notificationHandle))
 * ```
 *
 * @param known what the conversation knows of the object, if it was opened there and not released
 */
export function isNotificationTarget(known: OfHandle | undefined): boolean {
  return MAKES_TARGETS.has(known?.madeBy);
}
