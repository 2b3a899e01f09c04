/** Every condition: a boolean, is, has, all, any, not, and a boolean that is asked for by value. */
import {
  all,
  any,
  bit,
  bits,
  bool8,
  count,
  schema as define,
  enumeration,
  field,
  flags,
  has,
  is,
  list,
  not,
  part,
  string8Z,
  stringZ,
  structure,
  u8,
  u16,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const a = field("A", bool8);
const b = part("b", 0x01, bit);
const kind = part("kind", 0x30, enumeration("ConditionKind", section, u8, { one: 1, two: 2, three: 3 }));
const word = field("Word", bits(u8, [b, kind]));
const number = field("Number", u8);
const style = field("Style", flags("ConditionStyle", section, u8, { bold: 1 }));

const Conditions = structure("Conditions", section, [
  a,
  word,
  number,
  style,
  when(a, field("IfA", u8)),
  when(b, field("IfB", u8)),
  when(is(number, 1, 2), field("IfNumber", u8)),
  when(is(kind, "one", "three"), field("IfKind", u8)),
  when(has(style, "bold"), field("IfBold", u8)),
  when(all(a, is(number, 1)), field("IfAll", u8)),
  when(any(a, b), field("IfAny", u8)),
  when(not(a), field("IfNotA", u8)),
  when(not(is(kind, "one")), field("IfNotKind", u8)),
  when(not(any(a, b)), field("IfNeither", u8)),
  when(not(is(number, 1)), field("IfNotNumber", u8)),
  when(is(a, false), field("IfAFalse", u8)),
  when(is(b, true), field("IfBTrue", u8)),
  when(not(has(style, "bold")), field("IfNotBold", u8)),
  when(all(not(a), any(is(kind, "two"), not(b))), field("IfMixed", u16)),
]);
const Text = structure("Text", section, [
  a,
  word,
  field("First", stringZ(is(a, true))),
  field("Second", stringZ(not(is(kind, "one")))),
  field("Third", string8Z),
]);
const count_ = count("Count", u8);
const Counted = structure("Counted", section, [
  field("Items", list(count_, u8)),
  when(not(is(count_, 0)), field("More", u8)),
  when(is(count_, 2), field("Two", u8)),
]);

export const schema = define({ rops: [], structures: [Conditions, Text, Counted], errata: [] });
