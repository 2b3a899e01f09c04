/** RopQueryNamedProperties: lists the named properties of an object. */
import { oxcprpt, oxcrops } from "../../documents.js";
import {
  bool8,
  count,
  field,
  flags,
  guid,
  list,
  on,
  outcomes,
  presence,
  rop,
  table,
  u8,
  u16,
  when,
} from "../../language/index.js";
import { PropertyName } from "../../structures/property-name.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Which kinds of names are left out. */
const QueryFlags = flags("QueryFlags", oxcprpt("2.2.9.1"), u8, {
  /** Names that are strings. */
  noStrings: 0x01,
  /** Names that are numbers. */
  noIds: 0x02,
});

const hasGuid = field("HasGuid", presence(bool8));
const idCount = count("IdCount", u16);

/** Lists the named properties of an object, all or those of one property set. */
export const RopQueryNamedProperties = rop("RopQueryNamedProperties", 0x5f, oxcrops("2.2.8.10"), {
  request: table(oxcrops("2.2.8.10.1"), [
    LogonId,
    InputHandleIndex,
    field("QueryFlags", QueryFlags),
    hasGuid,
    /** The property set to list; absent for all. */
    when(hasGuid, field("PropertyGuid", guid)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: on(
      [0, 0x00040380],
      table(oxcrops("2.2.8.10.2"), [
        idCount,
        /** The ids of the named properties (0x8000 and above). */
        field("PropertyIds", list(idCount, u16)),
        /** The name for each id, in the same order. */
        field("PropertyNames", list(idCount, PropertyName)),
      ]),
    ),
    failure: table(oxcrops("2.2.8.10.3"), []),
  }),
});
