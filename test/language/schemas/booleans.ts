/** Booleans in one and two bytes, as fields and as elements. */
import { bool8, bool16, count, schema as define, field, list, structure, u8 } from "../../../schema/language/index.js";
import { section } from "./section.js";

const Booleans = structure("Booleans", section, [field("Short", bool8), field("Long", bool16)]);
const Pair = structure("Pair", section, [field("Both", list(2, bool8))]);
const Many = structure("Many", section, [field("All", list(count("Count", u8), bool16))]);
const Flag = structure("Flag", section, bool8);
const Holder = structure("Holder", section, [field("Inner", Flag), field("After", u8)]);

export const schema = define({ rops: [], structures: [Booleans, Pair, Many, Flag, Holder], errata: [] });
