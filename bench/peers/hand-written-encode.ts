/**
 * The yardstick: encoders written by hand into a buffer that grows, for the forms that the payloads hold. They check ranges,
 * write what was sent otherwise and refuse what belongs to another form, as ours do.
 */
import type {
  NotificationData,
  PropertyRow,
  RecipientRow,
  RopRequest,
  RopResponse,
  TypedString,
} from "../../src/index.js";
import type { AnyForm } from "../../src/wire/index.js";

/** What is written, and where; to be used again with `pos` 0. */
export class Output {
  bytes: Uint8Array = new Uint8Array(0x10000);
  view: DataView = new DataView(this.bytes.buffer);
  pos = 0;

  /** Makes room for so many bytes and returns where they begin. */
  take(length: number): number {
    const p = this.pos;
    if (p + length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(2 * this.bytes.length, p + length));
      larger.set(this.bytes);
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    this.pos = p + length;
    return p;
  }
}

function misfit(): Error {
  return new RangeError("does not fit");
}

/** Properties of other forms, which the wire has no place for. */
function refuse(first: unknown): void {
  if (first != null) throw new RangeError("does not exist in this form");
}

function put8(b: Uint8Array, p: number, value: number): void {
  if ((value & 0xff) !== value) throw misfit();
  b[p] = value;
}
function put16(b: Uint8Array, p: number, value: number): void {
  if ((value & 0xffff) !== value) throw misfit();
  b[p] = value;
  b[p + 1] = value >> 8;
}
function put32(b: Uint8Array, p: number, value: number): void {
  if (value >>> 0 !== value) throw misfit();
  b[p] = value;
  b[p + 1] = value >> 8;
  b[p + 2] = value >> 16;
  b[p + 3] = value >> 24;
}
function put64(o: Output, p: number, value: bigint): void {
  if (BigInt.asUintN(64, value) !== value) throw misfit();
  o.view.setBigUint64(p, value, true);
}

export function encodeResponsesByHand(
  o: Output,
  responses: readonly RopResponse[],
  columns: readonly number[] | undefined,
): void {
  for (const one of responses) response(o, one, columns);
}

export function encodeRequestsByHand(o: Output, requests: readonly RopRequest[]): void {
  for (const one of requests) request(o, one);
}

function response(o: Output, value: RopResponse, columns: readonly number[] | undefined): void {
  switch (value.ropId) {
    case 0x02: {
      if (value.outcome !== "failure") throw new RangeError("only failures are measured");
      const other: AnyForm<RopResponse> = value;
      refuse(other.hasRules ?? other.isGhosted ?? other.cheapServerCount ?? other.servers);
      head(o, 0x02, value.outputHandleIndex, value.returnValue, 0);
      return;
    }
    case 0x0a: {
      if (value.outcome !== "success") {
        refuse((value as AnyForm<RopResponse>).propertyProblems);
        return void head(o, 0x0a, value.inputHandleIndex, value.returnValue, 0);
      }
      const problems = value.propertyProblems;
      const p = head(o, 0x0a, value.inputHandleIndex, 0, 2 + 10 * problems.length);
      const b = o.bytes;
      put16(b, p, problems.length);
      for (let i = 0, at = p + 2; i < problems.length; i++, at += 10) {
        const problem = problems[i]!;
        put16(b, at, problem.index);
        put32(b, at + 2, problem.propertyTag);
        put32(b, at + 6, problem.errorCode);
      }
      return;
    }
    case 0x0c: {
      if (value.outcome !== "success") {
        const other: AnyForm<RopResponse> = value;
        refuse(other.inputHandleIndex ?? other.messageId);
        return void head(o, 0x0c, value.responseHandleIndex, value.returnValue, 0);
      }
      const p = head(o, 0x0c, value.responseHandleIndex, 0, 9);
      put8(o.bytes, p, value.inputHandleIndex);
      put64(o, p + 1, value.messageId);
      return;
    }
    case 0x12: {
      if (value.outcome !== "success") {
        refuse((value as AnyForm<RopResponse>).tableStatus);
        return void head(o, 0x12, value.inputHandleIndex, value.returnValue, 0);
      }
      const p = head(o, 0x12, value.inputHandleIndex, 0, 1);
      if (value.tableStatus !== "complete") throw new RangeError("only complete tables are measured");
      put8(o.bytes, p, 0);
      return;
    }
    case 0x15: {
      if (value.outcome !== "success") {
        const other: AnyForm<RopResponse> = value;
        refuse(other.origin ?? other.rowData);
        return void head(o, 0x15, value.inputHandleIndex, value.returnValue, 0);
      }
      if (value.origin !== "current" || columns === undefined) throw new RangeError("not what is measured");
      const rows = value.rowData;
      const p = head(o, 0x15, value.inputHandleIndex, 0, 3);
      put8(o.bytes, p, 1);
      put16(o.bytes, p + 1, rows.length);
      for (let i = 0; i < rows.length; i++) row(o, rows[i]!, columns);
      return;
    }
    case 0x2a: {
      const p = o.take(6);
      const b = o.bytes;
      b[p] = 0x2a;
      put32(b, p + 1, value.notificationHandle);
      put8(b, p + 5, value.logonId);
      notificationData(o, value.notificationData);
      return;
    }
    case 0x6e: {
      const p = o.take(3);
      o.bytes[p] = 0x6e;
      put16(o.bytes, p + 1, value.sessionIndex);
      return;
    }
    case 0x03:
      openMessage(o, value);
      return;
    case 0xfe:
      logon(o, value);
      return;
    default:
      throw new RangeError("not one of the ROPs that are measured");
  }
}

