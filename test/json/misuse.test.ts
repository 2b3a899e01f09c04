/** JSON that is not the value's is one error with its place; nothing else is ever thrown. */
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { shapes } from "../../generated/shapes.js";
import {
  fromJson,
  guidBytes,
  isValueName,
  type JsonValue,
  plainToJson,
  ropFromJson,
  toJson,
  type ValueContext,
  type ValueName,
} from "../../src/json/index.js";
import { RopEncodeError, type RopErrorCode } from "../../src/wire/errors.js";
import { sample } from "./samples.js";

const names = Object.keys(shapes).filter(isValueName);

type Refused = readonly [
  what: string,
  name: ValueName,
  json: unknown,
  path: readonly (string | number)[],
  message: RegExp,
  code?: RopErrorCode,
];

function refusal(name: ValueName, json: unknown, context?: ValueContext): RopEncodeError {
  try {
    fromJson(name, json, context);
  } catch (error) {
    if (error instanceof RopEncodeError) return error;
    throw error;
  }
  throw new Error("was read");
}

describe("JSON that is refused", () => {
  const longTermId = { databaseGuid: "00020328-0000-0000-c000-000000000046", globalCounter: "010203040506" };
  const pending = { ropId: 0x6e, sessionIndex: 1 };
  const exist = { restrictType: "exist", propTag: 1 };
  const cases: readonly Refused[] = [
    ["null", "RopPendingResponse", null, [], /is null instead of an object/],
    ["a list for an object", "RopPendingResponse", [], [], /is a list instead of an object/],
    ["a missing property", "RopPendingResponse", { ropId: 0x6e }, ["sessionIndex"], /is missing.*0 to 65535/],
    ["another property", "RopPendingResponse", { ...pending, more: 1 }, ["more"], /no property/],
    ["__proto__", "RopPendingResponse", JSON.parse('{"__proto__":1}'), ["__proto__"], /no property/],
    ["another RopId", "RopPendingResponse", { ...pending, ropId: 0x6d }, ["ropId"], /is 109 instead of 110/],
    [
      "a string for a number",
      "RopPendingResponse",
      { ...pending, sessionIndex: "1" },
      ["sessionIndex"],
      /is "1" instead/,
    ],
    ["too large a number", "RopPendingResponse", { ...pending, sessionIndex: 65536 }, ["sessionIndex"], /65536/],
    ["a negative number", "RopPendingResponse", { ...pending, sessionIndex: -1 }, ["sessionIndex"], /is -1/],
    ["a fraction", "RopPendingResponse", { ...pending, sessionIndex: 1.5 }, ["sessionIndex"], /is 1.5/],
    ["a number for 64 bits", "FolderID", 1, [], /is 1 instead of a string/],
    ["leading zeros", "FolderID", "01", [], /is "01"/],
    ["hex for 64 bits", "FolderID", "0x1", [], /is "0x1"/],
    ["more than 64 bits", "FolderID", "18446744073709551616", [], /18446744073709551615/],
    ["a negative unsigned number", "FolderID", "-1", [], /is "-1"/],
    [
      "a GUID in braces",
      "LongTermID",
      { ...longTermId, databaseGuid: `{${longTermId.databaseGuid}}` },
      ["databaseGuid"],
      /a GUID/,
    ],
    ["a GUID without a digit", "LongTermID", { ...longTermId, databaseGuid: "0" }, ["databaseGuid"], /a GUID/],
    ["half a byte", "LongTermID", { ...longTermId, globalCounter: "010" }, ["globalCounter"], /hex digits/],
    ["other than hex", "LongTermID", { ...longTermId, globalCounter: "0102030405zz" }, ["globalCounter"], /hex digits/],
    ["an object for bytes", "LongTermID", { ...longTermId, globalCounter: { 0: 1 } }, ["globalCounter"], /an object/],
    ["no such form", "Restriction", { restrictType: "any" }, ["restrictType"], /"any".*"and"/, "unknown-discriminant"],
    ["no form", "Restriction", {}, ["restrictType"], /is missing/],
    [
      "a form in a list",
      "Restriction",
      { restrictType: ["and"], restricts: [] },
      ["restrictType"],
      /a list/,
      "unknown-discriminant",
    ],
    [
      "a form that is odd",
      "Restriction",
      { restrictType: { toString: 1 } },
      ["restrictType"],
      /an object/,
      "unknown-discriminant",
    ],
    ["a property of another form", "Restriction", { ...exist, relOp: "equal" }, ["relOp"], /no property/],
    ["an object for a list", "Restriction", { restrictType: "or", restricts: {} }, ["restricts"], /instead of a list/],
    [
      "far inside",
      "Restriction",
      { restrictType: "or", restricts: [exist, { ...exist, propTag: true }] },
      ["restricts", 1, "propTag"],
      /is true/,
    ],
    [
      "an unknown name",
      "Restriction",
      { restrictType: "size", relOp: "about", propTag: 1, size: 1 },
      ["relOp"],
      /"lessThan"/,
    ],
    [
      "a type that nothing is known of",
      "TaggedPropertyValue",
      { propertyTag: 0x00010999, propertyValue: 1 },
      ["propertyValue"],
      /0x0999/,
      "unknown-discriminant",
    ],
    [
      "a value of another type",
      "TaggedPropertyValue",
      { propertyTag: 0x0001001f, propertyValue: 1 },
      ["propertyValue"],
      /a string/,
    ],
    ["a value without its type", "TypedPropertyValue", { propertyValue: 1 }, ["propertyType"], /is missing/],
    [
      "a value of an unknown type",
      "TypedPropertyValue",
      { propertyValue: 1, propertyType: "text" },
      ["propertyType"],
      /"text"/,
    ],
    [
      "a value where there is none",
      "TypedPropertyValue",
      { propertyType: "null", propertyValue: 1 },
      ["propertyValue"],
      /null/,
    ],
    ["a missing value", "TypedPropertyValue", { propertyType: "time" }, ["propertyValue"], /is missing/],
    [
      "a number that no float is",
      "TypedPropertyValue",
      { propertyType: "floating64", propertyValue: "nan" },
      ["propertyValue"],
      /"nan"/,
    ],
    [
      "bits of a NaN that are a number",
      "TypedPropertyValue",
      { propertyType: "floating64", propertyValue: "NaN(3ff0000000000000)" },
      ["propertyValue"],
      /a number/,
    ],
    [
      "another reason for bytes",
      "OpenRecipientRow",
      { type: "to", resend: false, received: false, codePageId: 0, recipientRow: { undecoded: "why", bytes: "" } },
      ["recipientRow", "undecoded"],
      /missing-context/,
    ],
  ];
  it.each(cases.map((one) => [one[0], one] as const))(
    "%s",
    (_, [, name, json, path, message, code = "invalid-input"]) => {
      const error = refusal(name, json);
      expect(error.path).toStrictEqual(path);
      expect(error.message).toMatch(message);
      expect(error.code).toBe(code);
    },
  );

  test("rows over other columns", () => {
    const row = { flag: "standard", valueArray: [1, 2] };
    expect(refusal("PropertyRow", row, { columns: [3] })).toMatchObject({
      code: "inconsistent-field",
      path: ["valueArray"],
    });
    expect(refusal("PropertyRow", row)).toMatchObject({ code: "missing-context", reason: /columns/ });
  });

  test("columns that are not numbers", () => {
    const row = { flag: "standard", valueArray: [] };
    const columns = ["0x0001001f"] as unknown as readonly number[];
    expect(refusal("PropertyRow", row, { columns })).toMatchObject({
      code: "invalid-input",
      path: ["context", "columns"],
    });
  });

  test("names that no value has", () => {
    for (const name of ["RopNothing", "__proto__", "toString"]) {
      expect(refusal(name as ValueName, {})).toMatchObject({ code: "invalid-input" });
      expect(isValueName(name)).toBe(false);
    }
  });

  test("ROPs without an id", () => {
    expect(() => ropFromJson("request", {})).toThrow(
      expect.objectContaining({ code: "invalid-input", path: ["ropId"] }),
    );
    expect(() => ropFromJson("request", { ropId: 0x6e })).toThrow(expect.objectContaining({ code: "unknown-rop" }));
  });
});

