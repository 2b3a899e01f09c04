/** Bytes from outside decode to what their sources state, and encode back to the same bytes. */
import { describe, expect, test } from "vitest";
import {
  closeExtendedBuffers,
  compress,
  decodeInputBuffer,
  decodeOutputBuffer,
  decodeRopRequests,
  decodeRopResponses,
  decompress,
  encodeInputBuffer,
  encodeOutputBuffer,
  encodeRopRequests,
  encodeRopResponses,
  openExtendedBuffers,
  type RopContext,
} from "../../src/index.js";
import { codecOf } from "../support/codecs.js";
import { same } from "../support/comparable.js";
import { specificationVectors } from "../support/peers.js";
import { hexOf, read } from "../support/reading.js";
import { isResponse, type Reading, type Readings, reading, readingsOf } from "../support/readings.js";
import { callArguments } from "../support/samples.js";
import { unexplained } from "../support/source-names.js";
import { type Fields, holdAgainst, type Verdict } from "../support/stated.js";
import { bytesOf, CANNOT_MATCH, contextOf, describeVectors, isRop, ropCodec, type Vector } from "../support/vectors.js";

/** Kinds that are not part of the ROP protocol, and what they are. */
const OTHER_KINDS: Readonly<Record<string, string>> = {
  "structure:WideRestriction": "restriction types of four bytes, which stand in properties only",
  "structure:IDSET": "content of a FastTransfer stream",
  "structure:CompressedRtf": "content of a property",
  "structure:PersistData": "content of a property",
  "structure:EcDoRpcExt2Request": "the RPC stub around a ROP buffer",
  lz77huffman: "a compression that ROP buffers do not use",
  fasttransfer: "content of a FastTransfer stream",
};

/** So many stated values are compared in each file, or more: to lose some is a failure. */
const COMPARED: Readonly<Record<string, number>> = {
  "agreed.json": 2327,
  "ms-oxcfold.json": 71,
  "ms-oxcfxics.json": 0,
  "ms-oxcmapihttp.json": 6,
  "ms-oxcmsg.json": 37,
  "ms-oxcperm.json": 11,
  "ms-oxcprpt.json": 37,
  "ms-oxcrops.json": 87,
  "ms-oxctabl.json": 46,
  "ms-oxomsg.json": 9,
  "ms-oxorule.json": 38,
  "ms-xca.json": 2,
  "peer-hermex.json": 68,
  "peer-interop.json": 18,
  "peer-lpe-synthetic.json": 161,
  "peer-lpe.json": 426,
  "peer-mfcmapi.json": 79,
  "peer-openchange.json": 336,
};

/** How many stated values of a file have been held against the bytes. */
interface Tally {
  readonly file: string;
  compared: number;
}

describeVectors((vectors, file) => {
  const tally: Tally = { file, compared: 0 };
  for (const vector of vectors) {
    const name = `${vector.id} ${vector.title ?? ""}`;
    const reason = CANNOT_MATCH[vector.id] ?? OTHER_KINDS[vector.kind];
    if (reason === undefined) test(name, () => check(vector, tally));
    else test.skip(`${name} (${reason})`);
  }
  test("every stated value that can be compared was compared", () => {
    expect(tally.compared).toBeGreaterThanOrEqual(COMPARED[file] ?? Number.POSITIVE_INFINITY);
  });
});

describe("what the exceptions do instead", () => {
  test("rows whose columns nobody knows ask for them", () => {
    const vector = specificationVectors("ms-oxctabl.json").find(({ id }) => id === "oxctabl-4.5.3.2");
    const { undecoded } = decodeRopResponses(bytesOf(vector?.hex ?? ""));
    expect(undecoded?.reason).toMatchObject({
      code: "missing-context",
      offset: 9,
      path: ["responses", 0, "rowData", 0],
    });
  });
});

function check(vector: Vector, tally: Tally): void {
  const taken = readingsOf(vector);
  if (taken === undefined) return checkOther(vector, tally);
  const { unstated } = compare(vector, tally, taken.readings.map(both), taken.namesOf);
  if (isRop(vector)) {
    if (!tally.file.startsWith("peer-")) expect(unstated).toEqual([]);
    checkList(vector);
  }
  for (const { codec, bytes } of taken.readings) {
    if (codec === "ExtendedBuffers") checkExtended(vector, bytes);
    if (codec === "RopBuffer") checkBuffer(vector, bytes);
  }
}

function checkOther(vector: Vector, tally: Tally): void {
  const bytes = bytesOf(vector.hex);
  switch (vector.kind) {
    case "lz77":
      return checkCompressed(vector, tally);
    case "structure:PropertyRowSet":
      return checkRows(vector, bytes, tally);
    case "structure:RopsList":
      return checkRequests(vector, {});
    default:
      throw new Error(`${vector.id} is of a kind that no test knows: ${vector.kind}`);
  }
}

