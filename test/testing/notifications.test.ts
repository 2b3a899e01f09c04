/** What the server tells of changes: subscriptions, tables, and RopPending between linked session contexts. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NotificationTypes } from "../../generated/enumerations.js";
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import { Folder, type Mailbox, type MapiServer, Message, startMapiServer } from "../../src/testing/index.js";
import { ALICE, type Connection, connectedTo, NO_HANDLE } from "./connection.js";

const SUBJECT = 0x0037001f;
const MESSAGE_FLAGS = 0x0e070003;
const head = { logonId: 0, inputHandleIndex: 0 } as const;
const EVERYTHING = 0x01fe;

let server: MapiServer;
let mailbox: Mailbox;
let inbox: Folder;
let connection: Connection;
let logon: number;

beforeEach(async () => {
  const messages = [{ subject: "One" }, { subject: "Three" }];
  server = await startMapiServer({ mailboxes: [{ essdn: ALICE, folders: [{ name: "Inbox", messages }] }] });
  mailbox = server.mailbox(ALICE);
  inbox = mailbox.folder("Inbox");
  connection = await connectedTo(server.url);
  ({ handle: logon } = await connection.logon());
});
afterEach(() => server.close());

async function opened(request: RopRequest, input = logon): Promise<number> {
  return (await connection.execute([request], [input, NO_HANDLE])).table[1]!;
}

async function subscribe(notificationTypes: number, folderId?: bigint, messageId = 0n): Promise<number> {
  const scope = folderId === undefined ? { wantWholeStore: true } : { wantWholeStore: false, folderId, messageId };
  return opened({ ropId: RopId.RegisterNotification, ...head, outputHandleIndex: 1, notificationTypes, ...scope });
}

/** What the next call brings, on whatever connection. */
async function told(on = connection): Promise<readonly RopResponse[]> {
  return (await on.execute([])).responses;
}

function notified(notificationHandle: number, notificationData: object) {
  return { ropId: RopId.Notify, notificationHandle, logonId: 0, notificationData };
}

