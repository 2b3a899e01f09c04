/** How the server is set up. */
import type { RopRequest } from "../../generated/rops.js";
import type { RopScript } from "./execute.js";
import type { MailboxScript } from "./mailbox/script.js";
import type { ServerSession } from "./session.js";

/** A request that the server has answered. */
export interface ObservedRequest {
  /** X-RequestType as it came. */
  readonly requestType: string;
  readonly requestId: string;
  /** The session context that its cookies stand for, or that it made. */
  readonly session: ServerSession | undefined;
  /** What an Execute asked for. */
  readonly requests: readonly RopRequest[];
  /** X-ResponseCode; the late one if there were two. */
  readonly responseCode: number;
}

export interface MapiServerOptions {
  /**
   * The mailboxes that there are; RopLogon to any other fails with UnknownUser. Without this, there is a mailbox with a few
   * messages for whatever distinguished name a client asks for.
   */
  readonly mailboxes?: readonly MailboxScript[] | undefined;
  /** Answers ROPs in place of the server, where it wants to. */
  readonly answer?: RopScript | undefined;
  /**
   * The session index of each new session context, counted from 0: give two the same, or give one back. Default: from 1
   * on, none that a live context has.
   */
  readonly sessionIndex?: ((ordinal: number) => number) | undefined;
  /**
   * Whether two session contexts are linked, so that answers on one carry RopPending for the other. Default: those whose
   * X-ClientInfo begins with the same GUID are. (MAPI/HTTP has no way to ask for it.)
   */
  readonly linked?: ((a: ServerSession, b: ServerSession) => boolean) | undefined;
  /** Which Authorization headers are let in; others get HTTP status 401. Default: all, and none at all. */
  readonly authorize?: (authorization: string | undefined) => boolean;
  /** Told of every request, when it is answered. What it throws is left uncaught, as with any listener. */
  readonly observe?: ((request: ObservedRequest) => void) | undefined;

  /** How long a NotificationWait is held (milliseconds). Default: 5 minutes. */
  readonly waitTime?: number | undefined;
  /** X-PendingPeriod (milliseconds). Default: 15 seconds. */
  readonly pendingPeriod?: number | undefined;
  /** X-ExpirationInfo: after how many milliseconds without a request a session context is gone. Default: 15 minutes. */
  readonly expiration?: number | undefined;
  /** PollsMax of Connect (milliseconds). Default: 60 seconds. */
  readonly pollsMax?: number | undefined;
  /** X-ServerApplication. */
  readonly serverApplication?: string | undefined;
  /** The time that expiration and mailboxes go by, as `Date.now`. */
  readonly now?: (() => number) | undefined;
}