/** RopId, handle index and ReturnValue; returns where so many bytes more begin. */
function head(o: Output, ropId: number, handleIndex: number, returnValue: number, more: number): number {
  const p = o.take(6 + more);
  const b = o.bytes;
  b[p] = ropId;
  put8(b, p + 1, handleIndex);
  put32(b, p + 2, returnValue);
  return p + 6;
}

function notificationData(o: Output, data: NotificationData): void {
  if (data.inSearchFolder) throw new RangeError("not what is measured");
  switch (data.type) {
    case "newMail":
      newMail(o, data);
      return;
    case "objectModified":
      objectModified(o, data);
      return;
    case "tableModified":
      tableModified(o, data);
      return;
    default:
      throw new RangeError("not one of the notifications that are measured");
  }
}

function newMail(o: Output, data: Extract<NotificationData, { type: "newMail" }>): void {
  if (data.messageId === undefined) throw new RangeError("not what is measured");
  const other: AnyForm<NotificationData> = data;
  refuse(other.totalMessageCount ?? other.unreadMessageCount ?? other.parentFolderId ?? other.tags);
  refuse(other.oldFolderId ?? other.oldMessageId ?? other.oldParentFolderId ?? other.message ?? other.tableEventType);
  refuse(other.tableRowFolderId ?? other.tableRowMessageId ?? other.tableRowInstance ?? other.tableRowData);
  refuse(other.insertAfterTableRowFolderId ?? other.insertAfterTableRowId ?? other.insertAfterTableRowInstance);
  const p = o.take(23);
  const b = o.bytes;
  put16(b, p, 0x8002);
  put64(o, p + 2, data.folderId);
  put64(o, p + 10, data.messageId);
  put32(b, p + 18, data.messageFlags);
  put8(b, p + 22, flagOf(data.unicodeFlag, data.asSent?.unicodeFlag));
  if (data.unicodeFlag) utf16Z(o, data.messageClass);
  else byteZ(o, data.messageClass);
}

function objectModified(o: Output, data: Extract<NotificationData, { type: "objectModified" }>): void {
  const { tags } = data;
  if (data.messageId === undefined || tags === undefined) throw new RangeError("not what is measured");
  const other: AnyForm<NotificationData> = data;
  refuse(other.totalMessageCount ?? other.unreadMessageCount ?? other.messageFlags ?? other.unicodeFlag);
  refuse(other.messageClass ?? other.parentFolderId);
  refuse(other.oldFolderId ?? other.oldMessageId ?? other.oldParentFolderId ?? other.message ?? other.tableEventType);
  refuse(other.tableRowFolderId ?? other.tableRowMessageId ?? other.tableRowInstance ?? other.tableRowData);
  refuse(other.insertAfterTableRowFolderId ?? other.insertAfterTableRowId ?? other.insertAfterTableRowInstance);
  const p = o.take(18);
  put16(o.bytes, p, 0x8010);
  put64(o, p + 2, data.folderId);
  put64(o, p + 10, data.messageId);
  putTags(o, tags);
}

/** A boolean, as it was sent if that was neither 0 nor 1. */
function flagOf(value: boolean, sent: number | undefined): number {
  return value ? (sent ?? 1) : 0;
}

type TableModified = Extract<NotificationData, { type: "tableModified" }>;

function tableModified(o: Output, data: TableModified): void {
  switch (data.tableEventType) {
    case "tableChanged":
      tableChanged(o, data);
      return;
    case "tableRowDeleted":
      tableRowDeleted(o, data);
      return;
    case "tableRowAdded":
    case "tableRowModified":
      tableRowPlaced(o, data);
      return;
    default:
      throw new RangeError("not one of the events that are measured");
  }
}

