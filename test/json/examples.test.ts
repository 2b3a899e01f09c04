/** JSON written by hand for bytes written by hand. */
import { describe, expect, test } from "vitest";
import { decodeRopQueryRowsResponse } from "../../generated/rops/table/rop-query-rows.js";
import { decodeRopResponse, encodeRopResponse } from "../../generated/rops.js";
import { decodeEntryID, encodeEntryID } from "../../generated/structures/entry-ids.js";
import { decodeRecipientRow, encodeRecipientRow } from "../../generated/structures/recipient-rows.js";
import { decodeRestriction, encodeRestriction } from "../../generated/structures/restriction.js";
import { decode, encode } from "../../src/codec.js";
import {
  fromJson,
  hexBytes,
  partialToJson,
  plainToJson,
  ropFromJson,
  ropToJson,
  toJson,
} from "../../src/json/index.js";
import { RopDecodeError } from "../../src/wire/errors.js";
import { hexOf } from "../../src/wire/text.js";

/** Parts of a buffer, with spaces where fields meet. */
function bytes(...parts: readonly string[]): Uint8Array {
  const hex = parts.join("").replaceAll(" ", "");
  const all = hexBytes(hex);
  if (all === undefined) throw new Error(`not hex: ${hex}`);
  return all;
}

const guid = "28030200 0000 0000 c000000000000046";
const guidText = "00020328-0000-0000-c000-000000000046";

describe("RopLogon", () => {
  const wire = bytes(
    "fe 00 00000000 01",
    ...Array.from({ length: 13 }, (_, index) => `0100 0000000000${index.toString(16).padStart(2, "0")}`),
    `17 ${guid} 0200 0102030405060708090a0b0c0d0e0f10`,
    "3b 1e 0d 05 18 0a e907 ffffffffffffffff 00000001",
  );
  const json = {
    ropId: 0xfe,
    outputHandleIndex: 0,
    outcome: "success",
    returnValue: 0,
    logonKind: "private",
    undercover: false,
    ghosted: false,
    spoolerProcess: false,
    folderIds: [
      "1",
      "72057594037927937",
      "144115188075855873",
      "216172782113783809",
      "288230376151711745",
      "360287970189639681",
      "432345564227567617",
      "504403158265495553",
      "576460752303423489",
      "648518346341351425",
      "720575940379279361",
      "792633534417207297",
      "864691128455135233",
    ],
    responseFlags: 0x17,
    mailboxGuid: guidText,
    replId: 2,
    replGuid: "04030201-0605-0807-090a-0b0c0d0e0f10",
    logonTime: { seconds: 59, minutes: 30, hour: 13, dayOfWeek: 5, day: 24, month: 10, year: 2025 },
    gwartTime: "18446744073709551615",
    asSent: { storeState: 0x01000000 },
  };

  test("a response to JSON", () => {
    expect(ropToJson("response", decode(decodeRopResponse, wire))).toStrictEqual(json);
  });

  test("and back", () => {
    expect(hexOf(encode(encodeRopResponse, ropFromJson("response", json)))).toBe(hexOf(wire));
  });
});

