/** Counts and sizes: with a value for "not there", with an addend, of a width that a parameter decides, on lines of their own. */
import {
  bytes,
  choose,
  count,
  schema as define,
  enumeration,
  field,
  given,
  list,
  parameter,
  size,
  structure,
  u8,
  u16,
  u32,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const widths = parameter("widths", enumeration("TestWidths", section, u8, { narrow: 0, wide: 1 }));
const Width = choose(widths, { narrow: u16, wide: u32 });
const Pair = structure("Pair", section, [field("A", u8), field("B", u8)]);

const Optional = structure("Optional", section, [
  field("Items", list(count("ItemCount", u16, { none: 0xffff }), u8)),
  field("Data", bytes(size("DataSize", u8, { none: 0xff }))),
  field("After", u8),
]);
const Added = structure("Added", section, [
  field("Data", bytes(size("DataSize", u16, { plus: 2 }))),
  field("After", u8),
]);
const Wide = structure(
  "Wide",
  section,
  [
    field("Items", list(count("ItemCount", Width), u8)),
    field("Data", bytes(size("DataSize", Width))),
    field("Pair", within(size("PairSize", Width), Pair)),
  ],
  { takes: [widths] },
);
const Both = structure("Both", section, [
  field("Narrow", given(Wide, { widths: "narrow" })),
  field("Wide", given(Wide, { widths: "wide" })),
]);

const number = count("Number", u8);
const bytesOf = size("Bytes", u16);
const Placed = structure("Placed", section, [
  number,
  bytesOf,
  field("Between", u8),
  field("Items", list(number, u16)),
  field("Data", bytes(bytesOf)),
]);

export const schema = define({ rops: [], structures: [Pair, Optional, Added, Wide, Both, Placed], errata: [] });
