/**
 * The yardstick: decoders written by hand, straight on, for the forms that the payloads hold. The same values, with what was
 * sent otherwise; but errors without a place.
 */
import type {
  NotificationData,
  OpenRecipientRow,
  PropertyRow,
  RecipientRow,
  RopRequest,
  RopResponse,
  TypedString,
} from "../../src/index.js";
import { getI64, getU64 } from "../../src/wire/reader.js";
import { latin1, utf16 } from "../../src/wire/text.js";

function short(): Error {
  return new RangeError("the bytes end too early");
}

function u16(b: Uint8Array, p: number): number {
  return b[p]! | (b[p + 1]! << 8);
}
function u32(b: Uint8Array, p: number): number {
  return (b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24)) >>> 0;
}

/** Decodes lists of ROPs one after the other; `pos` is where the last one ended. */
class HandWritten {
  readonly b: Uint8Array;
  end: number;
  pos = 0;
  #buffer: ArrayBufferLike | undefined;

  constructor(b: Uint8Array) {
    this.b = b;
    this.end = b.length;
  }

  view(start: number, end: number): Uint8Array {
    return new Uint8Array((this.#buffer ??= this.b.buffer), this.b.byteOffset + start, end - start);
  }
}

export function decodeResponsesByHand(bytes: Uint8Array, columns: readonly number[] | undefined): RopResponse[] {
  const s = new HandWritten(bytes);
  const responses: RopResponse[] = [];
  while (s.pos < s.end) {
    const one = response(s, columns);
    responses.push(one);
  }
  return responses;
}

export function decodeRequestsByHand(bytes: Uint8Array): RopRequest[] {
  const s = new HandWritten(bytes);
  const requests: RopRequest[] = [];
  while (s.pos < s.end) {
    const one = request(s);
    requests.push(one);
  }
  return requests;
}

function response(s: HandWritten, columns: readonly number[] | undefined): RopResponse {
  switch (s.b[s.pos]) {
    case 0x02:
      return openFolder(s);
    case 0x03:
      return openMessage(s);
    case 0x0a:
      return setProperties(s);
    case 0x0c:
      return saveChanges(s);
    case 0x12:
      return setColumns(s);
    case 0x15:
      return queryRows(s, columns);
    case 0x2a:
      return notify(s);
    case 0x6e:
      return pending(s);
    case 0xfe:
      return logon(s);
    default:
      throw new RangeError("not one of the ROPs that are measured");
  }
}

function openFolder(s: HandWritten): RopResponse {
  const { b, pos: p } = s;
  if (p + 6 > s.end) throw short();
  const returnValue = u32(b, p + 2);
  if (returnValue === 0) throw new RangeError("only failures are measured");
  s.pos = p + 6;
  return { ropId: 0x02, outputHandleIndex: b[p + 1]!, outcome: "failure", returnValue };
}

function setProperties(s: HandWritten): RopResponse {
  const { b, pos: p, end } = s;
  if (p + 6 > end) throw short();
  const inputHandleIndex = b[p + 1]!;
  const returnValue = u32(b, p + 2);
  if (returnValue !== 0) {
    s.pos = p + 6;
    return { ropId: 0x0a, inputHandleIndex, outcome: "failure", returnValue };
  }
  if (p + 8 > end) throw short();
  const count = u16(b, p + 6);
  let at = p + 8;
  if (at + 10 * count > end) throw short();
  const propertyProblems = new Array<{ index: number; propertyTag: number; errorCode: number }>(count);
  for (let i = 0; i < count; i++, at += 10) {
    propertyProblems[i] = { index: u16(b, at), propertyTag: u32(b, at + 2), errorCode: u32(b, at + 6) };
  }
  s.pos = at;
  return { ropId: 0x0a, inputHandleIndex, outcome: "success", returnValue: 0, propertyProblems };
}

function saveChanges(s: HandWritten): RopResponse {
  const { b, pos: p, end } = s;
  if (p + 6 > end) throw short();
  const responseHandleIndex = b[p + 1]!;
  const returnValue = u32(b, p + 2);
  if (returnValue !== 0) {
    s.pos = p + 6;
    return { ropId: 0x0c, responseHandleIndex, outcome: "failure", returnValue };
  }
  if (p + 15 > end) throw short();
  const messageId = getU64(b, p + 7);
  s.pos = p + 15;
  return {
    ropId: 0x0c,
    responseHandleIndex,
    outcome: "success",
    returnValue: 0,
    inputHandleIndex: b[p + 6]!,
    messageId,
  };
}

function setColumns(s: HandWritten): RopResponse {
  const { b, pos: p, end } = s;
  if (p + 6 > end) throw short();
  const inputHandleIndex = b[p + 1]!;
  const returnValue = u32(b, p + 2);
  if (returnValue !== 0) {
    s.pos = p + 6;
    return { ropId: 0x12, inputHandleIndex, outcome: "failure", returnValue };
  }
  if (p + 7 > end) throw short();
  const status = b[p + 6]!;
  s.pos = p + 7;
  return {
    ropId: 0x12,
    inputHandleIndex,
    outcome: "success",
    returnValue: 0,
    tableStatus: status === 0 ? "complete" : status,
  };
}

function pending(s: HandWritten): RopResponse {
  const p = s.pos;
  if (p + 3 > s.end) throw short();
  s.pos = p + 3;
  return { ropId: 0x6e, sessionIndex: u16(s.b, p + 1) };
}

function notify(s: HandWritten): RopResponse {
  const { b, pos: p } = s;
  if (p + 8 > s.end) throw short();
  const notificationHandle = u32(b, p + 1);
  const logonId = b[p + 5]!;
  const flags = u16(b, p + 6);
  s.pos = p + 8;
  return { ropId: 0x2a, notificationHandle, logonId, notificationData: notificationData(s, flags) };
}

function notificationData(s: HandWritten, flags: number): NotificationData {
  const { b, end } = s;
  let p = s.pos;
  if ((flags & 0x3000) !== 0) throw new RangeError("no counts are measured");
  const inSearchFolder = (flags & 0x4000) !== 0;
  const ofMessage = (flags & 0x8000) !== 0;
  switch (flags & 0xfff) {
    case 0x02: {
      if (!ofMessage || p + 21 > end) throw short();
      const unicode = b[p + 20]!;
      const folderId = getU64(b, p);
      const messageId = getU64(b, p + 8);
      const messageFlags = u32(b, p + 16);
      const unicodeFlag = unicode !== 0;
      s.pos = p + 21;
      const messageClass = unicodeFlag ? utf16Z(s) : byteZ(s);
      return {
        type: "newMail",
        inSearchFolder,
        folderId,
        messageId,
        messageFlags,
        unicodeFlag,
        messageClass,
        asSent: unicode > 1 ? { unicodeFlag: unicode } : undefined,
      };
    }
    case 0x10: {
      if (!ofMessage || p + 18 > end) throw short();
      const folderId = getU64(b, p);
      const messageId = getU64(b, p + 8);
      s.pos = p + 16;
      return { type: "objectModified", inSearchFolder, folderId, messageId, tags: tags(s) };
    }
    case 0x100: {
      if (p + 2 > end) throw short();
      const event = u16(b, p);
      p += 2;
      if (event === 1) {
        s.pos = p;
        return { type: "tableModified", inSearchFolder, message: ofMessage, tableEventType: "tableChanged" };
      }
      if (!ofMessage || p + 20 > end) throw short();
      const tableRowFolderId = getU64(b, p);
      const tableRowMessageId = getU64(b, p + 8);
      const tableRowInstance = u32(b, p + 16);
      p += 20;
      if (event === 4) {
        s.pos = p;
        return {
          type: "tableModified",
          inSearchFolder,
          tableEventType: "tableRowDeleted",
          tableRowFolderId,
          tableRowMessageId,
          tableRowInstance,
        };
      }
      if (p + 22 > end) throw short();
      const insertAfterTableRowFolderId = getU64(b, p);
      const insertAfterTableRowId = getU64(b, p + 8);
      const insertAfterTableRowInstance = u32(b, p + 16);
      const size = u16(b, p + 20);
      p += 22;
      if (p + size > end) throw short();
      s.pos = p + size;
      return {
        type: "tableModified",
        inSearchFolder,
        tableEventType: event === 3 ? "tableRowAdded" : "tableRowModified",
        tableRowFolderId,
        tableRowMessageId,
        tableRowInstance,
        insertAfterTableRowFolderId,
        insertAfterTableRowId,
        insertAfterTableRowInstance,
        tableRowData: { undecoded: "missing-context", bytes: s.view(p, p + size) },
      };
    }
    default:
      throw new RangeError("not one of the notifications that are measured");
  }
}

function queryRows(s: HandWritten, columns: readonly number[] | undefined): RopResponse {
  const { b, pos: p, end } = s;
  if (p + 6 > end) throw short();
  const inputHandleIndex = b[p + 1]!;
  const returnValue = u32(b, p + 2);
  if (returnValue !== 0) {
    s.pos = p + 6;
    return { ropId: 0x15, inputHandleIndex, outcome: "failure", returnValue };
  }
  if (columns === undefined) throw new RangeError("no columns");
  if (p + 9 > end) throw short();
  const origin = b[p + 6] === 1 ? "current" : b[p + 6]!;
  const count = u16(b, p + 7);
  s.pos = p + 9;
  if (s.pos + count > end) throw short();
  const rowData = new Array<PropertyRow>(count);
  for (let i = 0; i < count; i++) rowData[i] = row(s, columns, columns.length);
  return { ropId: 0x15, inputHandleIndex, outcome: "success", returnValue: 0, origin, rowData };
}

function row(s: HandWritten, columns: readonly number[], count: number): PropertyRow {
  if (s.pos >= s.end) throw short();
  if (s.b[s.pos++] !== 0) throw new RangeError("only standard rows are measured");
  const valueArray = new Array<bigint | number | boolean | string | Uint8Array>(count);
  for (let i = 0; i < count; i++) valueArray[i] = propertyValue(s, columns[i]! & 0xffff);
  return { flag: "standard", valueArray };
}

function propertyValue(s: HandWritten, type: number): bigint | number | boolean | string | Uint8Array {
  const { b, end } = s;
  const p = s.pos;
  switch (type) {
    case 0x03:
      if (p + 4 > end) throw short();
      s.pos = p + 4;
      return b[p]! | (b[p + 1]! << 8) | (b[p + 2]! << 16) | (b[p + 3]! << 24);
    case 0x0b: {
      if (p + 1 > end) throw short();
      s.pos = p + 1;
      const value = b[p]!;
      return value === 0 ? false : value === 1 ? true : value;
    }
    case 0x14:
      if (p + 8 > end) throw short();
      s.pos = p + 8;
      return getI64(b, p);
    case 0x40:
      if (p + 8 > end) throw short();
      s.pos = p + 8;
      return getU64(b, p);
    case 0x1e:
      return byteZ(s);
    case 0x1f:
      return utf16Z(s);
    case 0x48:
      if (p + 16 > end) throw short();
      s.pos = p + 16;
      return s.view(p, p + 16);
    case 0x102: {
      if (p + 2 > end) throw short();
      const stop = p + 2 + u16(b, p);
      if (stop > end) throw short();
      s.pos = stop;
      return s.view(p + 2, stop);
    }
    default:
      throw new RangeError("not one of the types that are measured");
  }
}

function logon(s: HandWritten): RopResponse {
  const { b, pos: p } = s;
  if (p + 166 > s.end) throw short();
  const flags = b[p + 6]!;
  if (u32(b, p + 2) !== 0 || (flags & 1) === 0) throw new RangeError("only private logons are measured");
  const folderIds = new Array<bigint>(13);
  for (let i = 0; i < 13; i++) folderIds[i] = getU64(b, p + 7 + 8 * i);
  const reserved = u32(b, p + 162);
  let sent: { logonFlags?: number; storeState?: number } | undefined;
  if ((flags & 0xf0) !== 0) sent = { logonFlags: flags & 0xf0 };
  if (reserved !== 0) sent = { ...sent, storeState: reserved };
  s.pos = p + 166;
  return {
    ropId: 0xfe,
    outputHandleIndex: b[p + 1]!,
    outcome: "success",
    returnValue: 0,
    logonKind: "private",
    undercover: (flags & 2) !== 0,
    ghosted: (flags & 4) !== 0,
    spoolerProcess: (flags & 8) !== 0,
    folderIds,
    responseFlags: b[p + 111]!,
    mailboxGuid: s.view(p + 112, p + 128),
    replId: u16(b, p + 128),
    replGuid: s.view(p + 130, p + 146),
    logonTime: {
      seconds: b[p + 146]!,
      minutes: b[p + 147]!,
      hour: b[p + 148]!,
      dayOfWeek: b[p + 149]!,
      day: b[p + 150]!,
      month: b[p + 151]!,
      year: u16(b, p + 152),
    },
    gwartTime: getU64(b, p + 154),
    asSent: sent,
  };
}

function openMessage(s: HandWritten): RopResponse {
  const { b, pos, end } = s;
  if (pos + 7 > end) throw short();
  const outputHandleIndex = b[pos + 1]!;
  const returnValue = u32(b, pos + 2);
  if (returnValue !== 0) {
    s.pos = pos + 6;
    return { ropId: 0x03, outputHandleIndex, outcome: "failure", returnValue };
  }
  const named = b[pos + 6]!;
  s.pos = pos + 7;
  const subjectPrefix = typedString(s);
  const normalizedSubject = typedString(s);
  if (s.pos + 2 > end) throw short();
  const recipientCount = u16(b, s.pos);
  s.pos += 2;
  const recipientColumns = tags(s);
  if (s.pos >= end) throw short();
  const count = b[s.pos++]!;
  const recipientRows = new Array<OpenRecipientRow>(count);
  for (let i = 0; i < count; i++) recipientRows[i] = recipient(s, recipientColumns);
  return {
    ropId: 0x03,
    outputHandleIndex,
    outcome: "success",
    returnValue: 0,
    hasNamedProperties: named !== 0,
    subjectPrefix,
    normalizedSubject,
    recipientCount,
    recipientColumns,
    recipientRows,
    asSent: named > 1 ? { hasNamedProperties: named } : undefined,
  };
}

const RECIPIENT_TYPES = ["none", "to", "cc", "bcc"] as const;

function recipient(s: HandWritten, columns: readonly number[]): OpenRecipientRow {
  const { b, pos: p, end: outer } = s;
  if (p + 7 > outer) throw short();
  const kind = b[p]!;
  const reserved = u16(b, p + 3);
  const stop = p + 7 + u16(b, p + 5);
  if (stop > outer) throw short();
  s.pos = p + 7;
  s.end = stop;
  const recipientRow = smtp(s, columns);
  s.end = outer;
  let sent: { recipientType?: number; reserved?: number; recipientRowRest?: Uint8Array } | undefined;
  if ((kind & 0x60) !== 0) sent = { recipientType: kind & 0x60 };
  if (reserved !== 0) sent = { ...sent, reserved };
  if (s.pos < stop) {
    sent = { ...sent, recipientRowRest: s.view(s.pos, stop) };
    s.pos = stop;
  }
  return {
    type: RECIPIENT_TYPES[kind & 0x0f] ?? kind & 0x0f,
    resend: (kind & 0x10) !== 0,
    received: (kind & 0x80) !== 0,
    codePageId: u16(b, p + 1),
    recipientRow,
    asSent: sent,
  };
}

function smtp(s: HandWritten, columns: readonly number[]): RecipientRow {
  const { b, pos: p, end } = s;
  if (p + 2 > end) throw short();
  const flags = u16(b, p);
  if ((flags & 7) !== 3) throw new RangeError("only SMTP recipients are measured");
  s.pos = p + 2;
  const text = (flags & 0x0200) !== 0 ? utf16Z : byteZ;
  const emailAddress = (flags & 0x08) !== 0 ? text(s) : undefined;
  const displayName = (flags & 0x10) !== 0 ? text(s) : undefined;
  const simpleDisplayName = (flags & 0x0400) !== 0 ? text(s) : undefined;
  const transmittableDisplayName = (flags & 0x20) !== 0 ? text(s) : undefined;
  if (s.pos + 2 > end) throw short();
  const count = u16(b, s.pos);
  s.pos += 2;
  return {
    type: "smtp",
    sameTransmittableDisplayName: (flags & 0x40) !== 0,
    otherTransport: (flags & 0x80) !== 0,
    noRichText: (flags & 0x0100) !== 0,
    unicode: (flags & 0x0200) !== 0,
    emailAddress,
    displayName,
    simpleDisplayName,
    transmittableDisplayName,
    recipientProperties: row(s, columns, count),
    asSent: (flags & 0xf800) !== 0 ? { recipientFlags: flags & 0xf800 } : undefined,
  };
}

function typedString(s: HandWritten): TypedString {
  if (s.pos >= s.end) throw short();
  if (s.b[s.pos++] !== 4) throw new RangeError("only Unicode strings are measured");
  return { stringType: "unicode", string: utf16Z(s) };
}

/** A count and so many property tags. */
function tags(s: HandWritten): number[] {
  const { b, pos: p, end } = s;
  if (p + 2 > end) throw short();
  const count = u16(b, p);
  let at = p + 2;
  if (at + 4 * count > end) throw short();
  const list = new Array<number>(count);
  for (let i = 0; i < count; i++, at += 4) list[i] = u32(b, at);
  s.pos = at;
  return list;
}

function utf16Z(s: HandWritten): string {
  const { b, pos: start } = s;
  const last = s.end - 1;
  let p = start;
  while (p < last && (b[p] !== 0 || b[p + 1] !== 0)) p += 2;
  if (p >= last) throw short();
  s.pos = p + 2;
  return utf16(b, start, p);
}

function byteZ(s: HandWritten): string {
  const { b, pos: start, end } = s;
  let p = start;
  while (p < end && b[p] !== 0) p++;
  if (p === end) throw short();
  s.pos = p + 1;
  return latin1(b, start, p);
}

function request(s: HandWritten): RopRequest {
  const { b, pos: p, end } = s;
  if (p + 3 > end) throw short();
  const logonId = b[p + 1]!;
  const inputHandleIndex = b[p + 2]!;
  switch (b[p]) {
    case 0x01:
      s.pos = p + 3;
      return { ropId: 0x01, logonId, inputHandleIndex };
    case 0x03:
      if (p + 23 > end) throw short();
      s.pos = p + 23;
      return {
        ropId: 0x03,
        logonId,
        inputHandleIndex,
        outputHandleIndex: b[p + 3]!,
        codePageId: u16(b, p + 4),
        folderId: getU64(b, p + 6),
        openModeFlags: b[p + 14]!,
        messageId: getU64(b, p + 15),
      };
    case 0x07: {
      if (p + 9 > end) throw short();
      s.pos = p + 7;
      const propertySizeLimit = u16(b, p + 3);
      const unicode = u16(b, p + 5);
      return {
        ropId: 0x07,
        logonId,
        inputHandleIndex,
        propertySizeLimit,
        wantUnicode: unicode !== 0,
        propertyTags: tags(s),
        asSent: unicode > 1 ? { wantUnicode: unicode } : undefined,
      };
    }
    case 0x0a: {
      if (p + 7 > end) throw short();
      const count = u16(b, p + 5);
      const stop = p + 5 + u16(b, p + 3);
      if (stop < p + 7 || stop > end) throw short();
      s.pos = p + 7;
      s.end = stop;
      if (p + 7 + 4 * count > stop) throw short();
      const propertyValues = new Array<{ propertyTag: number; propertyValue: ReturnType<typeof propertyValue> }>(count);
      for (let i = 0; i < count; i++) {
        if (s.pos + 4 > stop) throw short();
        const propertyTag = u32(b, s.pos);
        s.pos += 4;
        propertyValues[i] = { propertyTag, propertyValue: propertyValue(s, propertyTag & 0xffff) };
      }
      const rest = s.pos < stop ? { propertyValueSizeRest: s.view(s.pos, stop) } : undefined;
      s.pos = stop;
      s.end = end;
      return { ropId: 0x0a, logonId, inputHandleIndex, propertyValues, asSent: rest };
    }
    case 0x12:
      if (p + 4 > end) throw short();
      s.pos = p + 4;
      return { ropId: 0x12, logonId, inputHandleIndex, setColumnsFlags: b[p + 3]!, propertyTags: tags(s) };
    case 0x15: {
      if (p + 7 > end) throw short();
      const forward = b[p + 4]!;
      s.pos = p + 7;
      return {
        ropId: 0x15,
        logonId,
        inputHandleIndex,
        queryRowsFlags: b[p + 3]!,
        forwardRead: forward !== 0,
        rowCount: u16(b, p + 5),
        asSent: forward > 1 ? { forwardRead: forward } : undefined,
      };
    }
    default:
      throw new RangeError("not one of the ROPs that are measured");
  }
}
