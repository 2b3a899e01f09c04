/** The server's side of notifications: what waits for a session context, and how it gets to the end of an answer. */
import { encodeRopNotifyResponse, type RopNotifyResponse } from "../../generated/rops/notification/rop-notify.js";
import { encodeRopPendingResponse, type RopPendingResponse } from "../../generated/rops/notification/rop-pending.js";
import { borrowWriter, resultOf } from "../wire/scratch.js";
import { appendBytes, type WriterOptions } from "../wire/writer.js";

/** A RopPending: RopId and SessionIndex. */
const PENDING_SIZE = 3;

/** What stands at the end of a RopsList, behind the responses to requests. */
export interface NotificationTail {
  readonly responses: readonly (RopNotifyResponse | RopPendingResponse)[];
  /** The same, encoded. */
  readonly bytes: Uint8Array;
}

/**
 * The notifications that wait for one session context, as MS-OXCNOTIF 3.1.5 wants a server to send them: with whatever
 * call comes on that context, as many as fit, and a RopPending when some do not.
 *
 * ```ts
 * const queue = new NotificationQueue(context.index);
 * queue.add(notification);
 * const { bytes } = queue.fill(room, queuesOfLinkedContexts); // what is in it has left the queue
 * ```
 */
export class NotificationQueue {
  /** The index of the session context (0 to 65535): what RopPending says to mean it. */
  readonly sessionIndex: number;
  readonly #options: WriterOptions;
  #waiting: { readonly response: RopNotifyResponse; readonly bytes: Uint8Array }[] = [];

  /** @param options the code page of the session context, for the 8-bit strings in rows of tables */
  constructor(sessionIndex: number, options: WriterOptions = {}) {
    this.sessionIndex = sessionIndex;
    this.#options = options;
  }

  /** How many notifications wait. */
  get size(): number {
    return this.#waiting.length;
  }

  /**
   * Puts a notification behind the others.
   *
   * @param tableColumns the columns of the table that the notification is for, where it carries a row of it
   * @throws RopEncodeError for one that the wire cannot hold
   */
  add(response: RopNotifyResponse, tableColumns?: readonly number[]): void {
    const w = borrowWriter(this.#options);
    encodeRopNotifyResponse(w, response, tableColumns);
    this.#waiting.push({ response, bytes: resultOf(w) });
  }

  /** Takes out what waits for a handle: it was released, or its table has other columns now. How many it were. */
  drop(notificationHandle: number): number {
    const before = this.#waiting.length;
    this.#waiting = this.#waiting.filter(({ response }) => response.notificationHandle !== notificationHandle);
    return before - this.#waiting.length;
  }

  /**
   * Takes out as many notifications as fit, oldest first. A RopPending follows where some stay behind, and one for each
   * linked context that something waits for, as far as they fit too. The last notification that would take the place of
   * the first RopPending stays behind: without it the client would not know that there is more.
   *
   * @param room the bytes that are left for them in the RopsList
   * @param linked the queues of the contexts that are linked with this one; itself among them does no harm
   */
  fill(room: number, linked: Iterable<NotificationQueue> = []): NotificationTail {
    const w = borrowWriter({});
    const responses: (RopNotifyResponse | RopPendingResponse)[] = [];
    while (responses.length < this.#waiting.length) {
      const { response, bytes } = this.#waiting[responses.length]!;
      const behind = responses.length + 1 < this.#waiting.length ? PENDING_SIZE : 0;
      if (w.pos + bytes.length + behind > room) break;
      appendBytes(w, bytes);
      responses.push(response);
    }
    this.#waiting.splice(0, responses.length);
    const indexes = new Set([this, ...linked].filter((queue) => queue.size > 0).map((queue) => queue.sessionIndex));
    for (const sessionIndex of indexes) {
      if (w.pos + PENDING_SIZE > room) break;
      const pending: RopPendingResponse = { ropId: 0x6e, sessionIndex };
      encodeRopPendingResponse(w, pending);
      responses.push(pending);
    }
    return { responses, bytes: resultOf(w) };
  }
}
