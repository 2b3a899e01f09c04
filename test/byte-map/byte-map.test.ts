/** The byte map by example: layers, what deviates, what failed, and finding a field. */
import { describe, expect, test } from "vitest";
import {
  type ByteMap,
  byteMap,
  byteMapEnvelope,
  byteMapExtendedBuffers,
  byteMapInputBuffer,
  byteMapOutputBuffer,
  byteMapRopResponses,
  Mapper,
  mapAuxBlocks,
  mapExecuteResponse,
  mapModifyRecipientRow,
  mapPropertyValue,
  mapRopPendingResponse,
} from "../../src/byte-map/index.js";
import { tiled } from "../../src/fuzz/oracles.js";
import { closeExtendedBuffers, pathText } from "../../src/index.js";
import { bytesOf } from "../support/vectors.js";

/** The leaves as `offset+length path`. */
function leavesOf(map: ByteMap): readonly string[] {
  expect(tiled(map)).toBeUndefined();
  return [...map.leaves()].map(({ path, field }) => `${field.offset}+${field.length} ${pathText(path)}`);
}

const TWO = bytesOf("6e12006e0700");

describe("a value", () => {
  test("has a leaf for each field", () => {
    const { value, map } = byteMap(mapRopPendingResponse, bytesOf("6e1200"));
    expect(value).toMatchObject({ sessionIndex: 18 });
    expect(leavesOf(map)).toEqual(["0+1 ropId", "1+2 sessionIndex"]);
    expect(map.root).toMatchObject({ type: "RopPendingResponse", spec: "MS-OXCROPS 2.2.14.3.1", length: 3 });
  });

  test("with bytes left over has them in one leaf", () => {
    const { error, map } = byteMap(mapRopPendingResponse, TWO);
    expect(error?.code).toBe("trailing-bytes");
    expect(leavesOf(map)).toEqual(["0+1 ropId", "1+2 sessionIndex", "3+3 undecoded"]);
  });

  test("that ends too early has what is whole", () => {
    const { error, map } = byteMap(mapRopPendingResponse, bytesOf("6e12"));
    expect(error?.code).toBe("truncated");
    expect(leavesOf(map)).toEqual(["0+1 ropId", "1+1 undecoded"]);
  });

  test("behind its size or count has a leaf of its own", () => {
    const binary = byteMap(mapPropertyValue, bytesOf("0300010203"), 0x0102, 0);
    expect(leavesOf(binary.map)).toEqual(["0+2 count", "2+3 value"]);
    const numbers = byteMap(mapPropertyValue, bytesOf("0200000005000600"), 0x1002, 0);
    expect(leavesOf(numbers.map)).toEqual(["0+4 count", "4+2 [0]", "6+2 [1]"]);
  });
});

describe("what deviates", () => {
  test("is a leaf behind the content of a window", () => {
    // The window has two bytes more than the row: type, no type of address, no columns, one flag.
    const { value, map } = byteMap(mapModifyRecipientRow, bytesOf("01000000010700000000000000aa"), []);
    expect(value?.asSent).toEqual({ recipientRowRest: bytesOf("00aa") });
    expect(leavesOf(map)).toContain("12+2 recipientRowRest");
  });

  test("from the order of a block's contents makes the block one leaf", () => {
    const block = (name: string): string => `1000010301000000${"0c00"}${name}53000000`;
    const tidy = byteMap(mapAuxBlocks, bytesOf(block("0000")));
    expect(tidy.value).toMatchObject([{ serverDn: "S", asSent: undefined }]);
    expect(leavesOf(tidy.map).slice(-2)).toEqual(["10+2 [0].serverNameOffset", "12+4 [0].serverDn"]);
    const twice = byteMap(mapAuxBlocks, bytesOf(block("0c00")));
    expect(twice.value).toMatchObject([{ serverDn: "S", serverName: "S", asSent: { block: bytesOf(block("0c00")) } }]);
    expect(leavesOf(twice.map)).toEqual(["0+16 [0].block"]);
  });
});

