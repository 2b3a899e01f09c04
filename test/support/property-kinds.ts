/** A value of every property type, with its bytes as the documents lay it out. */
import { bytesOf } from "./vectors.js";

export interface Kind {
  readonly name: string;
  readonly code: number;
  /** Bytes in a ROP buffer. */
  readonly hex: string;
  readonly value: unknown;
  /** Bytes where counts and sizes have 32 bits; the same where left out. */
  readonly wide?: string;
  /** A column can have the MultivalueInstance form of this type. */
  readonly instance?: boolean;
}

const GUID = "000102030405060708090a0b0c0d0e0f";

export const KINDS: readonly Kind[] = [
  { name: "unspecified", code: 0x0000, hex: "", value: undefined },
  { name: "null", code: 0x0001, hex: "", value: undefined },
  { name: "integer16", code: 0x0002, hex: "feff", value: -2, instance: true },
  { name: "integer32", code: 0x0003, hex: "00000080", value: -0x80000000, instance: true },
  { name: "floating32", code: 0x0004, hex: "0000c03f", value: 1.5, instance: true },
  { name: "floating64", code: 0x0005, hex: "00000000000004c0", value: -2.5, instance: true },
  { name: "currency", code: 0x0006, hex: "4e61bc0000000000", value: 12345678n, instance: true },
  { name: "floatingTime", code: 0x0007, hex: "0000000008f9e540", value: 45000.25, instance: true },
  { name: "errorCode", code: 0x000a, hex: "0f010480", value: 0x8004010f },
  { name: "boolean", code: 0x000b, hex: "01", value: true },
  { name: "object", code: 0x000d, hex: "", value: undefined },
  { name: "integer64", code: 0x0014, hex: "ffffffffffffffff", value: -1n, instance: true },
  { name: "string8", code: 0x001e, hex: "41e900", value: "A\u00e9", instance: true },
  { name: "string", code: 0x001f, hex: "410000d8e9000000", value: "A\ud800\u00e9", instance: true },
  { name: "time", code: 0x0040, hex: "002029b7e5c8d601", value: 0x01d6c8e5b7292000n, instance: true },
  { name: "guid", code: 0x0048, hex: GUID, value: bytesOf(GUID), instance: true },
  {
    name: "serverId of the server",
    code: 0x00fb,
    hex: `1500${"01"}${"0100000000000002"}${"0100000000000003"}${"04000000"}`,
    value: { ours: "server", folderId: 0x0200000000000001n, messageId: 0x0300000000000001n, instance: 4 },
  },
  {
    name: "serverId of the client",
    code: 0x00fb,
    hex: `0300${"00"}abcd`,
    value: { ours: "client", clientData: Uint8Array.of(0xab, 0xcd) },
  },
  {
    name: "restriction",
    code: 0x00fd,
    hex: `00${"0100"}08${"1f003700"}`,
    wide: `00${"01000000"}08${"1f003700"}`,
    value: { restrictType: "and", restricts: [{ restrictType: "exist", propTag: 0x0037001f }] },
  },
  {
    name: "ruleAction",
    code: 0x00fe,
    hex: `${"0100"}${"0900"}0b${"00000000"}${"00000000"}`,
    wide: `${"01000000"}${"09000000"}0b${"00000000"}${"00000000"}`,
    value: { actionBlocks: [{ actionType: "markAsRead", actionFlavor: 0, actionFlags: 0 }] },
  },
  {
    name: "binary",
    code: 0x0102,
    hex: "0300010203",
    wide: "03000000010203",
    value: Uint8Array.of(1, 2, 3),
    instance: true,
  },
  { name: "multipleInteger16", code: 0x1002, hex: "020000000100ffff", value: [1, -1] },
  { name: "multipleInteger32", code: 0x1003, hex: "0200000001000000ffffffff", value: [1, -1] },
  { name: "multipleFloating32", code: 0x1004, hex: "010000000000c03f", value: [1.5] },
  { name: "multipleFloating64", code: 0x1005, hex: "0100000000000000000004c0", value: [-2.5] },
  { name: "multipleCurrency", code: 0x1006, hex: "010000004e61bc0000000000", value: [12345678n] },
  { name: "multipleFloatingTime", code: 0x1007, hex: "010000000000000008f9e540", value: [45000.25] },
  { name: "multipleInteger64", code: 0x1014, hex: "01000000ffffffffffffffff", value: [-1n] },
  { name: "multipleString8", code: 0x101e, hex: "02000000410000", value: ["A", ""] },
  { name: "multipleString", code: 0x101f, hex: "02000000410000000000", value: ["A", ""] },
  { name: "multipleTime", code: 0x1040, hex: "01000000002029b7e5c8d601", value: [0x01d6c8e5b7292000n] },
  { name: "multipleGuid", code: 0x1048, hex: `01000000${GUID}`, value: [bytesOf(GUID)] },
  {
    name: "multipleBinary",
    code: 0x1102,
    hex: "020000000100aa0000",
    wide: "0200000001000000aa00000000",
    value: [Uint8Array.of(0xaa), new Uint8Array(0)],
  },
];
