/** Text for what JSON has no type for: bytes, GUIDs, 64-bit integers and the numbers that it cannot say. */
import { hexOf } from "../wire/text.js";

/** The bytes of hex digits in either case; `undefined` if the text is anything else. */
export function hexBytes(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    const high = digit(text.charCodeAt(2 * i));
    const low = digit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return undefined;
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

function digit(unit: number): number {
  if (unit >= 0x30 && unit <= 0x39) return unit - 0x30;
  const letter = unit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Where the bytes of the text stand on the wire: a little-endian u32, two little-endian u16, 8 bytes. Its own inverse. */
const GUID_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];
const GUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The canonical text of a GUID (lower case, no braces) from its 16 bytes as they lie on the wire. */
export function guidText(bytes: Uint8Array): string {
  const hex = hexOf(reorder(bytes));
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** The 16 bytes of a GUID as they lie on the wire, from its text or from 32 hex digits in the order of the wire. */
export function guidBytes(text: string): Uint8Array | undefined {
  if (text.length === 32) return hexBytes(text);
  const bytes = GUID_TEXT.test(text) ? hexBytes(text.replaceAll("-", "")) : undefined;
  return bytes === undefined ? undefined : reorder(bytes);
}

function reorder(bytes: Uint8Array): Uint8Array {
  const result = new Uint8Array(GUID_ORDER.length);
  GUID_ORDER.forEach((place, index) => {
    result[index] = bytes[place] ?? 0;
  });
  return result;
}

/** A decimal integer without leading zeros; `undefined` if the text is anything else or has more than 64 bits. */
export function decimalBigint(text: string, signed: boolean): bigint | undefined {
  if (text.length > 20 || !/^(0|-?[1-9][0-9]*)$/.test(text)) return undefined;
  const value = BigInt(text);
  return (signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value)) === value ? value : undefined;
}

const UNSAYABLE = new Map([
  ["NaN", Number.NaN],
  ["Infinity", Number.POSITIVE_INFINITY],
  ["-Infinity", Number.NEGATIVE_INFINITY],
  ["-0", -0],
]);
/** The bits of the NaN that JavaScript makes. */
const QUIET_NAN = "7ff8000000000000";
const NAN_TEXT = /^NaN\(([0-9a-f]{16})\)$/;

/** A number, or a name for one that JSON cannot say. */
export function floatText(value: number): number | string {
  if (Number.isNaN(value)) {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, value);
    const hex = bits.getBigUint64(0).toString(16).padStart(16, "0");
    return hex === QUIET_NAN ? "NaN" : `NaN(${hex})`;
  }
  return Object.is(value, -0) ? "-0" : Number.isFinite(value) ? value : String(value);
}

/** The number of such a name. */
export function namedFloat(text: string): number | undefined {
  const [, hex] = NAN_TEXT.exec(text) ?? [];
  if (hex === undefined) return UNSAYABLE.get(text);
  const bits = new DataView(new ArrayBuffer(8));
  bits.setBigUint64(0, BigInt(`0x${hex}`));
  const value = bits.getFloat64(0);
  return Number.isNaN(value) ? value : undefined;
}
