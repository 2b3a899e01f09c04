/**
 * lengths.ts:49  Empty.A: an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there
 * lengths.ts:50  Empty.C: an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there
 * lengths.ts:56  None.A: the count "ACount" can never be 256: "none" must be a value that its width has
 * lengths.ts:57  None.B: the size "BSize" can never be -1: "none" must be a value that its width has
 * lengths.ts:58  None.C: the size "CSize" can never be 4294967295: "none" must be a value that its width has
 * lengths.ts:59  None: rows cannot be absent as a whole: make a structure of them, and a field of that
 * lengths.ts:61  None.D: the size "DSize" has a value for what is not there, but only a field can be absent: say it without "none"
 * lengths.ts:62  None.E: the count "ECount" has a value for what is not there, but only a field can be absent: say it without "none"
 * lengths.ts:63  None.F.true: the size "FSize" has a value for what is not there, but only a field can be absent: say it without "none"
 * lengths.ts:68  Numbers.A: a fixed list has 1 to 16777215 elements, not -1
 * lengths.ts:69  Numbers.B: a fixed number of bytes is 1 to 16777215, not 1.5
 * lengths.ts:70  Numbers.C: the count "CCount" can never be negative: give it an unsigned width
 * lengths.ts:71  Numbers.D: the size "DSize" cannot count -1 bytes more
 */
import {
  bool8,
  bytes,
  choose,
  count,
  schema as define,
  each,
  enumeration,
  field,
  given,
  i16,
  list,
  nothing,
  packed,
  parameter,
  part,
  size,
  structure,
  toEnd,
  u8,
  u16,
  u32,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const flag = field("Flag", bool8);
const on = parameter("on", bool8);
const Perhaps = structure("Perhaps", section, [when(on, field("A", u8))], { takes: [on] });
const widths = parameter("widths", enumeration("Widths", section, u8, { narrow: 0, wide: 1 }));

const Empty = structure("Empty", section, [
  field("A", list(count("ACount", u8), given(Perhaps, { on: true }))),
  field("C", list(toEnd, given(Perhaps, { on: true }))),
]);
const None = structure(
  "None",
  section,
  [
    field("A", list(count("ACount", u8, { none: 256 }), u8)),
    field("B", bytes(size("BSize", u16, { none: -1 }))),
    field("C", bytes(size("CSize", choose(widths, { narrow: u16, wide: u32 }), { none: 0xffffffff }))),
    within(size("Size", u8, { none: 0 }), [field("Inside", u8)]),
    flag,
    field("D", list(2, bytes(size("DSize", u8, { none: 0 })))),
    field("E", within(size("ESize", u8), list(count("ECount", u8, { none: 0 }), u8))),
    field("F", choose(flag, { true: bytes(size("FSize", u8, { none: 0 })), false: nothing })),
  ],
  { takes: [widths] },
);
const Numbers = structure("Numbers", section, [
  field("A", list(-1, u8)),
  field("B", bytes(1.5)),
  field("C", list(count("CCount", i16), u8)),
  field("D", bytes(size("DSize", u8, { plus: -1 }))),
]);
const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const Fine = structure("Fine", section, [field("Cells", list(each(columns, Column), given(Perhaps, { on: true })))], { takes: [columns] });

export const schema = define({ rops: [], structures: [Perhaps, Empty, None, Numbers, Fine], errata: [] });
