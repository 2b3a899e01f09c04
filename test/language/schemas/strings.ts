/** Zero-terminated strings of every encoding, and one whose encoding a field decides. */
import {
  asciiZ,
  bool8,
  schema as define,
  field,
  list,
  reducedUnicodeZ,
  string8Z,
  stringZ,
  structure,
  utf16Z,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const unicode = field("Unicode", bool8);

const Strings = structure("Strings", section, [
  field("Ascii", asciiZ),
  field("Text", string8Z),
  field("Wide", utf16Z),
  field("Narrow", reducedUnicodeZ),
]);
const Either = structure("Either", section, [
  unicode,
  field("Name", stringZ(unicode)),
  field("Others", list(2, stringZ(unicode))),
]);

export const schema = define({ rops: [], structures: [Strings, Either], errata: [] });
