/** Holds the values that a source states about its bytes against the decoded value: those that are fields of it itself. */
import { propertyName } from "../scripts/ir/names.js";

/** By the document's name of the field. */
export type Stated = Readonly<Record<string, unknown>>;

/**
 * Counts what agrees, and says what does not. What is stated about parts of a field is not looked at here, nor is RopId: a
 * source names the ROP by it, even where the response begins with another's.
 */
export function statedValues(stated: Stated, value: unknown): { agreeing: number; differences: readonly string[] } {
  const own = value as Readonly<Record<string, unknown>>;
  const results = Object.entries(stated)
    .filter(([name]) => name !== "RopId")
    .map(([name, said]) => {
      const found = own[propertyName(name)];
      return { agrees: compare(said, found), text: `${name} is ${found}, stated as ${said}` };
    });
  return {
    agreeing: results.filter(({ agrees }) => agrees === true).length,
    differences: results.filter(({ agrees }) => agrees === false).map(({ text }) => text),
  };
}

/** `undefined` where the two are not of a kind, as where a source states the bytes of a field in hex. */
function compare(stated: unknown, found: unknown): boolean | undefined {
  if (typeof found === "number" || typeof found === "bigint" || typeof found === "boolean") {
    const number = numberOf(stated);
    if (number === undefined) return undefined;
    const width = found === true || found === false ? 8 : 64;
    return BigInt.asUintN(width, BigInt(found)) === BigInt.asUintN(width, number);
  }
  if (typeof found !== "string" || typeof stated !== "string" || numberOf(stated) !== undefined) return undefined;
  if (/^([0-9a-f]{2})+$/.test(stated)) return undefined;
  return stated.replace(/^"(.*)"$/, "$1") === found;
}

/** A number, `0x1D`, `0x05 (with a remark)`, decimal digits, or an identifier as RRRR-CCCCCCCCCCCC. */
function numberOf(stated: unknown): bigint | undefined {
  if (typeof stated === "number") return BigInt(stated);
  if (typeof stated !== "string") return undefined;
  const id = /^([0-9A-F]{4})-([0-9A-F]{12})$/.exec(stated);
  if (id !== null) {
    const counter = id[2]?.match(/../g)?.toReversed().join("");
    return BigInt(`0x${counter}${id[1]}`);
  }
  const number = /^(0x[0-9A-Fa-f]+|0|-?[1-9]\d*)(?: \(.*\))?$/.exec(stated)?.[1];
  return number === undefined ? undefined : BigInt(number);
}
