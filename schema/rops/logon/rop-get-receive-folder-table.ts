/** RopGetReceiveFolderTable: lists which folder receives which class of messages. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, table, u32 } from "../../language/index.js";
import { PropertyRow } from "../../structures/property-row.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** PidTagFolderId, PidTagMessageClass (as 8-bit string) and PidTagLastModificationTime, fixed by the document. */
const receiveFolderColumns = [0x67480014, 0x001a001e, 0x30080040];

/** Lists all message classes of a private mailbox for which a receive folder is set. */
export const RopGetReceiveFolderTable = rop("RopGetReceiveFolderTable", 0x68, oxcrops("2.2.3.4"), {
  request: table(oxcrops("2.2.3.4.1"), [LogonId, InputHandleIndex]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.4.2"), [
      /** In any order; each with the folder's id, the message class and when the row was changed last (UTC). */
      field("Rows", list(count("RowCount", u32), given(PropertyRow, { columns: receiveFolderColumns }))),
    ]),
    failure: table(oxcrops("2.2.3.4.3"), []),
  }),
});
