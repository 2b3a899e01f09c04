/** RopReadRecipients: reads recipients of an open message. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, reserved, rop, table, u8, u16, u32 } from "../../language/index.js";
import { ReadRecipientRow } from "../../structures/recipient-rows.js";
import { recipientColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Reads recipients of an open message, from a given row on and as many as fit. */
export const RopReadRecipients = rop("RopReadRecipients", 0x0f, oxcrops("2.2.6.6"), {
  request: table(oxcrops("2.2.6.6.1"), [
    LogonId,
    InputHandleIndex,
    /** The row to begin with. */
    field("RowId", u32),
    field("Reserved", reserved(u16)),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.6.2"), [
      /** Up to 254 recipients, in the order of their row ids. */
      field("RecipientRows", list(count("RowCount", u8), given(ReadRecipientRow, { columns: recipientColumns }))),
    ]),
    failure: table(oxcrops("2.2.6.6.3"), []),
  }),
});
