/** RopHardDeleteMessages: deletes messages, for good. */
import { oxcrops } from "../../documents.js";
import { bool8, count, field, is, list, mayEnd, not, rop, table, u16 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Deletes messages of a folder; they cannot be recovered. */
export const RopHardDeleteMessages = rop("RopHardDeleteMessages", 0x91, oxcrops("2.2.4.12"), {
  request: table(oxcrops("2.2.4.12.1"), [
    LogonId,
    InputHandleIndex,
    WantAsynchronous,
    /** Whether the senders who asked for it are told that the messages were never read. */
    field("NotifyNonRead", bool8),
    field("MessageIds", list(count("MessageIdCount", u16), MessageID)),
  ]),
  response: table(oxcrops("2.2.4.12.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    PartialCompletion,
  ]),
  asynchronousIf: WantAsynchronous,
});
