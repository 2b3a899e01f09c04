/** Whether an object satisfies a restriction: the kinds that clients send most; others are too complex. */
import { FuzzyLevelHigh } from "../../../generated/enumerations.js";
import type { PropertyValue } from "../../../generated/structures/property-values.js";
import type { Restriction, RestrictionContent } from "../../../generated/structures/restriction.js";
import { ErrorCode, RopFailure } from "../codes.js";
import type { Properties } from "./properties.js";

/**
 * @throws RopFailure for a restriction that is not supported
 */
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
      throw new RopFailure(ErrorCode.tooComplex);
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
  const order = compareValues(left, right);
  switch (relOp) {
    case "lessThan":
      return order < 0;
    case "lessThanOrEqual":
      return order <= 0;
    case "greaterThan":
      return order > 0;
    case "greaterThanOrEqual":
      return order >= 0;
    case "equal":
      return order === 0;
    case "notEqual":
      return order !== 0;
    default:
      throw new RopFailure(ErrorCode.tooComplex);
  }
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
