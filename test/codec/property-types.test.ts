/** A value of every property type, in each of the ways in which a row can hold it. */
import { describe, expect, test } from "vitest";
import { PropertyType } from "../../generated/enumerations.js";
import {
  decode,
  decodePropertyRow,
  decodePropertyValue,
  decodeRopQueryRowsResponse,
  encode,
  encodePropertyRow,
  encodePropertyValue,
  encodeRopQueryRowsResponse,
} from "../../src/index.js";
import { KINDS } from "../support/property-kinds.js";
import { definitions, hexOf } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";

test("every property type is here", () => {
  expect(new Set(KINDS.map(({ code }) => code))).toEqual(new Set(Object.values(PropertyType)));
  const instances = definitions.enumeration("PropertyType").cases.flatMap(({ values }) => values.slice(1));
  const here = KINDS.filter(({ instance }) => instance).map(({ code }) => code | 0x3000);
  expect(new Set(here)).toEqual(new Set(instances));
});

/** The type with a property id of its own. */
const column = (code: number): number => 0x66000000 + code;
const AFTER = column(0x0003);
const AFTER_HEX = "78563412";

/** One row of the column and a column behind it, which shows that the value ended where it should. */
function checkRow(
  tag: number,
  flag: string,
  cell: string,
  behind: string,
  cellValue: unknown,
  behindValue: unknown,
): void {
  const hex = `150100000000020100${flag}${cell}${behind}`;
  const columns = [tag, AFTER];
  const decoded = decode(decodeRopQueryRowsResponse, bytesOf(hex), columns);
  expect(decoded).toEqual({
    ropId: 0x15,
    inputHandleIndex: 1,
    outcome: "success",
    returnValue: 0,
    origin: "end",
    rowData: [{ flag: flag === "00" ? "standard" : "flagged", valueArray: [cellValue, behindValue] }],
  });
  expect(hexOf(encode(encodeRopQueryRowsResponse, decoded, columns))).toBe(hex);
}

describe("rows of RopQueryRows", () => {
  const standard = [AFTER_HEX, 0x12345678] as const;
  const flagged = [`00${AFTER_HEX}`, { flag: "value", propertyValue: 0x12345678 }] as const;
  for (const { name, code, hex, value, instance } of KINDS) {
    const type = hexOf(Uint8Array.of(code & 0xff, code >> 8));
    if (code !== 0) {
      test(`${name}: standard`, () => checkRow(column(code), "00", hex, standard[0], value, standard[1]));
      test(`${name}: flagged`, () =>
        checkRow(column(code), "01", `00${hex}`, flagged[0], { flag: "value", propertyValue: value }, flagged[1]));
    }
    test(`${name}: chosen by the server`, () => {
      const typed = { propertyType: nameOf(code), propertyValue: value };
      checkRow(column(0), "00", `${type}${hex}`, standard[0], typed, standard[1]);
      checkRow(column(0), "01", `${type}00${hex}`, flagged[0], { ...typed, flag: "value" }, flagged[1]);
    });
    test(`${name}: missing, or an error`, () => {
      const own = code === 0 ? { propertyType: "unspecified" } : {};
      const prefix = code === 0 ? "0000" : "";
      checkRow(column(code), "01", `${prefix}01`, flagged[0], { ...own, flag: "absent" }, flagged[1]);
      const error = { ...own, flag: "error", errorCode: 0x8007000e };
      checkRow(column(code), "01", `${prefix}0a0e000780`, flagged[0], error, flagged[1]);
    });
    if (instance === true) {
      test(`${name}: one value of a multivalued property`, () =>
        checkRow(column(code | 0x3000), "00", hex, standard[0], value, standard[1]));
    }
  }

  test("a column of an unknown type cannot be read", () => {
    expect(() => decode(decodePropertyRow, bytesOf("0000"), [0x66000099])).toThrow(
      expect.objectContaining({ code: "unknown-discriminant" }),
    );
    expect(() => encode(encodePropertyRow, { flag: "standard", valueArray: [1] }, [0x66000099])).toThrow(
      expect.objectContaining({ code: "unknown-discriminant" }),
    );
  });
});

describe("counts and sizes of 16 and of 32 bits", () => {
  for (const { name, code, hex, wide = hex, value } of KINDS) {
    test(name, () => {
      for (const [widths, bytes] of [hex, wide].entries()) {
        expect(decode(decodePropertyValue, bytesOf(bytes), code, widths)).toEqual(value);
        expect(hexOf(encode(encodePropertyValue, value as never, code, widths))).toBe(bytes);
      }
    });
  }
});

test("a boolean in a value that is not 1 keeps its number", () => {
  expect(decode(decodePropertyValue, bytesOf("ff"), 0x000b, 0)).toBe(0xff);
  expect(hexOf(encode(encodePropertyValue, 0xff, 0x000b, 0))).toBe("ff");
});

function nameOf(code: number): string {
  return Object.entries(PropertyType).find(([, number]) => number === code)?.[0] ?? "";
}
