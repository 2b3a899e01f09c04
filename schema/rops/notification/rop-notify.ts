/** RopNotify: the details of one notification. */
import { oxcrops } from "../../documents.js";
import { field, given, rop, table } from "../../language/index.js";
import { NotificationData } from "../../structures/notification-data.js";
import { NotificationHandle, notifiedColumns } from "../contexts.js";
import { LogonId } from "../fields.js";

/** Tells the client what happened to an object or a table that it watches. Sent by the server only, at the end of a list. */
export const RopNotify = rop("RopNotify", 0x2a, oxcrops("2.2.14.2"), {
  frequent: true,
  response: table(oxcrops("2.2.14.2.1"), [
    NotificationHandle,
    LogonId,
    field("NotificationData", given(NotificationData, { columns: notifiedColumns })),
  ]),
});
