/** Windows, offsets and early ends: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { fromHex, language } from "./support.js";

describe("within", () => {
  const { both, decode, decodeStrictly, encode } = language("within");

  test("a type", () => {
    both("Windowed", "02 00 01 02 09", { pair: { a: 1, b: 2 }, after: 9 });
    both("Windowed", "04 00 01 02 aa bb 09", {
      pair: { a: 1, b: 2 },
      after: 9,
      asSent: { pairRest: fromHex("aabb") },
    });
    expect(() => decodeStrictly("Windowed", "03 00 01 02 aa 09")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["pair", "pairRest"] }),
    );
  });

  test("that is too small or leads out of the buffer", () => {
    expect(() => decode("Windowed", "01 00 01 02 09")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["pair", "b"], partial: { pair: { a: 1 } } }),
    );
    expect(() => decode("Windowed", "09 00 01 02 09")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["pair"] }),
    );
  });

  test("strings, with or without their terminator", () => {
    both("Texts", "03 61 62 00 04 61 00 00 00 02 63 00", { ascii: "ab", wide: "a", text: "c" });
    both("Texts", "02 61 62 02 61 00 01 63", {
      ascii: "ab",
      wide: "a",
      text: "c",
      asSent: { asciiUnterminated: true, wideUnterminated: true, textUnterminated: true },
    });
    both("Texts", "04 61 00 62 00 02 00 00 01 00", {
      ascii: "a",
      wide: "",
      text: "",
      asSent: { asciiRest: fromHex("6200") },
    });
    both("Texts", "00 03 61 00 62 00", {
      ascii: "",
      wide: "a",
      text: "",
      asSent: {
        asciiUnterminated: true,
        wideUnterminated: true,
        wideRest: fromHex("62"),
        textUnterminated: true,
      },
    });
  });

  test("that is not there", () => {
    both("Absent", "00 00 09", { pair: undefined, after: 9 });
    both("Absent", "02 00 01 02 09", { pair: { a: 1, b: 2 }, after: 9 });
  });

  test("rows, with an addend", () => {
    both("Rows", "05 00 01 aa bb 09", { a: 1, rest: fromHex("aabb"), after: 9 });
    both("Short", "01 05 09", { a: 5, after: 9 });
    both("Short", "03 05 aa bb 09", { a: 5, after: 9, asSent: { sizeRest: fromHex("aabb") } });
    expect(() => decode("Short", "00 05 09")).toThrow(expect.objectContaining({ code: "truncated", path: ["a"] }));
  });

  test("behind a size on a line of its own", () => {
    both("Placed", "04 07 01 00 02 00 09", { between: 7, items: [1, 2], after: 9 });
  });

  test("a list behind its count", () => {
    both("Counted", "05 02 61 00 62 00", { items: ["a", "b"] });
    both("Counted", "04 01 61 00 07", { items: ["a"], asSent: { itemsRest: fromHex("07") } });
  });

  test("inside each other", () => {
    both("Nested", "04 01 01 02 03", { a: 1, b: 2, c: 3 });
    both("Nested", "06 01 02 02 aa 03 bb", {
      a: 1,
      b: 2,
      c: 3,
      asSent: { innerRest: fromHex("aa"), outerRest: fromHex("bb") },
    });
    expect(() => decode("Nested", "03 01 02 02 aa")).toThrow(expect.objectContaining({ code: "truncated" }));
  });

  test("beside each other", () => {
    both("Beside", "02 05 aa 04 61 00 01 07", {
      a: 5,
      outer1: "a",
      outer2: 7,
      asSent: { firstRest: fromHex("aa") },
    });
  });

  test("sizes that do not fit", () => {
    expect(() => encode("Texts", { ascii: "a".repeat(255), wide: "", text: "" })).toThrow(
      expect.objectContaining({ code: "value-out-of-range" }),
    );
  });
});

describe("at", () => {
  const { both, decode, encode } = language("at");

  test("content in the order of the table", () => {
    both("Block", "0f 00 07 09 00 02 00 0d 00 61 00 00 00 aa bb", {
      number: 7,
      name: "a",
      data: fromHex("aabb"),
    });
  });

  test("that is not there", () => {
    both("Block", "09 00 07 00 00 00 00 00 00", { number: 7, name: undefined, data: undefined });
  });

  test("in another order or with gaps is kept as the block that it was", () => {
    const bytes = "0f 00 07 0b 00 02 00 09 00 aa bb 61 00 00 00";
    const value = decode("Block", bytes);
    expect(value).toMatchObject({ number: 7, name: "a", data: fromHex("aabb"), asSent: { block: fromHex(bytes) } });
    expect(encode("Block", value)).toBe(bytes);
  });

  test("that leads out of the block", () => {
    expect(() => decode("Block", "09 00 07 0a 00 00 00 00 00")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["name"] }),
    );
    expect(() => decode("Block", "0b 00 07 09 00 00 00 00 00 61 00")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["name"] }),
    );
  });

  test("without a window", () => {
    both("Loose", "01 61 00", { text: "a" });
    both("Loose", "00", { text: undefined });
  });
});

describe("mayEnd", () => {
  const { both, decode, decodeStrictly, encode } = language("may-end");

  test("with a condition", () => {
    both("Failing", "00 01 61 00", { result: 0, done: true, name: "a" });
    both("Failing", "05 01 61 00", { result: 5, done: true, name: "a" });
    both("Failing", "05", { result: 5, asSent: { endsBefore: "done" } });
    expect(() => decode("Failing", "00")).toThrow(expect.objectContaining({ code: "truncated", path: ["done"] }));
    expect(() => decode("Failing", "05 01")).toThrow(expect.objectContaining({ code: "truncated", path: ["name"] }));
    expect(() => decodeStrictly("Failing", "05")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["endsBefore"] }),
    );
  });

  test("the value ends early only where that is tolerated, and wholly", () => {
    for (const value of [
      { result: 0, asSent: { endsBefore: "done" } },
      { result: 5, asSent: { endsBefore: "name" } },
      { result: 5, done: true, name: "a", asSent: { endsBefore: "done" } },
      { result: 5 },
      { result: 5, done: true },
    ]) {
      expect(() => encode("Failing", value)).toThrow(expect.objectContaining({ code: "inconsistent-field" }));
    }
  });

  test("always", () => {
    both("Always", "05", { result: 5, asSent: { endsBefore: "items" } });
    both("Always", "05 01 02 00", { result: 5, items: [2] });
  });

  test("in more than one place", () => {
    both("Steps", "05 06 07 00", { result: 5, first: 6, second: 7 });
    both("Steps", "05 06", { result: 5, first: 6, asSent: { endsBefore: "second" } });
    both("Steps", "05", { result: 5, asSent: { endsBefore: "first" } });
  });
});