describe("nesting", () => {
  const nested = (levels: number): JsonValue => {
    let json: JsonValue = { restrictType: "exist", propTag: 1 };
    for (let level = 1; level < levels; level++) json = { restrictType: "not", restriction: json };
    return json;
  };

  test("as deep as it can be encoded", () => {
    const value = fromJson("Restriction", nested(64));
    expect(toJson("Restriction", value)).toStrictEqual(nested(64));
  });

  test("as many beside each other as there are", () => {
    const json = { restrictType: "and", restricts: Array.from({ length: 500 }, () => nested(63)) };
    expect(toJson("Restriction", fromJson("Restriction", json))).toStrictEqual(json);
  });

  test("deeper", () => {
    expect(refusal("Restriction", nested(65))).toMatchObject({ code: "limit-exceeded" });
    expect(refusal("Restriction", nested(100_000))).toMatchObject({ code: "limit-exceeded" });
    expect(() => toJson("Restriction", nested(65) as never)).toThrow(
      expect.objectContaining({ code: "limit-exceeded" }),
    );
  });

  test("without end", () => {
    const value: Record<string, unknown> = {};
    value.value = [value];
    expect(() => plainToJson(value)).toThrow(expect.objectContaining({ code: "limit-exceeded" }));
  });
});

test("a property that is called __proto__ is one like any other", () => {
  const json = plainToJson(JSON.parse('{"__proto__":{"a":1}}'));
  expect(Object.getPrototypeOf(json)).toBe(Object.prototype);
  expect(JSON.stringify(json)).toBe('{"__proto__":{"a":1}}');
});

