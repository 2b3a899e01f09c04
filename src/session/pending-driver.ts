/** Makes the calls that the session rule asks for, one at a time per session context, through any transport. */
import { judgePending, type PendingVerdict, type RopLike } from "./pending-rule.js";
import type { Session, Sessions } from "./sessions.js";
import { tell } from "./tell.js";

/** One list of responses that the client received, and what its RopPending mean. */
export interface ReceivedList<Handle, Rop extends RopLike> {
  /**
   * The session that received the list. It may have ended while its call was under way. `undefined` only when
   * {@link PendingDriver.handle} was not told.
   */
  readonly session: Session<Handle> | undefined;
  /** The list as it was received, RopNotify responses and all others in their order. */
  readonly responses: readonly Rop[];
  /** One per RopPending in the list. Each session of a `match` is called next; the other verdicts have no consequence. */
  readonly verdicts: readonly PendingVerdict<Handle>[];
}

/** Something that did not happen as the rule wants it. None of them stops the driver or concerns another session. */
export type PendingProblem<Handle> =
  /**
   * A follow-up call rejected with `error`, possibly because it was aborted. It is not repeated; what the server has not
   * sent waits there for the next call on the session.
   */
  | { readonly problem: "call-failed"; readonly session: Session<Handle>; readonly error: unknown }
  /** A RopPending names the session again after `calls` follow-up calls, the maximum: it is not called this time. */
  | { readonly problem: "limit-reached"; readonly session: Session<Handle>; readonly calls: number }
  /** A RopPending names the session, but the driver's signal was aborted before the call began. */
  | { readonly problem: "aborted"; readonly session: Session<Handle> }
  /** `received` threw or rejected with `error` on a list of this session. What follows from the list is done all the same. */
  | { readonly problem: "receiver-failed"; readonly session: Session<Handle> | undefined; readonly error: unknown };

/** What a {@link PendingDriver} stands on. */
export interface PendingDriverOptions<Handle, Rop extends RopLike> {
  /** All sessions of the client. Add and end sessions there; the driver looks at it whenever it decides. */
  readonly sessions: Sessions<Handle>;
  /**
   * Makes a follow-up call: EcDoRpcExt2, or an Execute request, with `session.handle` and an EMPTY ROP list. Resolves
   * to all responses of the answer and has to settle soon after `signal` aborts. When the answer says that the session
   * context is gone (a zero context handle, X-ResponseCode 10), end the session in the table.
   */
  readonly call: (session: Session<Handle>, options: { readonly signal: AbortSignal }) => Promise<readonly Rop[]>;
  /**
   * Takes every list received, exactly once: those of {@link PendingDriver.run}, of {@link PendingDriver.handle} and of
   * the follow-up calls. The lists of one session come in the order of its calls, each before the next call begins.
   * It is not waited for if it returns a promise.
   */
  readonly received: (list: ReceivedList<Handle, Rop>) => void | Promise<void>;
  /** Takes what went wrong in the background, where no caller is waiting. An error that it throws is left uncaught. */
  readonly problem: (problem: PendingProblem<Handle>) => void;
  /**
   * At most this many follow-up calls on one session until nothing is pending; default 100. Guards against a server
   * that answers RopPending forever. Counting starts anew whenever a list of your own (not a follow-up's) names the
   * session, and for all sessions as soon as no follow-up call is queued or under way.
   */
  readonly maximumCalls?: number | undefined;
  /**
   * Ends the follow-up calls for good when aborted: the calls under way are told through their `signal`, those that
   * are queued do not begin. `run` and `handle` go on working.
   */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Follows RopPending as MS-OXCNOTIF 3.2.5.5.3 wants it. When responses name a session of the client, that session is
 * called with an empty ROP list, its answer is judged in turn, and so on until nothing is pending. Calls on one session
 * context never overlap, neither with each other nor with those made through {@link PendingDriver.run}; sessions do not wait for each
 * other. However often a session is named before its follow-up call begins, it is one call; named while the call is
 * under way, it is one more. A session that ends before its call begins is not called.
 *
 * ```ts
 * const sessions = new Sessions<CookieJar>();
 * const driver = new PendingDriver({
 *   sessions,
 *   call: (session, { signal }) => execute(session.handle, [], signal),
 *   received: ({ session, responses }) => {
 *     for (const rop of responses) if (rop.ropId === 0x2a) notified(session, rop);
 *   },
 *   problem: (problem) => log(problem),
 * });
 * const session = sessions.add({ handle: cookies, index: 3 });
 * const responses = await driver.run(session, () => execute(session.handle, requests));
 * await driver.idle(); // everything that was named has been fetched
 * ```
 */
export class PendingDriver<Handle, Rop extends RopLike> {
  readonly #options: PendingDriverOptions<Handle, Rop>;
  readonly #maximumCalls: number;
  readonly #signal: AbortSignal;
  /** The last turn of each session context that has one; settles when the context is free, never rejects. */
  readonly #turns = new Map<Session<Handle>, Promise<void>>();
  /** The sessions whose follow-up call has not begun. */
  readonly #queued = new Set<Session<Handle>>();
  /** One for each follow-up call under way. To the signal they are one listener, however many sessions there are. */
  readonly #underWay = new Set<AbortController>();
  readonly #abort = () => {
    for (const controller of this.#underWay) controller.abort(this.#signal.reason);
  };
  /** How many follow-up calls are queued or under way. */
  #open = 0;
  /** Follow-up calls per session, for the maximum. */
  #calls = new WeakMap<Session<Handle>, number>();

