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
    return this.#live.values();
  }

  create(connected: Connected): ServerSession {
    const session = new ServerSession(connected, this.#nextIndex(), this.#options.now());
    this.#live.set(session.cookie, session);
    return session;
  }

  /** The live context with this cookie. One that was not used for too long ends here. */
  find(cookie: string | undefined): ServerSession | undefined {
    const session = cookie === undefined ? undefined : this.#live.get(cookie);
    if (session === undefined || this.#options.now() - session.usedAt <= this.#options.expiration) return session;
    this.end(session);
    return undefined;
  }

  end(session: ServerSession): void {
    this.#live.delete(session.cookie);
    session.end();
  }

  /** The contexts that are linked with one, itself among them. */
  linkedWith(session: ServerSession): readonly ServerSession[] {
    return [...this.#live.values()].filter((other) => this.#options.linked(session, other));
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
