/** Forms that the last field of the head decides. */
import {
  asciiZ,
  count,
  schema as define,
  field,
  list,
  on,
  outcomes,
  structure,
  table,
  u8,
  u16,
  u32,
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

export const schema = define({ rops: [], structures: [Answer, Same, Two], errata: [] });
