/** Lists, counts and sizes: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { jsonConversion } from "../../src/json/index.js";
import type { Shapes } from "../../src/wire/shape.js";
import { fromHex, language } from "./support.js";

describe("lists", () => {
  const { both, decode, encode, exports } = language("lists");

  test("of booleans, with every number that was sent for true, as JSON too", () => {
    const value = { narrow: [true, 200], wide: [false, true, 256] };
    both("Booleans", "02 01 c8 03 00 00 01 00 00 01", value);
    const { fromJson, toJson } = jsonConversion<{ Booleans: unknown }, object>(exports.shapes as Shapes);
    expect(fromJson("Booleans", toJson("Booleans", value))).toEqual(value);
    expect(() => fromJson("Booleans", { narrow: [256], wide: [] })).toThrow("an integer from 2 to 255");
    expect(() => fromJson("Booleans", { narrow: [], wide: [65536] })).toThrow("an integer from 2 to 65535");
  });

  test("of fixed length", () => {
    both("Fixed", "01 00 02 00 03 00 61 00 62 00", { three: [1, 2, 3], names: ["a", "b"] });
    for (const value of [
      { three: [1, 2], names: ["a", "b"] },
      { three: [1, 2, 3], names: ["a"] },
      { three: [1, 2, 3], names: undefined },
    ]) {
      expect(() => encode("Fixed", value)).toThrow(expect.objectContaining({ code: "inconsistent-field" }));
    }
  });

  test("behind their count", () => {
    both("Counted", "02 00 01 00 00 00 02 00 00 00 09", { items: [1, 2], after: 9 });
    both("Counted", "00 00 09", { items: [], after: 9 });
  });

  test("do not believe a count that cannot be", () => {
    expect(() => decode("Counted", "ff ff 01 00 00 00")).toThrow(expect.objectContaining({ path: ["items"] }));
  });

  test("name the element that fails", () => {
    expect(() => decode("Fixed", "01 00 02 00 03 00 61 00 62")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["names", 1], partial: { three: [1, 2, 3], names: ["a"] } }),
    );
    expect(() => encode("Counted", { items: [1, -1], after: 0 })).toThrow(
      expect.objectContaining({ code: "value-out-of-range", path: ["items", 1] }),
    );
  });

  test("to the end", () => {
    both("Endless", "01 00 02 00", { items: [1, 2] });
    both("Endless", "", { items: [] });
    expect(() => decode("Endless", "01 00 02")).toThrow(expect.objectContaining({ path: ["items", 1] }));
  });

  test("that share a count must have the same length", () => {
    both("Twins", "02 01 00 02 00 61 00 62 00", { ids: [1, 2], names: ["a", "b"] });
    expect(() => encode("Twins", { ids: [1, 2], names: ["a"] })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["names"] }),
    );
  });

  test("as structures", () => {
    both("Bare", "02 01 00 02 00", [1, 2]);
    expect(() => decode("Bare", "02 01 00 02")).toThrow(expect.objectContaining({ code: "truncated" }));
  });
});

describe("each", () => {
  const { both, encode, decode } = language("each");
  const items = [0x0101, 0x0202, 0x0303];

  test("takes the type of every element from the item", () => {
    both("ValueRow", "05 61 00 62 00", { values: [5, "a", "b"] }, items);
    both("ValueRow", "", { values: [] }, []);
  });

  test("needs an element for each item", () => {
    expect(() => encode("ValueRow", { values: [5] }, items)).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["values"] }),
    );
  });

  test("refuses an item that no case is known for", () => {
    both("Strict", "05 61 00", { values: [5, "a"] }, [1, 2]);
    expect(() => decode("Strict", "05 61 00 62 00", items)).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["values", 2] }),
    );
    expect(() => encode("Strict", { values: [5, "a", "b"] }, items)).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["values", 2] }),
    );
  });

  test("over a list of the same table", () => {
    both("Own", "02 01 00 02 07 05 61 00", { known: [0x0001, 0x0702], row: { values: [5, "a"] } });
  });
});

describe("until", () => {
  const { both, decode, encode } = language("until");

  test("a boolean part", () => {
    both("Pieces", "01 82 09", {
      pieces: [
        { last: false, number: 1 },
        { last: true, number: 2 },
      ],
      after: 9,
    });
    expect(() => decode("Pieces", "01 02")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["pieces", 2, "word"] }),
    );
  });

  test("not a boolean", () => {
    both("Chain", "01 05 00 06", [
      { more: true, number: 5 },
      { more: false, number: 6 },
    ]);
  });

  test("a name", () => {
    both("Nodes", "01 01 02", { nodes: [{ kind: "middle" }, { kind: "middle" }, { kind: "end" }] });
  });

  test("a flag", () => {
    both("MarkList", "01 06", { all: [{ marks: 1 }, { marks: 6 }] });
  });

  test("the last element, and only it, says that it is the last", () => {
    for (const pieces of [
      [],
      [{ last: false, number: 1 }],
      [
        { last: true, number: 1 },
        { last: true, number: 2 },
      ],
    ]) {
      expect(() => encode("Pieces", { pieces, after: 0 })).toThrow(
        expect.objectContaining({ code: "inconsistent-field" }),
      );
    }
  });
});

describe("counts and sizes", () => {
  const { both, decode, encode } = language("counts");

  test("with a value for what is not there", () => {
    both("Optional", "01 00 05 02 aa bb 09", { items: [5], data: fromHex("aabb"), after: 9 });
    both("Optional", "00 00 00 09", { items: [], data: fromHex(""), after: 9 });
    both("Optional", "ff ff ff 09", { items: undefined, data: undefined, after: 9 });
    expect(encode("Optional", { after: 9 })).toBe("ff ff ff 09");
  });

  test("which must not be the count or size of something", () => {
    expect(() => encode("Optional", { data: new Uint8Array(0xff), after: 9 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["data"] }),
    );
    expect(() => encode("Optional", { items: Array(0xffff).fill(0), after: 9 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["items"] }),
    );
  });

  test("with an addend", () => {
    both("Added", "04 00 aa bb 09", { data: fromHex("aabb"), after: 9 });
    expect(() => decode("Added", "01 00 aa bb")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["data"] }),
    );
  });

  test("of a width that a parameter decides", () => {
    const value = { items: [5], data: fromHex("aa"), pair: { a: 1, b: 2 } };
    both("Wide", "01 00 05 01 00 aa 02 00 01 02", value, 0);
    both("Wide", "01 00 00 00 05 01 00 00 00 aa 02 00 00 00 01 02", value, 1);
    both("Both", "01 00 05 01 00 aa 02 00 01 02 01 00 00 00 05 01 00 00 00 aa 02 00 00 00 01 02", {
      narrow: value,
      wide: value,
    });
  });

  test("on lines of their own", () => {
    both("Placed", "02 01 00 07 01 00 02 00 aa", { between: 7, items: [1, 2], data: fromHex("aa") });
  });

  test("that do not fit", () => {
    expect(() => encode("Placed", { between: 7, items: Array(256).fill(0), data: fromHex("aa") })).toThrow(
      expect.objectContaining({ code: "value-out-of-range", path: ["number"] }),
    );
  });
});
