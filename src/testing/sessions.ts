/** The session contexts of the server, found by their cookies. */
import { type Connected, ServerSession } from "./session.js";

/** The names of the two cookies. */
export const SESSION_COOKIE = "MapiContext";
export const SEQUENCE_COOKIE = "MapiSequence";

export interface ServerSessionsOptions {
  readonly now: () => number;
  /** After how many milliseconds without a request a context is gone. */
  readonly expiration: number;
  readonly sessionIndex: ((ordinal: number) => number) | undefined;
  readonly linked: (a: ServerSession, b: ServerSession) => boolean;
}

export class ServerSessions implements Iterable<ServerSession> {
  readonly #options: ServerSessionsOptions;
  readonly #live = new Map<string, ServerSession>();
  #created = 0;

  constructor(options: ServerSessionsOptions) {
    this.#options = options;
  }

  /** Oldest first. */
  [Symbol.iterator](): IterableIterator<ServerSession> {
    this.#sweep();
    return this.#live.values();
  }

  create(connected: Connected): ServerSession {
    this.#sweep();
    const session = new ServerSession(connected, this.#nextIndex(), this.#options.now());
    this.#live.set(session.cookie, session);
    return session;
  }

  /** The live context with this cookie. */
  find(cookie: string | undefined): ServerSession | undefined {
    this.#sweep();
    return cookie === undefined ? undefined : this.#live.get(cookie);
  }

  end(session: ServerSession): void {
    this.#live.delete(session.cookie);
    session.end();
  }

  /** The contexts that are linked with one, itself among them. */
  linkedWith(session: ServerSession): readonly ServerSession[] {
    return [...this].filter((other) => this.#options.linked(session, other));
  }

  /** Ends the contexts that were not used for too long, and in which no request is on its way. */
  #sweep(): void {
    const oldest = this.#options.now() - this.#options.expiration;
    for (const session of this.#live.values()) {
      if (session.usedAt < oldest && !session.busy && !session.isWaiting) this.end(session);
    }
  }

  /** By default from 1 on, around at 65536, and never one that a live context has. */
  #nextIndex(): number {
    const { sessionIndex } = this.#options;
    if (sessionIndex !== undefined) return sessionIndex(this.#created++);
    const used = new Set([...this.#live.values()].map(({ index }) => index));
    let index: number;
    do index = ++this.#created & 0xffff;
    while (used.has(index));
    return index;
  }
}
