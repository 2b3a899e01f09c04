/** The payloads that are measured: sixteen of each kind, all different, made with our own encoders. */
import type { NotificationData, RopRequest, RopResponse } from "../src/index.js";
import { encodeRopRequests, encodeRopResponses, RopId } from "../src/index.js";

export interface Payload {
  readonly id: string;
  readonly what: string;
  readonly inputs: readonly Uint8Array[];
  /** The columns of the rows, where there are rows. */
  readonly columns?: readonly number[];
  readonly requests?: readonly RopRequest[];
}

const VARIANTS = 16;

/** A small generator, so that every run measures the same bytes. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

function variants(make: (pick: (below: number) => number) => Uint8Array): readonly Uint8Array[] {
  return Array.from({ length: VARIANTS }, (_, index) => make(numbers(index + 1)));
}

function notification(pick: (below: number) => number): NotificationData {
  const folderId = BigInt(pick(1 << 30)) << 16n;
  switch (pick(4)) {
    case 0:
      return {
        type: "newMail",
        inSearchFolder: false,
        folderId,
        messageId: folderId + 1n,
        messageFlags: 1,
        unicodeFlag: false,
        messageClass: "IPM.Note",
      };
    case 1:
      return {
        type: "newMail",
        inSearchFolder: false,
        folderId,
        messageId: folderId + 1n,
        messageFlags: 1,
        unicodeFlag: true,
        messageClass: "IPM.Appointment",
      };
    case 2:
      return { type: "tableModified", inSearchFolder: false, message: false, tableEventType: "tableChanged" };
    default:
      return {
        type: "objectModified",
        inSearchFolder: false,
        folderId,
        messageId: folderId + 1n,
        tags: [0x0e070003, 0x0037001f],
      };
  }
}

/** 200 small responses, the last one a RopPending. */
function smallResponses(pick: (below: number) => number): Uint8Array {
  const responses: RopResponse[] = [];
  for (let i = 0; i < 139; i++) {
    const inputHandleIndex = pick(8);
    switch (pick(4)) {
      case 0:
        responses.push({ ropId: 0x0a, inputHandleIndex, outcome: "success", returnValue: 0, propertyProblems: [] });
        break;
      case 1:
        responses.push({ ropId: 0x12, inputHandleIndex, outcome: "success", returnValue: 0, tableStatus: "complete" });
        break;
      case 2:
        responses.push({
          ropId: 0x02,
          outputHandleIndex: inputHandleIndex,
          outcome: "failure",
          returnValue: 0x8004010f,
        });
        break;
      default:
        responses.push({
          ropId: 0x0a,
          inputHandleIndex,
          outcome: "success",
          returnValue: 0,
          propertyProblems: [{ index: pick(9), propertyTag: 0x0e070003, errorCode: 0x80070005 }],
        });
    }
  }
  for (let i = 0; i < 60; i++)
    responses.push({
      ropId: RopId.Notify,
      notificationHandle: pick(1000),
      logonId: 0,
      notificationData: notification(pick),
    });
  responses.push({ ropId: RopId.Pending, sessionIndex: pick(0x10000) });
  return encodeRopResponses(responses);
}

const COLUMNS = [
  0x67480014, 0x0e070003, 0x67aa000b, 0x0e060040, 0x0037001f, 0x001a001f, 0x0c1a001e, 0x0ff90102, 0x67010048,
];

/** 50 rows of nine columns. */
function rows(pick: (below: number) => number): Uint8Array {
  const text = (length: number): string => String.fromCharCode(...Array.from({ length }, () => 97 + pick(26)));
  return encodeRopResponses(
    [
      {
        ropId: RopId.QueryRows,
        inputHandleIndex: 1,
        outcome: "success",
        returnValue: 0,
        origin: "current",
        rowData: Array.from({ length: 50 }, () => ({
          flag: "standard" as const,
          valueArray: [
            BigInt(pick(1 << 30)),
            pick(1 << 30),
            pick(2) === 0,
            BigInt(pick(1 << 30)) * 100000n,
            text(14 + pick(13)),
            text(3 + pick(3)),
            text(8),
            Uint8Array.from({ length: 24 }, () => pick(256)),
            Uint8Array.from({ length: 16 }, () => pick(256)),
          ],
        })),
      },
    ],
    { context: { tableColumns: COLUMNS } },
  );
}

/** A logon to a private mailbox. */
function logon(pick: (below: number) => number): Uint8Array {
  return encodeRopResponses([
    {
      ropId: RopId.Logon,
      outputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      logonKind: "private",
      undercover: false,
      ghosted: false,
      spoolerProcess: false,
      folderIds: Array.from({ length: 13 }, () => BigInt(pick(1 << 30)) << 16n),
      responseFlags: 7,
      mailboxGuid: Uint8Array.from({ length: 16 }, () => pick(256)),
      replId: 1,
      replGuid: Uint8Array.from({ length: 16 }, () => pick(256)),
      logonTime: { seconds: 1, minutes: 2, hour: 3, dayOfWeek: 4, day: 5, month: 6, year: 2026 },
      gwartTime: BigInt(pick(1 << 30)),
    },
  ]);
}

/** What an answer often is: one small response and a RopPending. */
function tiny(pick: (below: number) => number): Uint8Array {
  return encodeRopResponses([
    { ropId: 0x0a, inputHandleIndex: pick(8), outcome: "success", returnValue: 0, propertyProblems: [] },
    { ropId: RopId.Pending, sessionIndex: pick(0x10000) },
  ]);
}

/** Fifty requests of the kinds that clients send most. */
function requests(pick: (below: number) => number): Uint8Array {
  const list: RopRequest[] = [];
  for (let i = 0; i < 50; i++) {
    const inputHandleIndex = pick(8);
    switch (pick(4)) {
      case 0:
        list.push({ ropId: RopId.Release, logonId: 0, inputHandleIndex });
        break;
      case 1:
        list.push({
          ropId: RopId.GetPropertiesSpecific,
          logonId: 0,
          inputHandleIndex,
          propertySizeLimit: 0,
          wantUnicode: true,
          propertyTags: [0x0037001f, 0x0e070003],
        });
        break;
      case 2:
        list.push({ ropId: RopId.SetColumns, logonId: 0, inputHandleIndex, setColumnsFlags: 0, propertyTags: COLUMNS });
        break;
      default:
        list.push({
          ropId: RopId.SetProperties,
          logonId: 0,
          inputHandleIndex,
          propertyValues: [{ propertyTag: 0x0037001f, propertyValue: "hello" }],
        });
    }
  }
  return encodeRopRequests(list);
}

export const payloads: readonly Payload[] = [
  { id: "small", what: "200 small responses ending in RopPending", inputs: variants(smallResponses) },
  { id: "rows", what: "RopQueryRows, 50 rows of 9 columns", inputs: variants(rows), columns: COLUMNS },
  { id: "logon", what: "RopLogon to a private mailbox", inputs: variants(logon) },
  { id: "tiny", what: "one small response and a RopPending", inputs: variants(tiny) },
  { id: "requests", what: "50 mixed requests", inputs: variants(requests) },
];
