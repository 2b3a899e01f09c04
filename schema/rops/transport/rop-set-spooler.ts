/** RopSetSpooler: makes the client a mail spooler. */
import { oxcrops } from "../../documents.js";
import { rop, table } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells the server that the client is going to act as a mail spooler. */
export const RopSetSpooler = rop("RopSetSpooler", 0x47, oxcrops("2.2.7.4"), {
  request: table(oxcrops("2.2.7.4.1"), [LogonId, InputHandleIndex]),
  response: table(oxcrops("2.2.7.4.2"), [InputHandleIndex, ReturnValue]),
});
