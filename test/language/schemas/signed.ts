/** Numbers with a sign in every role, and contents whose length could be mistaken for "not there". */
import {
  bit,
  bits,
  bytes,
  choose,
  count,
  schema as define,
  enumeration,
  field,
  flags,
  i16,
  i32,
  is,
  list,
  outcomes,
  part,
  reserved,
  size,
  structure,
  table,
  toEnd,
  u8,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Short = enumeration("Short", section, i16, { one: -5, two: 2 });
const Long = enumeration("Long", section, i32, { one: -5, two: 2 });
const asked = field("Asked", i16);
const Signed = structure("Signed", section, [
  field("Short", Short),
  field("Longs", list(count("LongCount", u8), Long)),
  field("ShortStyle", flags("ShortStyle", section, i16, { bold: 1, wide: 0x4000 })),
  field("LongStyle", flags("LongStyle", section, i32, { bold: 1, wide: 0x4000 })),
  field("Pad", reserved(i16)),
  field("LongPad", reserved(i32, -2)),
  field("Word", bits(i16, [part("number", 0x0f00, u8), part("on", 0x8000, bit)])),
  asked,
  when(is(asked, -3), field("More", u8)),
]);
const kind = field("Kind", Short);
const Chosen = structure("Chosen", section, [
  kind,
  choose(kind, { one: [field("A", u8)], otherwise: [field("B", u8)] }),
]);
const Answer = structure(
  "Answer",
  section,
  outcomes([field("Result", i16)], { success: table(section, [field("A", u8)]), failure: table(section, []) }),
);
const Missing = structure("Missing", section, [
  field("Window", within(size("WindowSize", u8, { none: 0 }), bytes(toEnd))),
  field("Items", within(size("ItemsSize", u8, { none: 2, plus: 2 }), list(toEnd, u8))),
  field("Three", list(count("ThreeCount", u8, { none: 3 }), u8)),
  field("Data", bytes(size("DataSize", u8, { none: 3 }))),
]);

export const schema = define({ rops: [], structures: [Signed, Chosen, Answer, Missing], errata: [] });