/** Every stated value is held against the fields that were read; what is not compared must be known and explained. */
function compare(vector: Vector, tally: Tally, fields: readonly Fields[], namesOf: Readings["namesOf"]): Verdict {
  const verdict = holdAgainst(vector.fields ?? {}, fields, namesOf);
  tally.compared += verdict.compared;
  expect(unexplained(vector.id, verdict)).toEqual([]);
  return verdict;
}

/** The value decoded is the one that the second reading finds, and its bytes are the vector's. */
function both({ codec: name, bytes, context, marks }: Reading): Fields & { readonly value: unknown } {
  const { codec, decode, encode } = codecOf(name);
  const args = callArguments(codec, context);
  const value = decode(bytes, args);
  expect(hexOf(encode(value, args))).toBe(hexOf(bytes));
  const second = read(codec, bytes, context);
  expect(second.end).toBe(bytes.length);
  same(value, second.value);
  return { bytes, marks: marks(second.marks, value), value };
}

// ---- lists and buffers ------------------------------------------------------------------------------------------------

/** A ROP alone in a list. */
function checkList(vector: Vector): void {
  const { codec } = ropCodec(vector);
  const args = callArguments(codec, contextOf(vector));
  const context = Object.fromEntries(codec.params.map(({ name }, index) => [name, args[index]]));
  if (vector.kind === "rop-request") return checkRequests(vector, context);
  const { responses, undecoded } = decodeRopResponses(bytesOf(vector.hex), { context });
  expect(undecoded).toBeUndefined();
  expect(responses).toEqual([ropCodec(vector).decode(bytesOf(vector.hex), args)]);
  expect(hexOf(encodeRopResponses(responses, { context }))).toBe(vector.hex);
}

function checkRequests(vector: Vector, context: RopContext): void {
  const { requests, undecoded } = decodeRopRequests(bytesOf(vector.hex), { context });
  expect(undecoded).toBeUndefined();
  expect(hexOf(encodeRopRequests(requests, { context }))).toBe(vector.hex);
}

function checkExtended(vector: Vector, bytes: Uint8Array): void {
  const payloads = openExtendedBuffers(bytes);
  expect(hexOf(closeExtendedBuffers(payloads))).toBe(hexOf(bytes));
  if (vector.kind === "frame" && vector.plain_hex !== undefined)
    expect(hexOf(payloads[0]?.payload ?? new Uint8Array(0))).toBe(vector.plain_hex);
}

function checkBuffer(vector: Vector, bytes: Uint8Array): void {
  if (isResponse(vector)) {
    const { responses, serverObjectHandleTable, undecoded } = decodeOutputBuffer(bytes);
    expect(undecoded).toBeUndefined();
    expect(hexOf(encodeOutputBuffer(responses, serverObjectHandleTable))).toBe(hexOf(bytes));
  } else {
    const { requests, serverObjectHandleTable, undecoded } = decodeInputBuffer(bytes);
    expect(undecoded).toBeUndefined();
    expect(hexOf(encodeInputBuffer(requests, serverObjectHandleTable))).toBe(hexOf(bytes));
  }
}

// ---- compression and rows ---------------------------------------------------------------------------------------------

function checkCompressed(vector: Vector, tally: Tally): void {
  const bytes = bytesOf(vector.hex);
  const size = Number(vector.fields?.uncompressedSize);
  const plain = decompress(bytes, size);
  expect(plain.length).toBe(size);
  if (vector.plain_hex !== undefined) expect(hexOf(plain)).toBe(vector.plain_hex);
  tally.compared++;
  // Another compressor chooses other matches: what counts is that it comes out the same.
  const own = compress(plain);
  if (own !== undefined) expect(hexOf(decompress(own, size))).toBe(hexOf(plain));
}

/** Rows of text, one after the other, without a count. */
function checkRows(vector: Vector, bytes: Uint8Array, tally: Tally): void {
  const columns = contextOf(vector);
  const { codec } = codecOf("PropertyRow");
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { end } = read(codec, bytes.subarray(at), columns);
    const { value } = both(reading("PropertyRow", bytes.subarray(at, at + end), columns));
    rows.push((value as { valueArray: readonly unknown[] }).valueArray.map(cellText).join(" | "));
    at += end;
  }
  const { rowCount, ...stated } = vector.fields ?? {};
  expect(rows.length).toBe(rowCount);
  expect(Object.fromEntries(rows.map((row, index) => [`row[${index}]`, row]))).toEqual(stated);
  tally.compared += rows.length;
}

function cellText(cell: unknown): string {
  if (typeof cell === "string") return cell;
  const { flag, propertyValue, errorCode } = cell as { flag: string; propertyValue?: string; errorCode?: number };
  return flag === "error" ? `error 0x${errorCode?.toString(16).toUpperCase()}` : String(propertyValue);
}
