/** Lists of property tags behind their count. */
import { oxcdata, oxcmapihttp } from "../documents.js";
import { count, field, list, structure, u16, u32 } from "../language/index.js";
import { PropertyTag } from "./property-tags.js";

/** Property tags; ROPs have the same two rows as their own. */
export const PropertyTagArray = structure("PropertyTagArray", oxcdata("2.10.1"), [
  field("PropertyTags", list(count("Count", u16), PropertyTag)),
]);

/** Property tags of the address book (at most 100,000). */
export const LargePropertyTagArray = structure("LargePropertyTagArray", oxcmapihttp("2.2.1.8"), [
  field("PropertyTags", list(count("PropertyTagCount", u32), PropertyTag)),
]);
