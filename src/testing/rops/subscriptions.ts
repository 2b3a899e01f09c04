/** RopRegisterNotification. */
import type { RopRegisterNotificationRequest } from "../../../generated/rops/notification/rop-register-notification.js";
import type { Answer, Call } from "./call.js";

export function registerNotification(request: RopRegisterNotificationRequest, { session, handles }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, outputHandleIndex } = request;
  const { mailbox } = session.object(handles[inputHandleIndex], logonId, "logon", "folder", "message", "table");
  return {
    response: { ropId, outputHandleIndex, returnValue: 0 },
    opens: { kind: "subscription", logonId, mailbox, request },
  };
}
