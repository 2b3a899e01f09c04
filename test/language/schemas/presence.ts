/** Booleans that only say whether fields follow. */
import {
  asciiZ,
  bit,
  bits,
  bool8,
  count,
  schema as define,
  enumeration,
  field,
  is,
  list,
  part,
  presence,
  reserved,
  structure,
  u8,
  u16,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const hasName = field("HasName", presence(bool8));
const Named = structure("Named", section, [
  hasName,
  when(hasName, field("Pad", reserved(u8))),
  when(hasName, field("Name", asciiZ), field("Length", u8)),
]);

const hasA = part("hasA", 0x01, presence(bit));
const hasB = part("hasB", 0x02, presence(bit));
const Parts = structure("Parts", section, [
  field("Word", bits(u8, [hasA, hasB])),
  when(hasA, field("A", u16)),
  when(hasB, field("B", list(count("BCount", u8), u8))),
]);

const kind = part("kind", 0x03, enumeration("PresenceKind", section, u8, { left: 0, right: 1, none: 2 }));
const more = part("more", 0x80, presence(bit));
/** In one form a field says it, in another it is a property, in the third it means nothing. */
const Formed = structure(
  "Formed",
  section,
  [
    field("Word", bits(u8, [kind, when(is(kind, "left", "right"), more)])),
    when(is(kind, "left"), when(more, field("Left", u8))),
    when(is(kind, "right"), field("Right", u8)),
  ],
  { splitBy: [kind] },
);
/** Nothing but an optional count says it: the bit stays a property. */
const hasList = field("HasList", presence(bool8));
const Unsure = structure("Unsure", section, [
  hasList,
  when(hasList, field("Items", list(count("ItemCount", u8, { none: 0xff }), u8))),
  when(hasList, field("Sure", u8)),
]);

/** Its properties are asked for more than once, and have the names of what a function works with itself. */
const hasForm = part("hasForm", 0x01, presence(bit));
const hasOne = part("hasOne", 0x02, presence(bit));
const hasSent = part("hasSent", 0x04, presence(bit));
const hasMisfit = part("hasMisfit", 0x08, presence(bit));
const Own = structure("Own", section, [
  field("Word", bits(u8, [hasForm, hasOne, hasSent, hasMisfit])),
  when(hasForm, field("Form", u8)),
  when(hasOne, field("One", list(count("OneCount", u8), u8))),
  when(hasSent, field("Sent", u8)),
  when(hasMisfit, field("Misfit", u8)),
]);

export const schema = define({ rops: [], structures: [Named, Parts, Formed, Unsure, Own], errata: [] });
