/** The error codes that the server answers with (MS-OXCDATA 2.4), and how a ROP fails with one. */

export const ErrorCode = {
  /** The redirect of RopLogon. */
  wrongServer: 0x00000478,
  /** What was asked for does not fit into any answer. Of a call it is the StatusCode. [MS-OXCROPS] 3.2.4.3 */
  bufferTooSmall: 0x0000047d,
  /** The call, not a ROP of it, cannot be understood. */
  rpcFormat: 0x000004b6,
  /** No object stands at the index, or its handle was never given out. */
  nullObject: 0x000004b9,
  /** A second NotificationWait on the same session context. */
  rejected: 0x000007ee,
  unknownUser: 0x000003eb,
  notInitialized: 0x80040605,
  notSupported: 0x80040102,
  /** The handle was released. */
  invalidObject: 0x80040108,
  notFound: 0x8004010f,
  tooComplex: 0x80040117,
  /** The property is the server's own. */
  computed: 0x8004011a,
  accessDenied: 0x80070005,
  /** A value is larger than the client wants, or than any answer. */
  notEnoughMemory: 0x8007000e,
} as const;

/** One ROP fails; those behind it are processed nevertheless. */
export class RopFailure extends Error {
  readonly returnValue: number;

  constructor(returnValue: number) {
    super(`the ROP fails with 0x${returnValue.toString(16).padStart(8, "0")}`);
    this.returnValue = returnValue;
  }
}

/** The whole call fails: no ROP of it is answered. */
export class CallFailure extends Error {
  readonly code: number;

  constructor(code: number) {
    super(`the call fails with 0x${code.toString(16).padStart(8, "0")}`);
    this.code = code;
  }
}
