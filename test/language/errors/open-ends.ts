/**
 * open-ends.ts:31  Middle.A: it reaches to the end of the window, but rows stand behind it: move it last, or put it in within()
 * open-ends.ts:32  Inner.A: it reaches to the end of the window, but rows stand behind it: move it last, or put it in within()
 * open-ends.ts:33  Under.B: it reaches to the end of the window, but rows stand behind it: move it last, or put it in within()
 * open-ends.ts:33  Under.A: it reaches to the end of the window, but rows stand behind it: move it last, or put it in within()
 * open-ends.ts:34  Elements.A: an element can take no bytes at all, so that the bytes do not say how many there are: give it a field that is always there
 * open-ends.ts:34  Elements.A: its elements reach to the end of the window, so that there is never a second one: put each in a window
 */
import {
  bool8,
  bytes,
  count,
  schema as define,
  erratum,
  field,
  list,
  mayEnd,
  size,
  structure,
  toEnd,
  u8,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const flag = field("Flag", bool8);
const Open = structure("Open", section, [field("Data", bytes(toEnd))]);
const Early = structure("Early", section, [field("A", u8), mayEnd("D-Test"), field("B", u8)]);

const Middle = structure("Middle", section, [field("A", bytes(toEnd)), field("B", u8)]);
const Inner = structure("Inner", section, [field("A", Open), field("B", list(toEnd, u8))]);
const Under = structure("Under", section, [flag, when(flag, field("A", Open)), field("B", Early), field("C", u8)]);
const Elements = structure("Elements", section, [field("A", list(count("ACount", u8), Open))]);
const Fine = structure("Fine", section, [
  within(size("Size", u8), [field("A", Open)]),
  field("B", within(size("BSize", u8), Open)),
  field("C", Open),
]);

export const schema = define({
  rops: [],
  structures: [Open, Early, Middle, Inner, Under, Elements, Fine],
  errata: [erratum("D-Test", { document: "-", wire: "-", evidence: "-" })],
});
