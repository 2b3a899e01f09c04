/** Numbers: every width, signed and unsigned, whole and floating. */
import {
  schema as define,
  f32,
  f64,
  field,
  i16,
  i32,
  i64,
  structure,
  u8,
  u16,
  u32,
  u64,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Numbers = structure("Numbers", section, [
  field("A", u8),
  field("B", u16),
  field("C", u32),
  field("D", i16),
  field("E", i32),
  field("F", u64),
  field("G", i64),
  field("H", f32),
  field("I", f64),
]);

export const schema = define({ rops: [], structures: [Numbers], errata: [] });