describe("subscriptions", () => {
  test("new mail: created, the folder's counts, and the arrival, in this order and once", async () => {
    const handle = await subscribe(EVERYTHING);
    const message = mailbox.deliver({ subject: "Two", messageClass: "IPM.Note.Test" });
    const place = { folderId: inbox.id, messageId: message.id };
    expect(await told()).toMatchObject([
      notified(handle, { type: "objectCreated", ...place, tags: [] }),
      notified(handle, { type: "objectModified", folderId: inbox.id, totalMessageCount: 3, unreadMessageCount: 3 }),
      notified(handle, { type: "newMail", ...place, messageFlags: 0, messageClass: "IPM.Note.Test" }),
    ]);
    expect(await told()).toEqual([]);
  });

  test("they stand behind the responses of the call that they come with", async () => {
    await subscribe(NotificationTypes.newMail);
    mailbox.deliver({});
    const request = { ropId: RopId.GetPropertiesAll, ...head, propertySizeLimit: 0, wantUnicode: true } as const;
    const { responses } = await connection.execute([request], [logon]);
    expect(responses.map(({ ropId }) => ropId)).toEqual([RopId.GetPropertiesAll, RopId.Notify]);
  });

  test("a message that is read changes, and the counts of its folder", async () => {
    const handle = await subscribe(NotificationTypes.objectModified);
    const [message] = inbox.messages;
    mailbox.modify(message!, [{ propertyTag: MESSAGE_FLAGS, propertyValue: 1 }]);
    expect(await told()).toMatchObject([
      notified(handle, { type: "objectModified", messageId: message?.id }),
      notified(handle, { folderId: inbox.id, totalMessageCount: 2, unreadMessageCount: 1 }),
    ]);
  });

  test("a message moves: its old and its new place", async () => {
    const handle = await subscribe(NotificationTypes.objectMoved);
    const old = inbox.messages[0]!;
    const target = mailbox.folder("Deleted Items");
    const message = mailbox.move(old, target);
    expect(await told()).toMatchObject([
      notified(handle, {
        type: "objectMoved",
        folderId: target.id,
        messageId: message.id,
        oldFolderId: inbox.id,
        oldMessageId: old.id,
      }),
    ]);
    expect(target.messages).toEqual([message]);
    expect(message.properties.get(SUBJECT)).toBe("One");
  });

  test("a folder is created: its parent is told of it", async () => {
    const handle = await subscribe(NotificationTypes.objectCreated, inbox.id);
    const elsewhere = await subscribe(NotificationTypes.objectCreated, mailbox.folder("Outbox").id);
    const folder = mailbox.createFolder(inbox, { name: "New", messages: [{}] });
    expect(await told()).toMatchObject([
      notified(handle, { type: "objectCreated", folderId: folder.id, parentFolderId: inbox.id }),
    ]);
    expect(elsewhere).not.toBe(handle);
  });

  test.each([
    ["of the folder", (): readonly [bigint] => [inbox.id], 1],
    ["of another folder", (): readonly [bigint] => [mailbox.folder("Outbox").id], 0],
    ["of the message", (): readonly [bigint, bigint] => [inbox.id, inbox.messages[0]!.id], 1],
    ["of another message", (): readonly [bigint, bigint] => [inbox.id, inbox.messages[1]!.id], 0],
  ])("scope %s", async (_, scope, count) => {
    await subscribe(NotificationTypes.objectDeleted, ...scope());
    mailbox.delete(inbox.messages[0]!);
    expect(await told()).toHaveLength(count);
  });

  test("two subscriptions are told each; one that is released is not, nor what had waited for it", async () => {
    const handles = [await subscribe(NotificationTypes.newMail), await subscribe(NotificationTypes.newMail)];
    mailbox.deliver({});
    const { responses } = await connection.execute([{ ropId: RopId.Release, ...head }], [handles[0]!]);
    expect(responses).toMatchObject([{ notificationHandle: handles[1] }]);
    mailbox.deliver({});
    expect(await told()).toMatchObject([{ notificationHandle: handles[1] }]);
  });

  test("changes that a client makes are told too, its own among them", async () => {
    const handle = await subscribe(NotificationTypes.objectCreated);
    const create = { ropId: RopId.CreateMessage, ...head, outputHandleIndex: 1, codePageId: 1252 } as const;
    const message = await opened({ ...create, folderId: inbox.id, associatedFlag: false });
    expect(await told()).toEqual([]);
    const save = { ropId: RopId.SaveChangesMessage, ...head, responseHandleIndex: 0, saveFlags: 0 } as const;
    const { responses } = await connection.execute([save], [message]);
    expect(responses).toMatchObject([
      { ropId: RopId.SaveChangesMessage, messageId: inbox.messages[2]?.id },
      notified(handle, { messageId: inbox.messages[2]?.id }),
    ]);
  });
});

