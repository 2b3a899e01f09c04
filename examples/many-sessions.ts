/** Many sessions of many programs in one process, over HTTP on loopback: what each was told, and what it took. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { RopId } from "../src/index.js";
import { type MailboxSession, MailboxSessions, MapiHttpClient, RopBatch } from "../src/mapi-http/index.js";
import { type MapiServer, startMapiServer } from "../src/testing/index.js";

export interface SoakOptions {
  /** How many sessions, 1 to 65535. */
  readonly sessions: number;
  /** For how long the mailboxes change. */
  readonly seconds: number;
}

export interface SoakResult {
  readonly programs: number;
  readonly changes: number;
  /** Notifications of new mail, over all sessions. */
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly ropPendings: number;
  /** Execute requests without ROPs: those that RopPending and NotificationWait led to. */
  readonly followUps: number;
  readonly requests: number;
  readonly problems: number;
  /** Sessions that are left on the server, or in the table of a program, when all have disconnected. */
  readonly left: number;
  /** In bytes: before the first session, at most, and after the last. */
  readonly heap: Range;
  readonly rss: Range;
  /** Event-loop lag in milliseconds. */
  readonly lag: { readonly median: number; readonly p99: number; readonly most: number };
}

interface Range {
  readonly before: number;
  readonly most: number;
  readonly after: number;
}

/** Sessions to a program; they share a mailbox, and only the first waits for events: the others hear of them by RopPending. */
const PER_PROGRAM = 10;
/** How many programs connect at once. */
const AT_ONCE = 8;
/** Changes per second. */
const RATE = 40;
/** Milliseconds between two storms. */
const STORM = 250;
/** How long the last events may take, in milliseconds. */
const PATIENCE = 30_000;
/** NewMail and ObjectCreated. */
const EVENTS = 0x0002 | 0x0004;

/** One program: a client with its sessions, and what each of them was told, by message id. */
interface Program {
  readonly userDn: string;
  readonly mailboxes: MailboxSessions;
  readonly sessions: MailboxSession[];
  readonly told: Map<MailboxSession["session"], bigint[]>;
  /** The messages that came, in their order. */
  readonly mail: bigint[];
}

/** Runs the sessions, and ends them. */
export async function manySessions({ sessions, seconds }: SoakOptions): Promise<SoakResult> {
  const count = { requests: 0, followUps: 0, ropPendings: 0, problems: 0, changes: 0 };
  const memory = new Memory();
  const lag = monitorEventLoopDelay({ resolution: 5 });
  const server = await startMapiServer({
    observe: ({ requestType, requests }) => {
      count.requests++;
      if (requestType === "Execute" && requests.length === 0) count.followUps++;
    },
  });
  try {
    const programs = Array.from({ length: Math.ceil(sessions / PER_PROGRAM) }, (_, at) => newProgram(at, count));
    for (let at = 0; at < programs.length; at += AT_ONCE) {
      const group = programs.slice(at, at + AT_ONCE);
      const sizes = group.map((_, i) => Math.min(PER_PROGRAM, sessions - (at + i) * PER_PROGRAM));
      await Promise.all(group.map((program, i) => connect(program, sizes[i]!, server)));
    }
    memory.look();
    lag.enable();
    await change(programs, server, seconds, () => {
      count.changes++;
      memory.look();
    });
    await told(programs);
    lag.disable();
    memory.look();
    const accounts = programs.flatMap(({ told, mail }) => [...told.values()].map((got) => compare(mail, got)));
    await Promise.all(programs.flatMap((program) => program.sessions.map((session) => session.disconnect())));
    const inTables = programs.reduce((sum, { mailboxes }) => sum + mailboxes.table.size, 0);
    const sum = (of: (account: Account) => number) => accounts.reduce((total, account) => total + of(account), 0);
    return {
      ...count,
      programs: programs.length,
      delivered: sum(({ delivered }) => delivered),
      lost: sum(({ lost }) => lost),
      doubled: sum(({ doubled }) => doubled),
      outOfOrder: sum(({ outOfOrder }) => outOfOrder),
      left: inTables + server.sessions.length,
      ...memory.ranges(),
      lag: { median: lag.percentile(50) / 1e6, p99: lag.percentile(99) / 1e6, most: lag.max / 1e6 },
    };
  } finally {
    lag.disable();
    await server.close();
  }
}

