/** What is so: a real server, two programs with real clients, and a trace of who called whom and why. */
import { expect } from "vitest";
import { decode, decodeExecuteRequest, decodeInputBuffer, openExtendedBuffers, RopId } from "../../src/index.js";
import { type MailboxSession, MailboxSessions, MapiHttpClient, type RopHandle } from "../../src/mapi-http/index.js";
import { type MapiServer, type ServerSession, startMapiServer } from "../../src/testing/index.js";
import type { Model, ModelSession, Told } from "./model.js";
import { textOf } from "./model.js";

export const USER = "/o=example/cn=recipients/cn=alice";
/** How many calls in a row a RopPending can lead to. */
const MAXIMUM_CALLS = 8;
/** How long it may take until nothing moves, in milliseconds. */
const PATIENCE = 8_000;

/** A session as the client and the server see it, and what it received. */
export interface RealSession {
  readonly client: MailboxSession;
  readonly server: ServerSession;
  readonly logon: RopHandle;
  readonly handles: Map<number, RopHandle>;
  readonly received: Told[];
  readonly heard: Told[];
  loop: { readonly leave: () => Promise<unknown>; end: "running" | "left" | "over" | "gone" } | undefined;
}

/** Why a session may be called without ROPs, and how often it was. */
class Account {
  /** A RopPending named it, and no call has begun since: however many name it, it is one call. */
  owed = false;
  /** The waits for events that ended, and the calls that failed and may be made again. */
  wakes = 0;
  /** Execute requests that were sent and that arrived. */
  sent = 0;
  arrived = 0;
}

export class World {
  readonly server: MapiServer;
  /** Two programs with tables of their own: to each, the sessions of the other are foreign, though the server links them. */
  readonly programs: readonly MailboxSessions[];
  readonly client: MapiHttpClient;
  readonly sessions: RealSession[] = [];
  /** What was reported since {@link World.check}: the kind of problem, and on which session. */
  readonly problems: { readonly kind: string; readonly id: number }[] = [];
  /** How many contexts the mailbox tells of its changes. */
  listeners = 0;
  /** Ends the follow-up calls; never does. */
  readonly signal: AbortSignal = new AbortController().signal;
  readonly #accounts: Map<string, Account>;
  readonly #wrong: string[];

  static async start(nextIndex: () => number): Promise<World> {
    const accounts = new Map<string, Account>();
    const wrong: string[] = [];
    const server = await startMapiServer({
      mailboxes: [{ essdn: USER, folders: [{ name: "A" }, { name: "B" }] }],
      sessionIndex: nextIndex,
      linked: () => true,
      pollsMax: 20,
      pendingPeriod: 5,
      observe: ({ requestType, requestId, responseCode }) => {
        const account = accounts.get(requestId.slice(0, requestId.lastIndexOf(":")));
        if (account === undefined) return;
        if (requestType === "Execute") account.arrived++;
        if (requestType === "NotificationWait" && responseCode === 0) account.wakes++;
      },
    });
    return new World(server, accounts, wrong);
  }

  private constructor(server: MapiServer, accounts: Map<string, Account>, wrong: string[]) {
    this.server = server;
    this.#accounts = accounts;
    this.#wrong = wrong;
    this.client = new MapiHttpClient(server.url, {
      // A slow machine is no timeout.
      missedPendings: 1000,
      fetch: (input, init) => {
        this.#sent(new Headers(init?.headers), init?.body as Uint8Array);
        return fetch(input, init);
      },
    });
    this.programs = [this.#program(), this.#program()];
    const mailbox = server.mailbox(USER);
    const listen = mailbox.listen.bind(mailbox);
    mailbox.listen = (listener) => {
      const stop = listen(listener);
      this.listeners++;
      return () => {
        this.listeners--;
        stop();
      };
    };
  }

  #program(): MailboxSessions {
    const mailboxes: MailboxSessions = new MailboxSessions({
      signal: this.signal,
      maximumCalls: MAXIMUM_CALLS,
      observe: (session, responses) => {
        const real = this.sessions.find(({ client }) => client.session === session);
        for (const response of responses) {
          if (response.ropId === RopId.Notify) {
            real?.received.push({ handle: response.notificationHandle, text: textOf(response.notificationData) });
          } else if (response.ropId === RopId.Pending) {
            for (const named of mailboxes.table) {
              if (named.index === response.sessionIndex) this.#accountOf(named).owed = true;
            }
          }
        }
      },
      problem: (problem) => {
        if (problem.session === undefined) throw new Error(problem.problem);
        const account = this.#accountOf(problem.session);
        if (problem.problem === "limit-reached") account.owed = false;
        if (problem.problem === "wait-failed" || problem.problem === "poll-failed") account.wakes++;
        const id = this.sessions.findIndex(({ client }) => client.session === problem.session);
        this.problems.push({ kind: problem.problem, id });
      },
    });
    return mailboxes;
  }

