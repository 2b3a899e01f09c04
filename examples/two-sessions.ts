/** Two sessions of one client on a server on loopback: notifications, and RopPending for the other session. */
import { judgePending, type NotificationData, RopId, type RopResponse } from "../src/index.js";
import {
  type MailboxSession,
  MailboxSessions,
  MapiHttpClient,
  RopBatch,
  type RopBatchResult,
} from "../src/mapi-http/index.js";
import { PrivateFolder } from "../src/names/index.js";
import { type MapiServer, type ObservedRequest, startMapiServer } from "../src/testing/index.js";
import { line, outcome } from "./show.js";

const USER = "/o=Example/ou=Exchange Administrative Group/cn=Recipients/cn=alice";
/** An index that no session of this client has. */
const FOREIGN = 0xbeef;
/** NewMail and ObjectCreated. */
const EVENTS = 0x0002 | 0x0004;
const PidTagSubject = 0x0037001f;

/** Whether everything went as MS-OXCNOTIF asks. */
export async function sessions(): Promise<boolean> {
  const executed: ObservedRequest[] = [];
  const server = await startMapiServer({
    observe: (request) => {
      if (request.requestType === "Execute") executed.push(request);
    },
  });
  try {
    line("server", `listens on ${server.url}`);
    const problems: unknown[] = [];
    const names = new Map<object, string>();
    const fetched: RopResponse[] = [];
    const mailboxes = new MailboxSessions({
      problem: (problem) => problems.push(problem),
      observe: (session, responses) => {
        const name = names.get(session) ?? "";
        show(name, responses);
        if (name === "session B") fetched.push(...responses.filter(({ ropId }) => ropId === RopId.Notify));
      },
    });
    const client = new MapiHttpClient(server.url);
    const connect = async (name: string): Promise<MailboxSession> => {
      const context = await client.connect({ userDn: USER });
      // MAPI/HTTP tells no client its session index: here it is read off the server.
      const { index } = server.sessions.at(-1) ?? {};
      const session = mailboxes.add(context, { index });
      names.set(session.session, name);
      line(name, `Connect     session index ${index}, ${cookieOf(server, index)}`);
      const subjects = await logOn(session);
      line(name, `RopLogon    subscribed to new mail; in the Inbox: ${subjects.join(", ")}`);
      return session;
    };
    const a = await connect("session A");
    const b = await connect("session B");

    server.mailbox(USER).deliver({ subject: "Lunch?" });
    line("server", "a message arrives: Lunch?");
    executed.length = 0;
    const answer = await a.rops(new RopBatch());
    const verdicts = judgePending(answer.responses, mailboxes.table);
    const matched = verdicts.some((verdict) => verdict.verdict === "match" && verdict.sessions.includes(b.session));
    outcome("match: the RopPending on session A names session B", matched);
    await mailboxes.idle();
    const [call, ...others] = executed.filter(({ session }) => session?.index === b.session.index);
    const called = call?.requests.length === 0 && others.length === 0;
    outcome(`one Execute without ROPs, ${cookieOf(server, b.session.index)}: session B's`, called);
    outcome("its notifications are fetched", fetched.length > 0);

    executed.length = 0;
    server.fail({ ropPending: [FOREIGN] });
    const foreign = await a.rops(new RopBatch());
    await mailboxes.idle();
    const [verdict] = judgePending(foreign.responses, mailboxes.table);
    const ignored = verdict?.verdict === "no-match" && executed.length === 1;
    outcome("no-match: no session of this client has that index, and nothing is done", ignored);

    await a.disconnect();
    await b.disconnect();
    for (const problem of problems) outcome(String(problem), false);
    return matched && called && fetched.length > 0 && ignored && problems.length === 0;
  } finally {
    await server.close();
  }
}

/** Logs on, subscribes, and opens the table of the Inbox: the subjects in it. */
async function logOn(session: MailboxSession): Promise<readonly unknown[]> {
  const batch = new RopBatch();
  const mailbox = batch.newHandle("mailbox");
  const logon = batch.add({
    ropId: RopId.Logon,
    logonId: 0,
    outputHandleIndex: mailbox,
    logonKind: "private",
    undercover: false,
    ghosted: false,
    spoolerProcess: false,
    openFlags: 0,
    essdn: USER,
  });
  batch.add({
    ropId: RopId.RegisterNotification,
    logonId: 0,
    inputHandleIndex: mailbox,
    outputHandleIndex: batch.newHandle("subscription"),
    notificationTypes: EVENTS,
    wantWholeStore: true,
  });
  const mine = (await send(session, batch)).response(logon);
  if (mine?.outcome !== "success") throw new Error("RopLogon led to another server");

  const reading = new RopBatch();
  const inbox = reading.newHandle("inbox");
  const table = reading.newHandle("table");
  const onTable = { logonId: 0, inputHandleIndex: table };
  reading.add({
    ropId: RopId.OpenFolder,
    logonId: 0,
    inputHandleIndex: mailbox,
    outputHandleIndex: inbox,
    folderId: mine.folderIds[PrivateFolder.inbox] ?? 0n,
    openModeFlags: 0,
  });
  reading.add({
    ropId: RopId.GetContentsTable,
    logonId: 0,
    inputHandleIndex: inbox,
    outputHandleIndex: table,
    tableFlags: 0,
  });
  reading.add({ ropId: RopId.SetColumns, ...onTable, setColumnsFlags: 0, propertyTags: [PidTagSubject] });
  const query = reading.add({
    ropId: RopId.QueryRows,
    ...onTable,
    queryRowsFlags: 0,
    forwardRead: true,
    rowCount: 50,
  });
  const rows = (await send(session, reading)).response(query);
  return rows?.outcome === "success" ? rows.rowData.map(({ valueArray }) => valueArray[0]) : [];
}

/** The answers may come compressed and obfuscated. */
async function send(session: MailboxSession, batch: RopBatch): Promise<RopBatchResult> {
  const result = await session.rops(batch, { compression: true, xorMagic: true });
  const failed = result.responses.find((response) => "returnValue" in response && response.returnValue !== 0);
  if (failed !== undefined) throw new Error(`the ROP 0x${failed.ropId.toString(16)} failed`);
  return result;
}

/** The cookie by which the server knows a session, as far as it is worth showing. */
function cookieOf(server: MapiServer, index: number | undefined): string {
  const { cookie = "" } = server.sessions.find((session) => session.index === index) ?? {};
  return `cookie MapiContext=${cookie.slice(0, 8)}...`;
}

function show(who: string, responses: readonly RopResponse[]): void {
  for (const response of responses) {
    if (response.ropId === RopId.Notify) line(who, `RopNotify   ${describe(response.notificationData)}`);
    if (response.ropId === RopId.Pending) line(who, `RopPending  session index ${response.sessionIndex}`);
  }
}

function describe(data: NotificationData): string {
  if (data.type === "tableModified") {
    const row = "tableRowData" in data && "valueArray" in data.tableRowData ? data.tableRowData.valueArray : [];
    return `${data.tableEventType}: ${row.join(", ")}`;
  }
  const message = "messageId" in data && data.messageId !== undefined ? ` message ${idOf(data.messageId)}` : "";
  const folder = "folderId" in data ? ` in folder ${idOf(data.folderId)}` : "";
  return `${data.type}:${message}${folder}`;
}

/** Replica id and global counter, as the documents write them. */
function idOf(id: bigint): string {
  const bytes = id.toString(16).padStart(16, "0").match(/../g) ?? [];
  return `${bytes.slice(6).join("")}-${bytes.slice(0, 6).toReversed().join("").toUpperCase()}`;
}
