/** Tables of other schemas: whatever a value can say that decides the type of its properties. */
import { expect, test } from "vitest";
import { jsonConversion } from "../../src/json/index.js";
import type { Shapes } from "../../src/wire/shape.js";

interface Values {
  readonly Counted: { readonly bytes?: Uint8Array; readonly content: bigint | string };
  readonly Named: { readonly note?: string; readonly id: Uint8Array };
  readonly Word: { readonly word: number; readonly content: bigint | boolean | number };
}

const table: Shapes = {
  Counted: {
    value: {
      properties: {
        bytes: { maybe: "bytes" },
        content: { by: { lengthOf: "bytes", plus: 2, none: 0xffff }, cases: { 4: "u64", 65535: "string" } },
      },
    },
  },
  Named: {
    value: {
      properties: { note: { maybe: "string" }, id: { by: { present: "note" }, cases: { 0: "bytes", 1: "guid" } } },
    },
  },
  Word: {
    value: {
      properties: {
        word: "u32",
        content: { by: { field: "word", mask: 0xf000, shift: 12 }, cases: { 1: "i64" }, otherwise: "boolean8" },
      },
    },
  },
};
const { toJson, fromJson, isValueName } = jsonConversion<Values, object>(table);
const guid = Uint8Array.from({ length: 16 }, (_, index) => index);

test.each<[keyof Values, Values[keyof Values], unknown]>([
  ["Counted", { bytes: Uint8Array.of(1, 2), content: 3n }, { bytes: "0102", content: "3" }],
  ["Counted", { content: "3" }, { content: "3" }],
  ["Named", { note: "a", id: guid }, { note: "a", id: "03020100-0504-0706-0809-0a0b0c0d0e0f" }],
  ["Named", { id: guid }, { id: "000102030405060708090a0b0c0d0e0f" }],
  ["Word", { word: 0x80001000, content: -5n }, { word: 0x80001000, content: "-5" }],
  ["Word", { word: 0x80002000, content: 255 }, { word: 0x80002000, content: 255 }],
])("%s %o", (name, value, json) => {
  expect(toJson(name, value)).toStrictEqual(json);
  expect(fromJson(name, json)).toStrictEqual(value);
});

test("what is not as the table says", () => {
  const refused = (name: keyof Values, json: unknown): unknown => {
    try {
      return fromJson(name, json);
    } catch (error) {
      return error;
    }
  };
  expect(refused("Counted", { bytes: "01", content: "3" })).toMatchObject({
    code: "unknown-discriminant",
    path: ["content"],
  });
  expect(refused("Counted", { content: "3", bytes: 1 })).toMatchObject({ code: "invalid-input", path: ["bytes"] });
  expect(refused("Named", { id: "03020100-0504-0706-0809-0a0b0c0d0e0f" })).toMatchObject({ path: ["id"] });
  expect(refused("Word", { content: 1 })).toMatchObject({ path: ["word"], reason: /missing/ });
  expect(isValueName("RopLogonRequest")).toBe(false);
});
