/** RopModifyPermissions: changes who may do what with a folder. */
import { oxcperm, oxcrops } from "../../documents.js";
import { count, field, flags, list, rop, table, u8, u16 } from "../../language/index.js";
import { PermissionData } from "../../structures/permissions.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How the changes are to be taken. */
const ModifyPermissionsFlags = flags("ModifyPermissionsFlags", oxcperm("2.2.2.1"), u8, {
  /** All entries but the default user's are replaced; each change must then add a row. */
  replaceRows: 0x01,
  /** The free/busy rights are meant as well (Calendar folders only). */
  includeFreeBusy: 0x02,
});

/** Adds, changes and removes entries of a folder's permissions list, or replaces the list. */
export const RopModifyPermissions = rop("RopModifyPermissions", 0x40, oxcrops("2.2.10.1"), {
  request: table(oxcrops("2.2.10.1.1"), [
    LogonId,
    InputHandleIndex,
    field("ModifyFlags", ModifyPermissionsFlags),
    field("PermissionsData", list(count("ModifyCount", u16), PermissionData)),
  ]),
  response: table(oxcrops("2.2.10.1.2"), [InputHandleIndex, ReturnValue]),
});
