/** Property values as the address book has them over MAPI/HTTP: counts are wide, and some values may be left out. */
import { oxcmapihttp } from "../documents.js";
import {
  choose,
  count,
  each,
  enumeration,
  field,
  given,
  list,
  parameter,
  structure,
  u8,
  u16,
  u32,
} from "../language/index.js";
import { columns, PropertyTag, PropertyType, propertyType } from "./property-tags.js";
import { PropertyValue } from "./property-values.js";

/** The type of a value that does not say it itself. */
const valueType = parameter("propertyType", PropertyType);

const hasValue = field(
  "HasValue",
  enumeration("HasValue", oxcmapihttp("2.2.1.1"), u8, {
    /** Nothing follows. */
    absent: 0x00,
    /** The value follows. */
    present: 0xff,
  }),
);

/** A value that may be left out; strings and bytes are such, and lists. */
export const AddressBookOptionalValue = structure(
  "AddressBookOptionalValue",
  oxcmapihttp("2.2.1.1"),
  [
    hasValue,
    choose(hasValue, {
      absent: [],
      present: [field("PropertyValue", given(PropertyValue, { propertyType: valueType, widths: "wide" }))],
    }),
  ],
  { takes: [valueType] },
);

/** A list that may be left out, of values each of which may be left out. */
export const AddressBookOptionalList = structure(
  "AddressBookOptionalList",
  oxcmapihttp("2.2.1.1"),
  [
    hasValue,
    choose(hasValue, {
      absent: [],
      present: [
        field("PropertyValue", list(count("Count", u32), given(AddressBookOptionalValue, { propertyType: valueType }))),
      ],
    }),
  ],
  { takes: [valueType] },
);

const optional = given(AddressBookOptionalValue, { propertyType: valueType });

/** The value; its type is known from elsewhere. */
export const AddressBookPropertyValue = structure(
  "AddressBookPropertyValue",
  oxcmapihttp("2.2.1.1"),
  choose(valueType, {
    string8: optional,
    string: optional,
    binary: optional,
    multipleInteger16: optional,
    multipleInteger32: optional,
    multipleFloating32: optional,
    multipleFloating64: optional,
    multipleCurrency: optional,
    multipleFloatingTime: optional,
    multipleInteger64: optional,
    multipleString8: given(AddressBookOptionalList, { propertyType: "string8" }),
    multipleString: given(AddressBookOptionalList, { propertyType: "string" }),
    multipleTime: optional,
    multipleGuid: optional,
    multipleBinary: given(AddressBookOptionalList, { propertyType: "binary" }),
    otherwise: given(PropertyValue, { propertyType: valueType, widths: "wide" }),
  }),
  { takes: [valueType] },
);

const ownType = field("PropertyType", PropertyType);
const ownValue = field("PropertyValue", given(AddressBookPropertyValue, { propertyType: ownType }));

/** A value behind its property tag. */
export const AddressBookTaggedPropertyValue = structure("AddressBookTaggedPropertyValue", oxcmapihttp("2.2.1.2"), [
  ownType,
  field("PropertyId", u16),
  ownValue,
]);

/** Values behind their property tags. */
export const AddressBookPropertyValueList = structure("AddressBookPropertyValueList", oxcmapihttp("2.2.1.3"), [
  field("PropertyValues", list(count("PropertyValueCount", u32), AddressBookTaggedPropertyValue)),
]);

/** A value behind its type. */
export const AddressBookTypedPropertyValue = structure("AddressBookTypedPropertyValue", oxcmapihttp("2.2.1.4"), [
  ownType,
  ownValue,
]);

const flag = field(
  "Flag",
  enumeration("AddressBookPropertyValueFlag", oxcmapihttp("2.2.1.5"), u8, {
    /** The value follows. */
    value: 0x00,
    /** Nothing follows. */
    absent: 0x01,
    /** An error code follows instead of the value. */
    error: 0x0a,
  }),
);

/** A value that may be missing or an error; its type is known from elsewhere. */
export const AddressBookFlaggedPropertyValue = structure(
  "AddressBookFlaggedPropertyValue",
  oxcmapihttp("2.2.1.5"),
  [
    flag,
    choose(flag, {
      value: [field("PropertyValue", given(AddressBookPropertyValue, { propertyType: valueType }))],
      absent: [],
      error: [field("ErrorCode", u32)],
    }),
  ],
  { takes: [valueType] },
);

/** A value behind its type that may be missing or an error. */
export const AddressBookFlaggedPropertyValueWithType = structure(
  "AddressBookFlaggedPropertyValueWithType",
  oxcmapihttp("2.2.1.6"),
  [
    ownType,
    flag,
    choose(flag, {
      value: [ownValue],
      absent: [],
      error: [field("ErrorCode", u32)],
    }),
  ],
);

const rowFlags = field(
  "Flags",
  enumeration("AddressBookPropertyRowFlags", oxcmapihttp("2.2.1.7"), u8, {
    /** Every column has a value. */
    standard: 0x00,
    /** Each value says whether it is there, missing or an error. */
    flagged: 0x01,
  }),
);

/** One row: a value for each column. */
export const AddressBookPropertyRow = structure(
  "AddressBookPropertyRow",
  oxcmapihttp("2.2.1.7"),
  [
    rowFlags,
    choose(rowFlags, {
      standard: [
        field(
          "ValueArray",
          list(
            each(columns, PropertyTag),
            choose(propertyType, {
              unspecified: AddressBookTypedPropertyValue,
              otherwise: given(AddressBookPropertyValue, { propertyType }),
            }),
          ),
        ),
      ],
      flagged: [
        field(
          "ValueArray",
          list(
            each(columns, PropertyTag),
            choose(propertyType, {
              unspecified: AddressBookFlaggedPropertyValueWithType,
              otherwise: given(AddressBookFlaggedPropertyValue, { propertyType }),
            }),
          ),
        ),
      ],
    }),
  ],
  { takes: [columns] },
);