describe("RopQueryRows with every property type", () => {
  const columns: readonly (readonly [type: number, wire: string, json: unknown])[] = [
    [0x0000, "0300 01000000", { propertyType: "integer32", propertyValue: 1 }],
    [0x0000, "0330 01000000", { propertyType: "integer32", propertyValue: 1, asSent: { propertyType: 0x3003 } }],
    [0x0000, "0100", { propertyType: "null" }],
    [0x0001, "", null],
    [0x0002, "feff", -2],
    [0x0003, "ffffff7f", 2147483647],
    [0x0004, "0000c03f", 1.5],
    [0x0004, "0000c0ff", "NaN(fff8000000000000)"],
    [0x0005, "000000000000f0ff", "-Infinity"],
    [0x0006, "ffffffffffffffff", "-1"],
    [0x0007, "0000000000000080", "-0"],
    [0x000a, "0f010480", 0x8004010f],
    [0x000b, "01", true],
    [0x000b, "02", 2],
    [0x000d, "", null],
    [0x0014, "0000000000000080", "-9223372036854775808"],
    [0x001e, "48e900", "Hé"],
    [0x001f, "4800 3dd8 0000", "H\ud83d"],
    [0x0040, "00803ed5deb19d01", "116444736000000000"],
    [0x0048, guid, guidText],
    [
      0x00fb,
      "1500 01 0100000000000005 0000000000000000 03000000",
      { ours: "server", folderId: "360287970189639681", messageId: "0", instance: 3 },
    ],
    [0x00fd, "08 1f003700", { restrictType: "exist", propTag: 0x0037001f }],
    [
      0x00fe,
      "0100 0900 0b 00000000 01000000",
      { actionBlocks: [{ actionType: "markAsRead", actionFlavor: 0, actionFlags: 1 }] },
    ],
    [0x0102, "0200 cafe", "cafe"],
    [0x1002, "02000000 0100 ffff", [1, -1]],
    [0x1003, "01000000 00000080", [-2147483648]],
    [0x1004, "01000000 0000807f", ["Infinity"]],
    [0x1005, "01000000 000000000000f87f", ["NaN"]],
    [0x1006, "01000000 0a00000000000000", ["10"]],
    [0x1007, "01000000 0000000000000240", [2.25]],
    [0x1014, "00000000", []],
    [0x101e, "02000000 6100 00", ["a", ""]],
    [0x101f, "01000000 6200 0000", ["b"]],
    [0x1040, "01000000 ffffffffffffffff", ["18446744073709551615"]],
    [0x1048, `02000000 ${guid} ${guid}`, [guidText, guidText]],
    [0x1102, "02000000 0100 ff 0000", ["ff", ""]],
    [0x301f, "6300 0000", "c"],
    [0x3048, guid, guidText],
  ];
  const tableColumns = columns.map(([type], index) => (0x6600 + index) * 0x10000 + type);
  const untyped = columns.filter(([type]) => type === 0).length;
  const wire = bytes(
    "15 00 00000000 01 0200",
    "00",
    ...columns.map(([, hex]) => hex),
    "01",
    "0300 00 07000000",
    "1f00 01".repeat(untyped - 1),
    "01".repeat(columns.length - untyped - 1),
    "0a 0f010480",
  );
  const json = {
    ropId: 0x15,
    inputHandleIndex: 0,
    outcome: "success",
    returnValue: 0,
    origin: "current",
    rowData: [
      { flag: "standard", valueArray: columns.map(([, , value]) => value) },
      {
        flag: "flagged",
        valueArray: [
          { propertyType: "integer32", flag: "value", propertyValue: 7 },
          ...Array.from({ length: untyped - 1 }, () => ({ propertyType: "string", flag: "absent" })),
          ...Array.from({ length: columns.length - untyped - 1 }, () => ({ flag: "absent" })),
          { flag: "error", errorCode: 0x8004010f },
        ],
      },
    ],
  };
  const value = decode(decodeRopQueryRowsResponse, wire, tableColumns);

  test("a response to JSON", () => {
    expect(toJson("RopQueryRowsResponse", value, { tableColumns })).toStrictEqual(json);
  });

  test("and back", () => {
    const text = JSON.parse(JSON.stringify(json));
    const back = fromJson("RopQueryRowsResponse", text, { tableColumns });
    expect(hexOf(encode(encodeRopResponse, back, { tableColumns }))).toBe(hexOf(wire));
  });

  test("without columns GUIDs are hex, which is read as well", () => {
    const plain = toJson("RopQueryRowsResponse", value);
    const hex = JSON.stringify(json).replaceAll(guidText, guid.replaceAll(" ", ""));
    expect(plain).toStrictEqual(JSON.parse(hex));
    const back = fromJson("RopQueryRowsResponse", plain, { tableColumns });
    expect(hexOf(encode(encodeRopResponse, back, { tableColumns }))).toBe(hexOf(wire));
  });

  test("without columns nothing is read", () => {
    expect(() => fromJson("RopQueryRowsResponse", json)).toThrow(
      expect.objectContaining({ code: "missing-context", path: ["rowData", 0, "valueArray"] }),
    );
  });
});

describe("RopNotify", () => {
  test("of new mail", () => {
    const wire = bytes("2a 78563412 00 0280 0100000000000001 0100000000000002 02000000 01 4900 5000 4d00 0000");
    const json = {
      ropId: 0x2a,
      notificationHandle: 0x12345678,
      logonId: 0,
      notificationData: {
        type: "newMail",
        inSearchFolder: false,
        folderId: "72057594037927937",
        messageId: "144115188075855873",
        messageFlags: 2,
        unicodeFlag: true,
        messageClass: "IPM",
      },
    };
    expect(ropToJson("response", decode(decodeRopResponse, wire))).toStrictEqual(json);
    expect(hexOf(encode(encodeRopResponse, ropFromJson("response", json)))).toBe(hexOf(wire));
  });

  test("of a new row, with columns and without", () => {
    const wire = bytes(
      "2a 01000000 03 0081 0300",
      "0100000000000001 0100000000000002 00000000",
      "0000000000000000 0000000000000000 00000000",
      "0500 00 2a000000",
    );
    const row = (tableRowData: unknown): unknown => ({
      ropId: 0x2a,
      notificationHandle: 1,
      logonId: 3,
      notificationData: {
        type: "tableModified",
        inSearchFolder: false,
        tableEventType: "tableRowAdded",
        tableRowFolderId: "72057594037927937",
        tableRowMessageId: "144115188075855873",
        tableRowInstance: 0,
        insertAfterTableRowFolderId: "0",
        insertAfterTableRowId: "0",
        insertAfterTableRowInstance: 0,
        tableRowData,
      },
    });
    const known = { tableColumns: [0x00000003] };
    const decoded = row({ flag: "standard", valueArray: [42] });
    expect(ropToJson("response", decode(decodeRopResponse, wire, known), known)).toStrictEqual(decoded);
    expect(hexOf(encode(encodeRopResponse, ropFromJson("response", decoded, known), known))).toBe(hexOf(wire));
    const undecoded = row({ undecoded: "missing-context", bytes: "002a000000" });
    expect(ropToJson("response", decode(decodeRopResponse, wire))).toStrictEqual(undecoded);
    expect(hexOf(encode(encodeRopResponse, ropFromJson("response", undecoded)))).toBe(hexOf(wire));
  });
});