describe("layers", () => {
  const output = bytesOf(`0800${"6e12006e0700"}ffffffff`);

  test("lie in each other", () => {
    const { value, map } = byteMapOutputBuffer(output);
    expect(value?.responses).toHaveLength(2);
    expect(leavesOf(map)).toEqual([
      "0+2 ropSize",
      "2+1 responses[0].ropId",
      "3+2 responses[0].sessionIndex",
      "5+1 responses[1].ropId",
      "6+2 responses[1].sessionIndex",
      "8+4 serverObjectHandleTable[0]",
    ]);
  });

  test("of requests, and what cannot be placed", () => {
    const { value, map } = byteMapInputBuffer(bytesOf("0800010001ff0000"));
    expect(value?.undecoded?.reason.code).toBe("unknown-rop");
    expect(leavesOf(map)).toEqual([
      "0+2 ropSize",
      "2+1 requests[0].ropId",
      "3+1 requests[0].logonId",
      "4+1 requests[0].inputHandleIndex",
      "5+3 requests.undecoded",
    ]);
  });

  test("in the clear continue the bytes", () => {
    const bytes = closeExtendedBuffers([output]);
    const { map } = byteMapExtendedBuffers(bytes, (payload) => byteMapOutputBuffer(payload).map);
    expect(leavesOf(map)).toContain("10+1 [0].payload.responses[0].ropId");
    expect(map.leafAt(11)?.field.name).toBe("sessionIndex");
  });

  test("that are obfuscated have a map of their own bytes", () => {
    const bytes = closeExtendedBuffers([output], { xorMagic: true });
    const { map } = byteMapExtendedBuffers(bytes, (payload) => byteMapOutputBuffer(payload).map);
    const payload = map.find([0, "payload"]);
    expect(payload).toMatchObject({ offset: 8, length: 12, children: [] });
    expect(leavesOf(payload!.content!)).toContain("2+1 responses[0].ropId");
  });

  test("of MAPI/HTTP begin with the lines of the envelope", () => {
    const head = "PROCESSING\r\nDONE\r\nX-ResponseCode: 0\r\n\r\n";
    const bytes = Uint8Array.from([...new TextEncoder().encode(head), ...bytesOf("00000000000000000000000000000000")]);
    const map = byteMapEnvelope(bytes, (body) => byteMap(mapExecuteResponse, body).map);
    expect(leavesOf(map).slice(0, 5)).toEqual([
      "0+12 envelope[0]",
      "12+6 envelope[1]",
      "18+19 envelope[2]",
      "37+2 envelope[3]",
      "39+4 body.statusCode",
    ]);
  });

  test.each([
    ["PROCESSING\r\n", ["0+12 envelope[0]"]],
    ["PROCESSING\r\nPENDINGDO", ["0+12 envelope[0]", "12+7 envelope[1]", "19+2 undecoded"]],
    ["DONE\r\nX: 1\r\nX-Elapsed", ["0+6 envelope[0]", "6+6 envelope[1]", "12+9 undecoded"]],
    ["DONE\r\nnone\r\nX: 1", ["0+6 envelope[0]", "6+10 undecoded"]],
    ["PROC", ["0+4 undecoded"]],
    ["DONE\r\n\r\n", ["0+6 envelope[0]", "6+2 envelope[1]"]],
  ])("of MAPI/HTTP may have no end: %j", (text, leaves) => {
    const map = byteMapEnvelope(new TextEncoder().encode(text), (body) => byteMap(mapExecuteResponse, body).map);
    expect(leavesOf(map)).toEqual(leaves);
    expect(tiled(map)).toBeUndefined();
  });
});

describe("a byte", () => {
  const { map } = byteMapRopResponses(TWO);

  test("belongs to a leaf", () => {
    for (const { path, field } of map.leaves())
      for (let at = field.offset; at < field.offset + field.length; at++) expect(map.leafAt(at)?.path).toEqual(path);
  });

  test("that is none belongs to nothing", () => {
    expect(map.leafAt(-1)).toBeUndefined();
    expect(map.leafAt(6)).toBeUndefined();
  });
});

test("readers at the same time do not disturb each other", () => {
  const one = new Mapper(TWO);
  const other = new Mapper(TWO);
  one.open("a");
  other.open("b");
  expect(other.marks()).toEqual(["b", 0]);
  const third = new Mapper(TWO);
  third.open("c");
  expect(one.marks()).toEqual(["a", 0]);
  expect(third.marks()).toEqual(["c", 0]);
});

describe("the oracle", () => {
  const { map } = byteMapRopResponses(TWO);

  test.each([
    ["a gap", 1, 1],
    ["an overlap", -1, 1],
  ])("finds %s", (_, by) => {
    const [first, second] = map.root.children;
    const bad = { ...map.root, children: [first!, { ...second!, offset: second!.offset + by, children: [] }] };
    expect(tiled(new (map.constructor as typeof ByteMap)(TWO, bad))).toMatchObject({ kind: "not-tiled" });
  });
});