  /** @throws RangeError if `maximumCalls` is not a positive integer */
  constructor(options: PendingDriverOptions<Handle, Rop>) {
    this.#options = options;
    this.#maximumCalls = options.maximumCalls ?? 100;
    this.#signal = options.signal ?? new AbortController().signal;
    if (!Number.isInteger(this.#maximumCalls) || this.#maximumCalls < 1) {
      throw new RangeError(`maximumCalls is a positive integer, not ${options.maximumCalls}.`);
    }
  }

  /**
   * Makes a call of your own on a session context when its turn has come, delivers the responses to `received`, starts
   * what their RopPending ask for, and resolves to them without waiting for that. Rejects as `call` does; then nothing
   * is delivered. Use it for every call on the context, so that none overlaps; one without ROP responses (Disconnect)
   * resolves to `[]`. The session may have ended: end it first, and Disconnect is the last call on it.
   *
   * Inside `call` do not wait for `run` on the same session or for `idle`: they wait for this very call. To give up a
   * turn that has not come, look at a signal of your own first thing in `call`.
   */
  async run<List extends readonly Rop[]>(session: Session<Handle>, call: () => Promise<List>): Promise<List> {
    return this.#inTurn(session, async () => {
      const responses = await call();
      this.handle(responses, session);
      return responses;
    });
  }

  /**
   * Takes responses received in another way than through {@link PendingDriver.run}: delivers them to `received`, starts what their
   * RopPending ask for, and returns the verdicts at once.
   *
   * @param receivedOn the session that received them; it makes no difference to the verdicts
   */
  handle(responses: readonly Rop[], receivedOn?: Session<Handle>): readonly PendingVerdict<Handle>[] {
    const { verdicts, named } = this.#accept(responses, receivedOn);
    for (const session of named) {
      this.#calls.delete(session);
      this.#follow(session);
    }
    return verdicts;
  }

  /** Resolves when no call is queued or under way, neither yours nor a follow-up; never rejects. */
  async idle(): Promise<void> {
    while (this.#turns.size > 0) await Promise.all(this.#turns.values());
  }

  /** Judges and delivers one list; `named` are the sessions to call. */
  #accept(responses: readonly Rop[], session: Session<Handle> | undefined) {
    const verdicts = judgePending(responses, this.#options.sessions);
    void this.#deliver({ session, responses, verdicts });
    const named = new Set(verdicts.flatMap((verdict) => (verdict.verdict === "match" ? verdict.sessions : [])));
    return { verdicts, named };
  }

  /** Calls the receiver before it returns; only what becomes of it is asynchronous. */
  async #deliver(list: ReceivedList<Handle, Rop>): Promise<void> {
    try {
      await this.#options.received(list);
    } catch (error) {
      tell(this.#options.problem, { problem: "receiver-failed", session: list.session, error });
    }
  }

  /** Queues the follow-up call of a session that a RopPending names, unless one is queued already. */
  #follow(session: Session<Handle>): void {
    if (this.#queued.has(session)) return;
    const calls = this.#calls.get(session) ?? 0;
    if (calls >= this.#maximumCalls) {
      tell(this.#options.problem, { problem: "limit-reached", session, calls });
      return;
    }
    this.#calls.set(session, calls + 1);
    this.#queued.add(session);
    this.#open++;
    void this.#inTurn(session, () => this.#followUp(session));
  }

  /** The turn of a follow-up call; never rejects. */
  async #followUp(session: Session<Handle>): Promise<void> {
    // From here on a RopPending asks for another call: the answer to this one may have been composed before it.
    this.#queued.delete(session);
    try {
      if (!this.#options.sessions.has(session)) return;
      if (this.#signal.aborted) {
        tell(this.#options.problem, { problem: "aborted", session });
        return;
      }
      const responses = await this.#call(session);
      for (const named of this.#accept(responses, session).named) this.#follow(named);
    } catch (error) {
      tell(this.#options.problem, { problem: "call-failed", session, error });
    } finally {
      this.#open--;
      if (this.#open === 0) this.#calls = new WeakMap();
    }
  }

  async #call(session: Session<Handle>): Promise<readonly Rop[]> {
    const controller = new AbortController();
    if (this.#underWay.size === 0) this.#signal.addEventListener("abort", this.#abort);
    this.#underWay.add(controller);
    try {
      return await this.#options.call(session, { signal: controller.signal });
    } finally {
      this.#underWay.delete(controller);
      if (this.#underWay.size === 0) this.#signal.removeEventListener("abort", this.#abort);
    }
  }

  /** Runs a task when all tasks that came before it on this session context have settled. */
  #inTurn<Result>(session: Session<Handle>, task: () => Promise<Result>): Promise<Result> {
    const result = (this.#turns.get(session) ?? Promise.resolve()).then(task);
    const leave = () => {
      if (this.#turns.get(session) === turn) this.#turns.delete(session);
    };
    const turn = result.then(leave, leave);
    this.#turns.set(session, turn);
    return result;
  }
}
