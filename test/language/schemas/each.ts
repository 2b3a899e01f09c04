/** Lists with an element for each item of another list, of the type that the item says. */
import {
  asciiZ,
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
  structure,
  toEnd,
  u8,
  u16,
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

export const schema = define({ rops: [], structures: [ValueRow, Strict, Own], errata: [] });
