/**
 * may-end.ts:23  Unknown: names the erratum "D-Tset", which is not in the schema's errata (did you mean "D-Test"?)
 * may-end.ts:25  Window: mayEnd() in a window that is not the last of the buffer: the window says itself where it ends
 * may-end.ts:27  Last: mayEnd() has nothing behind it that could be missing
 * may-end.ts:28  Before: mayEnd() before "kind" has decided the form: move it into the forms, or make a structure of what follows
 */
import {
  choose,
  schema as define,
  enumeration,
  erratum,
  field,
  mayEnd,
  size,
  structure,
  u8,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2 }));

const Unknown = structure("Unknown", section, [field("A", u8), mayEnd("D-Tset"), field("B", u8)]);
const Window = structure("Window", section, [
  within(size("Size", u8), [field("A", u8), mayEnd("D-Test"), field("B", u8)]),
]);
const Last = structure("Last", section, [field("A", u8), mayEnd("D-Test")]);
const Before = structure("Before", section, [mayEnd("D-Test"), kind, choose(kind, { one: [field("A", u8)], two: [] })]);

export const schema = define({
  rops: [],
  structures: [Unknown, Window, Last, Before],
  errata: [erratum("D-Test", { document: "-", wire: "-", evidence: "-" })],
});
