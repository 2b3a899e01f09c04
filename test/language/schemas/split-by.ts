/** One table that is split into forms by what decides its conditions. */
import {
  all,
  asciiZ,
  bit,
  bits,
  schema as define,
  enumeration,
  field,
  is,
  not,
  part,
  presence,
  structure,
  u8,
  u16,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const type = part("type", 0x0f, enumeration("EventType", section, u8, { created: 1, moved: 2, copied: 3, table: 4 }));
const message = part("message", 0x80, presence(bit));
const event = field("Event", enumeration("TableEvent", section, u8, { changed: 1, added: 2, gone: 3 }));

const Event = structure(
  "Event",
  section,
  [
    field("Word", bits(u8, [type, message])),
    when(is(type, "table"), event),
    when(is(event, "added"), field("Row", asciiZ)),
    when(not(is(type, "table")), field("Id", u16)),
    when(all(not(is(type, "table")), message), field("MessageId", u16)),
    when(is(type, "moved", "copied"), field("OldId", u16)),
    field("After", u8),
  ],
  { splitBy: [type, event] },
);

export const schema = define({ rops: [], structures: [Event], errata: [] });
