/** Structures, parameters, recursion and ROPs: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { fromHex, language } from "./support.js";

describe("structures", () => {
  const { both, decode, encode } = language("structures");

  test("that are a type", () => {
    const one = "01 00 00 00 00 00 00 00";
    both("Id", one, 1n);
    both("Ids", `${one} ${one} ${one} 01 ${one}`, { one: 1n, two: [1n, 1n], many: [1n] });
  });

  test("take the first items of a list", () => {
    both("Sheet", "03 01 00 02 00 03 00 02 07 08", { columns: [1, 2, 3], row: { cells: [7, 8] } });
    expect(() => decode("Sheet", "01 01 00 02 07 08")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["row"] }),
    );
    expect(() => encode("Sheet", { columns: [1], row: { cells: [7, 8] } })).toThrow(
      expect.objectContaining({ code: "inconsistent-field" }),
    );
  });

  test("stay bytes in a window where a parameter is missing", () => {
    both("Windows", "05 02 07 08", { number: 5, row: { cells: [7, 8] } }, [1, 2]);
    both(
      "Windows",
      "05 02 07 08",
      { number: 5, row: { undecoded: "missing-context", bytes: fromHex("0708") } },
      undefined,
    );
    expect(() => encode("Windows", { number: 5, row: { cells: [7, 8] } }, undefined)).toThrow(
      expect.objectContaining({ code: "missing-context" }),
    );
  });

  test("take literals and fields", () => {
    both("Fixed", "07 08", { row: { cells: [7, 8] } });
    both("Modes", "01 05 06 07 08 09", {
      yes: true,
      plain: { number: 5, also: 6 },
      extended: { number: 7, more: 8, also: 9 },
    });
    both("Modes", "00 05 07 08 09", {
      yes: false,
      plain: { number: 5 },
      extended: { number: 7, more: 8, also: 9 },
    });
    both("Moded", "05 06", { number: 5, more: 6 }, 1, false);
  });
});

describe("recursion", () => {
  const { both, decode, encode } = language("recursion");
  const leaf = { kind: "leaf", number: 5 };
  const twigs = (depth: number): unknown => (depth === 0 ? leaf : { kind: "twig", child: twigs(depth - 1) });

  test("by name", () => {
    both("Tree", "01 02 00 05 00 02 00 05 00", { kind: "branch", children: [leaf, { kind: "twig", child: leaf }] });
    both("Nest", "02 00 01 00", [[], [[]]], 0);
    both("Nest", "01 00 00 00", [[]], 1);
  });

  test("down to a depth, in both directions", () => {
    both("Tree", "02 02 02 00 05 00", twigs(3));
    expect(() => decode("Tree", "02 02 02 02 00 05 00")).toThrow(
      expect.objectContaining({ code: "limit-exceeded", path: ["child", "child", "child", "child"] }),
    );
    expect(() => encode("Tree", twigs(4))).toThrow(
      expect.objectContaining({ code: "limit-exceeded", path: ["child", "child", "child", "child"] }),
    );
    expect(() => decode("Nest", "01 01 01 00", 0)).toThrow(expect.objectContaining({ code: "limit-exceeded" }));
    expect(() => encode("Nest", [[[[]]]], 0)).toThrow(expect.objectContaining({ code: "limit-exceeded" }));
  });

  test("counts nesting, not neighbours", () => {
    both("Tree", "01 05 00 05 00 00 05 00 00 05 00 00 05 00 00 05 00", {
      kind: "branch",
      children: [leaf, leaf, leaf, leaf, leaf],
    });
  });
});

describe("ROPs", () => {
  const { both, decode, encode, exports } = language("exchanges");

  test("stand behind their id", () => {
    both("RopSetRequest", "12 01 02 01 02 05 00 06 00", {
      ropId: 0x12,
      logonId: 1,
      index: 2,
      asynchronous: true,
      columns: [5, 6],
    });
    both("RopSetResponse", "12 02 00 00 00 00 09", {
      ropId: 0x12,
      index: 2,
      outcome: "success",
      returnValue: 0,
      status: 9,
    });
    expect(() => decode("RopSetRequest", "13 01 02 01 00")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["ropId"] }),
    );
  });

  test("take what the conversation remembers", () => {
    const success = { ropId: 0x15, index: 2, outcome: "success", returnValue: 0 };
    both(
      "RopReadResponse",
      "15 02 00 00 00 00 01 05 07 08",
      { ...success, rows: [{ number: 5, cells: [7, 8] }] },
      [1, 2],
    );
    expect(() => decode("RopReadResponse", "15 02 00 00 00 00 01 05 07 08", undefined)).toThrow(
      expect.objectContaining({
        code: "missing-context",
        partial: { ropId: 0x15, index: 2, returnValue: 0, rows: [] },
      }),
    );
    both(
      "RopReadResponse",
      "15 02 01 00 00 00",
      { ropId: 0x15, index: 2, outcome: "failure", returnValue: 1 },
      undefined,
    );
    expect(() => encode("RopReadResponse", { ...success, rows: [{ number: 5, cells: [7] }] }, undefined)).toThrow(
      expect.objectContaining({ code: "missing-context" }),
    );
  });

  test("take fields of the request", () => {
    both(
      "RopAskResponse",
      "16 02 00 00 00 00 05 07",
      { ropId: 0x16, index: 2, outcome: "success", returnValue: 0, row: { number: 5, cells: [7] } },
      [1],
    );
  });

  test("stay bytes in a window where a context is missing", () => {
    both("RopTellResponse", "17 02 02 05 07", { ropId: 0x17, index: 2, row: { number: 5, cells: [7] } }, [1]);
    both(
      "RopTellResponse",
      "17 02 02 05 07",
      { ropId: 0x17, index: 2, row: { undecoded: "missing-context", bytes: fromHex("0507") } },
      undefined,
    );
  });

  test("have tables that depend on a context", () => {
    both("RopKindRequest", "18 01 61 00 09", { ropId: 0x18, logonId: 1, name: "a", after: 9 }, "private");
    both("RopKindRequest", "18 01 09", { ropId: 0x18, logonId: 1, after: 9 }, "public");
    expect(() => decode("RopKindRequest", "18 01 09", undefined)).toThrow(
      expect.objectContaining({ code: "missing-context" }),
    );
  });

  test("answer under another id", () => {
    both("RopAlsoRequest", "19 01 02", { ropId: 0x19, logonId: 1, index: 2 });
    both("RopAlsoResponse", "18 02 00 00 00 00", { ropId: 0x18, index: 2, returnValue: 0 });
  });

  test("may hold others", () => {
    both("RopEchoResponse", "ff 05 00 19 01 02", { ropId: 0xff, needed: 5, requests: fromHex("190102") });
  });

  test("are told apart by the registry", () => {
    expect(exports.RopId).toEqual({
      Set: 0x12,
      Read: 0x15,
      Ask: 0x16,
      Tell: 0x17,
      Kind: 0x18,
      Also: 0x19,
      Boxes: 0x1a,
      Start: 0x1b,
      Echo: 0xff,
    });
    both("RopRequest", "19 01 02", { ropId: 0x19, logonId: 1, index: 2 });
    both(
      "RopResponse",
      "15 02 00 00 00 00 01 05 07",
      {
        ropId: 0x15,
        index: 2,
        outcome: "success",
        returnValue: 0,
        rows: [{ number: 5, cells: [7] }],
      },
      { tableColumns: [1] },
    );
    expect(() => decode("RopRequest", "fe")).toThrow(expect.objectContaining({ code: "unknown-rop", path: ["ropId"] }));
    expect(() => encode("RopRequest", { ropId: 0xfe })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant" }),
    );
  });

  test("tell what they leave in the conversation", () => {
    expect(exports.ropInfo).toMatchObject({
      18: {
        name: "RopSet",
        remembers: [{ context: "tableColumns", key: "index", from: "request", property: "columns" }],
        forgets: [{ context: "tableColumns", key: "index", after: "failure" }],
        asynchronousIf: "asynchronous",
      },
      21: { responseUses: [{ context: "tableColumns", key: "index", at: 1, width: 1 }] },
      22: { fromRequest: ["columns"] },
      24: { requestUses: [{ context: "logonKind", key: "logonId", at: 1, width: 1 }] },
      25: { responseId: 0x18 },
      255: { hasRequest: false },
    });
  });
});

describe("skipping", () => {
  const { exports, both } = language("skips");
  const skip = (bytes: string): number => {
    const b = fromHex(bytes);
    return (exports.skipRopResponse as (b: Uint8Array, p: number, end: number) => number)(b, 0, b.length);
  };

  test("over counts and sizes of a width that a field chooses", () => {
    const value = {
      ropId: 1,
      names: ["a"],
      data: fromHex("bb"),
      blobs: [fromHex("cc")],
      there: true,
      more: fromHex("dd"),
      after: 9,
    };
    const short = "01 01 01 61 00 01 bb 01 01 cc 01 01 dd 09";
    const long = "01 00 01 00 61 00 01 00 bb 01 01 00 cc 01 01 00 dd 09";
    both("RopWidthsResponse", short, { ...value, small: true });
    both("RopWidthsResponse", long, { ...value, small: false });
    expect(skip(short)).toBe(fromHex(short).length);
    expect(skip(long)).toBe(fromHex(long).length);
  });

  test("gives up only before what it does not understand", () => {
    expect(skip("02 00 00 09")).toBe(4);
    expect(skip("02 00 01 61 00 09")).toBeGreaterThan(6);
    expect(skip("02 01 61 00 05 00 09")).toBeGreaterThan(7);
    expect(skip("03 61 00 62 00")).toBeGreaterThan(5);
  });
});

describe("walking over rows and over frequent responses", () => {
  const { exports, decode } = language("rows");
  const columns = [0x0001, 0x0014, 0x0104, 0x0016];
  const values = "11 61 62 00 01 02 03 04 02 cc dd";
  const row = `${values} 55 ${values}`;
  const skip = (b: Uint8Array, end: number, context: object): number =>
    (exports.skipRopResponse as (b: Uint8Array, p: number, end: number, c: object) => number)(b, 0, end, context);
  const loop = (b: Uint8Array, end: number, sought: number): number =>
    (exports.skipFrequentRopResponses as (b: Uint8Array, p: number, end: number, sought: number) => number)(
      b,
      0,
      end,
      sought,
    );

  test.each([
    [
      "rows with two lists, and rows with one",
      "RopRowsResponse",
      `01 00 02 ${row} ${row} 03 55 ${values} 55 ${values} 55 ${values}`,
    ],
    ["values of a response itself", "RopValuesResponse", `02 00 ${values}`],
  ])("%s", (_what, name, hex) => {
    const b = fromHex(hex);
    expect(() => decode(name, hex, columns)).not.toThrow();
    expect(skip(b, b.length, { tableColumns: columns })).toBe(b.length);
    for (let end = 0; end < b.length; end++) expect(skip(b, end, { tableColumns: columns })).toBeGreaterThan(end);
    expect(skip(b, b.length, {})).toBeGreaterThan(b.length);
  });

  test("no rows need no columns", () => {
    expect(skip(fromHex("01 00 00 00"), 4, {})).toBe(4);
  });

  test("frequent responses as far as there is room for the next one", () => {
    const tail = "03 07 01 01 00 00 00 02 00 01 44 33 09";
    const fixed = "05 01 02 03 04 05 06 07 08";
    const tails = fromHex(`${tail} ${fixed} ${tail} ${fixed} ${tail} ${fixed}`);
    expect(loop(tails, tails.length, 0)).toBe(66);
    expect(loop(tails, tails.length, 0x05)).toBe(13);
    expect(loop(tails, 37, 0)).toBe(35);
    // What has a window, needs a context or is rare is left to others.
    for (const other of ["04 02 61 00 09", `02 00 ${values}`, "06 01 02 03 04 05 06 07 08"])
      expect(loop(fromHex(`${tail} ${other} ${tail}`), 26 + fromHex(other).length, 0)).toBe(13);
    // A count that stands behind the bytes, and one that they do not hold.
    expect(loop(fromHex("03 07 02 01 00 00 00 02 00 00 00"), 11, 0)).toBeGreaterThan(11);
    expect(loop(fromHex(`03 07 ff ${fixed} ${fixed}`), 21, 0)).toBeGreaterThan(21);
  });
});
