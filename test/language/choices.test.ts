/** Conditions, choices and forms: from bytes to values and back. */
import { describe, expect, test } from "vitest";
import { jsonConversion } from "../../src/json/index.js";
import type { Shapes } from "../../src/wire/shape.js";
import { fromHex, language } from "./support.js";

describe("conditions", () => {
  const { both, encode } = language("conditions");

  test("all of them, where few hold", () => {
    // A false, b false, kind 0, Number 0, Style 0
    both("Conditions", "00 00 00 00 01 02 03 04 05 06 07 08", {
      a: false,
      b: false,
      kind: 0,
      number: 0,
      style: 0,
      ifNotA: 1,
      ifNotKind: 2,
      ifNeither: 3,
      ifNotNumber: 4,
      ifAFalse: 5,
      ifNotBold: 6,
      ifMixed: 0x0807,
    });
  });

  test("all of them, where many hold", () => {
    both("Conditions", "01 11 01 01 01 02 03 04 05 06 07 08", {
      a: true,
      b: true,
      kind: "one",
      number: 1,
      style: 1,
      ifA: 1,
      ifB: 2,
      ifNumber: 3,
      ifKind: 4,
      ifBold: 5,
      ifAll: 6,
      ifAny: 7,
      ifBTrue: 8,
    });
  });

  test("any and all together", () => {
    both("Conditions", "00 21 02 00 01 02 03 04 05 06 07 08 09 0a 0b", {
      a: false,
      b: true,
      kind: "two",
      number: 2,
      style: 0,
      ifB: 1,
      ifNumber: 2,
      ifAny: 3,
      ifNotA: 4,
      ifNotKind: 5,
      ifNotNumber: 6,
      ifAFalse: 7,
      ifBTrue: 8,
      ifNotBold: 9,
      ifMixed: 0x0b0a,
    });
  });

  test("decide the encoding of strings", () => {
    both("Text", "01 00 61 00 00 00 62 00 00 00 63 00", {
      a: true,
      b: false,
      kind: 0,
      first: "a",
      second: "b",
      third: "c",
    });
    both("Text", "00 10 61 00 62 00 63 00", { a: false, b: false, kind: "one", first: "a", second: "b", third: "c" });
  });

  test("may ask how many there are", () => {
    both("Counted", "00", { items: [] });
    both("Counted", "01 05 06", { items: [5], more: 6 });
    both("Counted", "02 05 05 06 07", { items: [5, 5], more: 6, two: 7 });
    expect(() => encode("Counted", { items: [], more: 6 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["more"] }),
    );
  });
});

describe("when", () => {
  const { both, decode, encode } = language("when");
  const id = "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f";
  const everything = {
    number: 1,
    small: 2,
    large: 3n,
    flag: true,
    kind: "one",
    style: 1,
    on: true,
    level: 3,
    packed: 0x0102,
    version: 7,
    id: fromHex(id),
    three: fromHex("aabbcc"),
    name: "a",
    data: fromHex("dd"),
    items: [5],
    two: [1, 2],
    pair: { a: 1, b: 2 },
    boxed: { a: 3, b: 4 },
    maybe: { a: 5, b: 6 },
    after: 9,
  };
  const bytes =
    `01 02 03 00 00 00 00 00 00 00 01 01 01 07 02 01 00 00 07 ${id} aa bb cc 61 00 01 dd 01 05 00 01 02 ` +
    "01 02 02 03 04 02 05 06 09";

  test("rows of every type", () => {
    both("Everything", bytes, everything);
    both("Everything", "00 09", { number: 0, after: 9 });
  });

  test("what is not there is undefined", () => {
    expect(decode("Everything", "00 09")).toStrictEqual({
      ...Object.fromEntries(Object.keys(everything).map((name) => [name, undefined])),
      number: 0,
      after: 9,
      asSent: undefined,
    });
  });

  test("deviations under a condition", () => {
    both("Everything", bytes.replace("07 02 01 00 00 07", "17 02 01 05 00 07").replace("01 01 01 17", "02 11 01 17"), {
      ...everything,
      asSent: { flag: 2, kind: 0x11, word: 0x10, pad: 5 },
    });
  });

  test.each(Object.keys(everything).filter((name) => !["number", "maybe", "after"].includes(name)))(
    "%s must be there if the condition holds, and only then",
    (name) => {
      expect(() => encode("Everything", { ...everything, [name]: undefined })).toThrow(
        expect.objectContaining({ code: "inconsistent-field" }),
      );
      expect(() =>
        encode("Everything", { number: 0, after: 9, [name]: everything[name as keyof typeof everything] }),
      ).toThrow(expect.objectContaining({ code: "inconsistent-field", path: [name] }));
    },
  );

  test("inside each other", () => {
    both("Nested", "00", { number: 0 });
    both("Nested", "01 00", { number: 1, inner: false });
    both("Nested", "01 01 05", { number: 1, inner: true, deep: 5 });
    both("Nested", "02 01 05 06", { number: 2, inner: true, deep: 5, two: 6 });
  });
});

