/** What a RopNotify says: 45 shapes from one word and an event type. */
import { oxcnotif } from "../documents.js";
import {
  all,
  any,
  bit,
  bits,
  bool8,
  count,
  enumeration,
  field,
  given,
  is,
  list,
  not,
  part,
  presence,
  size,
  stringZ,
  structure,
  u16,
  u32,
  when,
  within,
} from "../language/index.js";
import { FolderID, MessageID } from "./identifiers.js";
import { MessageFlags } from "./message-flags.js";
import { PropertyRow } from "./property-row.js";
import { columns, PropertyTag } from "./property-tags.js";

/** The kind of event (low 12 bits of NotificationFlags). */
export const NotificationType = enumeration("NotificationType", oxcnotif("2.2.1.4.1.2"), u16, {
  newMail: 0x0002,
  objectCreated: 0x0004,
  objectDeleted: 0x0008,
  objectModified: 0x0010,
  objectMoved: 0x0020,
  objectCopied: 0x0040,
  searchCompleted: 0x0080,
  tableModified: 0x0100,
  /** Reserved: no server sends it and clients ignore it. */
  extended: 0x0400,
});

/** What happened to the table. */
export const TableEventType = enumeration("TableEventType", oxcnotif("2.2.1.4.1.2"), u16, {
  /** More changed than is told: read the table again. */
  tableChanged: 0x0001,
  tableRowAdded: 0x0003,
  tableRowDeleted: 0x0004,
  tableRowModified: 0x0005,
  tableRestrictionChanged: 0x0007,
});

const type = part("type", 0x0fff, NotificationType);
const totalCount = part("totalCount", 0x1000, presence(bit));
const unreadCount = part("unreadCount", 0x2000, presence(bit));
const inSearchFolder = part("inSearchFolder", 0x4000, bit);
const message = part("message", 0x8000, presence(bit));
const event = field("TableEventType", TableEventType);
const unicode = field("UnicodeFlag", bool8);

const ofRow = is(event, "tableRowAdded", "tableRowDeleted", "tableRowModified");
const withRowData = is(event, "tableRowAdded", "tableRowModified");
const ofObject = not(is(type, "tableModified", "extended"));
const moved = is(type, "objectMoved", "objectCopied");
const both = all(inSearchFolder, message);
const neither = not(any(inSearchFolder, message));
const hasParent = all(is(type, "objectCreated", "objectDeleted", "objectMoved", "objectCopied"), any(both, neither));

/** What happened, in as many fields as the event needs. */
export const NotificationData = structure(
  "NotificationData",
  oxcnotif("2.2.1.4.1.2"),
  [
    field("NotificationFlags", bits(u16, [type, totalCount, unreadCount, inSearchFolder, message])),
    when(is(type, "tableModified"), event),
    when(ofRow, field("TableRowFolderID", FolderID)),
    when(all(ofRow, message), field("TableRowMessageID", MessageID)),
    when(all(ofRow, message), field("TableRowInstance", u32)),
    when(withRowData, field("InsertAfterTableRowFolderID", FolderID)),
    when(all(withRowData, message), field("InsertAfterTableRowID", MessageID)),
    when(all(withRowData, message), field("InsertAfterTableRowInstance", u32)),
    when(withRowData, field("TableRowData", within(size("TableRowDataSize", u16), given(PropertyRow, { columns })))),
    when(ofObject, field("FolderId", FolderID)),
    when(all(ofObject, message), field("MessageId", MessageID)),
    when(hasParent, field("ParentFolderId", FolderID)),
    when(moved, field("OldFolderId", FolderID)),
    when(all(moved, message), field("OldMessageId", MessageID)),
    when(all(moved, not(message)), field("OldParentFolderId", FolderID)),
    /** Absent (0xFFFF on the wire): all properties may have changed. */
    when(
      is(type, "objectCreated", "objectModified"),
      field("Tags", list(count("TagCount", u16, { none: 0xffff }), PropertyTag)),
    ),
    /** Absent unless its bit is set, which servers do with objectModified alone. */
    when(totalCount, field("TotalMessageCount", u32)),
    /** Absent unless its bit is set, which servers do with objectModified alone. */
    when(unreadCount, field("UnreadMessageCount", u32)),
    when(is(type, "newMail"), field("MessageFlags", MessageFlags)),
    when(is(type, "newMail"), unicode),
    when(is(type, "newMail"), field("MessageClass", stringZ(unicode))),
  ],
  { takes: [columns], splitBy: [type, event] },
);
