/** RopReloadCachedInformation: tells again what opening a message told. */
import { oxcrops } from "../../documents.js";
import { field, outcomes, remember, reserved, rop, table, u16 } from "../../language/index.js";
import { recipientColumns } from "../contexts.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import {
  HasNamedProperties,
  NormalizedSubject,
  RecipientColumns,
  RecipientCount,
  RecipientRows,
  SubjectPrefix,
} from "../message-fields.js";

/** Tells again, as it is now, what opening the message told: its subject and its first recipients. */
export const RopReloadCachedInformation = rop("RopReloadCachedInformation", 0x10, oxcrops("2.2.6.7"), {
  request: table(oxcrops("2.2.6.7.1"), [LogonId, InputHandleIndex, field("Reserved", reserved(u16))]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.6.7.2"), [
      HasNamedProperties,
      SubjectPrefix,
      NormalizedSubject,
      RecipientCount,
      RecipientColumns,
      RecipientRows,
    ]),
    failure: table(oxcrops("2.2.6.7.3"), []),
  }),
  remembers: [remember(recipientColumns, RecipientColumns)],
});
