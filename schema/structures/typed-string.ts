/** A string that says itself how it is sent. */
import { oxcdata } from "../documents.js";
import { choose, enumeration, field, reducedUnicodeZ, string8Z, structure, u8, utf16Z } from "../language/index.js";

/** How a string is sent. */
export const StringType = enumeration("StringType", oxcdata("2.11.7"), u8, {
  /** There is no string. */
  none: 0x00,
  /** The string is empty and not sent. */
  empty: 0x01,
  /** In the code page of the context. */
  string8: 0x02,
  /** In UTF-16 without the high bytes, all of which are zero. */
  reducedUnicode: 0x03,
  /** In UTF-16. */
  unicode: 0x04,
});

const stringType = field("StringType", StringType);

/** A string behind the word for how it is sent. */
export const TypedString = structure("TypedString", oxcdata("2.11.7"), [
  stringType,
  choose(stringType, {
    none: [],
    empty: [],
    string8: [field("String", string8Z)],
    reducedUnicode: [field("String", reducedUnicodeZ)],
    unicode: [field("String", utf16Z)],
  }),
]);
