/**
 * split-by.ts:27  Undecided.Kind: splitBy names "kind", but whether it is there is not decided before it: name first what decides that
 * split-by.ts:33  Elsewhere: splitBy names "Kind", which is no row of the structure
 * split-by.ts:37  ByBoolean.Flag: splitBy needs an enumeration, which "flag" is not: say choose(flag, …)
 * split-by.ts:38  ByBytes.Maker: splitBy cannot compare the bytes of "maker": say choose(maker, …)
 * split-by.ts:42  ByPacked.Word: "type" is no property, so that nothing tells the forms apart
 * split-by.ts:45  Forms: splitBy makes forms of a table: outcomes and types have none
 */
import {
  bool8,
  bytes,
  schema as define,
  enumeration,
  field,
  is,
  outcomes,
  packed,
  part,
  structure,
  table,
  u8,
  u32,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const kind = field("Kind", enumeration("Kind", section, u8, { one: 1, two: 2 }));
const flag = field("Flag", bool8);
const maker = field("Maker", enumeration("Maker", section, bytes(2), { ours: "0a0b", theirs: "0102" }));
const type = part("type", 0x0f, enumeration("Type", section, u8, { one: 1, two: 2 }));
const result = field("Result", u32);

const Elsewhere = structure("Elsewhere", section, [field("A", u8)], { splitBy: [kind] });
const Undecided = structure("Undecided", section, [flag, when(flag, kind), when(is(kind, "one"), field("A", u8))], {
  splitBy: [kind],
});
const Boolean_ = structure("ByBoolean", section, [flag, when(flag, field("A", u8))], { splitBy: [flag] });
const Bytes = structure("ByBytes", section, [maker, field("A", u8)], { splitBy: [maker] });
const Packed = structure(
  "ByPacked",
  section,
  [field("Word", packed(u8, [type])), when(is(type, "one"), field("A", u8))],
  { splitBy: [type] },
);
const Forms = structure("Forms", section, outcomes([kind, result], { response: table(section, [field("A", u8)]) }), {
  splitBy: [kind],
});

export const schema = define({
  rops: [],
  structures: [Elsewhere, Undecided, Boolean_, Bytes, Packed, Forms],
  errata: [],
});
