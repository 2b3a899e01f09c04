/**
 * presence.ts:32  Unasked.Unasked: no field exists exactly when "unasked" is set, so that nothing says it: put one under when(unasked, …), or make it a boolean
 * presence.ts:34  OnlyInside.Word.first: no field exists exactly when "first" is set, so that nothing says it: put one under when(first, …), or make it a bit
 * presence.ts:35  OnlyInside.Word.second: no field exists exactly when "second" is set, so that nothing says it: put one under when(second, …), or make it a bit
 * presence.ts:43  Chosen.Decides: no field exists exactly when "decides" is set, so that nothing says it: put one under when(decides, …), or make it a boolean
 * presence.ts:44  Chosen: "decides" only says whether fields follow, and nothing can be chosen by it: make it a bit or a boolean
 * presence.ts:52  Given.Inner: "decides" only says whether fields follow, and cannot be handed on: make it a bit or a boolean
 * presence.ts:55  Bare.A: a single bit is a part of a word: say bool8, or bits() with a part
 * presence.ts:56  Bare.B: a single bit is a part of a word: say bool8, or bits() with a part
 * presence.ts:57  Bare.C.whole: a part says presence(bit)
 */
import {
  any,
  bit,
  bits,
  bool8,
  choose,
  schema as define,
  field,
  given,
  not,
  parameter,
  part,
  presence,
  structure,
  u8,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const unasked = field("Unasked", presence(bool8));
const Unasked = structure("Unasked", section, [unasked, field("A", u8)]);

const first = part("first", 0x01, presence(bit));
const second = part("second", 0x02, presence(bit));
const OnlyInside = structure("OnlyInside", section, [
  field("Word", bits(u8, [first, second])),
  when(any(first, second), field("A", u8)),
  when(not(first), field("B", u8)),
]);
const decides = field("Decides", presence(bool8));
const Chosen = structure("Chosen", section, [
  decides,
  choose(decides, { true: [field("A", u8)], false: [] }),
  when(decides, field("B", u8)),
]);
const on = parameter("on", bool8);
const Inner = structure("Inner", section, [when(on, field("A", u8)), field("B", u8)], { takes: [on] });
const Given = structure("Given", section, [
  decides,
  when(decides, field("A", u8)),
  field("Inner", given(Inner, { on: decides })),
]);
const Bare = structure("Bare", section, [
  field("A", presence(bit)),
  field("B", bit),
  field("C", bits(u8, [part("whole", 0x0f, presence(bool8))])),
]);

export const schema = define({ rops: [], structures: [Unasked, OnlyInside, Chosen, Inner, Given, Bare], errata: [] });
