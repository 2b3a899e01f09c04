/** The sessions of one client, over any transport: typed ROPs, notifications, and RopPending followed among all of them. */

import type { RopNotifyResponse } from "../../generated/rops/notification/rop-notify.js";
import { RopId, type RopResponse } from "../../generated/rops.js";
import { PendingDriver, type PendingProblem } from "../session/pending-driver.js";
import { PushRegistration } from "../session/push-registration.js";
import { type Session, Sessions } from "../session/sessions.js";
import { tell } from "../session/tell.js";
import type { RopDecodeError } from "../wire/errors.js";
import { SessionContextError } from "./errors.js";
import { EventQueue } from "./event-queue.js";
import type { NamedRequest, RopBatch, RopBatchResult } from "./rop-batch.js";
import { RopExchange } from "./rop-exchange.js";
import { type CallOptions, type ExecuteOptions, maxRopOut, type SessionContext } from "./session-context.js";
import { abortable, LONGEST, sleep } from "./turns.js";

/** Something that went wrong where no caller is waiting. It ends nothing but what it says. */
export type MailboxProblem =
  | PendingProblem<SessionContext>
  /** NotificationWait failed: the session is polled, for good if the server refused to wait. */
  | { readonly problem: "wait-failed"; readonly session: Session<SessionContext>; readonly error: unknown }
  /** A poll failed; the next is made when its time has come. */
  | { readonly problem: "poll-failed"; readonly session: Session<SessionContext>; readonly error: unknown }
  /** Part of an answer could not be decoded. */
  | {
      readonly problem: "unreadable";
      readonly session: Session<SessionContext>;
      readonly errors: readonly RopDecodeError[];
    };

/** What a client's sessions share. */
export interface MailboxSessionsOptions {
  /** Takes what goes wrong in the background. An error that it throws is left uncaught. */
  readonly problem: (problem: MailboxProblem) => void;
  /** Sees every list of responses, the answers to calls that RopPending asked for among them; for logs. */
  readonly observe?: ((session: Session<SessionContext>, responses: readonly RopResponse[]) => void) | undefined;
  /** At most this many calls in a row because of RopPending; default 100. */
  readonly maximumCalls?: number | undefined;
  /** Ends the calls that RopPending asks for. */
  readonly signal?: AbortSignal | undefined;
}

/** A session context that the client has made, to be one of its sessions. */
export interface AddOptions {
  /**
   * The session index, where the caller knows it and the transport does not (MAPI/HTTP). Without it a RopPending for this
   * session has no consequence; nothing is guessed.
   */
  readonly index?: number | undefined;
}

/**
 * All sessions of one client. Each has a session context of its own; a RopPending on any of them that names another is
 * answered by a call on that other.
 *
 * ```ts
 * const mailboxes = new MailboxSessions({ problem: console.error });
 * const session = mailboxes.add(await client.connect({ userDn }));
 * const { responses } = await session.rops(batch);
 * for await (const { notificationData } of session.notifications({ signal })) console.log(notificationData.type);
 * ```
 */
export class MailboxSessions {
  /** The table that RopPending is judged by. */
  readonly table: Sessions<SessionContext> = new Sessions();
  readonly #client: Client;

  constructor(options: MailboxSessionsOptions) {
    const { observe, maximumCalls, signal } = options;
    const problem = (one: MailboxProblem) => tell(options.problem, one);
    const lines = new WeakMap<Session<SessionContext>, Line>();
    const driver = new PendingDriver<SessionContext, RopResponse>({
      sessions: this.table,
      call: async (session, options) => (await lines.get(session)?.send([], options))?.responses ?? [],
      received: ({ session, responses }) => {
        if (session === undefined) return;
        lines.get(session)?.receive(responses);
        observe?.(session, responses);
      },
      problem,
      maximumCalls,
      signal,
    });
    this.#client = { table: this.table, driver, lines, problem, add: (...added) => this.add(...added) };
  }

