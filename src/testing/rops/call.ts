/** What stands around a ROP that is to be answered, and what an answer is. */
import type { RopContext, RopResponse } from "../../../generated/rops.js";
import type { Mailbox } from "../mailbox/mailbox.js";
import type { ServerObject, ServerSession } from "../session.js";

export interface Call {
  readonly session: ServerSession;
  /** The server object handle table of the call. */
  readonly handles: readonly number[];
  /** The bytes that are left for the response. */
  readonly room: number;
  /** Those that would be left for it in the largest answer: with more, it cannot be had at all. */
  readonly most: number;
  readonly findMailbox: (essdn: string) => Mailbox | undefined;
}

export interface Answer {
  readonly response: RopResponse;
  /** What the response cannot be encoded without. */
  readonly context?: RopContext;
  /** The object whose handle goes where the request wants it. */
  readonly opens?: ServerObject;
  /** What else is done as soon as it is clear that the response fits. */
  readonly commit?: () => void;
}
