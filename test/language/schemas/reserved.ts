/** What senders set to a fixed value and receivers ignore; what must have a value. */
import {
  bytes,
  constant,
  schema as define,
  field,
  reserved,
  structure,
  u8,
  u16,
  u32,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Padded = structure("Padded", section, [
  field("Zero", reserved(u16)),
  field("One", reserved(u8, 1)),
  field("Gap", reserved(bytes(3))),
  field("After", u8),
]);
const Versioned = structure("Versioned", section, [field("Version", constant(u16, 0x0102)), field("Number", u32)]);
const Marked = structure("Marked", section, [field("Before", u8), field("Mark", constant(u8, 2)), field("After", u32)]);

export const schema = define({ rops: [], structures: [Padded, Versioned, Marked], errata: [] });
