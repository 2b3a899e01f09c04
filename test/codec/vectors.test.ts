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
  encodeRopRequest,
  encodeRopRequests,
  encodeRopResponse,
  encodeRopResponses,
  openExtendedBuffers,
  type RopRequest,
  type RopResponse,
  Writer,
} from "../../src/index.js";
import { type CodecPair, codecOf, ropOf } from "../support/codecs.js";
import { same } from "../support/comparable.js";
import { specificationVectors } from "../support/peers.js";
import { hexOf, read } from "../support/reading.js";
import { callArguments } from "../support/samples.js";
import { NO_FIELDS, schemaNames, WRONG_STATEMENTS } from "../support/source-names.js";
import { type Fields, holdAgainst, type Verdict } from "../support/stated.js";
import { bytesOf, CANNOT_MATCH, contextOf, describeVectors, isRop, ropCodec, type Vector } from "../support/vectors.js";
import type { Raw } from "../support/walk.js";

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
  if (isRop(vector)) return checkRop(vector, tally);
  switch (vector.kind) {
    case "frame":
      return checkFrame(vector, tally);
    case "http":
      return checkBody(vector, tally);
    case "lz77":
      return checkCompressed(vector, tally);
    default:
      return checkStructure(vector, tally);
  }
}

/** Every stated value is held against the fields that were read; what is not compared must be known and explained. */
function compare(vector: Vector, tally: Tally, read: readonly Fields[], namesOf = schemaNames): Verdict {
  const verdict = holdAgainst(vector.fields ?? {}, read, namesOf);
  tally.compared += verdict.compared;
  const known = (statement: string): boolean =>
    NO_FIELDS.some(({ vectors, paths }) => vectors.test(vector.id) && paths.test(statement));
  const wrong = (statement: string): boolean =>
    WRONG_STATEMENTS.some(({ vector: id, paths }) => id === vector.id && paths.test(statement));
  expect({
    differences: verdict.differences.filter((one) => !wrong(one)),
    unplaced: verdict.unplaced.filter((one) => !known(one)),
  }).toEqual({ differences: [], unplaced: [] });
  return verdict;
}

/** The value decoded is the one that the second reading finds, and its bytes are the vector's. */
function both(
  pair: CodecPair,
  bytes: Uint8Array,
  context: ReadonlyMap<string, Raw> = new Map(),
): Fields & { value: unknown } {
  const args = callArguments(pair.codec, context);
  const value = pair.decode(bytes, args);
  expect(hexOf(pair.encode(value, args))).toBe(hexOf(bytes));
  const second = read(pair.codec, bytes, context);
  expect(second.length).toBe(bytes.length);
  same(value, second.value);
  return { bytes, marks: second.marks, value };
}

// ---- ROPs -----------------------------------------------------------------------------------------------------------

function checkRop(vector: Vector, tally: Tally): void {
  const pair = ropCodec(vector);
  const bytes = bytesOf(vector.hex);
  const context = contextOf(vector);
  const fields = both(pair, bytes, context);
  const { unstated } = compare(vector, tally, [fields]);
  if (!tally.file.startsWith("peer-")) expect(unstated).toEqual([]);
  const args = callArguments(pair.codec, context);
  const named = Object.fromEntries(pair.codec.params.map(({ name }, index) => [name, args[index]]));
  if (vector.kind === "rop-request") {
    const { requests, undecoded } = decodeRopRequests(bytes, { context: named });
    expect(undecoded).toBeUndefined();
    expect(requests).toEqual([fields.value]);
    expect(hexOf(encodeRopRequests(requests, { context: named }))).toBe(vector.hex);
  } else {
    const { responses, undecoded } = decodeRopResponses(bytes, { context: named });
    expect(undecoded).toBeUndefined();
    expect(responses).toEqual([fields.value]);
    expect(hexOf(encodeRopResponses(responses, { context: named }))).toBe(vector.hex);
  }
}

// ---- frames ---------------------------------------------------------------------------------------------------------

