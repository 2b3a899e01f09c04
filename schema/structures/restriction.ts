/** Restrictions: the conditions that rows of tables and messages in folders are filtered by. */
import { oxcdata } from "../documents.js";
import {
  bool8,
  choose,
  count,
  enumeration,
  field,
  flags,
  given,
  late,
  list,
  presence,
  structure,
  table,
  u8,
  u16,
  u32,
  when,
} from "../language/index.js";
import { PropertyTag } from "./property-tags.js";
import { CountWidth, TaggedPropertyValue, widths } from "./property-values.js";

/** What is tested. */
export const RestrictType = enumeration("RestrictType", oxcdata("2.12"), u8, {
  /** All of several restrictions hold. */
  and: 0x00,
  /** At least one of several restrictions holds. */
  or: 0x01,
  /** A restriction does not hold. */
  not: 0x02,
  /** A property contains a string or bytes. */
  content: 0x03,
  /** A property compares with a value. */
  property: 0x04,
  /** Two properties compare with each other. */
  compareProperties: 0x05,
  /** Bits of a property are set. */
  bitMask: 0x06,
  /** The size of a property compares with a number. */
  size: 0x07,
  /** A property has a value. */
  exist: 0x08,
  /** A restriction holds for a recipient or an attachment. */
  subObject: 0x09,
  /** A restriction holds; the comment beside it means nothing to the server. */
  comment: 0x0a,
  /** A restriction holds, for so many rows at most. */
  count: 0x0b,
});

/** How the property on the left compares with the value or property on the right. */
export const RelOp = enumeration("RelOp", oxcdata("2.12.5.1"), u8, {
  lessThan: 0x00,
  lessThanOrEqual: 0x01,
  greaterThan: 0x02,
  greaterThanOrEqual: 0x03,
  equal: 0x04,
  notEqual: 0x05,
  /** It matches a regular expression; only older editions of the document have it. */
  regularExpression: 0x06,
  /** It is a member of a distribution list. */
  memberOfDistributionList: 0x64,
});

/** What part of a property is to match. */
export const FuzzyLevelLow = enumeration("FuzzyLevelLow", oxcdata("2.12.4.1"), u16, {
  /** All of it. */
  fullString: 0x0000,
  /** Any part. */
  subString: 0x0001,
  /** The beginning. */
  prefix: 0x0002,
});

/** What makes no difference; for strings only. */
export const FuzzyLevelHigh = flags("FuzzyLevelHigh", oxcdata("2.12.4.1"), u16, {
  ignoreCase: 0x0001,
  /** Diacritics and other nonspacing characters. */
  ignoreNonspace: 0x0002,
  /** Whatever the server may leave out of account, case and nonspacing characters among it. */
  loose: 0x0004,
});

/** How the bits of a property that the mask selects are to be. */
export const BitmapRelOp = enumeration("BitmapRelOp", oxcdata("2.12.7.1"), u8, {
  /** All zero. */
  equalToZero: 0x00,
  /** At least one of them set. */
  notEqualToZero: 0x01,
});

const type = field("RestrictType", RestrictType);
const inner = late("Restriction", { widths });
/** The restrictions that are combined. */
const several = field("Restricts", list(count("RestrictCount", CountWidth), inner));
/** The value to compare with. Its own tag says its type, whatever the tag before it says (erratum D-MultiInRestriction). */
const taggedValue = field("TaggedValue", given(TaggedPropertyValue, { widths }));
/** The property that is tested. */
const propTag = field("PropTag", PropertyTag);
/** How they compare. */
const relOp = field("RelOp", RelOp);
const restrictionPresent = field("RestrictionPresent", presence(bool8));

/** A condition, in as many levels as it takes (up to 64). */
export const Restriction = structure(
  "Restriction",
  oxcdata("2.12"),
  [
    type,
    choose(type, {
      and: table(oxcdata("2.12.1.1"), [several]),
      or: table(oxcdata("2.12.2.1"), [several]),
      not: table(oxcdata("2.12.3.1"), [field("Restriction", inner)]),
      content: table(oxcdata("2.12.4.1"), [
        field("FuzzyLevelLow", FuzzyLevelLow),
        field("FuzzyLevelHigh", FuzzyLevelHigh),
        /** The property that is tested; multivalued: at least one of its values matches. */
        field("PropertyTag", PropertyTag),
        taggedValue,
      ]),
      property: table(oxcdata("2.12.5.1"), [relOp, propTag, taggedValue]),
      compareProperties: table(oxcdata("2.12.6.1"), [
        relOp,
        /** The property on the left. */
        field("PropTag1", PropertyTag),
        /** The property on the right, of the same type. */
        field("PropTag2", PropertyTag),
      ]),
      bitMask: table(oxcdata("2.12.7.1"), [
        field("BitmapRelOp", BitmapRelOp),
        /** The property that is tested, a PtypInteger32. */
        propTag,
        /** The bits to look at. */
        field("Mask", u32),
      ]),
      size: table(oxcdata("2.12.8.1"), [
        relOp,
        propTag,
        /** The number of bytes to compare the size with. */
        field("Size", u32),
      ]),
      exist: table(oxcdata("2.12.9.1"), [propTag]),
      subObject: table(oxcdata("2.12.10.1"), [
        /** Which objects: PidTagMessageRecipients (0x0E12000D) or PidTagMessageAttachments (0x0E13000D). */
        field("Subobject", PropertyTag),
        field("Restriction", inner),
      ]),
      comment: table(oxcdata("2.12.11"), [
        /** The comment; no multivalued properties. */
        field("TaggedValues", list(count("TaggedValuesCount", u8), given(TaggedPropertyValue, { widths }))),
        restrictionPresent,
        when(restrictionPresent, field("Restriction", inner)),
      ]),
      count: table(oxcdata("2.12.12"), [
        /** The most rows that are taken. */
        field("Count", u32),
        field("SubRestriction", inner),
      ]),
    }),
  ],
  { takes: [widths], depth: 64 },
);
