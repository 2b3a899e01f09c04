/** Structures that hand a parameter round in a circle, and one that can do without it. */
import {
  choose,
  count,
  schema as define,
  enumeration,
  field,
  given,
  late,
  list,
  parameter,
  size,
  structure,
  u8,
  u16,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const widths = parameter("widths", enumeration("RingWidths", section, u8, { narrow: 0, wide: 1 }));
/** Needs the parameter itself, but only behind the field that hands it on. */
const Ring = structure(
  "Ring",
  section,
  [
    field("Links", list(count("LinkCount", u8), late("Link", { widths }))),
    field("Width", choose(widths, { narrow: u8, wide: u16 })),
  ],
  { takes: [widths], depth: 4 },
);
const Link = structure("Link", section, [field("Rings", list(count("RingCount", u8), given(Ring, { widths })))], {
  takes: [widths],
});
const Box = structure("Box", section, [field("Link", within(size("Size", u16), given(Link, { widths })))], {
  takes: [widths],
});
const Boxes = structure("Boxes", section, [field("Boxes", list(2, given(Box, { widths })))], { takes: [widths] });

export const schema = define({ rops: [], structures: [Box, Boxes, Link, Ring], errata: [] });
