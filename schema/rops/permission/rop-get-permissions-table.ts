/** RopGetPermissionsTable: opens the table of a folder's permissions. */
import { oxcperm, oxcrops } from "../../documents.js";
import { field, flags, rop, table, u8 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** Which rights the table is to show. */
const PermissionsTableFlags = flags("PermissionsTableFlags", oxcperm("2.2.1.1"), u8, {
  /** The free/busy rights as well (Calendar folders only). */
  includeFreeBusy: 0x02,
});

/** Opens a table with one row for each user whose permissions on the folder are set. */
export const RopGetPermissionsTable = rop("RopGetPermissionsTable", 0x3e, oxcrops("2.2.10.2"), {
  request: table(oxcrops("2.2.10.2.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("TableFlags", PermissionsTableFlags),
  ]),
  response: table(oxcrops("2.2.10.2.2"), [OutputHandleIndex, ReturnValue]),
});
