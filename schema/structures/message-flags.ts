/** Flags words about the state of messages and how they are marked and saved. */
import { oxcmsg } from "../documents.js";
import { flags, u8, u32 } from "../language/index.js";

/** What a message is and what became of it (the value of PidTagMessageFlags). */
export const MessageFlags = flags("MessageFlags", oxcmsg("2.2.1.6"), u32, {
  /** It is marked as read. */
  mfRead: 0x00000001,
  /** It is as it was first saved or delivered. */
  mfUnmodified: 0x00000002,
  /** It was submitted for sending. */
  mfSubmitted: 0x00000004,
  /** It is a draft. */
  mfUnsent: 0x00000008,
  /** It has an attachment. */
  mfHasAttach: 0x00000010,
  /** Its receiver sent it. */
  mfFromMe: 0x00000020,
  /** It is folder associated information, no ordinary message. */
  mfFAI: 0x00000040,
  /** It asks for another sending with a non-delivery report. */
  mfResend: 0x00000080,
  /** Its sender wants to know when it is read. */
  mfNotifyRead: 0x00000100,
  /** Its sender wants to know when it is deleted or expires unread. */
  mfNotifyUnread: 0x00000200,
  /** It has been read at least once. */
  mfEverRead: 0x00000400,
  /** It came from the Internet, from outside or from an untrusted source. */
  mfInternet: 0x00002000,
  /** It came over another link (neither Internet nor X.400), from outside or from an untrusted source. */
  mfUntrusted: 0x00008000,
});

/** How a message stands in a contents table (the value of PidTagMessageStatus). */
export const MessageStatusFlags = flags("MessageStatusFlags", oxcmsg("2.2.1.8"), u32, {
  /** It resolves a conflict; clients only read this bit. */
  msInConflict: 0x00000800,
  /** It is to be downloaded from the remote store. */
  msRemoteDownload: 0x00001000,
  /** It is to be deleted at the remote store without being downloaded. */
  msRemoteDelete: 0x00002000,
});

/** How the read state changes and what becomes of receipts; 0 marks as read and sends the receipt. */
export const ReadFlags = flags("ReadFlags", oxcmsg("2.2.3.10.1"), u8, {
  /** Marks as read and drops a pending receipt. */
  rfSuppressReceipt: 0x01,
  /** Marks as unread; needs `rfSuppressReceipt` as well. */
  rfClearReadFlag: 0x04,
  /** Servers ignore it. */
  rfReserved: 0x0a,
  /** Sends a pending receipt and leaves the read state alone. */
  rfGenerateReceiptOnly: 0x10,
  /** Drops the wish for a read receipt. */
  rfClearNotifyRead: 0x20,
  /** Drops the wish for a non-read receipt. */
  rfClearNotifyUnread: 0x40,
});

/** How the object stays open after it was saved; 0 asks for nothing. */
export const SaveFlags = flags("SaveFlags", oxcmsg("2.2.3.3.1"), u8, {
  /** Read-only from now on. */
  keepOpenReadOnly: 0x01,
  /** For reading and writing. */
  keepOpenReadWrite: 0x02,
  /** For reading and writing; changes that others saved meanwhile are overwritten. */
  forceSave: 0x04,
  /** Clients add it to any of the others; MS-OXCMSG 2.2.3.3.1 does not have it. */
  delayedCall: 0x08,
});