// Each form is looked through in a function of its own: one for all would meet the shapes of all.

function tableChanged(
  o: Output,
  data: Extract<TableModified, { tableEventType: "tableChanged" | "tableRestrictionChanged" }>,
): void {
  const other: AnyForm<NotificationData> = data;
  refuse(other.totalMessageCount ?? other.unreadMessageCount ?? other.folderId ?? other.messageId ?? other.tags);
  refuse(other.messageFlags ?? other.unicodeFlag ?? other.messageClass ?? other.parentFolderId ?? other.oldFolderId);
  refuse(other.oldMessageId ?? other.oldParentFolderId ?? other.tableRowFolderId ?? other.tableRowMessageId);
  refuse(other.tableRowInstance ?? other.insertAfterTableRowFolderId ?? other.insertAfterTableRowId);
  refuse(other.insertAfterTableRowInstance ?? other.tableRowData);
  const p = o.take(4);
  put16(o.bytes, p, data.message ? 0x8100 : 0x0100);
  put16(o.bytes, p + 2, 1);
}

function tableRowDeleted(o: Output, data: Extract<TableModified, { tableEventType: "tableRowDeleted" }>): void {
  const other: AnyForm<NotificationData> = data;
  refuse(other.totalMessageCount ?? other.unreadMessageCount ?? other.folderId ?? other.messageId ?? other.tags);
  refuse(other.messageFlags ?? other.unicodeFlag ?? other.messageClass ?? other.parentFolderId ?? other.oldFolderId);
  refuse(other.oldMessageId ?? other.oldParentFolderId ?? other.message ?? other.insertAfterTableRowFolderId);
  refuse(other.insertAfterTableRowId ?? other.insertAfterTableRowInstance ?? other.tableRowData);
  tableRow(o, 4, data.tableRowFolderId, data.tableRowMessageId, data.tableRowInstance);
}

function tableRowPlaced(
  o: Output,
  data: Extract<TableModified, { tableEventType: "tableRowAdded" | "tableRowModified" }>,
): void {
  const other: AnyForm<NotificationData> = data;
  refuse(other.totalMessageCount ?? other.unreadMessageCount ?? other.folderId ?? other.messageId ?? other.tags);
  refuse(other.messageFlags ?? other.unicodeFlag ?? other.messageClass ?? other.parentFolderId ?? other.oldFolderId);
  refuse(other.oldMessageId ?? other.oldParentFolderId ?? other.message);
  const event = data.tableEventType === "tableRowAdded" ? 3 : 5;
  tableRow(o, event, data.tableRowFolderId, data.tableRowMessageId, data.tableRowInstance);
  const { tableRowData, insertAfterTableRowId, insertAfterTableRowInstance } = data;
  if (!("undecoded" in tableRowData) || insertAfterTableRowId === undefined) throw new RangeError("not measured");
  const content = tableRowData.bytes;
  const p = o.take(22 + content.length);
  put64(o, p, data.insertAfterTableRowFolderId);
  put64(o, p + 8, insertAfterTableRowId);
  put32(o.bytes, p + 16, insertAfterTableRowInstance ?? 0);
  put16(o.bytes, p + 20, content.length);
  o.bytes.set(content, p + 22);
}

function tableRow(
  o: Output,
  event: number,
  folderId: bigint,
  messageId: bigint | undefined,
  instance: number | undefined,
): void {
  const p = o.take(24);
  put16(o.bytes, p, 0x8100);
  put16(o.bytes, p + 2, event);
  put64(o, p + 4, folderId);
  put64(o, p + 12, messageId ?? 0n);
  put32(o.bytes, p + 20, instance ?? 0);
}

function row(o: Output, value: PropertyRow, columns: readonly number[]): void {
  if (value.flag !== "standard") throw new RangeError("only standard rows are measured");
  o.bytes[o.take(1)] = 0;
  const values = value.valueArray;
  for (let i = 0; i < values.length; i++) propertyValue(o, columns[i]! & 0xffff, values[i]);
}

