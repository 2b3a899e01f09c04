/** One type or another, by a field, a part or a parameter; no bytes at all among them. */
import {
  asciiZ,
  bit,
  bits,
  bool8,
  bytes,
  choose,
  count,
  schema as define,
  enumeration,
  f64,
  field,
  given,
  guid,
  list,
  nothing,
  parameter,
  part,
  size,
  structure,
  u8,
  u16,
  u32,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const ValueType = enumeration("ValueType", section, u8, {
  none: 0,
  small: 1,
  large: [2, 0x82],
  text: 3,
  blob: 4,
  many: 5,
  boxed: 6,
  yes: 7,
  real: 8,
  id: 9,
});
const type = field("Type", ValueType);
const Box = structure("Box", section, [field("Inside", u8)]);
const Chosen = structure("Chosen", section, [
  type,
  field(
    "Value",
    choose(type, {
      none: nothing,
      small: u8,
      large: u32,
      text: asciiZ,
      blob: bytes(size("BlobSize", u8)),
      many: list(count("ManyCount", u8), u16),
      boxed: within(size("BoxSize", u8), Box),
      yes: bool8,
      real: f64,
      id: guid,
    }),
  ),
  field("After", u8),
]);

const of = parameter("of", ValueType);
const Value = structure("Value", section, choose(of, { small: u8, text: asciiZ, none: nothing, otherwise: bytes(2) }), {
  takes: [of],
});
const Literal = structure("Literal", section, [
  field("Text", given(Value, { of: "text" })),
  field("Small", given(Value, { of: "small" })),
  field("Other", given(Value, { of: "id" })),
]);

const wide = part("wide", 0x01, bit);
const Widths = structure("Widths", section, [
  field("Word", bits(u8, [wide])),
  field("Number", choose(wide, { true: u32, false: u8 })),
]);
const flag = field("Flag", bool8);
const Elements = structure("Elements", section, [
  flag,
  type,
  field("Items", list(2, choose(flag, { true: u16, false: u8 }))),
  field("Others", list(count("OtherCount", u8), choose(type, { small: u8, otherwise: u16 }))),
]);

const Sort = enumeration("Sort", section, u8, { byte: 0, word: 1 });
const sort = field("Sort", Sort);
const sortOf = parameter("sort", Sort);
const Numbers = structure(
  "Numbers",
  section,
  [field("Numbers", list(count("NumberCount", u8), choose(sortOf, { byte: u8, word: u16 })))],
  { takes: [sortOf] },
);
const Sorted = structure("Sorted", section, [sort, field("All", given(Numbers, { sort }))]);

export const schema = define({
  rops: [],
  structures: [Chosen, Box, Value, Literal, Widths, Elements, Numbers, Sorted],
  errata: [],
});
