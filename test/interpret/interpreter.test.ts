/** The interpreter by itself: values, where fields lie, and what bad bytes end in. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InterpretError, Interpreter } from "../../scripts/interpret/index.js";
import { codecs, model } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";
import { runs } from "../support/runs.js";
import { bytesOf } from "../support/vectors.js";

quickErrors();

const interpreter = new Interpreter(model);

function errorOf(name: string, bytes: Uint8Array, context: Readonly<Record<string, unknown>> = {}): unknown {
  try {
    interpreter.read(name, bytes, context);
  } catch (error) {
    return error;
  }
  return undefined;
}

test("a value, its fields, and its end; more may follow", () => {
  expect(interpreter.read("RopPendingResponse", bytesOf("6e1200ff"))).toEqual({
    value: { ropId: 0x6e, sessionIndex: 18 },
    marks: [
      { name: "RopId", start: 0, end: 1, value: 0x6e, number: true, derived: false },
      { name: "SessionIndex", start: 1, end: 3, value: 18, number: true, derived: false },
    ],
    end: 3,
  });
});

test("context by name, as decoders take it or as it stands on the wire", () => {
  const bytes = bytesOf("1100010212");
  const context = (logonKind: unknown) =>
    interpreter.read("RopSetMessageReadFlagRequest", PRIVATE, { logonKind }).value;
  const PRIVATE = Uint8Array.from([...bytes.subarray(0, 5), 0, 1, 2, 3, 4, 5, 6, 7]);
  expect(context("private")).toEqual(context(1));
});

describe("bad bytes", () => {
  test.for([
    ["RopPendingResponse", "6e12", {}, { code: "truncated", offset: 1, path: "SessionIndex", lists: [] }],
    ["RopPendingResponse", "6f1200", {}, { code: "unexpected-value", offset: 0, path: "RopId" }],
    [
      "RopSetColumnsRequest",
      "1200000002001f003700ab",
      {},
      { code: "truncated", offset: 10, path: "PropertyTags[1]", lists: [6] },
    ],
    ["Restriction", "ff", { widths: 0 }, { code: "unknown-discriminant", path: "RestrictType" }],
    ["Restriction", "02".repeat(70), { widths: 0 }, { code: "limit-exceeded", offset: 64 }],
    ["RopQueryRowsResponse", "1500000000000201000102", {}, { code: "missing-context" }],
  ] as const)("%s %s", ([name, hex, context, error]) => {
    const found = errorOf(name, bytesOf(hex), context);
    expect(found).toBeInstanceOf(InterpretError);
    expect(found).toMatchObject(error);
  });

  test.for([0x01ffffff, 0xffffffff])("a count of %i makes room for nothing", (count) => {
    const bytes = bytesOf("0000000000");
    new DataView(bytes.buffer).setUint32(1, count, true);
    const before = process.memoryUsage().heapUsed;
    expect(errorOf("Restriction", bytes, { widths: "wide" })).toMatchObject({
      code: "truncated",
      offset: 5,
      lists: [5],
    });
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100_000_000);
  });

  test("the message says where", () => {
    expect(errorOf("RopPendingResponse", bytesOf("6e12"))).toMatchObject({
      message: "SessionIndex at 0x0001: needs 2 bytes, 1 left",
    });
  });

  test.for(codecs.map(({ codec }) => codec.name))("%s: nothing but the declared error", (name) => {
    const codec = codecs.find((one) => one.codec.name === name)?.codec;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80, max: 40 }), fc.boolean(), (bytes, told) => {
        if (codec?.ropId !== undefined && bytes.length > 0) bytes[0] = codec.ropId;
        const error = errorOf(name, bytes, told ? CONTEXT : {});
        if (error !== undefined && !(error instanceof InterpretError)) throw error;
      }),
      runs(30),
    );
  });
});

const CONTEXT: Readonly<Record<string, unknown>> = {
  columns: [0x674a0014, 0x0037001f, 0x66000000, 0x80001102, 0x667900fd],
  tableColumns: [0x674a0014, 0x0037001f, 0x66000000, 0x80001102, 0x667900fd],
  recipientColumns: [0x3001001f, 0x39fe001f],
  propertyTags: [0x674a0014, 0x0037001f],
  propertyType: 0x101f,
  widths: 1,
  logonKind: "private",
};

test("a name that nothing has", () => {
  expect(() => interpreter.read("RopMade", new Uint8Array(0))).toThrow(
    new RangeError("no structure, request or response is named RopMade"),
  );
});