describe("choose between types", () => {
  const { both, decode, encode } = language("choose-types");
  const id = "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f";

  test.each([
    ["00 09", "none", undefined],
    ["01 05 09", "small", 5],
    ["02 05 00 00 00 09", "large", 5],
    ["03 61 00 09", "text", "a"],
    ["04 02 aa bb 09", "blob", fromHex("aabb")],
    ["05 02 01 00 02 00 09", "many", [1, 2]],
    ["06 01 05 09", "boxed", { inside: 5 }],
    ["07 02 09", "yes", 2],
    ["08 00 00 00 00 00 00 f8 3f 09", "real", 1.5],
    [`09 ${id} 09`, "id", fromHex(id)],
  ])("%s", (bytes, type, value) => {
    both("Chosen", bytes, { type, value, after: 9 });
  });

  test("by another number of the same name", () => {
    both("Chosen", "82 05 00 00 00 09", { type: "large", value: 5, after: 9, asSent: { type: 0x82 } });
  });

  test("refuse what no case is known for", () => {
    expect(() => decode("Chosen", "63 09")).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
    expect(() => encode("Chosen", { type: 0x63, value: 1, after: 9 })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant" }),
    );
    expect(() => encode("Chosen", { type: "none", value: 1, after: 9 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["value"] }),
    );
  });

  test("leave nothing over in a window among them", () => {
    expect(() => decode("Chosen", "06 02 05 06 09")).toThrow(
      expect.objectContaining({ code: "trailing-bytes", path: ["value"] }),
    );
  });

  test("by a parameter", () => {
    both("Value", "05", 5, 1);
    both("Value", "61 00", "a", 3);
    both("Value", "", undefined, 0);
    both("Value", "aa bb", fromHex("aabb"), 0x63);
    both("Literal", "61 00 05 aa bb", { text: "a", small: 5, other: fromHex("aabb") });
  });

  test("as elements, by a parameter that was read", () => {
    both("Sorted", "00 02 05 06", { sort: "byte", all: { numbers: [5, 6] } });
    both("Sorted", "01 01 05 06", { sort: "word", all: { numbers: [0x0605] } });
    const unknown = expect.objectContaining({ code: "unknown-discriminant", path: ["all", "numbers", 0] });
    expect(() => decode("Sorted", "02 01 05 06")).toThrow(unknown);
    expect(() => encode("Sorted", { sort: 2, all: { numbers: [5] } })).toThrow(unknown);
  });

  test("by a bit, and as elements", () => {
    both("Widths", "01 05 00 00 00", { wide: true, number: 5 });
    both("Widths", "00 05", { wide: false, number: 5 });
    both("Elements", "01 01 01 00 02 00 02 05 06", { flag: true, type: "small", items: [1, 2], others: [5, 6] });
    both("Elements", "00 00 01 02 01 05 00", { flag: false, type: "none", items: [1, 2], others: [5] });
  });
});