function propertyValue(o: Output, type: number, value: unknown): void {
  switch (type) {
    case 0x03: {
      const p = o.take(4);
      if (((value as number) | 0) !== value) throw misfit();
      put32(o.bytes, p, (value as number) >>> 0);
      return;
    }
    case 0x0b:
      put8(o.bytes, o.take(1), value === true ? 1 : value === false ? 0 : (value as number));
      return;
    case 0x14: {
      const p = o.take(8);
      if (BigInt.asIntN(64, value as bigint) !== value) throw misfit();
      o.view.setBigInt64(p, value as bigint, true);
      return;
    }
    case 0x40:
      put64(o, o.take(8), value as bigint);
      return;
    case 0x1e:
      byteZ(o, value as string);
      return;
    case 0x1f:
      utf16Z(o, value as string);
      return;
    case 0x48: {
      const guid = value as Uint8Array;
      if (guid.length !== 16) throw misfit();
      o.bytes.set(guid, o.take(16));
      return;
    }
    case 0x102: {
      const content = value as Uint8Array;
      const p = o.take(2 + content.length);
      put16(o.bytes, p, content.length);
      o.bytes.set(content, p + 2);
      return;
    }
    default:
      throw new RangeError("not one of the types that are measured");
  }
}

function logon(o: Output, value: Extract<RopResponse, { ropId: 0xfe }>): void {
  if (value.outcome !== "success" || value.logonKind !== "private") throw new RangeError("only private logons");
  const other: AnyForm<RopResponse> = value;
  refuse(other.perUserGuid ?? other.serverName);
  const p = o.take(166);
  const b = o.bytes;
  b[p] = 0xfe;
  put8(b, p + 1, value.outputHandleIndex);
  put32(b, p + 2, 0);
  const sent = value.asSent;
  const flags = 1 | (value.undercover ? 2 : 0) | (value.ghosted ? 4 : 0) | (value.spoolerProcess ? 8 : 0);
  put8(b, p + 6, flags | (sent?.logonFlags ?? 0));
  const { folderIds, mailboxGuid, replGuid, logonTime } = value;
  if (folderIds.length !== 13 || mailboxGuid.length !== 16 || replGuid.length !== 16) throw misfit();
  for (let i = 0; i < 13; i++) put64(o, p + 7 + 8 * i, folderIds[i]!);
  put8(b, p + 111, value.responseFlags);
  b.set(mailboxGuid, p + 112);
  put16(b, p + 128, value.replId);
  b.set(replGuid, p + 130);
  put8(b, p + 146, logonTime.seconds);
  put8(b, p + 147, logonTime.minutes);
  put8(b, p + 148, logonTime.hour);
  put8(b, p + 149, logonTime.dayOfWeek);
  put8(b, p + 150, logonTime.day);
  put8(b, p + 151, logonTime.month);
  put16(b, p + 152, logonTime.year);
  put64(o, p + 154, value.gwartTime);
  put32(b, p + 162, sent?.storeState ?? 0);
}

function openMessage(o: Output, value: Extract<RopResponse, { ropId: 0x03 }>): void {
  if (value.outcome !== "success") {
    const other: AnyForm<RopResponse> = value;
    refuse(other.hasNamedProperties ?? other.subjectPrefix ?? other.normalizedSubject);
    refuse(other.recipientCount ?? other.recipientColumns ?? other.recipientRows);
    return void head(o, 0x03, value.outputHandleIndex, value.returnValue, 0);
  }
  const named = flagOf(value.hasNamedProperties, value.asSent?.hasNamedProperties);
  put8(o.bytes, head(o, 0x03, value.outputHandleIndex, 0, 1), named);
  typedString(o, value.subjectPrefix);
  typedString(o, value.normalizedSubject);
  put16(o.bytes, o.take(2), value.recipientCount);
  putTags(o, value.recipientColumns);
  put8(o.bytes, o.take(1), value.recipientRows.length);
  for (const recipient of value.recipientRows) {
    const { recipientRow, asSent: sent } = recipient;
    if ("undecoded" in recipientRow || recipientRow.type !== "smtp" || recipient.type !== "to") throw misfit();
    const { emailAddress, displayName, simpleDisplayName, transmittableDisplayName, recipientProperties } =
      recipientRow;
    const other: AnyForm<RecipientRow> = recipientRow;
    refuse(other.addressType ?? other.addressPrefixUsed ?? other.displayType);
    refuse(other.x500Dn ?? other.entryId ?? other.searchKey);
    const p = o.take(9);
    const kind = 1 | (recipient.resend ? 0x10 : 0) | (recipient.received ? 0x80 : 0);
    put8(o.bytes, p, kind | (sent?.recipientType ?? 0));
    put16(o.bytes, p + 1, recipient.codePageId);
    put16(o.bytes, p + 3, sent?.reserved ?? 0);
    const flags =
      3 |
      (emailAddress === undefined ? 0 : 0x08) |
      (displayName === undefined ? 0 : 0x10) |
      (transmittableDisplayName === undefined ? 0 : 0x20) |
      (recipientRow.sameTransmittableDisplayName ? 0x40 : 0) |
      (recipientRow.otherTransport ? 0x80 : 0) |
      (recipientRow.noRichText ? 0x0100 : 0) |
      (recipientRow.unicode ? 0x0200 : 0) |
      (simpleDisplayName === undefined ? 0 : 0x0400);
    put16(o.bytes, p + 7, flags | (recipientRow.asSent?.recipientFlags ?? 0));
    const text = recipientRow.unicode ? utf16Z : byteZ;
    if (emailAddress !== undefined) text(o, emailAddress);
    if (displayName !== undefined) text(o, displayName);
    if (simpleDisplayName !== undefined) text(o, simpleDisplayName);
    if (transmittableDisplayName !== undefined) text(o, transmittableDisplayName);
    put16(o.bytes, o.take(2), recipientProperties.valueArray.length);
    row(o, recipientProperties, value.recipientColumns);
    if (sent?.recipientRowRest !== undefined) putBytes(o, sent.recipientRowRest);
    put16(o.bytes, p + 5, o.pos - p - 7);
  }
}

