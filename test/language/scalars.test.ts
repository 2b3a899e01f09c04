/** Numbers, booleans, bytes and strings: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { fromHex, language } from "./support.js";

describe("numbers", () => {
  const { both, decode, encode } = language("numbers");
  const zeros = { a: 0, b: 0, c: 0, d: 0, e: 0, f: 0n, g: 0n, h: 0, i: 0 };

  test("of every width, little-endian", () => {
    both(
      "Numbers",
      "01 02 01 04 03 02 01 fe ff fd ff ff ff 08 07 06 05 04 03 02 01 ff ff ff ff ff ff ff ff 00 00 80 3f 00 00 00 00 00 00 f8 3f",
      { a: 1, b: 0x0102, c: 0x01020304, d: -2, e: -3, f: 0x0102030405060708n, g: -1n, h: 1, i: 1.5 },
    );
  });

  test("at the ends of their ranges", () => {
    both(
      "Numbers",
      "ff ff ff ff ff ff ff 00 80 00 00 00 80 ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 80 00 00 80 bf 00 00 00 00 00 00 f0 7f",
      {
        a: 0xff,
        b: 0xffff,
        c: 0xffffffff,
        d: -0x8000,
        e: -0x80000000,
        f: 0xffffffffffffffffn,
        g: -0x8000000000000000n,
        h: -1,
        i: Number.POSITIVE_INFINITY,
      },
    );
  });

  test.each([
    ["a", 256],
    ["a", -1],
    ["a", 1.5],
    ["b", 0x10000],
    ["c", 0x1_0000_0000],
    ["c", -1],
    ["d", 0x8000],
    ["e", 0x80000000],
    ["f", 1n << 64n],
    ["f", 1],
    ["g", 1n << 63n],
    ["h", "1"],
    ["i", undefined],
  ])("%s cannot be %s", (name, value) => {
    expect(() => encode("Numbers", { ...zeros, [name]: value })).toThrow(
      expect.objectContaining({ name: "RopEncodeError", code: "value-out-of-range", path: [name] }),
    );
  });

  test("are cut short wherever the bytes end", () => {
    const bytes = encode("Numbers", zeros).split(" ");
    for (let length = 0; length < bytes.length; length++) {
      expect(() => decode("Numbers", bytes.slice(0, length).join(" "))).toThrow(
        expect.objectContaining({ name: "RopDecodeError", code: "truncated" }),
      );
    }
  });
});

describe("booleans", () => {
  const { both, decode, decodeStrictly, encode } = language("booleans");

  test("in one and in two bytes", () => {
    both("Booleans", "01 00 00", { short: true, long: false });
    both("Booleans", "00 01 00", { short: false, long: true });
  });

  test("keep another true", () => {
    both("Booleans", "ff 00 01", { short: true, long: true, asSent: { short: 0xff, long: 0x100 } });
    expect(() => decodeStrictly("Booleans", "ff 00 00")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["short"], offset: 0 }),
    );
  });

  test("refuse what contradicts them", () => {
    for (const value of [
      { short: false, long: false, asSent: { short: 2 } },
      { short: true, long: false, asSent: { short: 1 } },
    ]) {
      expect(() => encode("Booleans", value)).toThrow(expect.objectContaining({ code: "inconsistent-field" }));
    }
    expect(() => encode("Booleans", { short: 1, long: false })).toThrow(
      expect.objectContaining({ code: "value-out-of-range" }),
    );
  });

  test("as elements are numbers where they are neither 0 nor 1", () => {
    both("Pair", "01 07", { both: [true, 7] });
    both("Many", "03 01 00 00 00 00 01", { all: [true, false, 0x100] });
  });

  test("as structures", () => {
    both("Flag", "01", true);
    both("Holder", "02 09", { inner: 2, after: 9 });
    expect(decode("Holder", "00 09")).toEqual({ inner: false, after: 9 });
  });
});

describe("bytes", () => {
  const { both, decode, encode } = language("bytes");

  test("of fixed size", () => {
    both("Fixed", "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f aa bb cc 01", {
      id: fromHex("000102030405060708090a0b0c0d0e0f"),
      three: fromHex("aabbcc"),
      after: 1,
    });
    expect(() => encode("Fixed", { id: fromHex("00"), three: fromHex("aabbcc"), after: 1 })).toThrow(
      expect.objectContaining({ code: "value-out-of-range", path: ["id"] }),
    );
  });

  test("behind their size", () => {
    both("Sized", "03 00 aa bb cc 01", { data: fromHex("aabbcc"), after: 1 });
    both("Sized", "00 00 01", { data: fromHex(""), after: 1 });
    expect(() => decode("Sized", "04 00 aa bb cc")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["data"], partial: {} }),
    );
  });

  test("to the end", () => {
    both("Rest", "01 aa bb", { head: 1, data: fromHex("aabb") });
    both("Rest", "01", { head: 1, data: fromHex("") });
  });

  test("as elements", () => {
    const id = "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f";
    both("Pieces", `${id} ${id} 01 aa 00`, { ids: [fromHex(id), fromHex(id)], blobs: [fromHex("aa"), fromHex("")] });
  });
});

describe("strings", () => {
  const { both, decode, encode } = language("strings");

  test("of every encoding", () => {
    both("Strings", "41 62 00 e9 00 41 00 3d d8 00 de 00 00 7a 00", {
      ascii: "Ab",
      text: "é",
      wide: "A\ud83d\ude00",
      narrow: "z",
    });
    both("Strings", "00 00 00 00 00", { ascii: "", text: "", wide: "", narrow: "" });
  });

  test("whose encoding a field decides", () => {
    both("Either", "00 61 00 62 00 63 00", { unicode: false, name: "a", others: ["b", "c"] });
    both("Either", "01 61 00 00 00 62 00 00 00 63 00 00 00", { unicode: true, name: "a", others: ["b", "c"] });
  });

  test("need their terminator", () => {
    expect(() => decode("Strings", "41 62")).toThrow(expect.objectContaining({ code: "truncated", path: ["ascii"] }));
    expect(() => decode("Strings", "00 00 41 00 00")).toThrow(
      expect.objectContaining({ code: "truncated", path: ["wide"], partial: { ascii: "", text: "" } }),
    );
  });

  test.each([
    ["ascii", "\u0100"],
    ["text", "\u20ac"],
    ["wide", "a\0b"],
    ["ascii", 1],
  ])("%s cannot be %j", (name, value) => {
    expect(() => encode("Strings", { ascii: "", text: "", wide: "", narrow: "", [name]: value })).toThrow(
      expect.objectContaining({ code: "invalid-string", path: [name] }),
    );
  });
});