describe("choose between tables", () => {
  const { both, decode, encode } = language("choose-rows");

  test("by a name", () => {
    both("Shape", "07 01 05 00 09", { before: 7, kind: "circle", radius: 5, after: 9 });
    both("Shape", "07 02 05 00 61 00 09", { before: 7, kind: "square", side: 5, name: "a", after: 9 });
    both("Shape", "07 03 05 00 61 00 09", {
      before: 7,
      kind: "square",
      side: 5,
      name: "a",
      after: 9,
      asSent: { kind: 3 },
    });
    both("Shape", "07 04 09", { before: 7, kind: "point", after: 9 });
  });

  test("refuse what no case is known for", () => {
    expect(() => decode("Shape", "07 09 09")).toThrow(
      expect.objectContaining({
        code: "unknown-discriminant",
        path: ["kind"],
        offset: 1,
        partial: { before: 7, kind: 9 },
      }),
    );
    expect(() => encode("Shape", { before: 7, kind: 9, after: 9 })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["kind"] }),
    );
  });

  test("refuse what belongs to another case", () => {
    expect(() => encode("Shape", { before: 7, kind: "point", after: 9, radius: 5 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["radius"] }),
    );
  });

  test("or otherwise", () => {
    both("Open", "01 05 00", { kind: "circle", radius: 5 });
    both("Open", "02 aa", { kind: "square", data: fromHex("aa") });
    both("Open", "63 aa", { kind: 0x63, data: fromHex("aa") });
  });

  test("by a boolean", () => {
    both("Sized", "01 05 00", { big: true, large: 5 });
    both("Sized", "00 05", { big: false, small: 5 });
    both("Flagged", "01 05", { flag: true, yes: 5 });
    both("Flagged", "00", { flag: false });
    both("Flagged", "02 05", { flag: true, yes: 5, asSent: { flag: 2 } });
  });

  test("by bytes", () => {
    both("Made", "0a 0b 05", { maker: "ours", number: 5 });
    both("Made", "01 02", { maker: "theirs" });
    both("Made", "ff ff 05", { maker: fromHex("ffff"), data: fromHex("05") });
    both("Closed", "0a 0b 05", { maker: "ours", number: 5 });
    expect(() => decode("Closed", "ff ff 05")).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
  });

  test("twice by the same field", () => {
    both("Twice", "01 02 03 04", { kind: "circle", radius: 2, middle: 3, area: 4 });
    both("Twice", "02 03 04", { kind: "square", middle: 3, side: 4 });
    both("Twice", "04 03", { kind: "point", middle: 3 });
    expect(() => decode("Twice", "63 03")).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
  });

  test("of a sole form, which is named after the structure", () => {
    both("Sole", "01 05", { only: "one", number: 5 });
  });

  test("behind rows whose conditions it decides", () => {
    both("Before", "01 05 61 00 06", { kind: "circle", centre: 5, name: "a", radius: 6 });
    both("Before", "02 61 00 07", { kind: "square", name: "a", side: 7 });
    both("Before", "63 61 00", { kind: 0x63, name: "a" });
    both("Encoded", "01 05 06 61 00 00 00 01 07 00", {
      flag: true,
      first: 5,
      yes: 6,
      text: "a",
      other: true,
      long: 7,
    });
    both("Encoded", "00 62 00 61 00 00 07", { flag: false, no: "b", text: "a", other: false, short: 7 });
    expect(() => encode("Before", { kind: "square", centre: 5, name: "a", side: 7 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["centre"] }),
    );
  });

  test("with a case called other beside the others", () => {
    both("Others", "01 05", { named: "other", short: 5 });
    both("Others", "02 05 00", { named: "two", long: 5 });
  });

  test("in a window", () => {
    both("Windowed", "03 01 05 00 09", { kind: "circle", radius: 5, after: 9 });
    both("Windowed", "02 02 aa 09", { kind: "square", after: 9, asSent: { sizeRest: fromHex("aa") } });
  });
});

describe("by a parameter", () => {
  const { both, decode, exports } = language("parameters");

  test("tables, whichever number of its name it is", () => {
    both("Wide", "05", { number: 5 }, 1);
    both("Wide", "05", { number: 5 }, 0x42);
    both("Wide", "05 00", { number: 5 }, 2);
    both("Teller", "42 05 06", { kind: "small", inner: { small: 5, after: 6 }, asSent: { kind: 0x42 } });
    expect(() => decode("Teller", "63 05 06")).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
  });

  test("that is a boolean", () => {
    both("Rows", "05", { short: 5 }, true);
    both("Rows", "05 00", { long: 5 }, false);
    both("Items", "01 61 00", { all: ["a"] }, true);
    both("Items", "01 05 00", { all: [5] }, false);
    both("One", "05", 5, true);
    both("One", "05 00", 5, false);
  });

  test("that is a boolean, as JSON", () => {
    const { fromJson, toJson } = jsonConversion<{ Rows: unknown }, { flag: boolean }>(exports.shapes as Shapes);
    for (const [flag, value] of [
      [true, { short: 5 }],
      [false, { long: 5 }],
    ] as const) {
      expect(fromJson("Rows", toJson("Rows", value, { flag }), { flag })).toEqual(value);
    }
  });
});

