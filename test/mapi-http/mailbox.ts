/** A session on a scripted server: the test says what becomes of each list of requests. */
import { type InputBuffer, Memory, RopId, type RopResponse } from "../../src/index.js";
import {
  type MailboxProblem,
  MailboxSessions,
  MapiHttpClient,
  RopBatch,
  type RopHandle,
} from "../../src/mapi-http/index.js";
import {
  answered,
  connected,
  disconnected,
  executed,
  outputOf,
  type Reply,
  type Request,
  ropsOf,
  serve,
  waited,
} from "./server.js";

/** The responses to the requests of one call, and the handle table. */
export interface Answer {
  readonly responses: readonly RopResponse[];
  readonly table?: readonly number[];
  /** Further responses to the last request, each list in an output buffer of its own. */
  readonly packed?: readonly (readonly RopResponse[])[];
  /** The ErrorCode of a call that failed; then there are no responses. */
  readonly errorCode?: number;
}

export interface Script {
  /** What an Execute of a session brings. `name` is the session: the user it connected as, "a" unless said otherwise. */
  readonly execute: (input: InputBuffer, name: string) => Answer | Promise<Answer>;
  /** What a NotificationWait brings; by default it is held for ever. */
  readonly wait?: (reply: Reply, name: string) => unknown;
  readonly pollsMax?: number;
}

/** A client of a server by that script. Columns are kept, so that the script can answer with rows. */
export async function client({ execute, wait = () => {}, pollsMax }: Script) {
  const memory = new Memory();
  const server = await serve(async (request, reply) => {
    const name = nameOf(request);
    if (request.type === "Connect") {
      const user = /cn=(\w+)/.exec(String.fromCharCode(...request.body))?.[1];
      reply.ok(connected(pollsMax), { cookies: [`session=${user}`] });
    } else if (request.type === "Execute") {
      const input = ropsOf(request);
      const { responses, table = [], packed = [], errorCode } = await execute(input, name);
      const further = packed.map((more) => outputOf(more, table));
      if (errorCode !== undefined) reply.ok(executed(new Uint8Array(), errorCode));
      else reply.ok(answered(outputOf(responses, table, input, memory), ...further));
    } else if (request.type === "NotificationWait") {
      await wait(reply, name);
    } else {
      reply.ok(disconnected());
    }
  });
  const problems: MailboxProblem[] = [];
  const mailboxes = new MailboxSessions({ problem: (problem) => problems.push(problem) });
  const http = new MapiHttpClient(server.url);
  const connect = async (name = "a", index?: number) =>
    mailboxes.add(await http.connect({ userDn: `/o=x/cn=${name}` }), { index });
  /** Who called what, in order. */
  const calls = () => server.requests.filter(({ type }) => type !== "Connect").map((r) => `${nameOf(r)} ${r.type}`);
  return { server, http, mailboxes, problems, connect, calls };
}

function nameOf({ headers }: Request): string {
  return /session=(\w+)/.exec(headers.cookie ?? "")?.[1] ?? "";
}

export const held = (): void => {};
export const told = (reply: Reply): void => reply.ok(waited(true));

/** The requests with which most tests begin, and their answer: a logon, and a subscription on it. */
export function subscribe(): { readonly batch: RopBatch; readonly subscription: RopHandle; readonly logon: RopHandle } {
  const batch = new RopBatch();
  const logon = batch.newHandle("logon");
  const subscription = batch.newHandle("subscription");
  batch.add({
    ropId: RopId.Logon,
    logonId: 0,
    outputHandleIndex: logon,
    logonKind: "private",
    undercover: false,
    ghosted: false,
    spoolerProcess: false,
    openFlags: 0,
    essdn: "/o=x/cn=a",
  });
  batch.add({
    ropId: RopId.RegisterNotification,
    logonId: 0,
    inputHandleIndex: logon,
    outputHandleIndex: subscription,
    notificationTypes: 0x10,
    wantWholeStore: true,
  });
  return { batch, subscription, logon };
}

export const LOGON = 0x1001;
export const SUBSCRIPTION = 0x1002;

export const loggedOn: RopResponse = {
  ropId: RopId.Logon,
  outputHandleIndex: 0,
  outcome: "success",
  returnValue: 0,
  logonKind: "private",
  undercover: false,
  ghosted: false,
  spoolerProcess: false,
  folderIds: new Array<bigint>(13).fill(1n),
  responseFlags: 7,
  mailboxGuid: new Uint8Array(16),
  replId: 1,
  replGuid: new Uint8Array(16),
  logonTime: { seconds: 1, minutes: 2, hour: 3, dayOfWeek: 4, day: 5, month: 6, year: 2026 },
  gwartTime: 0n,
};

export const subscribed: Answer = {
  responses: [loggedOn, { ropId: RopId.RegisterNotification, outputHandleIndex: 1, returnValue: 0 }],
  table: [LOGON, SUBSCRIPTION],
};

/** A folder was modified; its id tells one event from another. */
export const modified = (folderId: bigint, notificationHandle = SUBSCRIPTION): RopResponse => ({
  ropId: RopId.Notify,
  notificationHandle,
  logonId: 0,
  notificationData: { type: "objectModified", inSearchFolder: false, folderId, tags: [] },
});

export const pendingFor = (sessionIndex: number): RopResponse => ({ ropId: RopId.Pending, sessionIndex });

/** The folders of modified events. */
export const folderOf = (rop: { readonly notificationData: object }): unknown =>
  "folderId" in rop.notificationData ? rop.notificationData.folderId : undefined;