describe("tables", () => {
  async function table(tableFlags = 0): Promise<number> {
    const folder = await opened({
      ropId: RopId.OpenFolder,
      ...head,
      outputHandleIndex: 1,
      folderId: inbox.id,
      openModeFlags: 0,
    });
    return opened({ ropId: RopId.GetContentsTable, ...head, outputHandleIndex: 1, tableFlags }, folder);
  }
  const setColumns = { ropId: RopId.SetColumns, ...head, setColumnsFlags: 0, propertyTags: [SUBJECT] } as const;
  const query = { ropId: RopId.QueryRows, ...head, queryRowsFlags: 0, forwardRead: true, rowCount: 10 } as const;
  const sortBySubject = {
    ropId: RopId.SortTable,
    ...head,
    sortTableFlags: 0,
    categoryCount: 0,
    expandedCount: 0,
    sortOrders: [{ propertyType: 0x1f, propertyId: 0x37, order: "ascending" }],
  } as const;

  test("D47: nothing before there is a view", async () => {
    const handle = await table();
    await connection.execute([setColumns], [handle]);
    mailbox.deliver({});
    expect(await told()).toEqual([]);
    await connection.execute([query], [handle]);
    mailbox.deliver({});
    expect(await told()).toMatchObject([{ notificationHandle: handle }]);
  });

  test("D49: rows that are added, changed and deleted, with their place in the order", async () => {
    const handle = await table();
    await connection.execute([setColumns, sortBySubject, query], [handle]);
    const [one, three] = inbox.messages;
    const two = mailbox.createMessage(inbox, { subject: "Pair" });
    mailbox.modify(two, [{ propertyTag: SUBJECT, propertyValue: "Zwei" }]);
    mailbox.delete(one!);
    const row = { type: "tableModified", tableRowFolderId: inbox.id };
    expect(await told()).toMatchObject([
      notified(handle, {
        ...row,
        tableEventType: "tableRowAdded",
        tableRowMessageId: two.id,
        insertAfterTableRowFolderId: inbox.id,
        insertAfterTableRowId: one?.id,
        tableRowData: { flag: "standard", valueArray: ["Pair"] },
      }),
      notified(handle, {
        ...row,
        tableEventType: "tableRowModified",
        tableRowMessageId: two.id,
        insertAfterTableRowId: three?.id,
        tableRowData: { valueArray: ["Zwei"] },
      }),
      notified(handle, { ...row, tableEventType: "tableRowDeleted", tableRowMessageId: one?.id }),
    ]);
  });

  test("a message that moves into the folder is a row that is added", async () => {
    const handle = await table();
    await connection.execute([setColumns, query], [handle]);
    const outside = mailbox.createMessage(mailbox.folder("Outbox"), { subject: "In" });
    const { id } = mailbox.move(outside, inbox);
    expect(await told()).toMatchObject([
      notified(handle, {
        tableEventType: "tableRowAdded",
        tableRowMessageId: id,
        tableRowData: { valueArray: ["In"] },
      }),
    ]);
  });

  test("a row in front of all others comes after row 0; those that the filter hides are not told", async () => {
    const handle = await table();
    const restrictionData = {
      restrictType: "content",
      fuzzyLevelLow: "prefix",
      fuzzyLevelHigh: 0,
      propertyTag: SUBJECT,
      taggedValue: { propertyTag: SUBJECT, propertyValue: "A" },
    } as const;
    const restrict = { ropId: RopId.Restrict, ...head, restrictFlags: 0, restrictionData } as const;
    await connection.execute([setColumns, restrict, query], [handle]);
    mailbox.createMessage(inbox, { subject: "B" });
    mailbox.createMessage(inbox, { subject: "A" });
    expect(await told()).toMatchObject([
      notified(handle, { tableEventType: "tableRowAdded", insertAfterTableRowFolderId: 0n, insertAfterTableRowId: 0n }),
    ]);
  });

  test("D48: none for a table that was opened without", async () => {
    const handle = await table(0x10);
    await connection.execute([setColumns, query], [handle]);
    mailbox.deliver({});
    expect(await told()).toEqual([]);
  });

  test("D50: none after RopResetTable, nor what had waited before it", async () => {
    const handle = await table();
    await connection.execute([setColumns, query], [handle]);
    mailbox.deliver({});
    const { responses } = await connection.execute([{ ropId: RopId.ResetTable, ...head }], [handle]);
    expect(responses).toMatchObject([{ ropId: RopId.ResetTable, returnValue: 0 }]);
    expect(responses).toHaveLength(1);
    mailbox.deliver({});
    expect(await told()).toEqual([]);
  });

  test("D49: the table as a whole where there are no columns, or others than before", async () => {
    const handle = await table();
    await connection.execute([{ ropId: RopId.QueryPosition, ...head }], [handle]);
    mailbox.deliver({});
    const changed = notified(handle, { type: "tableModified", tableEventType: "tableChanged" });
    expect(await told()).toMatchObject([changed]);
    await connection.execute([setColumns, query], [handle]);
    mailbox.deliver({});
    const { responses } = await connection.execute([{ ...setColumns, propertyTags: [MESSAGE_FLAGS] }], [handle]);
    expect(responses).toMatchObject([{ ropId: RopId.SetColumns }, changed]);
  });

  test("a table of folders is told of counts, without message ids", async () => {
    const folder = await opened({
      ropId: RopId.OpenFolder,
      ...head,
      outputHandleIndex: 1,
      folderId: inbox.parent!.id,
      openModeFlags: 0,
    });
    const handle = await opened(
      { ropId: RopId.GetHierarchyTable, ...head, outputHandleIndex: 1, tableFlags: 0 },
      folder,
    );
    await connection.execute([{ ...setColumns, propertyTags: [0x36020003] }, query], [handle]);
    mailbox.deliver({});
    const [response, ...others] = await told();
    expect(others).toEqual([]);
    expect(response).toMatchObject(
      notified(handle, {
        tableEventType: "tableRowModified",
        tableRowFolderId: inbox.id,
        tableRowData: { valueArray: [3] },
      }),
    );
    expect(response).not.toHaveProperty("notificationData.tableRowMessageId", expect.anything());
  });
});

