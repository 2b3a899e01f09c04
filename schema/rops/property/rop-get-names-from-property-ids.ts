/** RopGetNamesFromPropertyIds: asks for the names of named properties. */
import { oxcrops } from "../../documents.js";
import { count, field, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { PropertyName } from "../../structures/property-name.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Asks for the names that property ids have in this mailbox. */
export const RopGetNamesFromPropertyIds = rop("RopGetNamesFromPropertyIds", 0x55, oxcrops("2.2.8.2"), {
  request: table(oxcrops("2.2.8.2.1"), [
    LogonId,
    InputHandleIndex,
    /** Ids of named properties (0x8000 and above); those below become names of the PS_MAPI property set. */
    field("PropertyIds", list(count("PropertyIdCount", u16), u16)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.8.2.2"), [
      /** The name for each id, in the order of the request. */
      field("PropertyNames", list(count("PropertyNameCount", u16), PropertyName)),
    ]),
    failure: table(oxcrops("2.2.8.2.3"), []),
  }),
});
