/** Rows that exist if a condition holds: of fixed and variable size, nested, of every kind of type. */
import {
  asciiZ,
  bit,
  bits,
  bool8,
  bytes,
  constant,
  count,
  schema as define,
  enumeration,
  field,
  flags,
  guid,
  is,
  list,
  packed,
  part,
  reserved,
  size,
  structure,
  u8,
  u16,
  u64,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const number = field("Number", u8);
const inner = field("Inner", bool8);
const Pair = structure("Pair", section, [field("A", u8), field("B", u8)]);
const Kind = enumeration("WhenKind", section, u8, { one: [1, 0x11], two: 2 });

const Everything = structure("Everything", section, [
  number,
  when(
    is(number, 1),
    field("Small", u8),
    field("Large", u64),
    field("Flag", bool8),
    field("Kind", Kind),
    field("Style", flags("WhenStyle", section, u8, { bold: 1 })),
    field("Word", bits(u8, [part("on", 0x01, bit), part("level", 0x0e, u8)])),
    field("Packed", packed(u16, [part("low", 0xff, u8)])),
    field("Pad", reserved(u16)),
    field("Version", constant(u8, 7)),
    field("Id", guid),
    field("Three", bytes(3)),
    field("Name", asciiZ),
    field("Data", bytes(size("DataSize", u8))),
    field("Items", list(count("ItemCount", u8), u16)),
    field("Two", list(2, u8)),
    field("Pair", Pair),
    field("Boxed", within(size("BoxSize", u8), Pair)),
    field("Maybe", within(size("MaybeSize", u8, { none: 0 }), Pair)),
  ),
  field("After", u8),
]);
const Nested = structure("Nested", section, [
  number,
  when(is(number, 1, 2), inner, when(inner, field("Deep", u8)), when(is(number, 2), field("Two", u8))),
]);

export const schema = define({ rops: [], structures: [Everything, Nested, Pair], errata: [] });
