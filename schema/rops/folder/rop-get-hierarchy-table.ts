/** RopGetHierarchyTable: opens the table of the folders in a folder. */
import { oxcfold, oxcrops } from "../../documents.js";
import { field, flags, outcomes, rop, table, u8, u32 } from "../../language/index.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What the table lists and how. */
const HierarchyTableFlags = flags("HierarchyTableFlags", oxcfold("2.2.1.13.1"), u8, {
  /** The folders of all levels below, not just the next. */
  depth: 0x04,
  /** The server may answer before it knows of errors. */
  deferredErrors: 0x08,
  /** No notifications of changes to the table. */
  noNotifications: 0x10,
  /** The soft-deleted folders instead of the others. */
  softDeletes: 0x20,
  /** Strings in UTF-16; else in the code page of the logon. */
  useUnicode: 0x40,
  /** No notifications of what the client itself does to the table. */
  suppressesNotifications: 0x80,
});

/** Opens the table of the folders that are in a folder. */
export const RopGetHierarchyTable = rop("RopGetHierarchyTable", 0x04, oxcrops("2.2.4.13"), {
  request: table(oxcrops("2.2.4.13.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("TableFlags", HierarchyTableFlags),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.4.13.2"), [
      /** How many rows the table has; may be wrong if `deferredErrors` was asked for. */
      field("RowCount", u32),
    ]),
    failure: table(oxcrops("2.2.4.13.3"), []),
  }),
});
