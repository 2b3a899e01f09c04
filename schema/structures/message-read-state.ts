/** Whether a message was read. */
import { oxcrops } from "../documents.js";
import { bool8, bytes, field, size, structure, u16 } from "../language/index.js";

/** The read state of one message. */
export const MessageReadState = structure("MessageReadState", oxcrops("2.2.13.3.1.1"), [
  /** The message, as its PidTagSourceKey has it: normally the 22 bytes of a GID. */
  field("MessageId", bytes(size("MessageIdSize", u16))),
  /** It was read; else it is unread again. */
  field("MarkAsRead", bool8),
]);
