/** Numbers that stay one number in the value and whose parts decide nevertheless. */
import {
  asciiZ,
  choose,
  schema as define,
  enumeration,
  field,
  given,
  is,
  packed,
  parameter,
  part,
  structure,
  u8,
  u16,
  u32,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const TagType = enumeration("TagType", section, u16, { number: 0x0003, text: [0x001e, 0x001f] });
const type = part("tagType", 0x0000ffff, TagType);
const Tag = packed(u32, [type, part("tagId", 0xffff0000, u16)]);
const given_ = parameter("wanted", TagType);

const Value = structure("Value", section, choose(given_, { number: u32, text: asciiZ }), { takes: [given_] });
const Tagged = structure("Tagged", section, [field("Tag", Tag), field("Value", given(Value, { wanted: type }))]);
const Conditional = structure("Conditional", section, [field("Tag", Tag), when(is(type, "text"), field("Note", u8))]);

export const schema = define({ rops: [], structures: [Value, Tagged, Conditional], errata: [] });