  /**
   * Adds a session context that has just been made.
   *
   * @throws RangeError if the index is not an integer of 0 to 65535
   */
  add(context: SessionContext, { index = context.index }: AddOptions = {}): MailboxSession {
    return new MailboxSession(this.table.add({ handle: context, index }), this.#client);
  }

  /** Resolves when no call is queued or under way; waits for events do not count. */
  async idle(): Promise<void> {
    await this.#client.driver.idle();
  }
}

/** What the sessions of one client have in common. */
interface Client {
  readonly table: Sessions<SessionContext>;
  readonly driver: PendingDriver<SessionContext, RopResponse>;
  readonly lines: WeakMap<Session<SessionContext>, Line>;
  readonly problem: (problem: MailboxProblem) => void;
  readonly add: MailboxSessions["add"];
}

/** How the driver reaches a session. */
interface Line {
  readonly send: (requests: readonly NamedRequest[], options: ExecuteOptions) => Promise<RopBatchResult>;
  readonly receive: (responses: readonly RopResponse[]) => void;
}

/** RPC_HEADER_EXT, which stands before an output buffer. */
const HEADER_SIZE = 8;
/** Time between polls where the server asks for none, in milliseconds. */
const POLL = 60_000;
/** The least time between waits that bring nothing, in milliseconds, lest a server that does not hold them is flooded. */
const PAUSE = 1_000;

/** One session: a session context, and what has been said on it. Made by {@link MailboxSessions.add}. */
export class MailboxSession {
  /** Its entry in the table of sessions. */
  readonly session: Session<SessionContext>;
  readonly #client: Client;
  readonly #exchange: RopExchange;
  readonly #queues = new Set<EventQueue<RopNotifyResponse>>();
  #push: PushRegistration | undefined;
  /** Ends the watch for events, which runs as long as somebody listens. */
  #watching: AbortController | undefined;
  /** How the session ended. */
  #ended: { readonly error?: unknown } | undefined;
  /** When the last call was over, in milliseconds of {@link performance.now}. */
  #lastCall = performance.now();
  /** How many notifications have been received. */
  #received = 0;

  /** For {@link MailboxSessions}. */
  constructor(session: Session<SessionContext>, client: Client) {
    this.session = session;
    this.#client = client;
    this.#exchange = new RopExchange(session.handle);
    client.lines.set(session, {
      send: (requests, options) => this.#send(requests, options),
      receive: (responses) => this.#receive(responses),
    });
  }

  get context(): SessionContext {
    return this.session.handle;
  }

  /**
   * Sends ROPs when the turn of this session has come; the RopPending among the responses are followed. What the server leaves
   * over because its output buffer is full is sent again, as long as that gets on.
   *
   * @throws SessionContextError where no answer came
   * @throws RopEncodeError, TypeError, RangeError where the requests cannot be sent
   * @throws RopDecodeError where the extended buffers of the answer are malformed
   */
  async rops(batch: RopBatch | readonly NamedRequest[], options: ExecuteOptions = {}): Promise<RopBatchResult> {
    const all = "requests" in batch ? [...batch.requests] : batch;
    let part = await this.#run(all, options);
    let result = part;
    for (let size = all.length; goesOn(part, size, options); result = result.and(part)) {
      size = part.left.length;
      part = await this.#run(part.left, options, all);
    }
    return result;
  }

