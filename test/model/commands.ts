/** What can happen: sessions, subscriptions, changes, losses and storms, each as a command on the model and the world. */
import fc from "fast-check";
import { expect } from "vitest";
import { NotificationTypes, RopId } from "../../src/index.js";
import { MapiHttpError, type NamedRequest, RopBatch, RopHandle } from "../../src/mapi-http/index.js";
import type { Fault, Folder } from "../../src/testing/index.js";
import { eventText, type Happening, type Interest, type Model, ModelSession, textOf } from "./model.js";
import { type RealSession, USER, type World } from "./world.js";

const FOLDERS = ["Inbox", "A", "B"] as const;
const KINDS = ["newMail", "objectCreated", "objectDeleted", "objectModified", "objectMoved"] as const;
const MOST_SESSIONS = 6;
const PidTagSubject = 0x0037001f;
/** A handle that no session has. */
const STRAY = 0x7777;
/** How much of any answer may be cut off: less than the shortest has. */
const SHORTEST = 80;
/** Room for a RopPending of each index. */
const ALL_PENDING = 3 * 8;

/** The index that the server gives to the next session context. */
export const nextIndex = { value: 0 };

/** One step: what it does is said by a subclass, what has to hold afterwards is the same for all. */
abstract class Step implements fc.AsyncCommand<Model, World> {
  /** What it turned out to be, for the report of a failure. */
  protected said = "";
  /** Where something was made to fail. */
  protected excused: ModelSession[] = [];

  abstract check(model: Readonly<Model>): boolean;
  protected abstract act(model: Model, world: World): Promise<void>;

  async run(model: Model, world: World): Promise<void> {
    this.excused = [];
    await this.act(model, world);
    await world.rest(model.healthy);
    world.server.clearFaults();
    world.check(model, this.excused);
  }

  toString(): string {
    return `${this.constructor.name}(${this.said})`;
  }
}

function pick<T>(list: readonly T[], nth: number): T {
  return list[nth % list.length] as T;
}

/** A call that every server answers, and that asks for nothing. */
function ask({ logon }: RealSession): readonly NamedRequest[] {
  return [{ ropId: RopId.GetStoreState, logonId: 0, inputHandleIndex: logon }];
}

// ---- sessions -------------------------------------------------------------------------------------------------------

interface Identity {
  readonly index: number;
  readonly known: boolean;
}

async function logOn(model: Model, world: World, session: ModelSession, client: RealSession["client"]) {
  const logon = new RopHandle("logon");
  world.add(client, logon);
  model.sessions.push(session);
  const flags = { undercover: false, ghosted: false, spoolerProcess: false, openFlags: 0, essdn: USER };
  await client.rops([{ ropId: RopId.Logon, logonId: 0, outputHandleIndex: logon, logonKind: "private", ...flags }]);
  model.answered(session);
}

class Connect extends Step {
  readonly #program: number;
  readonly #identity: Identity;

  constructor(program: number, identity: Identity) {
    super();
    this.#program = program;
    this.#identity = identity;
  }

  check(model: Model): boolean {
    return model.live.length < MOST_SESSIONS;
  }

