/** RopHardDeleteMessagesAndSubfolders: deletes what is in a folder, for good. */
import { oxcrops } from "../../documents.js";
import { bool8, field, is, mayEnd, not, rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Deletes all messages and subfolders of a folder, but not the folder; they cannot be recovered. */
export const RopHardDeleteMessagesAndSubfolders = rop("RopHardDeleteMessagesAndSubfolders", 0x92, oxcrops("2.2.4.10"), {
  request: table(oxcrops("2.2.4.10.1"), [
    LogonId,
    InputHandleIndex,
    WantAsynchronous,
    /** Whether folder associated information is deleted as well. */
    field("WantDeleteAssociated", bool8),
  ]),
  response: table(oxcrops("2.2.4.10.2"), [
    InputHandleIndex,
    ReturnValue,
    mayEnd("D-FailureBody", not(is(ReturnValue, 0))),
    PartialCompletion,
  ]),
  asynchronousIf: WantAsynchronous,
});
