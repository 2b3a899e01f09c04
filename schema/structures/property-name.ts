/** The names of named properties. */
import { oxcdata } from "../documents.js";
import { choose, enumeration, field, guid, size, structure, u8, u32, utf16Z, within } from "../language/index.js";

/** What a property goes by, beside its property set. */
export const PropertyNameKind = enumeration("PropertyNameKind", oxcdata("2.6.1"), u8, {
  /** A number. */
  lid: 0x00,
  /** A string. */
  name: 0x01,
  /** It has no name. */
  none: 0xff,
});

const kind = field("Kind", PropertyNameKind);

/** The name of a property: a property set and, in it, a number or a string. */
export const PropertyName = structure("PropertyName", oxcdata("2.6.1"), [
  kind,
  /** The property set. It is there even where there is no name (erratum D-PropertyNameNone). */
  field("GUID", guid),
  choose(kind, {
    lid: [field("LID", u32)],
    /** At most 127 characters and the terminator. */
    name: [field("Name", within(size("NameSize", u8), utf16Z))],
    none: [],
  }),
]);
