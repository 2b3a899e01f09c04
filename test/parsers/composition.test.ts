/** Generated parsers inside of programs that users write with binary-parser themselves. */
import { Parser } from "binary-parser";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  notificationDataParser,
  propertyRowParser,
  type RopParser,
  ropNotifyResponseParser,
  ropOpenFolderResponseParser,
  ropPendingResponseParser,
  ropRestrictRequestParser,
  ropSetPropertiesRequestParser,
  ropWriteStreamRequestParser,
} from "../../generated/parsers/index.js";
import type { RopPendingResponse } from "../../generated/rops/notification/rop-pending.js";
import { type CodePage, RopDecodeError } from "../../src/wire/index.js";
import { fromHex } from "./support.js";

const pending = "6e0400";
const folder = "02010000000000" + "01" + "0200" + "0100" + "61622e6400" + "6500";
const folderValue = {
  ropId: 0x02,
  outputHandleIndex: 1,
  outcome: "success",
  returnValue: 0,
  hasRules: false,
  isGhosted: true,
  cheapServerCount: 1,
  servers: ["ab.d", "e"],
};

describe("a parser by itself", () => {
  it("yields the value of the decoder, typed", () => {
    const value = ropPendingResponseParser().parse(fromHex(pending));
    expectTypeOf(value).toEqualTypeOf<RopPendingResponse>();
    expect(value).toStrictEqual({ ropId: 0x6e, sessionIndex: 4 });
  });

  it("leaves what follows alone", () => {
    expect(ropPendingResponseParser().parse(fromHex(`${pending}ffff`))).toEqual({ ropId: 0x6e, sessionIndex: 4 });
  });

  it("is a new one each time, so that steps added to one are not in another", () => {
    const longer = ropPendingResponseParser() as RopParser<unknown> & Parser;
    longer.uint8("extra");
    expect(longer.parse(fromHex(`${pending}07`))).toEqual({ ropId: 0x6e, sessionIndex: 4, extra: 7 });
    expect(ropPendingResponseParser().parse(fromHex(`${pending}07`))).toEqual({ ropId: 0x6e, sessionIndex: 4 });
  });
});

describe("parsers in a user's program", () => {
  it("nest under names, before and behind steps of the user", () => {
    const program = new Parser()
      .uint8("version")
      .nest("pending", { type: ropPendingResponseParser() })
      .nest("folder", { type: ropOpenFolderResponseParser() })
      .uint16le("checksum");
    expect(program.parse(fromHex(`02${pending}${folder}3412`))).toEqual({
      version: 2,
      pending: { ropId: 0x6e, sessionIndex: 4 },
      folder: folderValue,
      checksum: 0x1234,
    });
  });

  it("are elements of arrays", () => {
    const program = new Parser().array("all", { readUntil: "eof", type: ropOpenFolderResponseParser() });
    expect(program.parse(fromHex(folder + folder))).toEqual({ all: [folderValue, folderValue] });
  });

  it("are cases of a choice, and content of a window", () => {
    const program = new Parser()
      .uint8("kind")
      .uint8("size")
      .wrapped("content", {
        length: "size",
        wrapper: (bytes) => bytes,
        type: new Parser().array("responses", { readUntil: "eof", type: ropPendingResponseParser() }),
      })
      .choice("last", {
        tag: "kind",
        choices: { 1: ropPendingResponseParser(), 2: ropOpenFolderResponseParser() },
      });
    expect(program.parse(fromHex(`0206${pending}${pending}${folder}`))).toEqual({
      kind: 2,
      size: 6,
      content: {
        responses: [
          { ropId: 0x6e, sessionIndex: 4 },
          { ropId: 0x6e, sessionIndex: 4 },
        ],
      },
      last: folderValue,
    });
  });

  it("keep out of the way of context variables", () => {
    const program = new Parser()
      .useContextVars()
      .nest("folder", { type: ropOpenFolderResponseParser() })
      .array("rows", { length: () => 2, type: propertyRowParser([0x0e07_0003, 0x001a_001f]) });
    expect(program.parse(fromHex(`${folder}0007000000610000000008000000${"0000"}`))).toEqual({
      folder: folderValue,
      rows: [
        { flag: "standard", valueArray: [7, "a"] },
        { flag: "standard", valueArray: [8, ""] },
      ],
    });
  });
});

