/** Property values: bare, typed, tagged and flagged. */
import { oxcdata } from "../documents.js";
import {
  bool8,
  bytes,
  choose,
  count,
  enumeration,
  f32,
  f64,
  field,
  given,
  guid,
  i16,
  i32,
  i64,
  late,
  list,
  nothing,
  parameter,
  size,
  string8Z,
  structure,
  type Type,
  u8,
  u16,
  u32,
  u64,
  utf16Z,
  within,
} from "../language/index.js";
import { PropertyTag, PropertyType, propertyType } from "./property-tags.js";
import { ServerId } from "./server-id.js";

/** How wide counts and sizes are: 16 bits in ROP buffers (narrow), 32 bits in extended rules and the address book (wide). */
export const CountWidths = enumeration("CountWidths", oxcdata("2.11.1.1"), u8, { narrow: 0, wide: 1 });
/** How wide counts and sizes are where these values stand. */
export const widths = parameter("widths", CountWidths);
/** A count or size in the width of its place. */
export const CountWidth = choose(widths, { narrow: u16, wide: u32 });

const binary = bytes(size("Count", CountWidth));
/** Counts of multiple values have 32 bits everywhere (erratum D-MultiValueCount). */
const many = <const T extends Type>(of: T) => list(count("Count", u32), of);

/** The type of a value that does not say it itself. */
const valueType = parameter("propertyType", PropertyType);

/** The bare value; its type is known from elsewhere. */
export const PropertyValue = structure(
  "PropertyValue",
  oxcdata("2.11.2.1"),
  choose(valueType, {
    unspecified: nothing,
    null: nothing,
    integer16: i16,
    integer32: i32,
    floating32: f32,
    floating64: f64,
    currency: i64,
    floatingTime: f64,
    errorCode: u32,
    boolean: bool8,
    object: nothing,
    integer64: i64,
    string8: string8Z,
    string: utf16Z,
    time: u64,
    guid,
    serverId: within(size("Count", u16), ServerId),
    restriction: late("Restriction", { widths }),
    ruleAction: late("RuleAction", { widths }),
    binary,
    multipleInteger16: many(i16),
    multipleInteger32: many(i32),
    multipleFloating32: many(f32),
    multipleFloating64: many(f64),
    multipleCurrency: many(i64),
    multipleFloatingTime: many(f64),
    multipleInteger64: many(i64),
    multipleString8: many(string8Z),
    multipleString: many(utf16Z),
    multipleTime: many(u64),
    multipleGuid: many(guid),
    multipleBinary: many(binary),
  }),
  { takes: [valueType, widths] },
);

const ownType = field("PropertyType", PropertyType);

/** A value behind its type. */
export const TypedPropertyValue = structure(
  "TypedPropertyValue",
  oxcdata("2.11.3"),
  [ownType, field("PropertyValue", given(PropertyValue, { propertyType: ownType, widths }))],
  { takes: [widths] },
);

/** A value behind its property tag. */
export const TaggedPropertyValue = structure(
  "TaggedPropertyValue",
  oxcdata("2.11.4"),
  [field("PropertyTag", PropertyTag), field("PropertyValue", given(PropertyValue, { propertyType, widths }))],
  { takes: [widths] },
);

const flag = field(
  "Flag",
  enumeration("PropertyValueFlag", oxcdata("2.11.5"), u8, {
    /** The value follows. */
    value: 0x00,
    /** Nothing follows. */
    absent: 0x01,
    /** An error code follows instead of the value. */
    error: 0x0a,
  }),
);

/** A value that may be missing or an error; its type is known from elsewhere. */
export const FlaggedPropertyValue = structure(
  "FlaggedPropertyValue",
  oxcdata("2.11.5"),
  [
    flag,
    choose(flag, {
      value: [field("PropertyValue", given(PropertyValue, { propertyType: valueType, widths }))],
      absent: [],
      error: [field("ErrorCode", u32)],
    }),
  ],
  { takes: [valueType, widths] },
);

/** A value behind its type that may be missing or an error. */
export const FlaggedPropertyValueWithType = structure(
  "FlaggedPropertyValueWithType",
  oxcdata("2.11.6"),
  [
    ownType,
    flag,
    choose(flag, {
      value: [field("PropertyValue", given(PropertyValue, { propertyType: ownType, widths }))],
      absent: [],
      error: [field("ErrorCode", u32)],
    }),
  ],
  { takes: [widths] },
);
