/**
 * conditional.ts:26  Chosen.Kind: it decides between tables, but is there only under a condition: make a structure of it and of what follows
 * conditional.ts:31  Negated.A: not() around "sometimes", which is there only under a condition: say what holds instead
 * conditional.ts:32  Negated.B: not() around "sometimes", which is there only under a condition: say what holds instead
 * conditional.ts:43  Types.A: it depends on "kind", which is there only under a condition: put both under the same one
 * conditional.ts:44  Types.B: it depends on "sometimes", which is there only under a condition: put both under the same one
 * conditional.ts:50  Under: choose() with rows cannot stand under a condition that the table does not decide: make a structure of it
 */
import {
  bool8,
  choose,
  schema as define,
  enumeration,
  field,
  is,
  not,
  stringZ,
  structure,
  u8,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const always = field("Always", bool8);
const sometimes = field("Sometimes", bool8);
const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2 }));

const Negated = structure("Negated", section, [
  always,
  when(always, sometimes),
  when(not(sometimes), field("A", u8)),
  when(not(is(sometimes, true)), field("B", u8)),
  when(always, when(not(sometimes), field("Fine", u8))),
]);
const Chosen = structure("Chosen", section, [
  always,
  when(always, kind),
  choose(kind, { one: [field("A", u8)], two: [] }),
]);
const Types = structure("Types", section, [
  always,
  when(always, kind, sometimes),
  field("A", choose(kind, { one: u8, otherwise: u8 })),
  field("B", stringZ(sometimes)),
  when(always, field("Fine", stringZ(sometimes))),
]);
const Under = structure("Under", section, [
  always,
  kind,
  when(always, choose(kind, { one: [field("A", u8)], two: [] })),
]);

export const schema = define({ rops: [], structures: [Negated, Chosen, Types, Under], errata: [] });
