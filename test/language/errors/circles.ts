/**
 * circles.ts:10  Itself: it holds itself (Itself → Itself) without an end: give one of them a depth
 * circles.ts:12  Back: it holds itself (Back → There → Back) without an end: give one of them a depth
 * circles.ts:13  Deep: the depth 0 is no number of levels: say 1 to 256
 * circles.ts:14  Only: it is nothing but itself: say what it consists of
 */
import { count, schema as define, field, late, list, structure, u8 } from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const Itself = structure("Itself", section, [field("Children", list(count("Count", u8), late("Itself")))]);
const There = structure("There", section, [field("Back", late("Back"))]);
const Back = structure("Back", section, [field("A", u8), field("There", There)]);
const Deep = structure("Deep", section, [field("Children", list(count("Count", u8), late("Deep")))], { depth: 0 });
const Only = structure("Only", section, late("Only"), { depth: 3 });

export const schema = define({ rops: [], structures: [Itself, There, Back, Deep, Only], errata: [] });