test("values that no decoder returns", () => {
  expect(() => plainToJson({ a: [() => 1] })).toThrow(
    expect.objectContaining({ code: "invalid-input", path: ["a", 0] }),
  );
  expect(() => plainToJson(new Map())).toThrow(RopEncodeError);
});

test("hex and GUIDs in either case", () => {
  const lower = fromJson("TypedPropertyValue", { propertyType: "binary", propertyValue: "cafe" });
  expect(fromJson("TypedPropertyValue", { propertyType: "binary", propertyValue: "CAFE" })).toStrictEqual(lower);
  expect(guidBytes("00062008-0000-0000-C000-000000000046")).toStrictEqual(
    guidBytes("0820060000000000c000000000000046"),
  );
});

/** JSON whose strings and property names are such as occur. */
const anything = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(
      null,
      true,
      false,
      0,
      -0,
      1,
      256,
      4294967295,
      1.5,
      "",
      "0",
      "-1",
      "ff",
      "standard",
      "and",
      "success",
      "NaN",
    ),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom("ropId", "flag", "valueArray", "restrictType", "undecoded", "bytes", "__proto__"),
      tie("json"),
    ),
  ),
})).json;

test("whatever the JSON is, there is a value or a RopEncodeError", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), anything, (name, json) => {
      try {
        fromJson(name, json);
      } catch (error) {
        expect(error).toBeInstanceOf(RopEncodeError);
      }
    }),
    { numRuns: 2000 },
  );
});

test("whatever is wrong in it, the path leads there", () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.nat(), fc.nat(), anything, (name, seed, place, junk) => {
      const { value, context } = sample(name, seed);
      const json: unknown = JSON.parse(JSON.stringify(toJson(name, value as never, context)));
      const spoiled = spoil(json, place, junk);
      try {
        fromJson(name, spoiled, context);
      } catch (error) {
        expect(error).toBeInstanceOf(RopEncodeError);
        if (error instanceof RopEncodeError) expect(leads(spoiled, error.path)).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

/** The same JSON with one of its parts replaced. */
function spoil(json: unknown, place: number, junk: unknown): unknown {
  if (typeof json !== "object" || json === null) return junk;
  const keys = Object.keys(json);
  const key = keys[place % (keys.length + 1)];
  if (key === undefined) return junk;
  const inner = spoil((json as Record<string, unknown>)[key], Math.floor(place / (keys.length + 1)), junk);
  if (Array.isArray(json)) return json.map((one, index) => (String(index) === key ? inner : one));
  return { ...json, [key]: inner };
}

/** Whether there is something at the path, or the object that lacks it. */
function leads(json: unknown, path: readonly (string | number)[]): boolean {
  let part = json;
  for (const step of path) {
    if (typeof part !== "object" || part === null) return false;
    part = (part as Record<string, unknown>)[step];
  }
  return true;
}