  async act(model: Model, world: World): Promise<void> {
    const { index, known } = this.#identity;
    const session = new ModelSession(model.sessions.length, this.#program, index, known);
    this.said = `session ${session.id} of program ${this.#program}, ${known ? "" : "unknown "}index ${index}`;
    nextIndex.value = index;
    const context = await world.client.connect({ userDn: USER });
    const client = world.programs[this.#program]!.add(context, known ? { index } : {});
    await logOn(model, world, session, client);
  }
}

/** A step on one session. */
abstract class OnSession extends Step {
  readonly #nth: number;

  constructor(nth: number) {
    super();
    this.#nth = nth;
  }

  /** The sessions that it may be. */
  protected from(model: Model): readonly ModelSession[] {
    return model.healthy;
  }

  protected abstract on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void>;

  check(model: Model): boolean {
    return this.from(model).length > 0;
  }

  async act(model: Model, world: World): Promise<void> {
    const session = pick(this.from(model), this.#nth);
    this.said = `session ${session.id}`;
    await this.on(session, world.sessions[session.id]!, model, world);
  }
}

class Disconnect extends OnSession {
  async on(session: ModelSession, { client }: RealSession): Promise<void> {
    await client.disconnect();
    session.end("over");
  }
}

class Reconnect extends OnSession {
  readonly #identity: Identity;

  constructor(nth: number, identity: Identity) {
    super(nth);
    this.#identity = identity;
  }

  override from(model: Model): readonly ModelSession[] {
    const broken = model.live.filter((session) => session.broken);
    return broken.length > 0 ? broken : model.live;
  }

  async on(session: ModelSession, { client }: RealSession, model: Model, world: World): Promise<void> {
    const { index, known } = this.#identity;
    const next = new ModelSession(model.sessions.length, session.program, index, known);
    this.said += ` as session ${next.id}, ${known ? "" : "unknown "}index ${index}`;
    nextIndex.value = index;
    const again = await client.reconnect(known ? { index } : {});
    session.end("over");
    await logOn(model, world, next, again);
  }
}

// ---- subscriptions --------------------------------------------------------------------------------------------------

class Subscribe extends OnSession {
  readonly #kinds: readonly (typeof KINDS)[number][];
  readonly #folder: (typeof FOLDERS)[number] | undefined;

  constructor(nth: number, kinds: readonly (typeof KINDS)[number][], folder: (typeof FOLDERS)[number] | undefined) {
    super(nth);
    this.#kinds = kinds;
    this.#folder = folder;
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.said += `, ${this.#kinds.join(" ")} in ${this.#folder ?? "the mailbox"}`;
    const folderId = this.#folder && world.server.mailbox(USER).folder(this.#folder).id;
    const handle = new RopHandle("subscription");
    const notificationTypes = this.#kinds.reduce((types, kind) => types | NotificationTypes[kind], 0);
    const scope =
      folderId === undefined ? { wantWholeStore: true } : { wantWholeStore: false, folderId, messageId: 0n };
    const common = { logonId: 0, inputHandleIndex: real.logon, outputHandleIndex: handle, notificationTypes };
    await real.client.rops([{ ropId: RopId.RegisterNotification, ...common, ...scope }]);
    opened(session, real, handle, { wants: "events", kinds: new Set(this.#kinds), folderId });
    model.answered(session);
  }
}

class OpenTable extends OnSession {
  readonly #folder: (typeof FOLDERS)[number];

  constructor(nth: number, folder: (typeof FOLDERS)[number]) {
    super(nth);
    this.#folder = folder;
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.said += `, ${this.#folder}`;
    const { id: folderId, messages } = world.server.mailbox(USER).folder(this.#folder);
    const batch = new RopBatch();
    const [folder, table] = [batch.newHandle(), batch.newHandle("table")];
    const opens = { logonId: 0, inputHandleIndex: real.logon, outputHandleIndex: folder };
    batch.add({ ropId: RopId.OpenFolder, ...opens, folderId, openModeFlags: 0 });
    const contents = { logonId: 0, inputHandleIndex: folder, outputHandleIndex: table };
    batch.add({ ropId: RopId.GetContentsTable, ...contents, tableFlags: 0 });
    const onTable = { logonId: 0, inputHandleIndex: table };
    batch.add({ ropId: RopId.SetColumns, ...onTable, setColumnsFlags: 0, propertyTags: [PidTagSubject] });
    const reading = { queryRowsFlags: 0, forwardRead: true, rowCount: 1000 };
    const query = batch.add({ ropId: RopId.QueryRows, ...onTable, ...reading });
    const rows = (await real.client.rops(batch)).response(query);
    expect(rows?.outcome === "success" && rows.rowData.map(({ valueArray }) => valueArray[0])).toEqual(
      messages.map(({ properties }) => properties.get(PidTagSubject)),
    );
    opened(session, real, table, { wants: "rows", folderId });
    model.answered(session);
  }
}

function opened(session: ModelSession, real: RealSession, handle: RopHandle, interest: Interest): void {
  session.interests.set(handle.value!, interest);
  real.handles.set(handle.value!, handle);
}

class Release extends OnSession {
  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter(({ interests }) => interests.size > 0);
  }

  async on(session: ModelSession, real: RealSession, model: Model): Promise<void> {
    const [handle] = session.interests.keys();
    this.said += `, its ${session.interests.get(handle!)?.wants}`;
    await real.client.rops([
      { ropId: RopId.Release, logonId: 0, inputHandleIndex: real.handles.get(handle!)! },
      ...ask(real),
    ]);
    session.interests.delete(handle!);
    session.waiting = session.waiting.filter((told) => told.handle !== handle);
    model.answered(session);
  }
}

class Listen extends OnSession {
  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter(({ listening, interests }) => !listening && interests.size > 0);
  }

  async on(session: ModelSession, real: RealSession, model: Model): Promise<void> {
    const notifications = real.client.notifications();
    const loop: RealSession["loop"] = { leave: async () => notifications.return?.(), end: "running" };
    real.loop = loop;
    const run = async () => {
      for await (const { notificationHandle: handle, notificationData } of notifications) {
        real.heard.push({ handle, text: textOf(notificationData) });
      }
      if (loop.end === "running") loop.end = "over";
    };
    void run().catch((error: unknown) => {
      loop.end = error instanceof MapiHttpError && error.contextGone ? "gone" : "running";
    });
    session.listening = true;
    session.loop = "running";
    model.rest();
  }
}

class Leave extends OnSession {
  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter(({ listening }) => listening);
  }

  async on(session: ModelSession, { loop }: RealSession): Promise<void> {
    loop!.end = "left";
    await loop!.leave();
    session.listening = false;
    session.loop = "left";
  }
}

// ---- changes --------------------------------------------------------------------------------------------------------

export interface ChangeOf {
  readonly kind: "deliver" | "change" | "delete" | "move";
  readonly folder: (typeof FOLDERS)[number];
  readonly nth: number;
}

/** Changes the mailbox: what happened. Nothing where there is no message to change. */
function change(world: World, { kind, folder: name, nth }: ChangeOf): readonly Happening[] {
  const mailbox = world.server.mailbox(USER);
  const folder = mailbox.folder(name);
  const modified = ({ id }: Folder): Happening => ({ kind: "objectModified", folderId: id });
  const about = (of: typeof message) => ({ message: { id: of.id, subject: String(of.properties.get(PidTagSubject)) } });
  if (kind === "deliver" || folder.messages.length === 0) {
    const message = mailbox.deliver({ subject: `mail ${nth}` }, folder);
    const at = { folderId: folder.id, ...about(message) };
    return [{ kind: "objectCreated", ...at }, modified(folder), { kind: "newMail", ...at }];
  }
  const message = pick(folder.messages, nth);
  if (kind === "change") {
    mailbox.modify(message, [{ propertyTag: PidTagSubject, propertyValue: `changed ${nth}` }]);
    return [{ kind: "objectModified", folderId: folder.id, ...about(message) }];
  }
  if (kind === "delete") {
    mailbox.delete(message);
    return [{ kind: "objectDeleted", folderId: folder.id, ...about(message) }, modified(folder)];
  }
  const to = mailbox.folder(pick(FOLDERS, FOLDERS.indexOf(name) + 1));
  const moved = mailbox.move(message, to);
  const old = { folderId: folder.id, id: message.id };
  return [{ kind: "objectMoved", folderId: to.id, ...about(moved), old }, modified(folder), modified(to)];
}

class Change extends Step {
  readonly #changes: readonly ChangeOf[];

  constructor(changes: readonly ChangeOf[]) {
    super();
    this.#changes = changes;
  }

  check(): boolean {
    return true;
  }

  async act(model: Model, world: World): Promise<void> {
    this.said = this.#changes.map(({ kind, folder, nth }) => `${kind} ${nth} in ${folder}`).join(", ");
    for (const one of this.#changes) model.happen(change(world, one));
    model.rest();
  }
}

/** The server tells of something directly: for a handle of the session, or for one that it does not have. */
class Notify extends OnSession {
  readonly #isStray: boolean;

  constructor(nth: number, isStray: boolean) {
    super(nth);
    this.#isStray = isStray;
  }

  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter(({ interests }) => interests.size > 0);
  }

  async on(session: ModelSession, real: RealSession, model: Model): Promise<void> {
    this.said += this.#isStray ? ", of a handle that it does not have too" : "";
    if (this.#isStray) tellOf(session, real, STRAY);
    tellOf(session, real, aHandleOf(session));
    model.rest();
  }
}

function aHandleOf({ interests }: ModelSession): number {
  return [...interests.keys()].at(-1) ?? STRAY;
}

function tellOf(session: ModelSession, { server }: RealSession, handle: number): void {
  const data = { type: "searchCompleted", inSearchFolder: false, folderId: 1n } as const;
  server.notify({ ropId: RopId.Notify, notificationHandle: handle, logonId: 0, notificationData: data });
  session.waiting.push({ handle, text: eventText("searchCompleted", 1n, undefined) });
}

// ---- calls, losses and storms ---------------------------------------------------------------------------------------

class Call extends OnSession {
  async on(session: ModelSession, real: RealSession, model: Model): Promise<void> {
    const { responses } = await real.client.rops(ask(real));
    expect(responses[0]?.ropId).toBe(RopId.GetStoreState);
    model.answered(session);
  }
}

/** So little room for an answer that notifications stay behind. */
class CallWithLittleRoom extends OnSession {
  readonly #room: number;

  constructor(nth: number, room: number) {
    super(nth);
    this.#room = room;
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.said += `, room for ${this.#room} bytes`;
    // RPC_HEADER_EXT, RopSize, one handle, the response.
    await real.client.rops(ask(real), { maxRopOut: 8 + 2 + 4 + 6 + ALL_PENDING + this.#room });
    await world.rest(model.healthy);
    // Where the notifications left no room for any RopPending, the other sessions are named now.
    await real.client.rops(ask(real));
    model.answered(session);
  }
}

/** RopPending for any indexes, at any calls. */
class Storm extends OnSession {
  readonly #indexes: readonly number[];
  readonly #times: number;

  constructor(nth: number, indexes: readonly number[], times: number) {
    super(nth);
    this.#indexes = indexes;
    this.#times = times;
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.said += `, RopPending ${this.#indexes.join(" ")}, ${this.#times} times`;
    world.server.fail({ ropPending: this.#indexes, times: this.#times });
    await real.client.rops(ask(real));
    for (const named of model.healthy) {
      if (named.known && named.program === session.program && this.#indexes.includes(named.index)) named.tell();
    }
    model.answered(session);
  }
}

/** How a call can go wrong, and what becomes of it. */
interface Loss {
  readonly fault: Fault;
  /** What the call rejects with; nothing if it succeeds nevertheless. */
  readonly error?: object;
  /** Whether the answer was made: the server holds its notifications for told. */
  readonly told?: boolean;
  /** Whether the session context is gone. */
  readonly gone?: boolean;
}

const refused = (responseCode: number) => ({ failure: "response-code", responseCode, refused: true });

export const losses: Readonly<Record<string, fc.Arbitrary<Loss>>> = {
  cut: fc.nat(SHORTEST).map((cutAfter) => ({
    fault: { cutAfter },
    error: { failure: "network", refused: false, contextGone: false },
    told: true,
  })),
  expired: fc.constant({ fault: { expire: true }, error: { ...refused(10), contextGone: true }, gone: true }),
  refused: fc.constant({ fault: { responseCode: 1 }, error: refused(1) }),
  refusedLate: fc.constant({ fault: { responseCode: 1, late: true, pendings: 1 }, error: refused(1) }),
  httpStatus: fc.constant({ fault: { httpStatus: 503 }, error: { failure: "http-status", httpStatus: 503 } }),
  statusCode: fc.constant({ fault: { statusCode: 0x6bb }, error: { failure: "status-code", statusCode: 0x6bb } }),
  errorCode: fc.constant({ fault: { errorCode: 0x4b6 }, error: { failure: "error-code", errorCode: 0x4b6 } }),
};

function lose(session: ModelSession, { told = false, gone = false }: Loss): void {
  if (told) session.waiting = [];
  if (gone) session.end("gone");
}

class CallLost extends OnSession {
  readonly #kind: string;
  readonly #loss: Loss;

  constructor(nth: number, kind: string, loss: Loss) {
    super(nth);
    this.#kind = kind;
    this.#loss = loss;
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.said += `, ${this.#kind} ${JSON.stringify(this.#loss.fault)}`;
    this.excused.push(session);
    world.server.fail({ ...this.#loss.fault, session: real.server });
    await expect(real.client.rops(ask(real))).rejects.toMatchObject(this.#loss.error ?? {});
    lose(session, this.#loss);
    model.rest();
  }
}

/** The call that is lost is one that a RopPending or a wait asked for. */
class FollowUpLost extends OnSession {
  readonly #kind: string;
  readonly #loss: Loss;

  constructor(nth: number, kind: string, loss: Loss) {
    super(nth);
    this.#kind = kind;
    this.#loss = loss;
  }

  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter((session) => session.known && this.#other(session, model) !== undefined);
  }

  #other(session: ModelSession, { healthy }: Model): ModelSession | undefined {
    return healthy.find((other) => other !== session && other.program === session.program);
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    const other = this.#other(session, model)!;
    this.said += `, ${this.#kind} ${JSON.stringify(this.#loss.fault)}, named on session ${other.id}`;
    this.excused.push(session);
    world.server.fail({ ...this.#loss.fault, session: real.server });
    tellOf(session, real, aHandleOf(session));
    const caller = world.sessions[other.id]!;
    await caller.client.rops(ask(caller));
    await world.rest(model.healthy.filter((one) => one !== session));
    lose(session, this.#loss);
    model.answered(other);
    // What was not lost is named once more, in case nobody has named it since.
    await caller.client.rops(ask(caller));
  }
}

/** The server answers, and forgets the sequence: until the session reconnects, nothing more succeeds on it. */
class WrongSequence extends OnSession {
  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    world.server.fail({ loseSequence: true, session: real.server });
    await real.client.rops(ask(real));
    model.answered(session);
    await world.rest(model.healthy);
    session.broken = true;
    await expect(real.client.rops(ask(real))).rejects.toMatchObject({ ...refused(15), contextGone: false });
  }
}

/** A RopPending without its index behind everything else: what is before it counts. */
class Malformed extends OnSession {
  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.excused.push(session);
    world.server.fail({ malformed: true, session: real.server });
    const { damage } = await real.client.rops(ask(real));
    expect(damage).toMatchObject([{ code: "truncated" }]);
    model.answered(session);
  }
}

/** The server asks for a pause instead of answering; the next call makes it. */
class BackoffThenCall extends OnSession {
  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    world.server.fail({ backoff: 5, session: real.server });
    const { left } = await real.client.rops(ask(real));
    expect(left).toHaveLength(1);
    await real.client.rops(left);
    model.answered(session);
  }
}

/** The wait for events is cut: one poll, and it waits again. */
class WaitLost extends OnSession {
  override from(model: Model): readonly ModelSession[] {
    return model.healthy.filter(({ listening, interests }) => listening && interests.size > 0);
  }

  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.excused.push(session);
    world.server.fail({ on: "NotificationWait", cutAfter: 3, session: real.server });
    // Ends the wait that is held; the next is cut.
    tellOf(session, real, aHandleOf(session));
    model.rest();
    while (!world.problems.some(({ kind, id }) => kind === "wait-failed" && id === session.id)) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    // For the poll, so that it does not come back with nothing.
    tellOf(session, real, aHandleOf(session));
    model.rest();
  }
}

/** A caller that no longer waits; the server has done its part all the same. */
class GiveUp extends OnSession {
  async on(session: ModelSession, real: RealSession, model: Model, world: World): Promise<void> {
    this.excused.push(session);
    world.server.fail({ pendings: 50, session: real.server });
    const abort = new AbortController();
    const reason = new Error("enough");
    const call = real.client.rops(ask(real), { signal: abort.signal, onPending: () => abort.abort(reason) });
    await expect(call).rejects.toBe(reason);
    session.waiting = [];
    model.rest();
  }
}

/** Many things at once, and some of the answers slow. */
class Together extends Step {
  readonly #calls: readonly number[];
  readonly #changes: readonly ChangeOf[];
  readonly #pendings: number;

  constructor(calls: readonly number[], changes: readonly ChangeOf[], pendings: number) {
    super();
    this.#calls = calls;
    this.#changes = changes;
    this.#pendings = pendings;
  }

  check(model: Model): boolean {
    return model.healthy.length > 1;
  }

  async act(model: Model, world: World): Promise<void> {
    const { healthy } = model;
    const callers = this.#calls.map((nth) => pick(healthy, nth).id);
    this.said = `calls on sessions ${callers.join(" ")}, ${this.#changes.length} changes, ${this.#pendings} PENDING`;
    world.server.fail({ pendings: this.#pendings, times: 2 });
    const call = ({ id }: { readonly id: number }) => {
      const real = world.sessions[id]!;
      return real.client.rops(ask(real));
    };
    const calls = callers.map((id) => call({ id }));
    for (const one of this.#changes) {
      model.happen(change(world, one));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await Promise.all(calls);
    await world.rest(model.healthy);
    for (const session of healthy) await call(session);
    for (const session of healthy) session.tell();
  }
}

// ---- all of them ----------------------------------------------------------------------------------------------------

const nth = fc.nat(11);
const index = fc.nat(7);
const identity = fc.record({ index, known: fc.integer({ min: 0, max: 7 }).map((n) => n > 0) });
const folder = fc.constantFrom(...FOLDERS);
const changeOf = fc.record({ kind: fc.constantFrom("deliver", "deliver", "change", "delete", "move"), folder, nth });
const changes = fc.array(changeOf as fc.Arbitrary<ChangeOf>, { minLength: 1, maxLength: 4 });

const lossOf = fc
  .constantFrom(...Object.keys(losses))
  .chain((kind) => losses[kind]!.map((loss) => [kind, loss] as const));

const connect = (program: number) => identity.map((of) => new Connect(program, of));
const subscribe = fc
  .tuple(nth, fc.subarray([...KINDS], { minLength: 1 }), fc.option(folder, { nil: undefined }))
  .map((of) => new Subscribe(...of));
const openTable = fc.tuple(nth, folder).map((of) => new OpenTable(...of));
const followUpLost = fc.tuple(nth, lossOf).map(([of, [kind, loss]]) => new FollowUpLost(of, kind, loss));
const listen = nth.map((of) => new Listen(of));
const storm = fc
  .tuple(nth, fc.array(index, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 3 }))
  .map((of) => new Storm(...of));
const together = fc
  .tuple(fc.array(nth, { minLength: 1, maxLength: 5 }), changes, fc.nat(2))
  .map((of) => new Together(...of));

/** What builds up stands here more than once, so that there is something to lose. */
export const commands: fc.Arbitrary<fc.AsyncCommand<Model, World>>[] = [
  ...[connect(0), connect(0), connect(0), connect(1)],
  ...[subscribe, subscribe, openTable, openTable, listen, listen],
  ...[changes.map((of) => new Change(of)), together, together, storm, storm, followUpLost, followUpLost],
  nth.map((of) => new Call(of)),
  fc.tuple(nth, fc.nat(60)).map((of) => new CallWithLittleRoom(...of)),
  fc.tuple(nth, lossOf).map(([of, [kind, loss]]) => new CallLost(of, kind, loss)),
  fc.tuple(nth, identity).map((of) => new Reconnect(...of)),
  fc.tuple(nth, fc.boolean()).map((of) => new Notify(...of)),
  ...[WrongSequence, Malformed, BackoffThenCall, WaitLost, GiveUp, Release, Leave, Disconnect].map((Kind) =>
    nth.map((of) => new Kind(of)),
  ),
];
