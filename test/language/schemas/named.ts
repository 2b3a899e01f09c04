/** Enumerations over numbers and over bytes, with several values for one name, as fields and as elements. */
import {
  bytes,
  count,
  schema as define,
  enumeration,
  field,
  list,
  structure,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Colour = enumeration("Colour", section, u16, { red: 1, green: [2, 0x12], darkBlue: 3 });
const Maker = enumeration("Maker", section, bytes(4), { ours: "0a0b0c0d", theirs: "01020304" });

const Painted = structure("Painted", section, [field("Colour", Colour), field("Maker", Maker)]);
const Palette = structure("Palette", section, [
  field("Two", list(2, Colour)),
  field("Many", list(count("ManyCount", u8), Colour)),
]);
const Makers = structure("Makers", section, [
  field("Two", list(2, Maker)),
  field("Many", list(count("ManyCount", u8), Maker)),
]);
const Paint = structure("Paint", section, Colour);
const Wall = structure("Wall", section, [field("Inside", Paint), field("Outside", Paint)]);

export const schema = define({ rops: [], structures: [Painted, Palette, Makers, Paint, Wall], errata: [] });
