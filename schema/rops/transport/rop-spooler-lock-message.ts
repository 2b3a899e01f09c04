/** RopSpoolerLockMessage: locks a message while it is spooled. */
import { oxcrops, oxomsg } from "../../documents.js";
import { enumeration, field, rop, table, u8 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** What becomes of the spooler's lock on a message. */
const LockState = enumeration("LockState", oxomsg("2.2.5.3.1"), u8, {
  lstLock: 0x00,
  lstUnlock: 0x01,
  /** Unlocked, and the server does what is to be done with a sent message. */
  lstFinished: 0x02,
});

/** Locks a message for the client that spools it, or lets go of it. */
export const RopSpoolerLockMessage = rop("RopSpoolerLockMessage", 0x48, oxcrops("2.2.7.5"), {
  request: table(oxcrops("2.2.7.5.1"), [
    LogonId,
    InputHandleIndex,
    field("MessageId", MessageID),
    field("LockState", LockState),
  ]),
  response: table(oxcrops("2.2.7.5.2"), [InputHandleIndex, ReturnValue]),
});
