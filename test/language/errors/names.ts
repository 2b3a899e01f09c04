/**
 * names.ts:50  Kind.not-one: "not-one" cannot be a name of ours: it is in camelCase, as in notAlwaysThere
 * names.ts:50  Kind.true: "true" cannot be a name of ours: it is in camelCase, as in notAlwaysThere
 * names.ts:51  Form: the generated name Form is also that of the flags Form: one of them needs another name
 * names.ts:52  FormOne: the generated name FormOne is also that of the structure Form: one of them needs another name
 * names.ts:53  FormOne: the name is taken by the structure at names.ts:52
 * names.ts:54  FormAsSent: the generated name FormAsSent is also that of the structure Form: one of them needs another name
 * names.ts:55  Reader: the generated name Reader is also that of something that every generated file needs: one of them needs another name
 * names.ts:56  lower: "lower" cannot be the name of a type: it begins with a capital and has letters, digits and underscores
 * names.ts:57  Flags: "Bad Parameter" cannot be a name of ours: it is in camelCase, as in notAlwaysThere
 * names.ts:63  Again: there are two enumerations or flags of this name
 * names.ts:64  Flags.Bad Name: a field's name consists of letters, digits and underscores, as in the document
 * names.ts:65  Flags.D.Bad: "Bad" cannot be a name of ours: it is in camelCase, as in notAlwaysThere
 * names.ts:72  Twice.A: the name "a" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:73  Twice.B.a: the name "a" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:74  Twice.C: the name "c" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:74  Twice.C: the name "b" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:75  Twice.AsSent: the name "asSent" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:80  Behind.A: the name "a" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:82  Hidden.KindName: "kindName" is the name of a generated function: give it another one
 * names.ts:84  Inherited.Constructor: every object has a property "constructor" already: give it another name
 * names.ts:85  Inherited.Numbers.: a field's name consists of letters, digits and underscores, as in the document
 * names.ts:86  Inherited.Bits.valueOf: every object has a property "valueOf" already: give it another name
 * names.ts:88  Often: there is no case "two" that could be frequent
 * names.ts:89  Shadows: "oftenNumber" is the name of a generated function: give it another one
 * names.ts:91  RopTest.request.RopId: the name "ropId" is already taken on the way to here: two of one name cannot be told apart
 * names.ts:93  RopTest.response.success.Outcome: the name "outcome" is already taken on the way to here: two of one name cannot be told apart
 */
import {
  bit,
  bits,
  choose,
  count,
  schema as define,
  enumeration,
  field,
  flags,
  list,
  outcomes,
  parameter,
  part,
  rop,
  structure,
  table,
  u8,
  u32,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2, "not-one": 3, true: 4 }));
const Form = structure("Form", section, [kind, choose(kind, { one: [field("A", u8)], otherwise: [] })]);
const FormOne = structure("FormOne", section, [field("A", u8)]);
const Again = structure("FormOne", section, [field("B", u8)]);
const FormAsSent = structure("FormAsSent", section, [field("A", u8)]);
const Reader = structure("Reader", section, [field("A", u8)]);
const Lower = structure("lower", section, [field("A", u8)]);
const Flags = structure(
  "Flags",
  section,
  [
    field("A", flags("Form", section, u8, { one: 1 })),
    field("B", enumeration("Again", section, u8, { one: 1 })),
    field("C", enumeration("Again", section, u8, { one: 2 })),
    field("Bad Name", u8),
    field("D", bits(u8, [part("Bad", 0x01, bit)])),
  ],
  { takes: [parameter("Bad Parameter", u8)] },
);

const Twice = structure("Twice", section, [
  field("A", u8),
  field("A", u8),
  field("B", bits(u8, [part("a", 0x01, bit), part("c", 0x02, bit)])),
  field("C", list(count("B", u8), u8)),
  field("AsSent", u8),
]);
const Behind = structure("Behind", section, [
  kind,
  choose(kind, { one: [field("A", u8)], otherwise: [] }),
  field("A", u8),
]);
const Hidden = structure("Hidden", section, [field("KindName", u8), field("Data", list(2, u8))]);
const Inherited = structure("Inherited", section, [
  field("Constructor", u8),
  field("Numbers", list(count("", u8), u8)),
  field("Bits", bits(u8, [part("valueOf", 0x01, bit)])),
]);
const often = enumeration("Often", section, u8, { one: 1 }, { frequent: ["one", "two" as "one"] });
const Shadows = structure("Shadows", section, [field("Often", often)], { takes: [parameter("oftenNumber", u8)] });
const RopId = rop("RopTest", 0x01, section, {
  request: table(section, [field("RopId", u8)]),
  response: outcomes([field("ReturnValue", u32)], {
    success: table(section, [field("Outcome", u8)]),
    failure: table(section, []),
  }),
});

export const schema = define({
  rops: [RopId],
  structures: [Form, FormOne, Again, FormAsSent, Reader, Lower, Flags, Twice, Behind, Hidden, Inherited, Shadows],
  errata: [],
});
