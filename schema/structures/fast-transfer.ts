/** Words that several ROPs for FastTransfer streams and for synchronization share. */
import { oxcfxics } from "../documents.js";
import { enumeration, flags, u8, u16 } from "../language/index.js";

/** How far the transfer of a stream has come. */
export const TransferStatus = enumeration("TransferStatus", oxcfxics("2.2.3.1.1.5.2"), u16, {
  /** It broke off; the ReturnValue says why. */
  error: 0x0000,
  /** More pieces follow. */
  partial: 0x0001,
  /** More pieces follow; this one ends where the room ended. Servers need not use it. */
  noRoom: 0x0002,
  /** This was the last piece. */
  done: 0x0003,
});

/** How the stream is to be written. */
export const SendOptions = flags("SendOptions", oxcfxics("2.2.3.1.1.1.1"), u8, {
  /** Strings may be sent as Unicode. */
  unicode: 0x01,
  /** Property types that name a code page may be used. */
  useCpid: 0x02,
  /** Both: the stream goes straight on to another server. */
  forUpload: 0x03,
  /** The client copes with a stream that reports an error and goes on. */
  recoverMode: 0x04,
  /** Strings must be sent as Unicode. */
  forceUnicode: 0x08,
  /** Changed parts of messages may be sent instead of whole messages (downloads of contents only). */
  partialItem: 0x10,
  reserved1: 0x20,
  reserved2: 0x40,
});
