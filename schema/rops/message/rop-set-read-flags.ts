/** RopSetReadFlags: marks messages of a folder as read or unread. */
import { oxcrops } from "../../documents.js";
import { count, field, is, list, mayEnd, not, rop, table, u16 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { ReadFlags } from "../../structures/message-flags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Marks messages of a folder as read or unread, with or without receipts. */
export const RopSetReadFlags = rop("RopSetReadFlags", 0x66, oxcrops("2.2.6.10"), {
  request: table(oxcrops("2.2.6.10.1"), [
    LogonId,
    InputHandleIndex,
    WantAsynchronous,
    field("ReadFlags", ReadFlags),
    field("MessageIds", list(count("MessageIdCount", u16), MessageID)),
  ]),
  response: table(oxcrops("2.2.6.10.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    PartialCompletion,
  ]),
  asynchronousIf: WantAsynchronous,
});