describe("splitBy", () => {
  const { both, decode, encode } = language("split-by");

  test("one form for each way", () => {
    both("Event", "01 05 00 09", { type: "created", id: 5, after: 9 });
    both("Event", "81 05 00 06 00 09", { type: "created", id: 5, messageId: 6, after: 9 });
    both("Event", "02 05 00 07 00 09", { type: "moved", id: 5, oldId: 7, after: 9 });
    both("Event", "83 05 00 06 00 07 00 09", { type: "copied", id: 5, messageId: 6, oldId: 7, after: 9 });
    both("Event", "04 01 09", { type: "table", event: "changed", message: false, after: 9 });
    both("Event", "84 03 09", { type: "table", event: "gone", message: true, after: 9 });
    both("Event", "04 02 61 00 09", { type: "table", event: "added", message: false, row: "a", after: 9 });
  });

  test("refuses what it has no form for", () => {
    expect(() => decode("Event", "05 05 00 09")).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["type"], offset: 0 }),
    );
    expect(() => decode("Event", "04 09 09")).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["event"], offset: 1 }),
    );
    expect(() => encode("Event", { type: 5, id: 5, after: 9 })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["type"] }),
    );
    expect(() => encode("Event", { type: "created", id: 5, oldId: 6, after: 9 })).toThrow(
      expect.objectContaining({ code: "inconsistent-field", path: ["oldId"] }),
    );
  });
});

describe("outcomes", () => {
  const { both, decode, encode } = language("outcomes");

  test("by the last field of the head", () => {
    both("Answer", "07 00 00 00 00 05 00 01 61 00", {
      index: 7,
      outcome: "success",
      result: 0,
      number: 5,
      names: ["a"],
    });
    both("Answer", "07 10 00 00 00 61 00", { index: 7, outcome: "moved", result: 0x10, server: "a" });
    both("Answer", "07 11 00 00 00 61 00", { index: 7, outcome: "moved", result: 0x11, server: "a" });
    both("Answer", "07 05 40 00 80", { index: 7, outcome: "failure", result: 0x80004005 });
  });

  test("whose number must fit it", () => {
    for (const value of [
      { index: 7, outcome: "success", result: 1, number: 5, names: [] },
      { index: 7, outcome: "moved", result: 0x12, server: "a" },
      { index: 7, outcome: "failure", result: 0 },
      { index: 7, outcome: "failure", result: 0x11 },
    ]) {
      expect(() => encode("Answer", value)).toThrow(
        expect.objectContaining({ code: "inconsistent-field", path: ["result"] }),
      );
    }
    expect(() => encode("Answer", { index: 7, outcome: "other", result: 1 })).toThrow(
      expect.objectContaining({ code: "unknown-discriminant", path: ["outcome"] }),
    );
  });

  test("the same for all", () => {
    both("Same", "00 00 00 00 05", { result: 0, number: 5 });
    both("Same", "01 00 00 00 05", { result: 1, number: 5 });
    expect(decode("Same", "01 00 00 00 05")).not.toHaveProperty("outcome");
  });

  test("response and exceptions to it", () => {
    both("Two", "00 00 00 00 05", { outcome: "response", result: 0, done: 5 });
    both("Two", "03 05 00 00 05 00 00 00", { outcome: "nullDestination", result: 0x503, index: 5 });
  });

  test("behind rows of every kind", () => {
    both("Conditional", "01 05 00 00 07", { small: true, more: 5, outcome: "success", code: 0, number: 7 });
    both("Conditional", "00 01", { small: false, outcome: "failure", code: 1 });
    both("Boxed", "02 05 aa 00 07", {
      inside: 5,
      outcome: "success",
      code: 0,
      number: 7,
      asSent: { sizeRest: fromHex("aa") },
    });
    both("Chosen", "01 05 00 07", { small: true, short: 5, outcome: "success", code: 0, number: 7 });
    both("Chosen", "00 05 00 01", { small: false, long: 5, outcome: "failure", code: 1 });
  });
});

describe("the frequent cases of many", () => {
  const { both, decode, encode } = language("frequent");

  test("are the same values as the others", () => {
    both("Value", "05", 5, 7);
    both("Value", "05 01", 0x0105, 30);
    both("Value", "05 01", 0x0105, 130);
    both("Value", "05 01", 0x0105, 0);
    both("Value", "05", 5, 31);
    both("Told", "07 05", { kind: "k07", value: 5 });
    both("Told", "1f 05", { kind: "k31", value: 5 });
    both("Told", "82 05 01", { kind: "k30", value: 0x0105, asSent: { kind: 130 } });
    expect(() => decode("Value", "05", 99)).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
    expect(() => encode("Value", 5, 99)).toThrow(expect.objectContaining({ code: "unknown-discriminant" }));
  });
});
