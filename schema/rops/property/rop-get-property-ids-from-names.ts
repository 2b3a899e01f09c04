/** RopGetPropertyIdsFromNames: asks for the ids of named properties. */
import { oxcprpt, oxcrops } from "../../documents.js";
import { count, enumeration, field, list, on, outcomes, rop, table, u8, u16 } from "../../language/index.js";
import { PropertyName } from "../../structures/property-name.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What becomes of names that have no id yet. */
const GetPropertyIdsFlags = enumeration("GetPropertyIdsFlags", oxcprpt("2.2.12.1"), u8, {
  /** They get none. */
  getOnly: 0x00,
  /** They get one. */
  create: 0x02,
});

/** Asks for the ids that named properties have in this mailbox, and has missing ones made. */
export const RopGetPropertyIdsFromNames = rop("RopGetPropertyIdsFromNames", 0x56, oxcrops("2.2.8.1"), {
  request: table(oxcrops("2.2.8.1.1"), [
    LogonId,
    InputHandleIndex,
    field("Flags", GetPropertyIdsFlags),
    /** The names; none (on a logon) asks for the ids of all named properties. */
    field("PropertyNames", list(count("PropertyNameCount", u16), PropertyName)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    /** A warning (0x00040380: some names have no id) has the same form (erratum D-GetIdsWarning). */
    success: on(
      [0, 0x00040380],
      table(oxcrops("2.2.8.1.2"), [
        /** The id for each name, in the order of the request; 0 where there is none. */
        field("PropertyIds", list(count("PropertyIdCount", u16), u16)),
      ]),
    ),
    failure: table(oxcrops("2.2.8.1.3"), []),
  }),
});
