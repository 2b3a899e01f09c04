/** RopModifyRecipients: adds, changes and removes recipients of a message. */
import { oxcrops } from "../../documents.js";
import { count, field, forget, given, list, rop, table, u16 } from "../../language/index.js";
import { ModifyRecipientRow } from "../../structures/recipient-rows.js";
import { recipientColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { RecipientColumns } from "../message-fields.js";

/** Adds, changes and removes recipients of a message. */
export const RopModifyRecipients = rop("RopModifyRecipients", 0x0e, oxcrops("2.2.6.5"), {
  request: table(oxcrops("2.2.6.5.1"), [
    LogonId,
    InputHandleIndex,
    RecipientColumns,
    /** One row for each recipient that is to change. */
    field("RecipientRows", list(count("RowCount", u16), given(ModifyRecipientRow, { columns: RecipientColumns }))),
  ]),
  response: table(oxcrops("2.2.6.5.2"), [InputHandleIndex, ReturnValue]),
  // No document says which columns rows have from now on; there are servers that add those of this request.
  forgets: [forget(recipientColumns, "success")],
});
