/** Changes to the permissions of a folder. */
import { oxcperm, oxcrops } from "../documents.js";
import { count, field, flags, given, list, structure, u8, u16 } from "../language/index.js";
import { TaggedPropertyValue } from "./property-values.js";

/** What becomes of one user's entry. */
const PermissionDataFlags = flags("PermissionDataFlags", oxcperm("2.2.2.1.1"), u8, {
  /** A user is added, named by PidTagEntryId. */
  addRow: 0x01,
  /** The entry named by PidTagMemberId is changed. */
  modifyRow: 0x02,
  /** The entry named by PidTagMemberId is removed. */
  removeRow: 0x04,
});

/** One change to the permissions of a folder. */
export const PermissionData = structure("PermissionData", oxcrops("2.2.10.1.1.1"), [
  field("PermissionDataFlags", PermissionDataFlags),
  /** Whom the change is for (PidTagEntryId or PidTagMemberId) and the rights (PidTagMemberRights). */
  field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
]);
