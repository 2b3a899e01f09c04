/** Lists: of fixed length, behind their count, to the end; two that share a count. */
import {
  asciiZ,
  bool8,
  bool16,
  count,
  schema as define,
  field,
  list,
  structure,
  toEnd,
  u8,
  u16,
  u32,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const number = count("Number", u8);

const Fixed = structure("Fixed", section, [field("Three", list(3, u16)), field("Names", list(2, asciiZ))]);
const Counted = structure("Counted", section, [field("Items", list(count("ItemCount", u16), u32)), field("After", u8)]);
const Endless = structure("Endless", section, [field("Items", list(toEnd, u16))]);
const Twins = structure("Twins", section, [
  number,
  field("Ids", list(number, u16)),
  field("Names", list(number, asciiZ)),
]);
const Bare = structure("Bare", section, list(count("Count", u8), u16));
const Booleans = structure("Booleans", section, [
  field("Narrow", list(count("NarrowCount", u8), bool8)),
  field("Wide", list(count("WideCount", u8), bool16)),
]);

export const schema = define({ rops: [], structures: [Fixed, Counted, Endless, Twins, Bare, Booleans], errata: [] });
