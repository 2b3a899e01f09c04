/**
 * sections.ts:22  Letters: lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")
 * sections.ts:23  Nothing: lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")
 * sections.ts:24  Nobody: lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")
 * sections.ts:24  Unsaid: lacks its section: name the document and the numbers of the section, as in oxcrops("2.2.14.3.1")
 * sections.ts:25  Held.A: its bytes hold "Leters", which is no structure (did you mean "Letters"?)
 */
import {
  bytes,
  schema as define,
  document,
  enumeration,
  field,
  structure,
  toEnd,
  u8,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const test = document("TEST");
const nobody = document("");
const Letters = structure("Letters", test("2.a"), [field("A", u8)]);
const Nothing = structure("Nothing", test(""), [field("A", u8)]);
const Nobody = structure("Nobody", nobody("1"), [field("A", enumeration("Unsaid", test("1."), u8, { one: 1 }))]);
const Held = structure("Held", section, [field("A", bytes(toEnd, { holds: "Leters" }))]);
const Lists = structure("Lists", section, [field("A", bytes(toEnd, { holds: "RopRequests" }))]);

export const schema = define({ rops: [], structures: [Letters, Nothing, Nobody, Held, Lists], errata: [] });
