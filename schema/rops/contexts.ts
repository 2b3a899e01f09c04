/** What a conversation must remember so that later buffers can be read. */

import { oxcrops } from "../documents.js";
import { context, enumeration, field, list, toEnd, u8, u16, u32 } from "../language/index.js";
import { PropertyTag } from "../structures/property-tags.js";
import { InputHandleIndex, LogonId, OutputHandleIndex } from "./fields.js";

/** The handle that a notification is for: a subscription's or a table's (u32, a value, no index). */
export const NotificationHandle = field("NotificationHandle", u32);

/** The columns that the last successful RopSetColumns set on the table. */
export const tableColumns = context("tableColumns", list(toEnd, PropertyTag), InputHandleIndex);
/** The same, for the table that a notification names by its handle. */
export const notifiedColumns = context("tableColumns", list(toEnd, PropertyTag), NotificationHandle);
/** The columns of recipient rows that opening or reloading the message told. */
export const recipientColumns = context("recipientColumns", list(toEnd, PropertyTag), InputHandleIndex);
/** The same, for the message that a ROP opens. */
export const openedRecipientColumns = context("recipientColumns", list(toEnd, PropertyTag), OutputHandleIndex);

/** The code page of the 8-bit strings of a message that a ROP opens, and of what is opened from it (MS-OXCROPS_R4607, R4724). */
export const openedCodePageId = context("codePageId", u16, OutputHandleIndex);

/** Whether a logon is to a private mailbox or to the public folders. */
export const LogonKind = enumeration("LogonKind", oxcrops("2.2.3.1"), u8, { public: 0, private: 1 });
/** How the LogonId was logged on. */
export const logonKind = context("logonKind", LogonKind, LogonId);