describe("what parsers are given when they are made", () => {
  const row =
    "2a05000000" + "00" + "0001" + "0300" + "0100000000000001" + "0200000000000001" + "0700" + "0007000000" + "ffff";

  it("columns: without them a row in a window of its own stays bytes", () => {
    const { notificationData } = ropNotifyResponseParser(undefined).parse(fromHex(row));
    expect(notificationData).toMatchObject({
      tableEventType: "tableRowAdded",
      tableRowData: { undecoded: "missing-context", bytes: fromHex("0007000000ffff") },
    });
  });

  it("columns: with them it is read, and what is left in its window is kept", () => {
    const { notificationData } = ropNotifyResponseParser([0x0e07_0003]).parse(fromHex(row));
    expect(notificationData).toMatchObject({
      tableRowData: { flag: "standard", valueArray: [7] },
      asSent: { tableRowDataRest: fromHex("ffff") },
    });
  });

  it("a code page", () => {
    const shouting: CodePage = {
      decode: (bytes, start, end) => String.fromCharCode(...bytes.subarray(start, end)).toUpperCase(),
      encode: () => undefined,
    };
    const newMail = "0200" + "0100000000000001" + "00000000" + "00" + "69706d00";
    expect(notificationDataParser(undefined, shouting).parse(fromHex(newMail))).toMatchObject({ messageClass: "IPM" });
    expect(notificationDataParser(undefined).parse(fromHex(newMail))).toMatchObject({ messageClass: "ipm" });
  });
});

describe("bytes that are not there", () => {
  it("are a RangeError in a number", () => {
    expect(() => ropPendingResponseParser().parse(fromHex("6e04"))).toThrow(RangeError);
  });

  it("are noticed in bytes, where binary-parser by itself hands out fewer", () => {
    const request = "2d000109006162";
    expect(new Parser().buffer("data", { length: 9 }).parse(fromHex("6162"))).toEqual({ data: fromHex("6162") });
    expect(() => ropWriteStreamRequestParser().parse(fromHex(request))).toThrow(RopDecodeError);
    expect(() => ropWriteStreamRequestParser().parse(fromHex(request))).toThrow("needs 9 bytes, 2 left");
  });

  it("are noticed at the end of a window, also inside of a user's program", () => {
    const request = "0a0000" + "0700" + "0000" + "ffff";
    const program = new Parser().nest("request", { type: ropSetPropertiesRequestParser() });
    expect(() => program.parse(fromHex(request))).toThrow("needs 7 bytes, 4 left");
  });
});

describe("restrictions in restrictions", () => {
  const exist = "08" + "03003010";
  const nested = (depth: number): Uint8Array => {
    const restriction = "02".repeat(depth - 1) + exist;
    const size = restriction.length / 2;
    return Uint8Array.from([0x14, 0, 0, 0, size & 0xff, size >> 8, ...fromHex(restriction)]);
  };

  it("are read to the depth that decoders read", () => {
    expect(ropRestrictRequestParser().parse(nested(2)).restrictionData).toEqual({
      restrictType: "not",
      restriction: { restrictType: "exist", propTag: 0x1030_0003 },
    });
    expect(() => ropRestrictRequestParser().parse(nested(64))).not.toThrow();
    expect(() => ropRestrictRequestParser().parse(nested(65))).toThrow("nested deeper than 64");
    // A failure leaves nothing behind.
    expect(() => ropRestrictRequestParser().parse(nested(64))).not.toThrow();
  });
});
