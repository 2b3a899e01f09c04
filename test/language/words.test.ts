/** Enumerations, flags, bits, packed numbers, presence, reserved and constant values: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { fromHex, language } from "./support.js";

describe("enumerations", () => {
  const { both, decodeStrictly, encode, exports } = language("named");

  test("are names; numbers and bytes without a name stay what they are", () => {
    both("Painted", "01 00 0a 0b 0c 0d", { colour: "red", maker: "ours" });
    both("Painted", "03 00 01 02 03 04", { colour: "darkBlue", maker: "theirs" });
    both("Painted", "ff 00 00 00 00 00", { colour: 0xff, maker: fromHex("00000000") });
  });

  test("keep another number of the same name", () => {
    both("Painted", "02 00 0a 0b 0c 0d", { colour: "green", maker: "ours" });
    both("Painted", "12 00 0a 0b 0c 0d", { colour: "green", maker: "ours", asSent: { colour: 0x12 } });
    expect(() => decodeStrictly("Painted", "12 00 0a 0b 0c 0d")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["colour"] }),
    );
    expect(() => encode("Painted", { colour: "red", maker: "ours", asSent: { colour: 0x12 } })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["colour"] }),
    );
  });

  test("refuse a name that they do not have", () => {
    for (const value of [
      { colour: "blue", maker: "ours" },
      { colour: "red", maker: "nobody" },
      { colour: "toString", maker: "ours" },
    ]) {
      expect(() => encode("Painted", value)).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
    }
    expect(() => encode("Painted", { colour: 0x10000, maker: "ours" })).toThrow(
      expect.objectContaining({ code: "value-out-of-range" }),
    );
  });

  test("as elements, where another number of the same name stays a number", () => {
    both("Palette", "01 00 02 00 02 12 00 03 00", { two: ["red", "green"], many: [0x12, "darkBlue"] });
    both("Makers", "0a 0b 0c 0d 00 00 00 00 01 01 02 03 04", {
      two: ["ours", fromHex("00000000")],
      many: ["theirs"],
    });
  });

  test("as structures", () => {
    both("Wall", "02 00 12 00", { inside: "green", outside: 0x12 });
  });

  test("are exported with their canonical numbers", () => {
    expect(exports.Colour).toEqual({ red: 1, green: 2, darkBlue: 3 });
    expect(exports.Maker).toEqual({ ours: "0a0b0c0d", theirs: "01020304" });
  });
});

describe("flags", () => {
  const { both, encode, exports } = language("flags");

  test("stay one number", () => {
    both("Styled", "01 00 00 00", { style: 1 });
    both("Styled", "02 00 00 80 05 06", { style: 0x80000002, angle: 5, more: 6 });
    both("Styled", "f4 ff ff 7f", { style: 0x7ffffff4 });
    both("Styles", "01 02", { two: [1, 2] });
  });

  test("have a constant for each name", () => {
    expect(exports.Style).toEqual({ bold: 1, italic: 2, all: 0x80000000 });
  });

  test("decide what must be there", () => {
    expect(() => encode("Styled", { style: 2 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["angle"] }),
    );
    expect(() => encode("Styled", { style: 0, angle: 5 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["angle"] }),
    );
  });
});

describe("bits", () => {
  const { both, decodeStrictly, encode } = language("bits");

  test("are properties", () => {
    both("Word", "51 01", { kind: "counted", number: 5, on: true });
    both("Word", "03 00", { kind: 3, number: 0, on: false });
  });

  test("without a name, or reserved, are kept", () => {
    both("Word", "04 10", { kind: "plain", number: 0, on: false, asSent: { word: 0x1004 } });
    expect(() => decodeStrictly("Word", "04 00")).toThrow(expect.objectContaining({ path: ["word"] }));
    expect(() => encode("Word", { kind: "plain", number: 0, on: false, asSent: { word: 1 } })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["word"] }),
    );
  });

  test.each([
    [{ kind: "plain", number: 16, on: false }, "value-out-of-range", "number"],
    [{ kind: 4, number: 0, on: false }, "value-out-of-range", "kind"],
    [{ kind: "other", number: 0, on: false }, "unknown-discriminant", "kind"],
    [{ kind: "plain", number: 0, on: 1 }, "value-out-of-range", "on"],
    [{ kind: "plain", on: false }, "value-out-of-range", "number"],
  ])("refuse %j", (value, code, name) => {
    expect(() => encode("Word", value)).toThrow(expect.objectContaining({ code, path: [name] }));
  });

  test("that mean something only under a condition", () => {
    both("Partial", "31 01", { kind: "counted", number: 3, sorted: true });
    both("Partial", "02 00 09", { kind: "named", name: 9 });
    expect(() => encode("Partial", { kind: "counted" })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["number"] }),
    );
    expect(() => encode("Partial", { kind: "plain", sorted: false })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["sorted"] }),
    );
  });

  test("and are kept where it does not hold", () => {
    both("Partial", "30 01", { kind: "plain", asSent: { word: 0x0130 } });
    expect(() => encode("Partial", { kind: "counted", number: 1, sorted: false, asSent: { word: 0x10 } })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["word"] }),
    );
  });

  test("up to the highest of 32", () => {
    both("Wide", "02 01 00 f8", { high: 0xf, low: 0x0102, top: true });
    both("Wide", "00 00 00 04", { high: 0, low: 0, top: false, asSent: { word: 0x04000000 } });
  });
});

describe("packed", () => {
  const { both, decode, encode } = language("packed");

  test("stay one number, whose parts decide", () => {
    both("Tagged", "03 00 01 80 07 00 00 00", { tag: 0x80010003, value: 7 });
    both("Tagged", "1e 00 01 00 61 00", { tag: 0x0001001e, value: "a" });
    both("Tagged", "1f 00 01 00 61 00", { tag: 0x0001001f, value: "a" });
    both("Conditional", "1f 00 00 00 05", { tag: 0x1f, note: 5 });
    both("Conditional", "03 00 00 00", { tag: 3 });
  });

  test("refuse what no case is known for", () => {
    expect(() => decode("Tagged", "04 00 00 00 00 00 00 00")).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["value"] }),
    );
    expect(() => encode("Tagged", { tag: 4, value: 1 })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["value"] }),
    );
  });
});

describe("presence", () => {
  const { both, decode, encode } = language("presence");

  test("is said by the field that follows", () => {
    both("Named", "01 00 61 00 05", { name: "a", length: 5 });
    both("Named", "00", {});
    expect(decode("Named", "00")).not.toHaveProperty("hasName");
  });

  test("keeps another true", () => {
    both("Named", "07 00 61 00 05", { name: "a", length: 5, asSent: { hasName: 7 } });
    both("Named", "01 09 61 00 05", { name: "a", length: 5, asSent: { pad: 9 } });
  });

  test("all fields of it are there, or none", () => {
    expect(() => encode("Named", { name: "a" })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["length"] }),
    );
    expect(() => encode("Named", { length: 1 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["length"] }),
    );
    expect(() => encode("Named", { asSent: { hasName: 7 } })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["hasName"] }),
    );
  });

  test("in bits", () => {
    both("Parts", "00", {});
    both("Parts", "01 05 00", { a: 5 });
    both("Parts", "02 01 07", { b: [7] });
    both("Parts", "03 05 00 00", { a: 5, b: [] });
    both("Parts", "04", { asSent: { word: 4 } });
  });

  test("of fields that are called as what a function works with itself", () => {
    both("Own", "0f 07 01 08 09 0a", { form: 7, one: [8], sent: 9, misfit: 10 });
    both("Own", "14 09", { sent: 9, asSent: { word: 0x10 } });
    expect(() => encode("Own", { form: 0x100 })).toThrow(
      expect.objectContaining({ code: "value-out-of-range", path: ["form"] }),
    );
  });

  test("is said by a field in one form, a property in another, and nothing in the third", () => {
    both("Formed", "80 05", { kind: "left", left: 5 });
    both("Formed", "00", { kind: "left" });
    both("Formed", "81 05", { kind: "right", more: true, right: 5 });
    both("Formed", "01 05", { kind: "right", more: false, right: 5 });
    both("Formed", "02", { kind: "none" });
    both("Formed", "82", { kind: "none", asSent: { word: 0x80 } });
  });

  test("is not said by what may be absent for another reason", () => {
    both("Unsure", "01 ff 05", { sure: 5 });
    both("Unsure", "01 00 05", { items: [], sure: 5 });
    both("Unsure", "00", {});
  });
});

describe("reserved and constant", () => {
  const { both, decode, decodeStrictly, encode } = language("reserved");

  test("are not in the value", () => {
    both("Padded", "00 00 01 00 00 00 09", { after: 9 });
    both("Versioned", "02 01 05 00 00 00", { version: 0x0102, number: 5 });
  });

  test("another reserved value is kept", () => {
    both("Padded", "01 02 00 00 00 07 09", { after: 9, asSent: { zero: 0x0201, one: 0, gapBytes: fromHex("000007") } });
    for (const bytes of ["01 00 01 00 00 00 09", "00 00 00 00 00 00 09", "00 00 01 00 07 00 09"]) {
      expect(() => decodeStrictly("Padded", bytes)).toThrow(expect.objectContaining({ code: "unexpected-value" }));
    }
  });

  test("another constant is an error", () => {
    expect(() => decode("Versioned", "03 01 05 00 00 00")).toThrow(
      expect.objectContaining({ code: "unexpected-value", path: ["version"], offset: 0 }),
    );
    expect(() => encode("Versioned", { number: 5, version: 0x0103 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["version"] }),
    );
  });

  test("of a run that is wrong, what comes first is reported", () => {
    both("Marked", "05 02 01 00 00 00", { before: 5, mark: 2, after: 1 });
    const wrong = { code: "unexpected-value", path: ["mark"], offset: 1, partial: { before: 5 } };
    expect(() => decode("Marked", "05 1f 01 00 00 00")).toThrow(
      expect.objectContaining({ ...wrong, reason: "is 0x1f, not 0x2" }),
    );
    expect(() => decode("Marked", "05 1f 01")).toThrow(expect.objectContaining(wrong));
    const cut = { code: "truncated", reason: "needs 4 bytes, 1 left", path: ["after"], offset: 2 };
    expect(() => decode("Marked", "05 02 01")).toThrow(expect.objectContaining(cut));
  });
});
