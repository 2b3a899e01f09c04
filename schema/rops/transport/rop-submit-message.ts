/** RopSubmitMessage: sends a message. */
import { oxcrops, oxomsg } from "../../documents.js";
import { field, flags, rop, table, u8 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What else a submitted message needs on its way; 0 is nothing. */
const SubmitFlags = flags("SubmitFlags", oxomsg("2.2.4.1.1"), u8, {
  /** The server works on it first. */
  preProcess: 0x01,
  /** A client that acts as spooler works on it. */
  needsSpooler: 0x02,
});

/** Sends a message to its recipients. */
export const RopSubmitMessage = rop("RopSubmitMessage", 0x32, oxcrops("2.2.7.1"), {
  request: table(oxcrops("2.2.7.1.1"), [LogonId, InputHandleIndex, field("SubmitFlags", SubmitFlags)]),
  response: table(oxcrops("2.2.7.1.2"), [InputHandleIndex, ReturnValue]),
});
