/**
 * twice.ts:14  "one" is said twice: only the second would count
 * twice.ts:23  "two" is said twice: only the second would count
 */
import { choose, schema as define, enumeration, field, structure, u8 } from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const kind = field(
  "Kind",
  enumeration("Kind", section, u8, {
    one: 1,
    two: 2,
    // @ts-expect-error: twice
    one: 3,
  }),
);
const Case = structure("Case", section, [
  kind,
  choose(kind, {
    one: [field("A", u8)],
    two: [field("B", u8)],
    // @ts-expect-error: twice
    two: [],
  }),
]);

export const schema = define({ rops: [], structures: [Case], errata: [] });