function checkFrame(vector: Vector, tally: Tally): void {
  const bytes = bytesOf(vector.hex);
  const isExtended = vector.fields !== null && "SizeActual" in vector.fields;
  if (!isExtended) return void compare(vector, tally, ropBuffer(vector, bytes));
  const header = both(codecOf("ExtendedBuffers"), bytes);
  const payloads = openExtendedBuffers(bytes);
  expect(hexOf(closeExtendedBuffers(payloads))).toBe(vector.hex);
  const payload = payloads[0]?.payload ?? new Uint8Array(0);
  if (vector.plain_hex !== undefined) expect(hexOf(payload)).toBe(vector.plain_hex);
  const inner = vector.id.includes("aux") ? [auxBlocks(payload)] : ropBuffer(vector, payload);
  compare(vector, tally, [header, ...inner], (path) => [...schemaNames(path), `[0].${path}`]);
}

/** A ROP buffer and the ROPs in it, each with its place in the list. */
function ropBuffer(vector: Vector, bytes: Uint8Array): readonly Fields[] {
  const isResponse = typeof vector.context === "string" && /response direction|answer of/.test(vector.context);
  const frame = both(codecOf("RopBuffer"), bytes);
  const parts = isResponse ? responsesOf(bytes) : requestsOf(bytes);
  return [frame, ...parts.map(({ value, bytes: own }, index) => ropFields(value, own, index, isResponse))];
}

function requestsOf(bytes: Uint8Array): readonly { value: RopRequest; bytes: Uint8Array }[] {
  const { requests, serverObjectHandleTable, undecoded } = decodeInputBuffer(bytes);
  expect(undecoded).toBeUndefined();
  expect(hexOf(encodeInputBuffer(requests, serverObjectHandleTable))).toBe(hexOf(bytes));
  return requests.map((value) => ({ value, bytes: written((w) => encodeRopRequest(w, value)) }));
}

function responsesOf(bytes: Uint8Array): readonly { value: RopResponse; bytes: Uint8Array }[] {
  const { responses, serverObjectHandleTable, undecoded } = decodeOutputBuffer(bytes);
  expect(undecoded).toBeUndefined();
  expect(hexOf(encodeOutputBuffer(responses, serverObjectHandleTable))).toBe(hexOf(bytes));
  return responses.map((value) => ({ value, bytes: written((w) => encodeRopResponse(w, value)) }));
}

function written(write: (w: Writer) => void): Uint8Array {
  const w = new Writer();
  write(w);
  return w.result();
}

function ropFields(value: RopRequest | RopResponse, bytes: Uint8Array, index: number, isResponse: boolean): Fields {
  const rop = ropOf(value.ropId, isResponse ? "response" : "request");
  const codec = isResponse ? rop?.response : rop?.request;
  if (codec === undefined) throw new Error(`no codec for RopId ${value.ropId}`);
  const second = read(codec, bytes);
  same(value, second.value);
  return { bytes, marks: second.marks.map((mark) => ({ ...mark, name: `Rops[${index}].${mark.name}` })) };
}

// ---- MAPI/HTTP bodies and compression ---------------------------------------------------------------------------------

function checkBody(vector: Vector, tally: Tally): void {
  const bytes = bytesOf(vector.hex);
  if (vector.fields !== null && "UserDn" in vector.fields)
    return void compare(vector, tally, [both(codecOf("ConnectRequest"), bytes)]);
  const body = both(codecOf("ExecuteRequest"), bytes);
  const { ropBuffer: buffers } = body.value as { ropBuffer: Uint8Array };
  const header = both(codecOf("ExtendedBuffers"), buffers);
  for (const { payload } of openExtendedBuffers(buffers)) ropBuffer(vector, payload);
  compare(vector, tally, [body, header], (path) => [path, path.replace("RPC_HEADER_EXT", "[0]")]);
}

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

// ---- structures -----------------------------------------------------------------------------------------------------

const NARROW: ReadonlyMap<string, Raw> = new Map([["widths", 0]]);

