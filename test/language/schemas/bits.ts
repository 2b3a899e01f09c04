/** Words whose parts are properties, some of them only in one form, some of them a number or a name. */
import {
  bit,
  bits,
  schema as define,
  enumeration,
  field,
  is,
  part,
  reserved,
  structure,
  u8,
  u16,
  u32,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const kind = part("kind", 0x0003, enumeration("WordKind", section, u8, { plain: 0, counted: 1, named: 2 }));

/** A word with all kinds of parts. */
const Word = structure("Word", section, [
  field(
    "Word",
    bits(u16, [kind, part("number", 0x00f0, u8), part("on", 0x0100, bit), part("spare", 0x1000, reserved(u8))]),
  ),
]);
/** A part that only one kind has. */
const Partial = structure("Partial", section, [
  field("Word", bits(u16, [kind, when(is(kind, "counted"), part("number", 0x00f0, u8), part("sorted", 0x0100, bit))])),
  when(is(kind, "named"), field("Name", u8)),
]);
/** All 32 bits. */
const Wide = structure("Wide", section, [
  field("Word", bits(u32, [part("high", 0xf0000000, u8), part("low", 0x0000ffff, u16), part("top", 0x08000000, bit)])),
]);
/** A word under a condition on another one. */
const Second = structure("Second", section, [field("First", bits(u8, [part("more", 0x01, bit)])), field("Rest", u8)]);

export const schema = define({ rops: [], structures: [Word, Partial, Wide, Second], errata: [] });
