/** Tables and elements that a parameter chooses: by a number, of which a name may have several, or by a boolean. */
import {
  asciiZ,
  bool8,
  choose,
  count,
  schema as define,
  enumeration,
  field,
  given,
  list,
  parameter,
  structure,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Width = enumeration("Width", section, u8, { small: [1, 0x42], large: 2 });
const width = parameter("width", Width);
const Wide = structure(
  "Wide",
  section,
  [choose(width, { small: [field("Number", u8)], otherwise: [field("Number", u16)] })],
  { takes: [width] },
);
const Told = structure(
  "Told",
  section,
  [choose(width, { small: [field("Small", u8)], large: [field("Large", u16)] }), field("After", u8)],
  { takes: [width] },
);
const kind = field("Kind", Width);
const Teller = structure("Teller", section, [kind, field("Inner", given(Told, { width: kind }))]);

const flag = parameter("flag", bool8);
const Rows = structure(
  "Rows",
  section,
  [choose(flag, { true: [field("Short", u8)], otherwise: [field("Long", u16)] })],
  {
    takes: [flag],
  },
);
const Items = structure(
  "Items",
  section,
  [field("All", list(count("Count", u8), choose(flag, { true: asciiZ, false: u16 })))],
  {
    takes: [flag],
  },
);
const One = structure("One", section, choose(flag, { true: u8, false: u16 }), { takes: [flag] });

export const schema = define({ rops: [], structures: [Wide, Told, Teller, Rows, Items, One], errata: [] });
