/** Rows of property values over a list of columns. */
import { oxcdata } from "../documents.js";
import { choose, each, enumeration, field, given, list, structure, u8 } from "../language/index.js";
import { columns, PropertyTag, propertyType } from "./property-tags.js";
import {
  FlaggedPropertyValue,
  FlaggedPropertyValueWithType,
  PropertyValue,
  TypedPropertyValue,
} from "./property-values.js";

const kind = field(
  "Flag",
  enumeration("PropertyRowFlag", oxcdata("2.8.1"), u8, {
    /** Every column has a value. */
    standard: 0x00,
    /** Each value says whether it is there, missing or an error. */
    flagged: 0x01,
  }),
);

/** One row: a value for each column. */
export const PropertyRow = structure(
  "PropertyRow",
  oxcdata("2.8.1"),
  [
    kind,
    choose(kind, {
      standard: [
        field(
          "ValueArray",
          list(
            each(columns, PropertyTag),
            choose(propertyType, {
              unspecified: given(TypedPropertyValue, { widths: "narrow" }),
              otherwise: given(PropertyValue, { propertyType, widths: "narrow" }),
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
              unspecified: given(FlaggedPropertyValueWithType, { widths: "narrow" }),
              otherwise: given(FlaggedPropertyValue, { propertyType, widths: "narrow" }),
            }),
          ),
        ),
      ],
    }),
  ],
  { takes: [columns] },
);