function typedString(o: Output, value: TypedString): void {
  if (value.stringType !== "unicode") throw new RangeError("only Unicode strings are measured");
  o.bytes[o.take(1)] = 4;
  utf16Z(o, value.string);
}

function putTags(o: Output, tags: readonly number[]): void {
  let p = o.take(2 + 4 * tags.length);
  const b = o.bytes;
  put16(b, p, tags.length);
  p += 2;
  for (let i = 0; i < tags.length; i++, p += 4) put32(b, p, tags[i]!);
}

function putBytes(o: Output, bytes: Uint8Array): void {
  o.bytes.set(bytes, o.take(bytes.length));
}

function utf16Z(o: Output, value: string): void {
  const { length } = value;
  let p = o.take(2 * length + 2);
  const b = o.bytes;
  for (let i = 0; i < length; i++, p += 2) {
    const unit = value.charCodeAt(i);
    if (unit === 0) throw misfit();
    b[p] = unit;
    b[p + 1] = unit >> 8;
  }
  b[p] = 0;
  b[p + 1] = 0;
}

function byteZ(o: Output, value: string): void {
  const { length } = value;
  const p = o.take(length + 1);
  const b = o.bytes;
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i);
    if (unit === 0 || unit > 0xff) throw misfit();
    b[p + i] = unit;
  }
  b[p + length] = 0;
}

function request(o: Output, value: RopRequest): void {
  const { ropId } = value;
  const p = o.take(3);
  const b = o.bytes;
  b[p] = ropId;
  put8(b, p + 1, value.logonId);
  switch (ropId) {
    case 0x01:
      put8(b, p + 2, value.inputHandleIndex);
      return;
    case 0x03: {
      put8(b, p + 2, value.inputHandleIndex);
      const at = o.take(20);
      put8(o.bytes, at, value.outputHandleIndex);
      put16(o.bytes, at + 1, value.codePageId);
      put64(o, at + 3, value.folderId);
      put8(o.bytes, at + 11, value.openModeFlags);
      put64(o, at + 12, value.messageId);
      return;
    }
    case 0x07: {
      put8(b, p + 2, value.inputHandleIndex);
      const at = o.take(4);
      put16(o.bytes, at, value.propertySizeLimit);
      put16(o.bytes, at + 2, flagOf(value.wantUnicode, value.asSent?.wantUnicode));
      putTags(o, value.propertyTags);
      return;
    }
    case 0x0a: {
      put8(b, p + 2, value.inputHandleIndex);
      const at = o.take(4);
      put16(o.bytes, at + 2, value.propertyValues.length);
      for (const { propertyTag, propertyValue: one } of value.propertyValues) {
        put32(o.bytes, o.take(4), propertyTag);
        propertyValue(o, propertyTag & 0xffff, one);
      }
      if (value.asSent?.propertyValueSizeRest !== undefined) putBytes(o, value.asSent.propertyValueSizeRest);
      put16(o.bytes, at, o.pos - at - 2);
      return;
    }
    case 0x12:
      put8(b, p + 2, value.inputHandleIndex);
      put8(o.bytes, o.take(1), value.setColumnsFlags);
      putTags(o, value.propertyTags);
      return;
    case 0x15: {
      put8(b, p + 2, value.inputHandleIndex);
      const at = o.take(4);
      put8(o.bytes, at, value.queryRowsFlags);
      put8(o.bytes, at + 1, flagOf(value.forwardRead, value.asSent?.forwardRead));
      put16(o.bytes, at + 2, value.rowCount);
      return;
    }
    default:
      throw new RangeError("not one of the ROPs that are measured");
  }
}
