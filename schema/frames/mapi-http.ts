/** The bodies of MAPI/HTTP requests and responses to the mailbox endpoint. */
import { oxcmapihttp, oxcrpc } from "../documents.js";
import {
  asciiZ,
  bytes,
  field,
  flags,
  mayEnd,
  outcomes,
  reserved,
  size,
  structure,
  table,
  u32,
  utf16Z,
} from "../language/index.js";

/** How to connect. */
const ConnectFlags = flags("ConnectFlags", oxcrpc("3.1.4.1"), u32, {
  /** With administrator privilege, if the user has it. */
  administrator: 0x00000001,
  /** Old clients (before 12.00.0000.000) are let in even if there are no public folders. */
  withoutPublicFolders: 0x00008000,
});

/** How the server may send its responses. */
const ExecuteFlags = flags("ExecuteFlags", oxcrpc("3.1.4.2"), u32, {
  /** Not compressed. */
  noCompression: 0x00000001,
  /** Not obfuscated. */
  noXorMagic: 0x00000002,
  /** In several extended buffers. */
  chain: 0x00000004,
});

/** Whether something is to be fetched. */
const EventPending = flags("EventPending", oxcmapihttp("2.2.4.4.2"), u32, {
  /** Events wait; Execute fetches them. */
  notificationPending: 0x00000001,
});

/** Whether the request could be processed: 0, or why not. It decides what follows. */
const StatusCode = field("StatusCode", u32);
/** What came of the call itself: 0 is success. */
const ErrorCode = field("ErrorCode", u32);
/** ROPs in extended buffers. They stay bytes here, so that damage inside does not make the body unreadable. */
const RopBuffer = field("RopBuffer", bytes(size("RopBufferSize", u32), { holds: "ExtendedBuffers" }));
/** Auxiliary blocks in one extended buffer, bytes for the same reason. */
const AuxiliaryBuffer = field(
  "AuxiliaryBuffer",
  bytes(size("AuxiliaryBufferSize", u32, { none: 0 }), { holds: "ExtendedBuffer" }),
);

/** The same in a failure. Size 0 is an empty value here, because an absent one is a body that ends before the size. */
const FailureAuxiliaryBuffer = field(
  "AuxiliaryBuffer",
  bytes(size("AuxiliaryBufferSize", u32), { holds: "ExtendedBuffer" }),
);

/** Asks for a session context. */
export const ConnectRequest = structure("ConnectRequest", oxcmapihttp("2.2.4.1.1"), [
  /** The user, as a distinguished name. */
  field("UserDn", asciiZ),
  field("Flags", ConnectFlags),
  /** The code page of 8-bit strings in the session. */
  field("DefaultCodePage", u32),
  /** The locale (LCID) to sort by. */
  field("LcidSort", u32),
  /** The locale (LCID) for everything else. */
  field("LcidString", u32),
  AuxiliaryBuffer,
]);

/** The session context is there (its cookies are in the HTTP headers), or why it is not. */
export const ConnectResponse = structure(
  "ConnectResponse",
  oxcmapihttp("2.2.4.1"),
  outcomes([StatusCode], {
    success: table(oxcmapihttp("2.2.4.1.2"), [
      ErrorCode,
      /** The longest time between polls (milliseconds). */
      field("PollsMax", u32),
      /** How often to try again when a request fails. */
      field("RetryCount", u32),
      /** How long to wait before trying again (milliseconds). */
      field("RetryDelay", u32),
      /** What the distinguished names of recipients begin with. */
      field("DnPrefix", asciiZ),
      /** The user's name. */
      field("DisplayName", utf16Z),
      AuxiliaryBuffer,
    ]),
    failure: table(oxcmapihttp("2.2.4.1.3"), [mayEnd("D-HttpFailureAux"), FailureAuxiliaryBuffer]),
  }),
);

/** Sends ROPs. */
export const ExecuteRequest = structure("ExecuteRequest", oxcmapihttp("2.2.4.2.1"), [
  field("Flags", ExecuteFlags),
  RopBuffer,
  /** The most bytes that the RopBuffer of the response may have. */
  field("MaxRopOut", u32),
  AuxiliaryBuffer,
]);

/** The responses to the ROPs, or why there are none. */
export const ExecuteResponse = structure(
  "ExecuteResponse",
  oxcmapihttp("2.2.4.2"),
  outcomes([StatusCode], {
    success: table(oxcmapihttp("2.2.4.2.2"), [ErrorCode, field("Flags", reserved(u32)), RopBuffer, AuxiliaryBuffer]),
    failure: table(oxcmapihttp("2.2.4.2.3"), [mayEnd("D-HttpFailureAux"), FailureAuxiliaryBuffer]),
  }),
);

/** Ends the session context. */
export const DisconnectRequest = structure("DisconnectRequest", oxcmapihttp("2.2.4.3.1"), [AuxiliaryBuffer]);

/** The session context is gone, or why it is not. */
export const DisconnectResponse = structure(
  "DisconnectResponse",
  oxcmapihttp("2.2.4.3"),
  outcomes([StatusCode], {
    success: table(oxcmapihttp("2.2.4.3.2"), [ErrorCode, AuxiliaryBuffer]),
    failure: table(oxcmapihttp("2.2.4.3.3"), [mayEnd("D-HttpFailureAux"), FailureAuxiliaryBuffer]),
  }),
);

/** Waits until events are there for the session context. */
export const NotificationWaitRequest = structure("NotificationWaitRequest", oxcmapihttp("2.2.4.4.1"), [
  field("Flags", reserved(u32)),
  AuxiliaryBuffer,
]);

/** Events are there, or the time (five minutes) is over; else why there was no waiting. */
export const NotificationWaitResponse = structure(
  "NotificationWaitResponse",
  oxcmapihttp("2.2.4.4"),
  outcomes([StatusCode], {
    success: table(oxcmapihttp("2.2.4.4.2"), [ErrorCode, field("EventPending", EventPending), AuxiliaryBuffer]),
    failure: table(oxcmapihttp("2.2.4.4.3"), [mayEnd("D-HttpFailureAux"), FailureAuxiliaryBuffer]),
  }),
);