  #accountOf(session: MailboxSession["session"]): Account {
    const real = this.sessions.find(({ client }) => client.session === session);
    return this.#accounts.get(real?.server.requestGuid ?? "") ?? new Account();
  }

  /** Whoever calls without ROPs has to have a reason. Calls of the test's own carry ROPs. */
  #sent(headers: Headers, body: Uint8Array): void {
    if (headers.get("X-RequestType") !== "Execute") return;
    const requestId = headers.get("X-RequestId") ?? "";
    const account = this.#accounts.get(requestId.slice(0, requestId.lastIndexOf(":")));
    if (account === undefined) return;
    account.sent++;
    const [payload] = openExtendedBuffers(decode(decodeExecuteRequest, body).ropBuffer);
    const isOwn = decodeInputBuffer(payload?.payload ?? new Uint8Array()).requests.length > 0;
    if (!isOwn && !account.owed) {
      if (account.wakes === 0) this.#wrong.push(`session ${this.#idOf(account)} was called for no reason`);
      else account.wakes--;
    }
    // Any call on the session brings what waits there, but a follow-up that is queued by then is made all the same.
    if (!isOwn) account.owed = false;
  }

  #idOf(account: Account): number {
    return this.sessions.findIndex(({ server }) => this.#accounts.get(server.requestGuid) === account);
  }

  /** Takes in a session that has just been made, by connecting or by reconnecting. */
  add(client: MailboxSession, logon: RopHandle): RealSession {
    const server = this.server.sessions.at(-1) as ServerSession;
    this.#accounts.set(server.requestGuid, new Account());
    const handles = new Map<number, RopHandle>();
    const real: RealSession = { client, server, logon, handles, received: [], heard: [], loop: undefined };
    this.sessions.push(real);
    return real;
  }

  /** Resolves when nothing moves: no call under way, and every session that listens waits on the server. */
  async rest(healthy: readonly ModelSession[]): Promise<void> {
    const begun = performance.now();
    for (let pause = 0; ; pause = 2) {
      await Promise.all(this.programs.map((program) => program.idle()));
      const busy = healthy.filter((session) => this.#isBusy(session)).map(({ id }) => id);
      const zombies = this.server.sessions.filter((session) => session.busy);
      if (busy.length === 0 && zombies.length === 0) return;
      if (performance.now() - begun > PATIENCE) throw new Error(`sessions ${busy.join(", ")} do not come to rest`);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  #isBusy({ id, listening }: ModelSession): boolean {
    const { server } = this.sessions[id]!;
    return listening ? !server.isWaiting || server.notifications.size > 0 : server.isWaiting;
  }

  /**
   * Compares with the model, when nothing moves.
   *
   * @param excused sessions on which something was made to fail
   */
  check(model: Model, excused: readonly ModelSession[]): void {
    expect(this.#wrong.splice(0), "calls without a reason").toEqual([]);
    for (const session of model.sessions) {
      const { server, received, heard, loop } = this.sessions[session.id]!;
      const account = this.#accounts.get(server.requestGuid)!;
      const name = `session ${session.id}`;
      expect(received, `${name}: what it received`).toEqual(session.told);
      expect(heard, `${name}: what its loops saw`).toEqual(session.heard);
      expect(loop?.end ?? "left", `${name}: its loop`).toBe(session.loop);
      expect(account.arrived, `${name}: calls that arrived`).toBe(account.sent);
      if (!session.live) continue;
      expect(account.owed, `${name}: a RopPending that nobody answered`).toBe(false);
      expect(server.notifications.size, `${name}: what waits on the server`).toBe(session.waiting.length);
    }
    for (const [program, { table }] of this.programs.entries()) {
      const live = model.live.filter((session) => session.program === program);
      const sessions = live.map(({ id }) => this.sessions[id]!.client.session);
      expect(new Set(table), `the table of program ${program}`).toEqual(new Set(sessions));
    }
    expect(new Set(this.server.sessions), "the contexts on the server").toEqual(
      new Set(model.live.map(({ id }) => this.sessions[id]!.server)),
    );
    const failed = new Set(excused.map(({ id }) => id));
    const isExpected = ({ kind, id }: { readonly kind: string; readonly id: number }) =>
      kind === "limit-reached" ? model.isAmbiguous : failed.has(id) || model.sessions[id]?.broken;
    expect(
      this.problems.splice(0).filter((problem) => !isExpected(problem)),
      "problems",
    ).toEqual([]);
  }
}
