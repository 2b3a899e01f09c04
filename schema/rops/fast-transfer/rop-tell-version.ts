/** RopTellVersion: tells one server which version another has. */
import { oxcrops } from "../../documents.js";
import { field, list, rop, table, u16 } from "../../language/index.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Tells the server the version of the other server when a client carries a FastTransfer stream from one to the other. */
export const RopTellVersion = rop("RopTellVersion", 0x86, oxcrops("2.2.12.9"), {
  request: table(oxcrops("2.2.12.9.1"), [
    LogonId,
    InputHandleIndex,
    /** The other server's version in three words, packed as MS-OXCRPC 3.1.4.1.3.1 says. */
    field("Version", list(3, u16)),
  ]),
  response: table(oxcrops("2.2.12.9.2"), [InputHandleIndex, ReturnValue]),
});
