/** The properties of one folder or message: what is stored, what follows from elsewhere, and rows of both for the wire. */
import { PropertyType, propertyTypeName } from "../../../generated/enumerations.js";
import type { PropertyRow } from "../../../generated/structures/property-row.js";
import {
  encodePropertyValue,
  type FlaggedPropertyValue,
  type FlaggedPropertyValueWithType,
  type PropertyValue,
  type TaggedPropertyValue,
} from "../../../generated/structures/property-values.js";
import { encodeWith } from "../../codec.js";
import type { CodePage } from "../../wire/code-page.js";
import { ErrorCode } from "../codes.js";

/** Values by property tag (type in the low 16 bits, id in the high 16). */
export type PropertyList = readonly TaggedPropertyValue[];

/** What of an object follows from elsewhere, by property tag. */
export type Computed = Readonly<Record<number, () => PropertyValue>>;

export class Properties {
  readonly #stored = new Map<number, TaggedPropertyValue>();
  readonly #computed: ReadonlyMap<number, () => TaggedPropertyValue>;

  constructor(computed: Computed = {}, stored: PropertyList = []) {
    this.#computed = new Map(
      Object.entries(computed).map(([text, value]) => {
        const propertyTag = Number(text);
        return [idOf(propertyTag), () => ({ propertyTag, propertyValue: value() })];
      }),
    );
    this.assign(stored);
  }

  /** The same with others on top; what is computed stays as it is. */
  with(unsaved: PropertyList): Properties {
    if (unsaved.length === 0) return this;
    const computed = [...this.#computed.values()].map((property) => property());
    return new Properties({}, [...this.#stored.values(), ...unsaved, ...computed]);
  }

  /** Whether the property is the mailbox's own and cannot be stored. */
  isComputed(propertyTag: number): boolean {
    return this.#computed.has(idOf(propertyTag));
  }

  assign(properties: PropertyList): void {
    for (const property of properties) this.#stored.set(idOf(property.propertyTag), property);
  }

  /** All of them, the computed ones first. */
  get all(): PropertyList {
    return [...[...this.#computed.values()].map((property) => property()), ...this.#stored.values()];
  }

  /**
   * The property in the type that the tag asks for: its own, any for PtypUnspecified, and either of the string types.
   */
  find(propertyTag: number): TaggedPropertyValue | undefined {
    const id = idOf(propertyTag);
    const found = this.#computed.get(id)?.() ?? this.#stored.get(id);
    if (found === undefined) return undefined;
    const wanted = typeOf(propertyTag);
    const type = typeOf(found.propertyTag);
    if (wanted === type || wanted === PropertyType.unspecified) return found;
    return isString(wanted) && isString(type) ? { propertyTag, propertyValue: found.propertyValue } : undefined;
  }

  /** The value in the type of the tag. */
  get(propertyTag: number): PropertyValue | undefined {
    return this.find(propertyTag)?.propertyValue;
  }
}

/** What becomes of a value on its way out, where this tag asked for it: itself, another one, or an error code instead. */
export type Limit = (property: TaggedPropertyValue, propertyTag: number) => TaggedPropertyValue | number;

/** A row over these columns: a standard one where all values are there, a flagged one where some are missing. */
export function rowOf(
  columns: readonly number[],
  properties: Properties,
  limit: Limit = (property) => property,
): PropertyRow {
  const found = columns.map((tag) => {
    const property = properties.find(tag);
    return property === undefined ? ErrorCode.notFound : limit(property, tag);
  });
  if (found.every((one) => typeof one !== "number")) {
    return {
      flag: "standard",
      valueArray: found.map(({ propertyTag, propertyValue }, index) =>
        isUntyped(columns[index])
          ? { propertyType: propertyTypeName(typeOf(propertyTag)), propertyValue }
          : propertyValue,
      ),
    };
  }
  return {
    flag: "flagged",
    valueArray: found.map((one, index): FlaggedPropertyValue | FlaggedPropertyValueWithType => {
      const untyped = isUntyped(columns[index]);
      if (typeof one === "number") {
        const error = { flag: "error", errorCode: one } as const;
        return untyped ? { propertyType: "errorCode", ...error } : error;
      }
      const value = { flag: "value", propertyValue: one.propertyValue } as const;
      return untyped ? { propertyType: propertyTypeName(typeOf(one.propertyTag)), ...value } : value;
    }),
  };
}

/** Tables send at most so many bytes of a value: the rest is cut off. */
export const TABLE_LIMIT = 510;

/** Cuts strings and binaries to what tables send. */
export function cutForTable(property: TaggedPropertyValue): TaggedPropertyValue {
  const { propertyTag, propertyValue } = property;
  if (typeof propertyValue !== "string" && !(propertyValue instanceof Uint8Array)) return property;
  const units = typeOf(propertyTag) === PropertyType.string ? TABLE_LIMIT / 2 : TABLE_LIMIT;
  return { propertyTag, propertyValue: propertyValue.slice(0, units) };
}

/** How many bytes the value of a property takes on the wire. */
export function sizeOf({ propertyTag, propertyValue }: TaggedPropertyValue, codePage: CodePage): number {
  const type = typeOf(propertyTag);
  // Its count does not reach as far as values do.
  if (type === PropertyType.binary && propertyValue instanceof Uint8Array) return 2 + propertyValue.length;
  return encodeWith({ codePage }, encodePropertyValue, propertyValue, type, 0).length;
}

export function typeOf(propertyTag: number): number {
  return propertyTag & 0xffff;
}

function idOf(propertyTag: number): number {
  return propertyTag >>> 16;
}

function isUntyped(propertyTag: number | undefined): boolean {
  return propertyTag !== undefined && typeOf(propertyTag) === PropertyType.unspecified;
}

function isString(type: number): boolean {
  return type === PropertyType.string || type === PropertyType.string8;
}
