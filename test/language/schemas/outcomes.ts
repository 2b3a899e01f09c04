/** Forms that the last field of the head decides. */
import {
  asciiZ,
  bool8,
  choose,
  count,
  schema as define,
  field,
  list,
  on,
  outcomes,
  size,
  structure,
  table,
  u8,
  u16,
  u32,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const result = field("Result", u32);
const Answer = structure(
  "Answer",
  section,
  outcomes([field("Index", u8), result], {
    success: table(section, [field("Number", u16), field("Names", list(count("NameCount", u8), asciiZ))]),
    moved: on([0x10, 0x11], table(section, [field("Server", asciiZ)])),
    failure: table(section, []),
  }),
);
const Same = structure("Same", section, outcomes([result], { response: table(section, [field("Number", u8)]) }));
const Two = structure(
  "Two",
  section,
  outcomes([result], {
    nullDestination: on(0x503, table(section, [field("Index", u32)])),
    response: table(section, [field("Done", u8)]),
  }),
);

const small = field("Small", bool8);
const code = field("Code", u8);
const forms = { success: table(section, [field("Number", u8)]), failure: table(section, []) };
const Conditional = structure("Conditional", section, outcomes([small, when(small, field("More", u16)), code], forms));
const Boxed = structure("Boxed", section, outcomes([within(size("Size", u8), [field("Inside", u8)]), code], forms));
const Chosen = structure(
  "Chosen",
  section,
  outcomes([small, choose(small, { true: [field("Short", u8)], false: [field("Long", u16)] }), code], forms),
);

export const schema = define({
  rops: [],
  structures: [Answer, Same, Two, Conditional, Boxed, Chosen],
  errata: [],
});