  /**
   * The notifications for subscriptions and tables of this session, in order, from now on. While at least one such loop
   * runs, the server is asked to tell of events (NotificationWait), or polled every `pollsMax` where it does not, unless it
   * pushes datagrams. RopNotify
   * for anything else are ignored. The loop ends when the session is disconnected, and throws when the context is gone
   * or the signal aborts. Events that it does not take are kept: leave a loop that is no longer of use.
   */
  notifications({ signal }: Pick<CallOptions, "signal"> = {}): AsyncIterableIterator<RopNotifyResponse> {
    const abort = () => queue.abort(signal?.reason);
    const queue = new EventQueue<RopNotifyResponse>(() => {
      signal?.removeEventListener("abort", abort);
      this.#queues.delete(queue);
      if (this.#queues.size === 0) this.#watching?.abort();
    });
    if (signal?.aborted) abort();
    else if (this.#ended !== undefined) queue.end(this.#ended);
    else {
      signal?.addEventListener("abort", abort);
      this.#queues.add(queue);
      this.#watch();
    }
    return queue;
  }

  /**
   * The session context was registered for push notifications (EcRRegisterPushNotification) with these 1 to 16 bytes of opaque
   * data. Polling goes on until the first datagram shows that they arrive. [MS-OXCNOTIF] 3.2.4.4
   *
   * @throws RangeError for opaque data of another size
   */
  expectPush(opaqueData: Uint8Array): void {
    this.#push = new PushRegistration(opaqueData);
  }

  /**
   * A datagram arrived at the callback address. One that is for this session makes a call for what the server has to tell.
   *
   * @returns whether it is; nothing is done about any other
   */
  datagram(bytes: Uint8Array): boolean {
    if (this.#ended !== undefined || this.#push?.takes(bytes) !== true) return false;
    void this.#fetch();
    return true;
  }

  /** Ends the session, and its context on the server. */
  async disconnect(options: CallOptions = {}): Promise<void> {
    this.#end({});
    await this.#inTurn(async () => {
      await this.context.disconnect(options);
      return [];
    }, options);
  }

  /**
   * Makes a new session in place of this one, when the connection was lost or the context expired. Logons, handles and
   * subscriptions are gone with the old context; so is its index.
   */
  async reconnect({ index, ...options }: CallOptions & AddOptions = {}): Promise<MailboxSession> {
    const context = await this.context.reconnect(options);
    this.#end({});
    return this.#client.add(context, { index: index ?? context.index });
  }

  // ---- calls ----------------------------------------------------------------------------------------------------

  /** Sends ROPs as a call of the client's own: in turn, and with what follows from the answer. */
  async #run(requests: readonly NamedRequest[], options: ExecuteOptions, earlier?: readonly NamedRequest[]) {
    let result: RopBatchResult | undefined;
    await this.#inTurn(async () => {
      result = await this.#send(requests, options, earlier);
      return result.responses;
    }, options);
    return result as RopBatchResult;
  }

  /** A caller that gives up does not wait for a turn to come; when it comes, the context makes no call. */
  async #inTurn(call: () => Promise<readonly RopResponse[]>, { signal }: CallOptions): Promise<void> {
    await abortable(this.#client.driver.run(this.session, call), signal);
  }

  async #send(requests: readonly NamedRequest[], options: ExecuteOptions, earlier?: readonly NamedRequest[]) {
    try {
      const result = await this.#exchange.send(requests, options, earlier);
      const { damage: errors } = result;
      if (errors.length > 0) this.#client.problem({ problem: "unreadable", session: this.session, errors });
      return result;
    } catch (error) {
      if (isGone(error)) this.#end({ error });
      throw error;
    } finally {
      this.#lastCall = performance.now();
    }
  }

  /** Takes the responses of every call, in the order of the calls. */
  #receive(responses: readonly RopResponse[]): void {
    for (const response of responses) {
      if (response.ropId !== RopId.Notify || !this.#exchange.isTarget(response)) continue;
      // The reserved kind of event; no server should send it, and no client look at it.
      if (response.notificationData.type === "extended") continue;
      this.#received++;
      for (const queue of this.#queues) queue.push(response);
    }
  }

  /** No RopPending names the session any more, and nobody waits for its events. */
  #end(ended: { readonly error?: unknown }): void {
    this.#ended ??= ended;
    this.#client.table.end(this.session);
    for (const queue of this.#queues) queue.end(ended);
  }

  // ---- events ---------------------------------------------------------------------------------------------------

  /** Starts to watch for events, unless that is done already. */
  #watch(): void {
    if (this.#watching !== undefined && !this.#watching.signal.aborted) return;
    this.#watching = new AbortController();
    void this.#watchUntil(this.#watching.signal);
  }

  /**
   * Waits for events and fetches them with an empty call. A server that refuses to wait is polled instead; where the
   * wait was only lost on the way, one poll is made and the wait is tried again.
   */
  async #watchUntil(signal: AbortSignal): Promise<void> {
    let refused = false;
    for (let polls = false; !signal.aborted; ) {
      const begun = performance.now();
      const before = this.#received;
      try {
        // Another call may come while this sleeps, and put the poll off.
        while (polls && this.#untilPoll() > 0) await sleep(this.#untilPoll(), signal);
        if (polls || (await this.context.notificationWait({ signal }))) {
          polls = (await this.#fetch(signal)) ? refused : true;
        }
        if (!polls && this.#received === before) await sleep(PAUSE - (performance.now() - begun), signal);
      } catch (error) {
        if (signal.aborted) return;
        refused ||= error instanceof SessionContextError && error.refused;
        polls = true;
        this.#failed("wait-failed", error);
      }
    }
  }

  /**
   * An empty call for what the server has to tell; whether it was answered. The signal does not cut it off, which would leave
   * the sequence of the session context in doubt: only its failure is of no interest then.
   */
  async #fetch(signal?: AbortSignal): Promise<boolean> {
    try {
      await this.#run([], {});
      return true;
    } catch (error) {
      if (signal?.aborted !== true) this.#failed("poll-failed", error);
      return false;
    }
  }

  /**
   * Milliseconds to the next poll. Any call brings notifications, so the time counts from the last. Where datagrams arrive,
   * nothing is polled.
   */
  #untilPoll(): number {
    if (this.#push?.works === true) return LONGEST;
    return Math.max(0, this.#lastCall + (this.context.pollsMax || POLL) - performance.now());
  }

  #failed(problem: "wait-failed" | "poll-failed", error: unknown): void {
    if (isGone(error)) this.#end({ error });
    else this.#client.problem({ problem, session: this.session, error });
  }
}

function isGone(error: unknown): boolean {
  return error instanceof SessionContextError && error.contextGone;
}

/** Whether what is left is worth sending: some of it was executed, and the answer to the rest may be as large as it has to. */
function goesOn({ responses, left }: RopBatchResult, size: number, options: ExecuteOptions): boolean {
  const full = responses.find((response) => response.ropId === RopId.BufferTooSmall);
  if (full === undefined || left.length === 0 || left.length === size) return false;
  return full.sizeNeeded + HEADER_SIZE <= maxRopOut(options);
}
