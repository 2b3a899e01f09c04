/** What the editor refuses: every misuse here is an error of TypeScript, and nothing else in this file is. */
import {
  all,
  at,
  bit,
  bits,
  bool8,
  bytes,
  choose,
  constant,
  context,
  count,
  each,
  enumeration,
  field,
  first,
  flags,
  fromRequest,
  given,
  has,
  is,
  list,
  not,
  offset,
  packed,
  parameter,
  part,
  presence,
  remember,
  reserved,
  rop,
  size,
  stringZ,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
  u64,
  until,
  utf16Z,
  when,
  within,
} from "../../schema/language/index.js";
import { section } from "./schemas/section.js";

const Kind = enumeration("Kind", section, u8, { one: 1, two: 2 });
const kind = field("Kind", Kind);
const number = field("Number", u8);
const flag = field("Flag", bool8);
const on = part("on", 0x01, bit);
const number_ = count("Count", u8);
const extent = size("Size", u16);
const place = offset("Place", u16);
const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const mode = parameter("mode", Kind);
const Row = structure("Row", section, [number], { takes: [columns, mode] });

// ---- conditions ---------------------------------------------------------------------------------------------------

is(kind, "one", "two");
is(number, 1);
is(flag, true);
// @ts-expect-error: no case of the enumeration
is(kind, "three");
// @ts-expect-error: a number where a case is meant
is(kind, 1);
// @ts-expect-error: text where a number is meant
is(number, "1");
// @ts-expect-error: a number where a boolean is meant
is(flag, 1);
has(field("Style", flags("Style", section, u8, { bold: 1 })), "bold");
// @ts-expect-error: a name is no number
has(kind, "one");
when(flag, number);
when(on, number);
when(all(flag, not(on)), number);
// @ts-expect-error: a number is no condition
when(number, number);
// @ts-expect-error: a name is no condition
not(kind);
// @ts-expect-error: a number decides no encoding
stringZ(number);
// @ts-expect-error: nothing depends on the condition
table(section, [when(flag)]);
// @ts-expect-error: a part is no row
table(section, [when(flag, on)]);

// ---- counts, sizes, offsets ---------------------------------------------------------------------------------------

list(number_, u8);
bytes(extent);
within(extent, Row);
at(place, u8);
// @ts-expect-error: a size where a count is meant
list(extent, u8);
// @ts-expect-error: a count where a size is meant
bytes(number_);
// @ts-expect-error: a count where a size is meant
within(number_, u8);
// @ts-expect-error: a field where a size is meant
bytes(number);
// @ts-expect-error: a size where an offset is meant
at(extent, u8);
// @ts-expect-error: a size is an integer
size("Size", utf16Z);
// @ts-expect-error: a size has at most 32 bits
size("Size", u64);
// @ts-expect-error: counts count elements, and nothing is added
count("Count", u8, { plus: 2 });
// @ts-expect-error: the items are a list
each(number, Column);
// @ts-expect-error: the column is a packed number
each(columns, u16);
// @ts-expect-error: a number is no condition
until(number);

// ---- choices ------------------------------------------------------------------------------------------------------

choose(kind, { one: u8, two: u16 });
choose(kind, { one: u8, otherwise: u16 });
choose(flag, { true: [number], false: [] });
// @ts-expect-error: a case is missing
choose(kind, { one: u8 });
// @ts-expect-error: a case is missing
choose(flag, { true: [number] });
// @ts-expect-error: a case that there is not
choose(kind, { one: u8, two: u8, three: u8 });
// @ts-expect-error: a case that there is not
choose(kind, { three: u8, otherwise: u8 });
// @ts-expect-error: tables and types
choose(kind, { one: [number], two: u8 });

// ---- structures ---------------------------------------------------------------------------------------------------

given(Row, { columns, mode: "one" });
given(Row, { columns: [1, 2], mode });
given(Row, { columns: first(number_, columns), mode: kind });
// @ts-expect-error: an argument is missing
given(Row, { columns });
// @ts-expect-error: an argument too many
given(Row, { columns, mode: "one", more: 1 });
// @ts-expect-error: a number where a list is meant
given(Row, { columns: number, mode: "one" });
// @ts-expect-error: a number where a name is meant
given(Row, { columns, mode: number });
// @ts-expect-error: the first of something that is no list
given(Row, { columns: first(number_, number), mode: "one" });
// @ts-expect-error: the first as many as a size says
first(extent, columns);

// ---- words --------------------------------------------------------------------------------------------------------

bits(u8, [on]);
// @ts-expect-error: a word is an integer
bits(bool8, [on]);
// @ts-expect-error: a field is no part
bits(u8, [number]);
// @ts-expect-error: presence is a boolean or a bit
presence(u8);
// @ts-expect-error: reserved is an integer or bytes
reserved(bool8);
// @ts-expect-error: a constant is an integer
constant(bytes(2), 1);
// @ts-expect-error: an enumeration is over an integer or bytes
enumeration("Wrong", section, utf16Z, { one: 1 });
// @ts-expect-error: flags are over an integer
flags("Wrong", section, bytes(2), { one: 1 });

// ---- ROPs ---------------------------------------------------------------------------------------------------------

const known = context("known", list(toEnd, Column), number);
remember(known, fromRequest(field("Columns", list(number_, Column))));
rop("RopFine", 1, section, { request: table(section, [number]) });
// @ts-expect-error: the key is a number
context("wrong", u8, flag);
// @ts-expect-error: a type is no row
table(section, [u8]);
// @ts-expect-error: rows are no table
rop("RopWrong", 2, section, { request: [number] });
// @ts-expect-error: no table has a number for its section
table(1, [number]);
// @ts-expect-error: a count is a row, and a value of no field
field("Wrong", number_);
field("Fine", u32);
