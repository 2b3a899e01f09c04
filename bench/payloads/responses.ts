/** Responses: many small ones, rows, a logon, the smallest answer, notifications, an opened message. */
import { type PropertyRow, RopId, type RopResponse } from "../../src/index.js";
import { notification } from "./notifications.js";
import { bytes, id, type Pick, text, time } from "./variants.js";

function pending(pick: Pick): RopResponse {
  return { ropId: RopId.Pending, sessionIndex: pick(0x10000) };
}

function propertiesSet(pick: Pick, problem: boolean): RopResponse {
  return {
    ropId: RopId.SetProperties,
    inputHandleIndex: pick(8),
    outcome: "success",
    returnValue: 0,
    propertyProblems: problem ? [{ index: pick(9), propertyTag: 0x0e070003, errorCode: 0x80070005 }] : [],
  };
}

function smallResponse(pick: Pick): RopResponse {
  const inputHandleIndex = pick(8);
  switch (pick(5)) {
    case 0:
      return propertiesSet(pick, false);
    case 1:
      return propertiesSet(pick, true);
    case 2:
      return { ropId: RopId.SetColumns, inputHandleIndex, outcome: "success", returnValue: 0, tableStatus: "complete" };
    case 3:
      return {
        ropId: RopId.SaveChangesMessage,
        responseHandleIndex: pick(8),
        outcome: "success",
        returnValue: 0,
        inputHandleIndex,
        messageId: id(pick),
      };
    default:
      return { ropId: RopId.OpenFolder, outputHandleIndex: pick(8), outcome: "failure", returnValue: 0x8004010f };
  }
}

/** 139 small responses, 60 notifications and a RopPending. */
export function smallResponses(pick: Pick): RopResponse[] {
  return [
    ...Array.from({ length: 139 }, () => smallResponse(pick)),
    ...Array.from({ length: 60 }, () => notification(pick)),
    pending(pick),
  ];
}

/** 64 notifications and a RopPending. */
export function notifications(pick: Pick): RopResponse[] {
  return [...Array.from({ length: 64 }, () => notification(pick)), pending(pick)];
}

/** What an answer often is: one small response and a RopPending. */
export function tiny(pick: Pick): RopResponse[] {
  return [propertiesSet(pick, false), pending(pick)];
}

/** i64, i32, boolean, time, two UTF-16 strings, an 8-bit one, binary, GUID. */
export const ROW_COLUMNS: readonly number[] = [
  0x67480014, 0x0e070003, 0x67aa000b, 0x0e060040, 0x0037001f, 0x001a001f, 0x0c1a001e, 0x0ff90102, 0x67010048,
];

function row(pick: Pick): PropertyRow {
  return {
    flag: "standard",
    valueArray: [
      id(pick),
      pick(1 << 30),
      pick(2) === 0,
      time(pick),
      text(pick, 14 + pick(13)),
      text(pick, 3 + pick(3)),
      text(pick, 6 + pick(9)),
      bytes(pick, 24),
      bytes(pick, 16),
    ],
  };
}

/** 50 rows of nine columns. */
export function rows(pick: Pick): RopResponse[] {
  const rowData = Array.from({ length: 50 }, () => row(pick));
  return [
    { ropId: RopId.QueryRows, inputHandleIndex: 1, outcome: "success", returnValue: 0, origin: "current", rowData },
  ];
}

/** A logon to a private mailbox. */
export function logon(pick: Pick): RopResponse[] {
  return [
    {
      ropId: RopId.Logon,
      outputHandleIndex: 0,
      outcome: "success",
      returnValue: 0,
      logonKind: "private",
      undercover: false,
      ghosted: false,
      spoolerProcess: false,
      folderIds: Array.from({ length: 13 }, () => id(pick)),
      responseFlags: 7,
      mailboxGuid: bytes(pick, 16),
      replId: 1,
      replGuid: bytes(pick, 16),
      logonTime: { seconds: 1, minutes: 2, hour: 3, dayOfWeek: 4, day: 5, month: 6, year: 2026 },
      gwartTime: time(pick),
    },
  ];
}

const RECIPIENT_COLUMNS: readonly number[] = [0x39ff001f, 0x39000003];

/** A message with ten recipients. */
export function openMessage(pick: Pick): RopResponse[] {
  const recipient = () => {
    const name = text(pick, 8 + pick(10));
    return {
      type: "to",
      resend: false,
      received: false,
      codePageId: 1252,
      recipientRow: {
        type: "smtp",
        sameTransmittableDisplayName: true,
        otherTransport: false,
        noRichText: false,
        unicode: true,
        emailAddress: `${name}@example.com`,
        displayName: name,
        simpleDisplayName: name,
        recipientProperties: { flag: "standard", valueArray: [name, 0] },
      },
    } as const;
  };
  return [
    {
      ropId: RopId.OpenMessage,
      outputHandleIndex: 1,
      outcome: "success",
      returnValue: 0,
      hasNamedProperties: true,
      subjectPrefix: { stringType: "unicode", string: "RE: " },
      normalizedSubject: { stringType: "unicode", string: text(pick, 20 + pick(20)) },
      recipientCount: 10,
      recipientColumns: RECIPIENT_COLUMNS,
      recipientRows: Array.from({ length: 10 }, recipient),
    },
  ];
}
