/** Tables tell their changes: our client over a server that keeps the rules of views. */
import { expect, onTestFinished, test } from "vitest";
import { idOf, type PropertyRow, RopId } from "../../src/index.js";
import {
  type MailboxSession,
  MailboxSessions,
  MapiHttpClient,
  type NamedRequest,
  RopBatch,
  RopHandle,
} from "../../src/mapi-http/index.js";
import { propertyTag } from "../../src/names/index.js";
import { startMapiServer } from "../../src/testing/index.js";
import { settle } from "./server.js";

const DN = "/o=x/cn=a";
const SUBJECT = 0x0037001f;
const NO_NOTIFICATIONS = 0x10;

/** A session with the contents table of the inbox, and the kinds of table events that it is told. */
async function tableOf(tableFlags = 0, messages: readonly object[] = [{}]) {
  const server = await startMapiServer({ mailboxes: [{ essdn: DN, folders: [{ name: "Inbox", messages }] }] });
  const mailbox = server.mailbox(DN);
  const mailboxes = new MailboxSessions({ problem: () => {} });
  const session = mailboxes.add(await new MapiHttpClient(server.url).connect({ userDn: DN }));
  onTestFinished(async () => {
    await session.disconnect();
    await server.close();
  });
  const batch = new RopBatch();
  const [logon, folder, table] = [batch.newHandle("logon"), batch.newHandle("folder"), batch.newHandle("table")];
  batch.add({
    ropId: RopId.Logon,
    logonId: 0,
    outputHandleIndex: logon,
    logonKind: "private",
    undercover: false,
    ghosted: false,
    spoolerProcess: false,
    openFlags: 0,
    essdn: DN,
  });
  const folderId = mailbox.folder("Inbox").id;
  const at = { logonId: 0, inputHandleIndex: logon };
  batch.add({ ropId: RopId.OpenFolder, ...at, outputHandleIndex: folder, folderId, openModeFlags: 0 });
  const open = {
    ropId: RopId.GetContentsTable,
    logonId: 0,
    inputHandleIndex: folder,
    outputHandleIndex: table,
  } as const;
  batch.add({ ...open, tableFlags });
  await session.rops(batch);
  const events: unknown[] = [];
  const notifications = session.notifications();
  void (async () => {
    for await (const { notificationData: data } of notifications) {
      if (data.type === "tableModified") events.push("tableRowData" in data ? data.tableRowData : data.tableEventType);
    }
  })();
  /** What a new message leads to. */
  const told = async () => {
    events.length = 0;
    mailbox.deliver({ subject: "New" });
    await session.rops([]);
    await settle();
    return [...events];
  };
  return { session, logon, table, folderId, told };
}

test("ids of rows open their messages, whatever their sign", async () => {
  const messages = Array.from({ length: 200 }, () => ({}));
  const { session, logon, table, folderId } = await tableOf(0, messages);
  const at = { logonId: 0, inputHandleIndex: table };
  const query = { ropId: RopId.QueryRows, ...at, queryRowsFlags: 0, forwardRead: true, rowCount: 200 } as const;
  const columns = [propertyTag("PidTagMid")!];
  const result = await session.rops([
    { ropId: RopId.SetColumns, ...at, setColumnsFlags: 0, propertyTags: columns },
    query,
  ]);
  const rows = result
    .responsesTo(query)
    .flatMap((one) => ("rowData" in one ? (one.rowData as readonly PropertyRow[]) : []));
  const values = rows.map((row) => ("valueArray" in row ? row.valueArray[0] : undefined) as bigint);
  expect(values.filter((value) => value < 0n).length).toBeGreaterThan(50);
  const opens = values.map((value) => ({
    ...{ ropId: RopId.OpenMessage, logonId: 0, inputHandleIndex: logon, outputHandleIndex: new RopHandle() },
    ...{ codePageId: 0x0fff, folderId, openModeFlags: 0, messageId: idOf(value) },
  }));
  const { responses } = await session.rops(opens as NamedRequest[]);
  expect(responses.filter((response) => "outcome" in response && response.outcome === "success")).toHaveLength(200);
});

async function send(session: MailboxSession, table: RopHandle, columns: readonly number[]): Promise<void> {
  const at = { logonId: 0, inputHandleIndex: table };
  await session.rops([
    { ropId: RopId.SetColumns, ...at, setColumnsFlags: 0, propertyTags: columns },
    { ropId: RopId.QueryRows, ...at, queryRowsFlags: 0, forwardRead: true, rowCount: 5 },
  ]);
}

test("D37 E51 E67 E69 [R337, R356 to R369, R449, R451]: from its view on a table tells its rows, decoded, with any call", async () => {
  const { session, table, told } = await tableOf();
  expect(await told()).toEqual([]);
  await send(session, table, [SUBJECT]);
  expect(await told()).toMatchObject([{ flag: "standard", valueArray: ["New"] }]);
});

test("E51 E69 [R373, R452]: a table that was opened without notifications tells nothing, and nothing is missed", async () => {
  const { session, table, told } = await tableOf(NO_NOTIFICATIONS);
  await send(session, table, [SUBJECT]);
  expect(await told()).toEqual([]);
});

test("E52 E69 [R376 to R384, R451]: after RopResetTable there is nothing, and then the table as a whole", async () => {
  const { session, table, told } = await tableOf();
  await send(session, table, [SUBJECT]);
  await session.rops([{ ropId: RopId.ResetTable, logonId: 0, inputHandleIndex: table }]);
  expect(await told()).toEqual([]);
  await session.rops([{ ropId: RopId.QueryPosition, logonId: 0, inputHandleIndex: table }]);
  expect(await told()).toEqual(["tableChanged"]);
});
