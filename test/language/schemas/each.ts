/** Lists with an element for each item of another list, of the type that the item says. */
import {
  asciiZ,
  bool8,
  choose,
  count,
  schema as define,
  each,
  enumeration,
  field,
  given,
  list,
  packed,
  parameter,
  part,
  size,
  structure,
  toEnd,
  u8,
  u16,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const kind = part("kind", 0x00ff, enumeration("ItemKind", section, u8, { number: 1, text: 2 }));
const Item = packed(u16, [kind, part("id", 0xff00, u8)]);
const items = parameter("items", list(toEnd, Item));
const known = field("Known", list(count("KnownCount", u8), Item));

const ValueRow = structure(
  "ValueRow",
  section,
  [field("Values", list(each(items, Item), choose(kind, { number: u8, otherwise: asciiZ })))],
  { takes: [items] },
);
const Strict = structure(
  "Strict",
  section,
  [field("Values", list(each(items, Item), choose(kind, { number: u8, text: asciiZ })))],
  { takes: [items] },
);
const Own = structure("Own", section, [known, field("Row", given(ValueRow, { items: known }))]);
const two = field("Two", list(2, Item));
const boxed = field("Boxed", within(size("Size", u8), list(toEnd, Item)));
const Several = structure("Several", section, [
  two,
  boxed,
  field("OfTwo", list(each(two, Item), u8)),
  field("OfBoxed", list(each(boxed, Item), u8)),
]);
const there = field("There", bool8);
const Maybe = structure("Maybe", section, [there, when(there, known, field("Values", list(each(known, Item), u8)))]);

export const schema = define({ rops: [], structures: [ValueRow, Strict, Own, Several, Maybe], errata: [] });
