/** Whether an object satisfies a restriction: the kinds that clients send most; others are too complex. */
import { FuzzyLevelHigh } from "../../../generated/enumerations.js";
import type { PropertyValue } from "../../../generated/structures/property-values.js";
import type { Restriction, RestrictionContent } from "../../../generated/structures/restriction.js";
import { ErrorCode, RopFailure } from "../codes.js";
import type { Properties } from "./properties.js";

/** What relational operators make of the order of two values. */
const OPERATORS: Readonly<Record<string, (order: number) => boolean>> = {
  lessThan: (order) => order < 0,
  lessThanOrEqual: (order) => order <= 0,
  greaterThan: (order) => order > 0,
  greaterThanOrEqual: (order) => order >= 0,
  equal: (order) => order === 0,
  notEqual: (order) => order !== 0,
};

/**
 * Looks through a restriction once, whatever it will be applied to: and, or and not look no further than they have to.
 *
 * @throws RopFailure where a kind or an operator in it is not supported
 */
export function needSupported(restriction: Restriction): void {
  switch (restriction.restrictType) {
    case "and":
    case "or":
      restriction.restricts.forEach(needSupported);
      return;
    case "not":
      needSupported(restriction.restriction);
      return;
    case "property":
    case "compareProperties":
      if (OPERATORS[restriction.relOp] === undefined) throw new RopFailure(ErrorCode.tooComplex);
      return;
    case "exist":
    case "content":
    case "bitMask":
      return;
    default:
      throw new RopFailure(ErrorCode.tooComplex);
  }
}

/** @param restriction one that is supported; any other is satisfied by nothing */
export function satisfies(properties: Properties, restriction: Restriction): boolean {
  switch (restriction.restrictType) {
    case "and":
      return restriction.restricts.every((one) => satisfies(properties, one));
    case "or":
      return restriction.restricts.some((one) => satisfies(properties, one));
    case "not":
      return !satisfies(properties, restriction.restriction);
    case "exist":
      return properties.find(restriction.propTag) !== undefined;
    case "content":
      return contains(properties, restriction);
    case "property":
      return holds(restriction.relOp, properties.get(restriction.propTag), restriction.taggedValue.propertyValue);
    case "compareProperties":
      return holds(restriction.relOp, properties.get(restriction.propTag1), properties.get(restriction.propTag2));
    case "bitMask": {
      const bits = Number(properties.get(restriction.propTag) ?? 0) & restriction.mask;
      return (bits !== 0) === (restriction.bitmapRelOp === "notEqualToZero");
    }
    default:
      return false;
  }
}

function contains(properties: Properties, restriction: RestrictionContent): boolean {
  const { fuzzyLevelHigh, fuzzyLevelLow, taggedValue } = restriction;
  const inexact = (fuzzyLevelHigh & (FuzzyLevelHigh.ignoreCase | FuzzyLevelHigh.loose)) !== 0;
  const fold = (value: PropertyValue | undefined) => (inexact ? String(value).toLowerCase() : String(value));
  const value = properties.get(restriction.propertyTag);
  if (value === undefined) return false;
  if (fuzzyLevelLow === "subString") return fold(value).includes(fold(taggedValue.propertyValue));
  if (fuzzyLevelLow === "prefix") return fold(value).startsWith(fold(taggedValue.propertyValue));
  return fold(value) === fold(taggedValue.propertyValue);
}

function holds(relOp: string | number, left: PropertyValue | undefined, right: PropertyValue | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  return OPERATORS[relOp]?.(compareValues(left, right)) === true;
}

/** Below zero, zero, above zero. A missing value comes first; strings compare without case. */
export function compareValues(left: PropertyValue | undefined, right: PropertyValue | undefined): number {
  const [a, b] = [comparable(left), comparable(right)];
  if (a === b) return 0;
  if (a === undefined) return -1;
  if (b === undefined) return 1;
  return a < b ? -1 : 1;
}

function comparable(value: PropertyValue | undefined): number | bigint | string | undefined {
  if (typeof value === "string") return value.toLowerCase();
  if (value instanceof Uint8Array) return Array.from(value, (byte) => String.fromCharCode(byte)).join("");
  if (typeof value === "number" || typeof value === "bigint" || value === undefined) return value;
  return typeof value === "boolean" ? Number(value) : String(value);
}
