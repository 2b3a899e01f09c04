/**
 * ranges.ts:57  Numbers.Half: the constant 1.5 does not fit u8
 * ranges.ts:58  Numbers.Large: the constant 40000 does not fit i16
 * ranges.ts:59  Numbers.Minus: the constant -1 is negative: say its bits, with an unsigned width
 * ranges.ts:60  Numbers.None: a fixed number of bytes is 1 to 16777215, not 0
 * ranges.ts:61  Numbers.Many: a fixed number of bytes is 1 to 16777215, not 9007199254740992
 * ranges.ts:62  Numbers.Nobody: a fixed list has 1 to 16777215 elements, not 0
 * ranges.ts:63  Numbers.All: a fixed list has 1 to 16777215 elements, not 4294967296
 * ranges.ts:64  Numbers.Wide: the size "WideSize" cannot count 300 bytes more
 * ranges.ts:67  Each.Again: "Maybe" may be absent by its count, so that it has no items: each() needs a list that is always there
 * ranges.ts:69  Words.B.b: its mask 0x-1 lies outside a word of 8 bits
 * ranges.ts:70  Words.C.c: its mask 0x3.b333333333334 lies outside a word of 8 bits
 * ranges.ts:71  Words.D.d: a part has no sign: say u32
 * ranges.ts:72  Words.E.e: a part has no sign, and Signed.minus is -1
 * ranges.ts:74  Words: "Some" has no flag "toString"
 * ranges.ts:76  Deep: the depth 1000000000 is no number of levels: say 1 to 256
 * ranges.ts:78  RopOne: a RopId is a number from 0 to 0xff, not 256
 * ranges.ts:82  RopOne.response.never: "Result" can never be 300: it is u8
 * ranges.ts:83  RopOne.response.half: "Result" can never be 1.5: it is u8
 */
import {
  bits,
  bytes,
  constant,
  count,
  schema as define,
  each,
  enumeration,
  field,
  flags,
  has,
  i16,
  i32,
  late,
  list,
  on,
  outcomes,
  packed,
  part,
  rop,
  size,
  structure,
  table,
  u8,
  u16,
  u32,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const Signed = enumeration("Signed", section, i16, { minus: -1, one: 1 });
const Some = flags("Some", section, u8, { some: 1 });
const some = field("Some", Some);

const Numbers = structure("Numbers", section, [
  field("Half", constant(u8, 1.5)),
  field("Large", constant(i16, 40000)),
  field("Minus", constant(i16, -1)),
  field("None", bytes(0)),
  field("Many", bytes(2 ** 53)),
  field("Nobody", list(0, u8)),
  field("All", list(2 ** 32, u8)),
  field("Wide", within(size("WideSize", u8, { plus: 300 }), bytes(1))),
]);
const maybe = field("Maybe", list(count("MaybeCount", u8, { none: 9 }), u8));
const Each = structure("Each", section, [maybe, field("Again", list(each(maybe, packed(u8, [part("it", 0xff, u8)])), u8))]);
const Words = structure("Words", section, [
  field("B", bits(u8, [part("b", -1, u32)])),
  field("C", bits(u8, [part("c", 3.7, u8)])),
  field("D", bits(u32, [part("d", 0xffffffff, i32)])),
  field("E", bits(u16, [part("e", 0xffff, Signed)])),
  some,
  when(has(some, "toString"), field("F", u8)),
]);
const Deep = structure("Deep", section, [field("Children", list(count("Count", u8), late("Deep")))], { depth: 1e9 });
const result = field("Result", u8);
const RopOne = rop("RopOne", 0xb1, section, {
  request: table(section, [field("A", u8)]),
  response: outcomes([result], {
    success: table(section, []),
    never: on(300, table(section, [])),
    half: on(1.5, table(section, [])),
    failure: table(section, []),
  }),
  responseId: 256,
});

export const schema = define({ rops: [RopOne], structures: [Numbers, Each, Words, Deep], errata: [] });