describe("RopPending", () => {
  test("D39: a call on a linked context says that something waits on this one, as long as it does", async () => {
    await subscribe(NotificationTypes.newMail);
    const other = await connectedTo(server.url);
    mailbox.deliver({});
    const pending = { ropId: RopId.Pending, sessionIndex: server.sessions[0]?.index };
    expect(await told(other)).toEqual([pending]);
    expect(await told(other)).toEqual([pending]);
    expect(await told()).toMatchObject([{ ropId: RopId.Notify }]);
    expect(await told(other)).toEqual([]);
  });

  test("contexts of another client are not linked, nor those that have ended", async () => {
    await subscribe(NotificationTypes.newMail);
    const stranger = await connectedTo(server.url, "{99999999-9999-9999-9999-999999999999}");
    const other = await connectedTo(server.url);
    mailbox.deliver({});
    expect(await told(stranger)).toEqual([]);
    await connection.disconnect();
    expect(await told(other)).toEqual([]);
  });

  test("D36: what does not fit into the answer waits, and a RopPending says so", async () => {
    await subscribe(NotificationTypes.newMail);
    for (let i = 0; i < 10; i++) mailbox.deliver({});
    const heard: RopResponse[] = [];
    let calls = 0;
    for (let more = true; more; calls++) {
      const { responses } = await connection.execute([], [], { maxRopOut: 200 });
      more = responses.at(-1)?.ropId === RopId.Pending;
      expect(responses.slice(0, -1).every(({ ropId }) => ropId === RopId.Notify)).toBe(true);
      heard.push(...responses.filter(({ ropId }) => ropId === RopId.Notify));
    }
    expect(calls).toBeGreaterThan(2);
    expect(heard).toHaveLength(10);
    expect(inbox.messages.slice(2).map(({ id }) => id)).toEqual(
      heard.map((one) =>
        one.ropId === RopId.Notify && "messageId" in one.notificationData ? one.notificationData.messageId : 0n,
      ),
    );
  });

  test("session indexes: distinct among the live ones, or what the test wants", async () => {
    await connectedTo(server.url);
    expect(server.sessions.map(({ index }) => index)).toEqual([1, 2]);
    const same = await startMapiServer({ sessionIndex: () => 7 });
    await connectedTo(same.url);
    await connectedTo(same.url);
    expect(same.sessions.map(({ index }) => index)).toEqual([7, 7]);
    await same.close();
  });
});

test("the mailbox is made of folders and messages", () => {
  expect(inbox).toBeInstanceOf(Folder);
  expect(inbox.messages[0]).toBeInstanceOf(Message);
  expect(() => mailbox.folder("Nowhere/At all")).toThrow("no folder Nowhere/At all");
});