describe("structures", () => {
  test("a restriction", () => {
    const wire = bytes(
      "00 0300",
      "02 08 1f003700",
      "03 0100 0300 1f003700 1f003700 4100 0000",
      "0a 01 03000f0e 01000000 02 04 06 48004f3a 48004f3a",
      guid,
    );
    const json = {
      restrictType: "and",
      restricts: [
        { restrictType: "not", restriction: { restrictType: "exist", propTag: 0x0037001f } },
        {
          restrictType: "content",
          fuzzyLevelLow: "subString",
          fuzzyLevelHigh: 3,
          propertyTag: 0x0037001f,
          taggedValue: { propertyTag: 0x0037001f, propertyValue: "A" },
        },
        {
          restrictType: "comment",
          taggedValues: [{ propertyTag: 0x0e0f0003, propertyValue: 1 }],
          restriction: {
            restrictType: "property",
            relOp: "regularExpression",
            propTag: 0x3a4f0048,
            taggedValue: { propertyTag: 0x3a4f0048, propertyValue: guidText },
          },
          asSent: { restrictionPresent: 2 },
        },
      ],
    };
    expect(toJson("Restriction", decode(decodeRestriction, wire, 0), { widths: "narrow" })).toStrictEqual(json);
    expect(hexOf(encode(encodeRestriction, fromJson("Restriction", json, { widths: 0 }), 0))).toBe(hexOf(wire));
  });

  test("a recipient with values for the first of the columns", () => {
    const wire = bytes("1300 4100 0100 00", guid);
    const json = {
      type: "smtp",
      sameTransmittableDisplayName: false,
      otherTransport: false,
      noRichText: false,
      unicode: false,
      displayName: "A",
      recipientProperties: { flag: "standard", valueArray: [guidText] },
    };
    const columns = [0x66000048, 0x66010003, 0x66020003];
    expect(toJson("RecipientRow", decode(decodeRecipientRow, wire, columns), { columns })).toStrictEqual(json);
    const back = fromJson("RecipientRow", json, { columns });
    expect(hexOf(encode(encodeRecipientRow, back, columns))).toBe(hexOf(wire));
  });

  test("an entry id: bytes with a name, and without", () => {
    const oneOff = bytes("00000000 812b1fa4bea310199d6e00dd010f5402 0000 0100 4100 5300 4500");
    const json = {
      providerUid: "oneOff",
      noRichText: true,
      format: "unspecified",
      macintoshEncoding: "binHex",
      doNotLookUp: false,
      unicode: false,
      displayName: "A",
      addressType: "S",
      emailAddress: "E",
    };
    expect(toJson("EntryID", decode(decodeEntryID, oneOff))).toStrictEqual(json);
    expect(hexOf(encode(encodeEntryID, fromJson("EntryID", json)))).toBe(hexOf(oneOff));
    const unknown = bytes("01000000 000102030405060708090a0b0c0d0e0f ff");
    const bare = { providerUid: "000102030405060708090a0b0c0d0e0f", providerData: "ff", asSent: { flags: 1 } };
    expect(toJson("EntryID", decode(decodeEntryID, unknown))).toStrictEqual(bare);
    expect(hexOf(encode(encodeEntryID, fromJson("EntryID", bare)))).toBe(hexOf(unknown));
  });

  test("bare values", () => {
    expect(toJson("PropertyValue", undefined, { propertyType: "null" })).toBe(null);
    expect(fromJson("PropertyValue", null, { propertyType: "null" })).toBe(undefined);
    expect(fromJson("PropertyValue", "5", { propertyType: 0x3014 })).toBe(5n);
    expect(toJson("FolderID", 5n)).toBe("5");
  });
});

test("what had been decoded before an error", () => {
  const wire = bytes("fe 00 00000000 01", "0100000000000001".repeat(13), `17 ${guid} 02`);
  let partial: unknown;
  try {
    decode(decodeRopResponse, wire);
  } catch (error) {
    if (error instanceof RopDecodeError) partial = error.partial;
  }
  expect(partialToJson("RopLogonResponse", partial)).toMatchObject({
    outputHandleIndex: 0,
    returnValue: 0,
    folderIds: Array.from({ length: 13 }, () => "72057594037927937"),
    responseFlags: 0x17,
  });
});

test("anything, by the value alone", () => {
  const value = { a: 1n, b: Uint8Array.of(1, 255), c: [undefined, Number.NaN, -0, { d: undefined }], e: "€" };
  expect(plainToJson(value)).toStrictEqual({ a: "1", b: "01ff", c: [null, "NaN", "-0", {}], e: "€" });
});
