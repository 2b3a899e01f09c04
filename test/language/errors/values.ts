/**
 * values.ts:49  Measures: "Kind" can never be "ones": the condition can never hold (did you mean "one"?)
 * values.ts:50  Measures: "Number" can never be 256: the condition can never hold
 * values.ts:51  Measures: is(Flag) names both values: the condition always holds
 * values.ts:52  Measures: is(Number) names no value: the condition can never hold
 * values.ts:53  Measures: "Style" has no flag "bald" (did you mean "bold"?)
 * values.ts:55  Measures: "Number" is no boolean: say is(Number, …)
 * values.ts:56  Measures.G: its condition can never hold: the values it asks for exclude each other
 * values.ts:58  Measures.H: choose(Kind) lacks two: add them or say otherwise
 * values.ts:60  Measures.I: "Kind" has no case "three"
 * values.ts:61  Measures.J: the constant 256 does not fit u8
 * values.ts:62  Measures.K: the reserved value -1 does not fit
 */
import {
  any,
  bit,
  bits,
  bool8,
  choose,
  constant,
  schema as define,
  enumeration,
  field,
  flags,
  has,
  is,
  part,
  reserved,
  structure,
  u8,
  u16,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2 }));
const number = field("Number", u8);
const flag = field("Flag", bool8);
const style = field("Style", flags("Style", section, u8, { bold: 1 }));
const on = part("on", 0x01, bit);

const Measures = structure("Measures", section, [
  kind,
  number,
  flag,
  style,
  field("Word", bits(u8, [on])),
  // @ts-expect-error: no case
  when(is(kind, "ones"), field("A", u8)),
  when(is(number, 256), field("B", u8)),
  when(is(flag, true, false), field("C", u8)),
  when(is(number), field("D", u8)),
  when(has(style, "bald"), field("E", u8)),
  // @ts-expect-error: no boolean
  when(number, field("F", u8)),
  when(any(), field("G", u8)),
  // @ts-expect-error: a case is missing
  field("H", choose(kind, { one: u8 })),
  // @ts-expect-error: one case too many
  field("I", choose(kind, { one: u8, two: u8, three: u8 })),
  field("J", constant(u8, 256)),
  field("K", reserved(u16, -1)),
]);

export const schema = define({ rops: [], structures: [Measures], errata: [] });
