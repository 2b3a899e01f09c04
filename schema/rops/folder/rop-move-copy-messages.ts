/** RopMoveCopyMessages: moves or copies messages into another folder. */
import { oxcrops } from "../../documents.js";
import {
  bool8,
  count,
  field,
  is,
  list,
  mayEnd,
  not,
  on,
  outcomes,
  rop,
  table,
  u16,
  u32,
} from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { DestHandleIndex, LogonId, ReturnValue, SourceHandleIndex } from "../fields.js";
import { PartialCompletion, WantAsynchronous } from "../folder-fields.js";

/** Moves or copies messages from one folder, which may be a search folder, into another. */
export const RopMoveCopyMessages = rop("RopMoveCopyMessages", 0x33, oxcrops("2.2.4.6"), {
  request: table(oxcrops("2.2.4.6.1"), [
    LogonId,
    SourceHandleIndex,
    DestHandleIndex,
    field("MessageIds", list(count("MessageIdCount", u16), MessageID)),
    WantAsynchronous,
    /** True copies, false moves. */
    field("WantCopy", bool8),
  ]),
  response: outcomes([SourceHandleIndex, ReturnValue], {
    nullDestination: on(
      0x0503,
      table(oxcrops("2.2.4.6.3"), [
        /** The index of the request, in 32 bits here. */
        field("DestHandleIndex", u32),
        PartialCompletion,
      ]),
    ),
    response: table(oxcrops("2.2.4.6.2"), [mayEnd("D-FailureBody", not(is(ReturnValue, 0))), PartialCompletion]),
  }),
  asynchronousIf: WantAsynchronous,
});