function newProgram(at: number, count: { ropPendings: number; problems: number }): Program {
  const told: Program["told"] = new Map();
  const mailboxes = new MailboxSessions({
    problem: () => count.problems++,
    observe: (session, responses) => {
      for (const response of responses) {
        if (response.ropId === RopId.Pending) count.ropPendings++;
        if (response.ropId !== RopId.Notify || response.notificationData.type !== "newMail") continue;
        told.get(session)?.push(response.notificationData.messageId ?? 0n);
      }
    },
  });
  return { userDn: `/o=Example/cn=Recipients/cn=user${at}`, mailboxes, sessions: [], told, mail: [] };
}

async function connect(program: Program, size: number, server: MapiServer): Promise<void> {
  const client = new MapiHttpClient(server.url);
  for (let i = 0; i < size; i++) {
    const context = await client.connect({ userDn: program.userDn });
    // MAPI/HTTP tells no client its session index: here it is read off the server, by a cookie of the last Connect.
    const index = server.sessions.findLast(({ userDn }) => userDn === program.userDn)?.index;
    const session = program.mailboxes.add(context, { index });
    program.told.set(session.session, []);
    program.sessions.push(session);
    await session.rops(subscription(program.userDn));
  }
  // Nobody takes the events from the loop; that it runs is what makes the session wait for them.
  void program.sessions[0]?.notifications();
}

/** A logon, and a subscription to all of it. */
function subscription(essdn: string): RopBatch {
  const batch = new RopBatch();
  const mailbox = batch.newHandle("mailbox");
  const flags = { undercover: false, ghosted: false, spoolerProcess: false, openFlags: 0 };
  batch.add({ ropId: RopId.Logon, logonId: 0, outputHandleIndex: mailbox, logonKind: "private", ...flags, essdn });
  const onLogon = { logonId: 0, inputHandleIndex: mailbox, outputHandleIndex: batch.newHandle("subscription") };
  batch.add({ ropId: RopId.RegisterNotification, ...onLogon, notificationTypes: EVENTS, wantWholeStore: true });
  return batch;
}

/** New mail, to one mailbox after the other; now and then a storm of RopPending, for own sessions and for foreign ones. */
async function change(
  programs: readonly Program[],
  server: MapiServer,
  seconds: number,
  changed: () => void,
): Promise<void> {
  const begun = performance.now();
  const elapsed = () => performance.now() - begun;
  const wanted = () => Math.ceil((elapsed() / 1000) * RATE);
  let storms = 0;
  for (let changes = 0; elapsed() < seconds * 1000; await sleep(5)) {
    for (; changes < wanted(); changes++) {
      const { userDn, mail } = programs[changes % programs.length]!;
      mail.push(server.mailbox(userDn).deliver({ subject: `mail ${changes}` }).id);
      changed();
    }
    if (elapsed() < storms * STORM) continue;
    const program = programs[storms++ % programs.length]!;
    const indexes = program.sessions.flatMap(({ session: { index = 0 } }) => [index, index, (index + 1000) & 0xffff]);
    const named = server.sessions.find(({ userDn }) => userDn === program.userDn);
    if (named !== undefined) server.fail({ session: named, ropPending: indexes, times: 3 });
  }
  server.clearFaults();
}

/** Waits until every session has been told of everything, or for as long as it makes sense. */
async function told(programs: readonly Program[]): Promise<void> {
  const begun = performance.now();
  const isTold = ({ told, mail }: Program) => [...told.values()].every((got) => got.length >= mail.length);
  while (!programs.every(isTold) && performance.now() - begun < PATIENCE) await sleep(10);
  await Promise.all(programs.map(({ mailboxes }) => mailboxes.idle()));
}

interface Account {
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** What a session was told, against what happened. */
export function compare(happened: readonly bigint[], told: readonly bigint[]): Account {
  const once = [...new Set(told)];
  const places = once.map((id) => happened.indexOf(id));
  return {
    delivered: told.length,
    lost: happened.length - places.filter((place) => place >= 0).length,
    doubled: told.length - once.length,
    outOfOrder: places.filter((place, at) => at > 0 && place < places[at - 1]!).length,
  };
}

class Memory {
  readonly #before = process.memoryUsage();
  #heap = 0;
  #rss = 0;

  look(): void {
    const { heapUsed, rss } = process.memoryUsage();
    this.#heap = Math.max(this.#heap, heapUsed);
    this.#rss = Math.max(this.#rss, rss);
  }

  ranges(): { readonly heap: Range; readonly rss: Range } {
    const { heapUsed, rss } = process.memoryUsage();
    this.look();
    return {
      heap: { before: this.#before.heapUsed, most: this.#heap, after: heapUsed },
      rss: { before: this.#before.rss, most: this.#rss, after: rss },
    };
  }
}