function checkStructure(vector: Vector, tally: Tally): void {
  const bytes = bytesOf(vector.hex);
  const name = vector.kind.replace("structure:", "");
  switch (name) {
    case "Restriction":
      return void compare(vector, tally, [whole(both(codecOf("Restriction"), bytes, NARROW))]);
    case "RuleAction":
      return void compare(vector, tally, [both(codecOf("RuleAction"), bytes, NARROW)]);
    case "ExtendedRuleAction":
      return void compare(vector, tally, [both(codecOf("ExtendedRuleMessageActions"), bytes)]);
    case "ExtendedRuleCondition":
      return void compare(vector, tally, [both(codecOf("ExtendedRuleMessageCondition"), bytes)]);
    case "EntryID":
      if (bytes.length === 46) both(codecOf("FolderEntryID"), bytes);
      if (bytes.length === 70) both(codecOf("MessageEntryID"), bytes);
      return void compare(vector, tally, [both(codecOf("EntryID"), bytes)]);
    case "XID":
    case "PredecessorChangeList":
      return void compare(vector, tally, [both(codecOf(name), bytes)]);
    case "PtypBinary":
      return checkBinary(vector, bytes, tally);
    case "PropertyRowSet":
      return checkRows(vector, bytes, tally);
    case "ServerObjectHandleTable":
      return void compare(vector, tally, [both(codecOf("RopBuffer"), Uint8Array.from([2, 0, ...bytes]))], (path) => [
        path.replace(/^HandleIndex(\d+)$/, "ServerObjectHandleTable[$1]"),
      ]);
    case "AuxBuffer":
      return checkAuxBuffer(vector, bytes, tally);
    case "RopsList": {
      const { requests, undecoded } = decodeRopRequests(bytes);
      expect(undecoded).toBeUndefined();
      expect(hexOf(encodeRopRequests(requests))).toBe(vector.hex);
      return;
    }
    default:
      throw new Error(`${vector.id} is of a kind that no test knows: ${vector.kind}`);
  }
}

/** The fields with the structure itself as one of them, under the empty name. */
function whole(fields: Fields & { value: unknown }): Fields {
  const all = { name: "", start: 0, end: fields.bytes.length, value: fields.value, number: false };
  return { bytes: fields.bytes, marks: [...fields.marks, all] };
}

/** A counted EntryID. */
function checkBinary(vector: Vector, bytes: Uint8Array, tally: Tally): void {
  const binary = both(
    codecOf("PropertyValue"),
    bytes,
    new Map([
      ["propertyType", 0x0102],
      ["widths", 0],
    ]),
  );
  const id = both(codecOf("EntryID"), binary.value as Uint8Array);
  compare(vector, tally, [binary, id], (path) => [path.replace("EntryID.", "")]);
}

/** Rows of text, one after the other, without a count. */
function checkRows(vector: Vector, bytes: Uint8Array, tally: Tally): void {
  const columns = contextOf(vector);
  const { codec } = codecOf("PropertyRow");
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const { length } = read(codec, bytes.subarray(at), columns);
    const { value } = both(codecOf("PropertyRow"), bytes.subarray(at, at + length), columns);
    rows.push((value as { valueArray: readonly unknown[] }).valueArray.map(cellText).join(" | "));
    at += length;
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

function checkAuxBuffer(vector: Vector, bytes: Uint8Array, tally: Tally): void {
  const header = both(codecOf("ExtendedBuffers"), bytes);
  const [opened] = openExtendedBuffers(bytes);
  compare(vector, tally, [header, auxBlocks(opened?.payload ?? new Uint8Array(0))], (path) => [path, `[0].${path}`]);
}

/** Auxiliary blocks as `Aux[0]`, with Version and Type apart, which the schema reads as one number. */
function auxBlocks(payload: Uint8Array): Fields {
  const { marks } = both(codecOf("AuxBlocks"), payload);
  const parts = marks.flatMap((mark) => {
    const block = /^(\[\d+\])\.VersionAndType$/.exec(mark.name)?.[1];
    if (block === undefined) return [];
    const { start, end } = mark;
    return [
      { ...mark, name: `${block}.Version`, end: start + 1 },
      { ...mark, name: `${block}.Type`, start: start + 1, end },
    ];
  });
  return { bytes: payload, marks: [...marks, ...parts].map((mark) => ({ ...mark, name: `Aux${mark.name}` })) };
}
