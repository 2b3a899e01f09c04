/** Windows around a type and around rows, around strings, inside each other, and not there at all. */
import {
  asciiZ,
  bytes,
  count,
  schema as define,
  field,
  list,
  size,
  string8Z,
  structure,
  toEnd,
  u8,
  u16,
  utf16Z,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Pair = structure("Pair", section, [field("A", u8), field("B", u8)]);
const Windowed = structure("Windowed", section, [
  field("Pair", within(size("PairSize", u16), Pair)),
  field("After", u8),
]);
const Texts = structure("Texts", section, [
  field("Ascii", within(size("AsciiSize", u8), asciiZ)),
  field("Wide", within(size("WideSize", u8), utf16Z)),
  field("Text", within(size("TextSize", u8), string8Z)),
]);
const Absent = structure("Absent", section, [
  field("Pair", within(size("PairSize", u16, { none: 0 }), Pair)),
  field("After", u8),
]);
const Rows = structure("Rows", section, [
  within(size("Size", u16, { plus: 2 }), [field("A", u8), field("Rest", bytes(toEnd))]),
  field("After", u8),
]);
const Short = structure("Short", section, [within(size("Size", u8), [field("A", u8)]), field("After", u8)]);
const outer = size("Outer", u8);
const Placed = structure("Placed", section, [
  outer,
  field("Between", u8),
  field("Items", within(outer, list(toEnd, u16))),
  field("After", u8),
]);
const Counted = structure("Counted", section, [
  field("Items", within(size("Bytes", u8), list(count("Count", u8), asciiZ))),
]);
const Nested = structure("Nested", section, [
  within(size("Outer", u8), [field("A", u8), within(size("Inner", u8), [field("B", u8)]), field("C", u8)]),
]);

const Beside = structure("Beside", section, [
  within(size("First", u8), [field("A", u8)]),
  within(size("Second", u8), [field("Outer1", asciiZ), within(size("Third", u8), [field("Outer2", u8)])]),
]);

const Filled = structure("Filled", section, within(size("Size", u8), utf16Z));

export const schema = define({
  rops: [],
  structures: [Filled, Pair, Windowed, Texts, Absent, Rows, Short, Placed, Counted, Nested, Beside],
  errata: [],
});
