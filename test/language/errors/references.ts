/**
 * references.ts:33  Later: refers to "A", which stands later in the table: conditions and choices look back only
 * references.ts:34  Elsewhere: refers to "B", which is no row of this table or of the way to here: place it, or pass it as a parameter
 * references.ts:34  Elsewhere: refers to "Kind", which is no row of this table or of the way to here: place it, or pass it as a parameter
 * references.ts:35  Case: refers to "A", which stands in another case: move it in front of the choice, or what refers to it into the case
 * references.ts:41  Bad.A (Moded): its parameter "mode" is not given: say given(Moded, { mode: … })
 * references.ts:43  Bad.B (Moded): it takes no parameter "mods" (did you mean "mode"?)
 * references.ts:44  Bad.C (Moded): its parameter "mode" is not given: say given(Moded, { mode: … })
 * references.ts:45  Bad.D: there is no structure "Modded" (did you mean "Moded"?)
 * references.ts:46  Bad.E: there is no structure "Nobody"
 */
import {
  bool8,
  choose,
  schema as define,
  enumeration,
  field,
  given,
  is,
  late,
  list,
  parameter,
  structure,
  toEnd,
  u8,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const a = field("A", bool8);
const b = field("B", bool8);
const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2 }));
const Later = structure("Later", section, [when(a, field("X", u8)), a]);
const Elsewhere = structure("Elsewhere", section, [when(b, field("X", u8)), when(is(kind, "one"), field("Y", u8))]);
const Case = structure("Case", section, [kind, choose(kind, { one: [a], two: [] }), when(a, field("X", u8))]);

const mode = parameter("mode", u8);
const Moded = structure("Moded", section, [when(is(mode, 1), field("A", u8)), field("B", u8)], { takes: [mode] });
const Bad = structure("Bad", section, [
  // @ts-expect-error: the argument is missing
  field("A", given(Moded, {})),
  // @ts-expect-error: one too many
  field("B", given(Moded, { mode: 1, mods: 2 })),
  field("C", Moded),
  field("D", late("Modded")),
  field("E", list(toEnd, late("Nobody"))),
]);

export const schema = define({ rops: [], structures: [Later, Elsewhere, Case, Moded, Bad], errata: [] });
