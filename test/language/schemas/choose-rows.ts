/** One table or another, by a name, a boolean, bytes, or twice by the same field. */
import {
  asciiZ,
  bit,
  bits,
  bool8,
  bytes,
  choose,
  schema as define,
  enumeration,
  field,
  is,
  part,
  size,
  stringZ,
  structure,
  table,
  toEnd,
  u8,
  u16,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const kind = field("Kind", enumeration("ShapeKind", section, u8, { circle: 1, square: [2, 3], point: 4 }));
const Shape = structure("Shape", section, [
  field("Before", u8),
  kind,
  choose(kind, {
    circle: table(section, [field("Radius", u16)]),
    square: [field("Side", u16), field("Name", asciiZ)],
    point: [],
  }),
  field("After", u8),
]);
const Open = structure("Open", section, [
  kind,
  choose(kind, { circle: [field("Radius", u16)], otherwise: [field("Data", bytes(toEnd))] }),
]);

const big = part("big", 0x01, bit);
const Sized = structure("Sized", section, [
  field("Word", bits(u8, [big])),
  choose(big, { true: [field("Large", u16)], false: [field("Small", u8)] }),
]);
const flag = field("Flag", bool8);
const Flagged = structure("Flagged", section, [flag, choose(flag, { true: [field("Yes", u8)], otherwise: [] })]);

const maker = field("Maker", enumeration("ShapeMaker", section, bytes(2), { ours: "0a0b", theirs: "0102" }));
const Made = structure("Made", section, [
  maker,
  choose(maker, { ours: [field("Number", u8)], theirs: [], otherwise: [field("Data", bytes(toEnd))] }),
]);
const Closed = structure("Closed", section, [maker, choose(maker, { ours: [field("Number", u8)], theirs: [] })]);

const Twice = structure("Twice", section, [
  kind,
  choose(kind, { circle: [field("Radius", u8)], otherwise: [] }),
  field("Middle", u8),
  choose(kind, { circle: [field("Area", u8)], square: [field("Side", u8)], point: [] }),
]);
const Windowed = structure("Windowed", section, [
  within(size("Size", u8), [kind, choose(kind, { circle: [field("Radius", u16)], otherwise: [] })]),
  field("After", u8),
]);

const only = field("Only", enumeration("OnlyKind", section, u8, { one: 1 }));
const Sole = structure("Sole", section, [only, choose(only, { one: [field("Number", u8)] })]);
const named = field("Named", enumeration("OtherKind", section, u8, { other: 1, two: 2 }));
const Others = structure("Others", section, [
  named,
  choose(named, { other: [field("Short", u8)], otherwise: [field("Long", u16)] }),
]);

const Before = structure("Before", section, [
  kind,
  when(is(kind, "circle"), field("Centre", u8)),
  field("Name", asciiZ),
  choose(kind, { circle: [field("Radius", u8)], otherwise: [] }),
  when(is(kind, "square"), field("Side", u8)),
]);
const other = field("Other", bool8);
const Encoded = structure("Encoded", section, [
  flag,
  when(flag, field("First", u8)),
  choose(flag, { true: [field("Yes", u8)], false: [field("No", asciiZ)] }),
  field("Text", stringZ(flag)),
  other,
  choose(other, { true: [field("Long", u16)], false: [field("Short", u8)] }),
]);

export const schema = define({
  rops: [],
  structures: [Shape, Open, Sized, Flagged, Made, Closed, Twice, Windowed, Sole, Others, Before, Encoded],
  errata: [],
});
