/** Bytes of structures and frames, laid out by hand from the documents, and what they mean. */
import { bytesOf } from "./vectors.js";

export interface LaidOut {
  readonly codec: string;
  readonly hex: string;
  readonly value: Readonly<Record<string, unknown>>;
}

const GUID = "000102030405060708090a0b0c0d0e0f";
const OTHER_GUID = "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff";
const COUNTER = "a1a2a3a4a5a6";
const AUX = { hex: "02000000beef", value: { auxiliaryBuffer: bytesOf("beef") } };
const FAILED = { hex: `${"01000000"}${AUX.hex}`, value: { outcome: "failure", statusCode: 1, ...AUX.value } };
const OK = { hex: "0000000007000000", value: { outcome: "success", statusCode: 0, errorCode: 7 } };
const EXTENDED = "00".repeat(4);

/** Fields in wire order, one after the other. */
export const LAID_OUT: readonly LaidOut[] = [
  {
    codec: "ConnectResponse",
    hex: `${OK.hex}${"60ea0000"}${"06000000"}${"10270000"}${"2f6f3d4100"}${"4200e9000000"}${AUX.hex}`,
    value: {
      ...OK.value,
      pollsMax: 60000,
      retryCount: 6,
      retryDelay: 10000,
      dnPrefix: "/o=A",
      displayName: "B\u00e9",
      ...AUX.value,
    },
  },
  {
    codec: "ExecuteRequest",
    hex: `${"03000000"}${"03000000"}abcdef${"00000400"}${AUX.hex}`,
    value: { flags: 3, ropBuffer: bytesOf("abcdef"), maxRopOut: 0x40000, ...AUX.value },
  },
  {
    codec: "ExecuteResponse",
    hex: `${OK.hex}${"00000000"}${"03000000"}abcdef${AUX.hex}`,
    value: { ...OK.value, ropBuffer: bytesOf("abcdef"), ...AUX.value },
  },
  { codec: "DisconnectRequest", hex: AUX.hex, value: AUX.value },
  { codec: "DisconnectResponse", hex: `${OK.hex}${AUX.hex}`, value: { ...OK.value, ...AUX.value } },
  { codec: "NotificationWaitRequest", hex: `${"00000000"}${AUX.hex}`, value: AUX.value },
  {
    codec: "NotificationWaitResponse",
    hex: `${OK.hex}${"01000000"}${AUX.hex}`,
    value: { ...OK.value, eventPending: 1, ...AUX.value },
  },
  ...["Connect", "Execute", "Disconnect", "NotificationWait"].map((name) => ({ codec: `${name}Response`, ...FAILED })),
  {
    codec: "ExtendedBuffer",
    hex: `${"0000"}${"0400"}${"0300"}${"0300"}abcdef`,
    value: { compressed: false, xorMagic: false, last: true, sizeActual: 3, payload: bytesOf("abcdef") },
  },
  {
    codec: "RopBuffer",
    hex: `${"0500"}abcdef${"44332211"}${"ffffffff"}`,
    value: { ropsList: bytesOf("abcdef"), serverObjectHandleTable: [0x11223344, 0xffffffff] },
  },
  {
    codec: "LogonTime",
    hex: "1e3b17060c1fea07",
    value: { seconds: 30, minutes: 59, hour: 23, dayOfWeek: 6, day: 12, month: 31, year: 2026 },
  },
  {
    codec: "FolderEntryID",
    hex: `${EXTENDED}${GUID}${"0100"}${OTHER_GUID}${COUNTER}${"0000"}`,
    value: {
      providerUid: bytesOf(GUID),
      folderType: "privateFolder",
      databaseGuid: bytesOf(OTHER_GUID),
      globalCounter: bytesOf(COUNTER),
    },
  },
  {
    codec: "MessageEntryID",
    hex: `${EXTENDED}${GUID}${"0700"}${OTHER_GUID}${COUNTER}${"0000"}${GUID}${"b1b2b3b4b5b6"}${"0000"}`,
    value: {
      providerUid: bytesOf(GUID),
      messageType: "privateMessage",
      folderDatabaseGuid: bytesOf(OTHER_GUID),
      folderGlobalCounter: bytesOf(COUNTER),
      messageDatabaseGuid: bytesOf(GUID),
      messageGlobalCounter: bytesOf("b1b2b3b4b5b6"),
    },
  },
  {
    codec: "EntryID",
    hex: `${EXTENDED}dca740c8c042101ab4b908002b2fe182${"01000000"}${"01010000"}${"2f6f3d4100"}`,
    value: { providerUid: "addressBook", version: 1, type: "template", x500Dn: "/o=A" },
  },
  {
    codec: "EntryID",
    hex: `${EXTENDED}812b1fa4bea310199d6e00dd010f5402${"0000"}${"0790"}${"4100e9000000"}${"53000000"}${"4000e9000000"}`,
    value: {
      providerUid: "oneOff",
      noRichText: true,
      format: "textOnly",
      macintoshEncoding: "binHex",
      doNotLookUp: true,
      unicode: true,
      displayName: "A\u00e9",
      addressType: "S",
      emailAddress: "@\u00e9",
    },
  },
  {
    codec: "EntryID",
    hex: `${EXTENDED}fe42aa0a18c71a10e8850b651c240000${"03000000"}${"04000000"}${"02000000"}${"03000000"}abcdef`,
    value: {
      providerUid: "contactAddress",
      version: 3,
      type: "contact",
      index: 2,
      entryIdBytes: bytesOf("abcdef"),
    },
  },
  {
    codec: "EntryID",
    hex: [
      `${EXTENDED}38a1bb1005e5101aa1bb08002b2a56c2${"00"}${"00"}454d534d44422e444c4c00000000`,
      `${"00000000"}1b55fa20aa6611cd9bc800aa002fc45a${"0c000000"}${"5300"}${"2f6f3d4100"}`,
    ].join(""),
    value: {
      providerUid: "store",
      dllFileName: "emsmdb",
      wrappedProviderUid: "mailbox",
      wrappedType: "mailbox",
      serverShortname: "S",
      mailboxDn: "/o=A",
      furtherData: bytesOf(""),
    },
  },
  {
    codec: "SortOrderSet",
    hex: `${"0100"}${"0100"}${"0000"}${"1f00"}${"3700"}${"01"}`,
    value: {
      categorizedCount: 1,
      expandedCount: 0,
      sortOrders: [{ propertyType: 0x1f, propertyId: 0x37, order: "descending" }],
    },
  },
  { codec: "PropertyTagArray", hex: `${"0100"}${"1f003700"}`, value: { propertyTags: [0x0037001f] } },
  { codec: "LargePropertyTagArray", hex: `${"01000000"}${"1f003700"}`, value: { propertyTags: [0x0037001f] } },
  {
    codec: "PropertyName",
    hex: `${"00"}${GUID}${"01850000"}`,
    value: { kind: "lid", guid: bytesOf(GUID), lid: 0x8501 },
  },
  {
    codec: "PropertyName",
    hex: `${"01"}${GUID}${"06"}${"4100e9000000"}`,
    value: { kind: "name", guid: bytesOf(GUID), name: "A\u00e9" },
  },
  { codec: "PropertyName", hex: `${"ff"}${GUID}`, value: { kind: "none", guid: bytesOf(GUID) } },
  {
    codec: "RopPublicFolderIsGhostedResponse",
    hex: `${"45"}${"01"}${"00000000"}${"01"}${"0200"}${"0100"}${"4100"}${"4200"}`,
    value: {
      ropId: 0x45,
      inputHandleIndex: 1,
      outcome: "success",
      returnValue: 0,
      isGhosted: true,
      cheapServersCount: 1,
      servers: ["A", "B"],
    },
  },
  {
    codec: "RopCopyToStreamResponse",
    hex: `${"3a"}${"01"}${"03050000"}${"44332211"}${"0500000000000000"}${"0400000000000000"}`,
    value: {
      ropId: 0x3a,
      sourceHandleIndex: 1,
      outcome: "nullDestination",
      returnValue: 0x503,
      destHandleIndex: 0x11223344,
      readByteCount: 5n,
      writtenByteCount: 4n,
    },
  },
];
