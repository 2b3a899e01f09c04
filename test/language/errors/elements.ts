/**
 * elements.ts:54  Elements.Place: the offset "Place" belongs to nothing: name it in at(…) behind it, or make it a field
 * elements.ts:55  Elements.A: a list cannot be an element of a list: make a structure of it
 * elements.ts:56  Elements.B: within() cannot be an element of a list: make a structure of it
 * elements.ts:57  Elements.C: bits() cannot be an element of a list: say packed(), or make a structure with it as a row
 * elements.ts:58  Elements.D: reserved() cannot be an element of a list: make a structure with it as a row
 * elements.ts:59  Elements.E: constant() cannot be an element of a list: make a structure with it as a row
 * elements.ts:60  Elements.F: presence() cannot be an element of a list: make a structure with it as a row
 * elements.ts:61  Elements.G: nothing cannot be an element of a list: make a structure of it
 * elements.ts:61  Elements.G: an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there
 * elements.ts:62  Elements.H: at() cannot be an element of a list: make a structure with it as a row
 * elements.ts:62  Elements.H: an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there
 * elements.ts:63  Elements.I: an element that may be a list cannot be chosen here: make a structure of the choice
 * elements.ts:64  Elements.J: within() cannot be the content of a window: make a structure of it
 * elements.ts:65  Elements.K.true: a list cannot be the content of a window that is no row: make a structure of it
 * elements.ts:66  Elements.L.true: bits() cannot be an alternative of a choice: say packed(), or make a structure with it as a row
 * elements.ts:66  Elements.L.false: reserved() cannot be an alternative of a choice: make a structure with it as a row
 * elements.ts:68  Body: bits() cannot be a structure by itself: say packed(), or make a structure with it as a row
 * elements.ts:69  Padding: reserved() cannot be a structure by itself: make a structure with it as a row
 */
import {
  at,
  bit,
  bits,
  bool8,
  bytes,
  choose,
  constant,
  count,
  schema as define,
  field,
  list,
  nothing,
  offset,
  packed,
  part,
  presence,
  reserved,
  size,
  structure,
  u8,
  u16,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const Pair = structure("Pair", section, [field("A", u8), field("B", u8)]);
const flag = field("Flag", bool8);
const place = offset("Place", u8);
const Word = bits(u8, [part("on", 0x01, bit)]);

const Elements = structure("Elements", section, [
  flag,
  place,
  field("A", list(2, list(2, u8))),
  field("B", list(2, within(size("Size", u8), Pair))),
  field("C", list(2, Word)),
  field("D", list(2, reserved(u8))),
  field("E", list(2, constant(u8, 1))),
  field("F", list(2, presence(bool8))),
  field("G", list(2, nothing)),
  field("H", list(2, at(place, u8))),
  field("I", list(2, choose(flag, { true: list(2, u8), false: u8 }))),
  field("J", within(size("Outer", u8), within(size("Inner", u8), Pair))),
  field("K", choose(flag, { true: within(size("Window", u8), list(2, u8)), false: u8 })),
  field("L", choose(flag, { true: Word, false: reserved(u8) })),
]);
const Body = structure("Body", section, bits(u16, [part("on", 0x01, bit)]));
const Padding = structure("Padding", section, reserved(bytes(2)));
const Column = packed(u16, [part("column", 0xffff, u16)]);
const Counted = structure("Counted", section, [field("A", list(count("Count", u8), Column))]);

export const schema = define({ rops: [], structures: [Pair, Elements, Body, Padding, Counted], errata: [] });
