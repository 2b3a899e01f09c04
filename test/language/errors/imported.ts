/**
 * imported.ts:12  Knobs: the generated name Knobs is also that of something that every generated file needs: one of them needs another name
 * imported.ts:13  Arbitrary: the generated name Arbitrary is also that of something that every generated file needs: one of them needs another name
 * imported.ts:14  Draw: the generated name Draw is also that of something that every generated file needs: one of them needs another name
 * imported.ts:15  Mapper: the generated name Mapper is also that of something that every generated file needs: one of them needs another name
 */
import { schema as define, enumeration, field, flags, structure, u8 } from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

// What arbitraries and byte maps import.

const Knobs = enumeration("Knobs", section, u8, { one: 1 });
const Arbitrary = flags("Arbitrary", section, u8, { one: 1 });
const Draw = structure("Draw", section, [field("A", Knobs), field("B", Arbitrary)]);
const Mapper = structure("Mapper", section, [field("A", u8)]);

export const schema = define({ rops: [], structures: [Draw, Mapper], errata: [] });
