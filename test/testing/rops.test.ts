/** The ROPs that the server answers, over HTTP, on a scripted mailbox. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { PropertyType, QueryRowsFlags } from "../../generated/enumerations.js";
import { RopId, type RopRequest, type RopResponse } from "../../generated/rops.js";
import type { Restriction } from "../../generated/structures/restriction.js";
import { decodeOutputBuffer } from "../../src/stream/index.js";
import { type MailboxScript, type MapiServer, startMapiServer } from "../../src/testing/index.js";
import { ALICE, type Connection, connectedTo, logonRequest, NO_HANDLE } from "./connection.js";

const SUBJECT = 0x0037001f;
const SUBJECT8 = 0x0037001e;
const MID = 0x674a0014;
const BODY = 0x1000001f;
const CLASS = 0x001a001f;
const DISPLAY_NAME = 0x3001001f;
const IMPORTANCE = 0x00170003;
const NOT_FOUND = 0x8004010f;
const head = { logonId: 0, inputHandleIndex: 0 } as const;

const MAILBOX: MailboxScript = {
  essdn: ALICE,
  folders: [
    {
      name: "Inbox",
      folders: [{ name: "Projects", folders: [{ name: "Old" }] }, { name: "Later" }],
      messages: ["RE: beta", "Alpha", "gamma", "Грамота"].map((subject, index) => ({
        subject,
        body: "x".repeat(400),
        read: index === 0,
        received: new Date(Date.UTC(2024, 0, 1 + index)),
        from: { displayName: "Bob", address: "bob@example.com" },
        recipients: [
          { displayName: "Alice", address: "alice@example.com" },
          { displayName: "Carol", address: "carol@example.com", type: "cc" },
        ],
        properties: index < 2 ? [{ propertyTag: IMPORTANCE, propertyValue: index }] : [],
      })),
    },
  ],
};

let server: MapiServer;
let connection: Connection;
let logon: Awaited<ReturnType<Connection["logon"]>>;

beforeEach(async () => {
  server = await startMapiServer({
    mailboxes: [MAILBOX, { essdn: "/o=example/cn=moved", redirectTo: "/o=example/cn=server2" }],
  });
  connection = await connectedTo(server.url);
  logon = await connection.logon();
});
afterEach(() => server.close());

/** Sends requests over the handles given; the responses. */
async function rops(requests: readonly RopRequest[], ...table: readonly number[]): Promise<readonly RopResponse[]> {
  return (await connection.execute(requests, table)).responses;
}

/** The response to one request, which has to be of the same ROP. */
async function rop<Id extends RopRequest["ropId"]>(
  request: RopRequest & { readonly ropId: Id },
  ...table: readonly number[]
): Promise<Extract<RopResponse, { readonly ropId: Id }>> {
  const [response] = await rops([request], ...table);
  if (response?.ropId !== request.ropId) throw new Error(`RopId ${response?.ropId}`);
  return response as Extract<RopResponse, { readonly ropId: Id }>;
}

function openFolder(folderId: bigint): RopRequest {
  return { ropId: RopId.OpenFolder, ...head, outputHandleIndex: 1, folderId, openModeFlags: 0 };
}

/** The handle that a request creates at index 1. */
async function opened(request: RopRequest, input: number): Promise<number> {
  const { table } = await connection.execute([request], [input, NO_HANDLE]);
  expect(table[1]).not.toBe(NO_HANDLE);
  return table[1]!;
}

async function contents(columns: readonly number[] = [SUBJECT]): Promise<number> {
  const inbox = await opened(openFolder(logon.inbox), logon.handle);
  const table = await opened({ ropId: RopId.GetContentsTable, ...head, outputHandleIndex: 1, tableFlags: 0 }, inbox);
  await rops([{ ropId: RopId.SetColumns, ...head, setColumnsFlags: 0, propertyTags: columns }], table);
  return table;
}

function query(rowCount = 100, forwardRead = true, queryRowsFlags = 0): RopRequest & { readonly ropId: 0x15 } {
  return { ropId: RopId.QueryRows, ...head, queryRowsFlags, forwardRead, rowCount };
}

/** The first column of the rows that a query brings, and where the cursor is. */
async function rows(table: number, request = query()): Promise<readonly [origin: unknown, ...values: unknown[]]> {
  const response = await rop(request, table);
  if (response.outcome !== "success") throw new Error(`0x${response.returnValue.toString(16)}`);
  return [response.origin, ...response.rowData.map(({ valueArray }) => valueArray[0])];
}

describe("RopLogon", () => {
  test("a private mailbox with thirteen folders", () => {
    const { response, folderIds } = logon;
    expect(response).toMatchObject({ outcome: "success", logonKind: "private", responseFlags: 7, replId: 1 });
    expect(new Set(folderIds).size).toBe(13);
    expect(folderIds.every((id) => (id & 0xffffn) === 1n)).toBe(true);
    expect(server.mailbox(ALICE).findFolder("Inbox")?.id).toBe(folderIds[4]);
  });

  test("a mailbox on another server: the redirect", async () => {
    const request = logonRequest("/o=example/cn=moved") as RopRequest & { readonly ropId: 0xfe };
    const response = await rop(request, NO_HANDLE);
    expect(response).toMatchObject({ outcome: "redirect", returnValue: 0x478, serverName: "/o=example/cn=server2" });
  });

  test("an unknown mailbox, and public folders", async () => {
    const unknown = logonRequest("/o=example/cn=nobody") as RopRequest & { readonly ropId: 0xfe };
    expect(await rop(unknown, NO_HANDLE)).toMatchObject({ outcome: "failure", returnValue: 0x3eb });
    const publicLogon = { ...unknown, logonKind: "public" } as const;
    expect(await rop(publicLogon, NO_HANDLE)).toMatchObject({ outcome: "failure", returnValue: 0x80040102 });
  });

  test("a second logon with the same LogonId takes the place of the first", async () => {
    const [session] = server.sessions;
    const inbox = await opened(openFolder(logon.inbox), logon.handle);
    const again = await connection.logon();
    expect(session?.handles).toEqual([again.handle]);
    expect(
      await rop({ ropId: RopId.GetContentsTable, ...head, outputHandleIndex: 1, tableFlags: 0 }, inbox, NO_HANDLE),
    ).toMatchObject({ returnValue: 0x80040108 });
  });
});

describe("handles", () => {
  test("one born in a buffer is used in the same buffer; RopRelease has no response and frees its index", async () => {
    const { responses, table } = await connection.execute(
      [
        openFolder(logon.inbox),
        { ropId: RopId.GetContentsTable, logonId: 0, inputHandleIndex: 1, outputHandleIndex: 2, tableFlags: 0 },
        { ropId: RopId.Release, logonId: 0, inputHandleIndex: 1 },
        { ropId: RopId.SetColumns, logonId: 0, inputHandleIndex: 2, setColumnsFlags: 0, propertyTags: [SUBJECT] },
      ],
      [logon.handle, NO_HANDLE, NO_HANDLE],
    );
    expect(responses.map(({ ropId }) => ropId)).toEqual([RopId.OpenFolder, RopId.GetContentsTable, RopId.SetColumns]);
    expect(responses[1]).toMatchObject({ rowCount: 4 });
    expect(table).toEqual([logon.handle, NO_HANDLE, expect.any(Number)]);
    expect(server.sessions[0]?.handles).toEqual([logon.handle, table[2]]);
  });

  test.each([
    ["no object at the index", 0, NO_HANDLE, 0x4b9],
    ["no such index", 3, 1, 0x4b9],
    ["a handle that was never given out", 0, 0xabcd, 0x4b9],
    ["zero", 0, 0, 0x4b9],
    ["an object of another kind", 0, 1, 0x80040102],
  ])("%s", async (_, inputHandleIndex, handle, returnValue) => {
    const request = { ropId: RopId.QueryPosition, logonId: 0, inputHandleIndex } as const;
    expect(await rop(request, handle)).toMatchObject({ outcome: "failure", returnValue });
  });

  test("a handle that was released", async () => {
    const inbox = await opened(openFolder(logon.inbox), logon.handle);
    await rops([{ ropId: RopId.Release, ...head }], inbox);
    const request = { ropId: RopId.QueryPosition, ...head } as const;
    expect(await rop(request, inbox)).toMatchObject({ outcome: "failure", returnValue: 0x80040108 });
  });

  test("an OutputHandleIndex beyond the table: nothing is opened, and the table stays as it is", async () => {
    const beyond = { ...openFolder(logon.inbox), outputHandleIndex: 1 };
    const { responses, table } = await connection.execute([beyond], [logon.handle]);
    expect(responses).toMatchObject([{ ropId: RopId.OpenFolder, outcome: "failure", returnValue: 0x4b9 }]);
    expect(table).toEqual([logon.handle]);
    const again = await connection.execute([logonRequest(ALICE)], []);
    expect(again.responses).toMatchObject([{ ropId: RopId.Logon, outcome: "failure", returnValue: 0x4b9 }]);
    expect(server.sessions[0]?.handles).toEqual([logon.handle]);
  });

  test("an object of another logon", async () => {
    const request = {
      ropId: RopId.GetPropertiesAll,
      ...head,
      logonId: 5,
      propertySizeLimit: 0,
      wantUnicode: true,
    } as const;
    expect(await rop(request, logon.handle)).toMatchObject({ returnValue: 0x80070005 });
  });

  test("a logon takes its objects along, and the mailbox is not listened to any more", async () => {
    await contents();
    await rops([{ ropId: RopId.Release, ...head }], logon.handle);
    expect(server.sessions[0]?.handles).toEqual([]);
    server.mailbox(ALICE).deliver({ subject: "?" });
    expect(await rops([])).toEqual([]);
  });
});

describe("folders and tables", () => {
  test("a folder that is not there", async () => {
    const request = openFolder(0x99n) as RopRequest & { readonly ropId: 2 };
    expect(await rop(request, logon.handle, NO_HANDLE)).toMatchObject({ outcome: "failure", returnValue: NOT_FOUND });
  });

  test.each([
    [0, ["Projects", "Later"]],
    [4, ["Projects", "Old", "Later"]],
  ])("the hierarchy table with TableFlags %i", async (tableFlags, names) => {
    const inbox = await opened(openFolder(logon.inbox), logon.handle);
    const request = { ropId: RopId.GetHierarchyTable, ...head, outputHandleIndex: 1, tableFlags } as const;
    const { responses, table } = await connection.execute([request], [inbox, NO_HANDLE]);
    expect(responses).toMatchObject([{ rowCount: names.length }]);
    await rops([{ ropId: RopId.SetColumns, ...head, setColumnsFlags: 0, propertyTags: [DISPLAY_NAME] }], table[1]!);
    expect(await rows(table[1]!)).toEqual(["end", ...names]);
  });

  test("rows in both directions, with and without moving the cursor", async () => {
    const table = await contents();
    expect(await rows(table, query(3))).toEqual(["current", "RE: beta", "Alpha", "gamma"]);
    expect(await rows(table, query(9, true, QueryRowsFlags.noAdvance))).toEqual(["end", "Грамота"]);
    expect(await rows(table, query(2, false))).toEqual(["current", "Alpha", "gamma"]);
    expect(await rop({ ropId: RopId.QueryPosition, ...head }, table)).toMatchObject({ numerator: 1, denominator: 4 });
    expect(await rows(table, query(9, false))).toEqual(["beginning", "RE: beta"]);
    expect(await rows(table, query(0))).toEqual(["current"]);
  });

  test("RopSeekRow says how far it came", async () => {
    const table = await contents();
    const seek = { ropId: RopId.SeekRow, ...head, wantRowMovedCount: true } as const;
    expect(await rop({ ...seek, origin: "end", rowCount: -1 }, table)).toMatchObject({
      hasSoughtLess: false,
      rowsSought: -1,
    });
    expect(await rows(table)).toEqual(["end", "Грамота"]);
    expect(await rop({ ...seek, origin: "beginning", rowCount: 9 }, table)).toMatchObject({
      hasSoughtLess: true,
      rowsSought: 4,
    });
  });

  test("standard rows where all values are there, flagged ones where some are missing, types where none was asked for", async () => {
    const untyped = SUBJECT - 0x1f;
    const table = await contents([SUBJECT, SUBJECT8, IMPORTANCE, untyped]);
    const response = await rop(query(3), table);
    expect(response).toMatchObject({
      rowData: [
        {
          flag: "standard",
          valueArray: ["RE: beta", "RE: beta", 0, { propertyType: "string", propertyValue: "RE: beta" }],
        },
        { flag: "standard" },
        {
          flag: "flagged",
          valueArray: [
            { flag: "value", propertyValue: "gamma" },
            { flag: "value", propertyValue: "gamma" },
            { flag: "error", errorCode: NOT_FOUND },
            { propertyType: "string", flag: "value", propertyValue: "gamma" },
          ],
        },
      ],
    });
  });

  test("8-bit strings are in the code page of the session context, with question marks for what it lacks", async () => {
    const mailbox = server.mailbox(ALICE);
    mailbox.createMessage(mailbox.folder("Inbox"), { subject: "5 €" });
    const table = await contents([SUBJECT8]);
    const { payloads } = await connection.execute([query()], [table]);
    const text = String.fromCharCode(...payloads[0]!.payload);
    expect(text).toContain("\0???????\0");
    expect(text).toContain("\x005 \x80\0");
  });

  test("long values are cut off at 510 bytes", async () => {
    const { response } = { response: await rop(query(1), await contents([BODY])) };
    expect(response).toMatchObject({ rowData: [{ valueArray: ["x".repeat(255)] }] });
  });

  test("rows without columns", async () => {
    const table = await contents();
    await rops([{ ropId: RopId.ResetTable, ...head }], table);
    expect(await rop(query(), table)).toMatchObject({ outcome: "failure", returnValue: 0x80040605 });
  });

  test("sorted, without regard to case, and the cursor at the beginning", async () => {
    const table = await contents();
    await rows(table);
    const sortOrders = [
      { propertyType: PropertyType.string, propertyId: SUBJECT >>> 16, order: "descending" },
    ] as const;
    const sort = {
      ropId: RopId.SortTable,
      ...head,
      sortTableFlags: 0,
      categoryCount: 0,
      expandedCount: 0,
      sortOrders,
    } as const;
    expect(await rop(sort, table)).toMatchObject({ outcome: "success", tableStatus: "complete" });
    expect(await rows(table)).toEqual(["end", "Грамота", "RE: beta", "gamma", "Alpha"]);
    expect(await rop({ ...sort, categoryCount: 1, expandedCount: 0 }, table)).toMatchObject({
      returnValue: 0x80040117,
    });
  });

  const subject = (propertyValue: string) => ({ propertyTag: SUBJECT, propertyValue });
  test.each<[string, Restriction, readonly string[]]>([
    [
      "part of a string, without regard to case",
      {
        restrictType: "content",
        fuzzyLevelLow: "subString",
        fuzzyLevelHigh: 1,
        propertyTag: SUBJECT,
        taggedValue: subject("A"),
      },
      ["RE: beta", "Alpha", "gamma"],
    ],
    [
      "the beginning of a string",
      {
        restrictType: "content",
        fuzzyLevelLow: "prefix",
        fuzzyLevelHigh: 0,
        propertyTag: SUBJECT,
        taggedValue: subject("RE:"),
      },
      ["RE: beta"],
    ],
    [
      "a number",
      {
        restrictType: "property",
        relOp: "greaterThan",
        propTag: IMPORTANCE,
        taggedValue: { propertyTag: IMPORTANCE, propertyValue: 0 },
      },
      ["Alpha"],
    ],
    ["that there is a value", { restrictType: "exist", propTag: IMPORTANCE }, ["RE: beta", "Alpha"]],
    [
      "bits",
      { restrictType: "bitMask", bitmapRelOp: "equalToZero", propTag: 0x0e070003, mask: 1 },
      ["Alpha", "gamma", "Грамота"],
    ],
    [
      "combined",
      {
        restrictType: "and",
        restricts: [
          { restrictType: "not", restriction: { restrictType: "exist", propTag: IMPORTANCE } },
          {
            restrictType: "or",
            restricts: [
              { restrictType: "property", relOp: "equal", propTag: SUBJECT, taggedValue: subject("GAMMA") },
              { restrictType: "property", relOp: "equal", propTag: SUBJECT, taggedValue: subject("Alpha") },
            ],
          },
        ],
      },
      ["gamma"],
    ],
  ])("restricted to %s", async (_, restrictionData, expected) => {
    const table = await contents();
    const request = { ropId: RopId.Restrict, ...head, restrictFlags: 0, restrictionData } as const;
    expect(await rop(request, table)).toMatchObject({ outcome: "success", tableStatus: "complete" });
    expect(await rows(table)).toEqual(["end", ...expected]);
    await rops([{ ropId: RopId.Restrict, ...head, restrictFlags: 0 }], table);
    expect(await rows(table)).toHaveLength(5);
  });

  const tooComplex: Restriction = { restrictType: "size", relOp: "equal", propTag: BODY, size: 1 };
  test.each<[string, Restriction]>([
    ["as a whole", tooComplex],
    [
      "in a part that no row gets to",
      { restrictType: "and", restricts: [{ restrictType: "exist", propTag: 0x7fff0003 }, tooComplex] },
    ],
    [
      "in its operator",
      {
        restrictType: "property",
        relOp: "regularExpression",
        propTag: 0x7fff001f,
        taggedValue: { propertyTag: 0x7fff001f, propertyValue: ".*" },
      },
    ],
  ])("a restriction that is too complex %s leaves the table as it is", async (_, restrictionData) => {
    const table = await contents();
    expect(await rop({ ropId: RopId.Restrict, ...head, restrictFlags: 0, restrictionData }, table)).toMatchObject({
      outcome: "failure",
      returnValue: 0x80040117,
    });
    expect(await rows(table)).toHaveLength(5);
    // What is looked at when a message comes.
    server.mailbox(ALICE).deliver({});
    expect(await rows(table)).toHaveLength(2);
  });
});

describe("messages", () => {
  async function idOf(subject: string): Promise<bigint> {
    const found = server
      .mailbox(ALICE)
      .folder("Inbox")
      .messages.find(({ properties }) => properties.get(SUBJECT) === subject);
    return found!.id;
  }
  const open = (messageId: bigint) =>
    ({
      ropId: RopId.OpenMessage,
      ...head,
      outputHandleIndex: 1,
      codePageId: 1252,
      folderId: logon.inbox,
      openModeFlags: 0,
      messageId,
    }) as const;

  test("RopOpenMessage tells the subject in two parts, and the recipients over columns of its own", async () => {
    expect(await rop(open(await idOf("RE: beta")), logon.handle, NO_HANDLE)).toMatchObject({
      outcome: "success",
      subjectPrefix: { stringType: "reducedUnicode", string: "RE: " },
      normalizedSubject: { stringType: "reducedUnicode", string: "beta" },
      recipientCount: 2,
      recipientColumns: [0x0ffe0003, 0x39000003, 0x39fe001f],
      recipientRows: [
        {
          type: "to",
          recipientRow: {
            type: "smtp",
            displayName: "Alice",
            emailAddress: "alice@example.com",
            recipientProperties: { valueArray: [6, 0, "alice@example.com"] },
          },
        },
        { type: "cc", recipientRow: { displayName: "Carol" } },
      ],
    });
    expect(await rop(open(await idOf("Грамота")), logon.handle, NO_HANDLE)).toMatchObject({
      subjectPrefix: { stringType: "empty" },
      normalizedSubject: { stringType: "unicode", string: "Грамота" },
    });
    expect(await rop(open(1n), logon.handle, NO_HANDLE)).toMatchObject({ outcome: "failure", returnValue: NOT_FOUND });
  });

  test("more recipients than RopOpenMessage has room for are read by RopReadRecipients, as many as fit", async () => {
    const recipients = Array.from({ length: 300 }, (_, i) => ({ displayName: `r${i}`, address: `r${i}@example.com` }));
    const { id } = server.mailbox(ALICE).deliver({ recipients });
    const openIn = (maxRopOut: number) => connection.execute([open(id)], [logon.handle, NO_HANDLE], { maxRopOut });
    const { responses, table } = await openIn(0x10008);
    const read = { ropId: RopId.ReadRecipients, ...head } as const;
    expect(responses).toMatchObject([{ outcome: "success", recipientCount: 300 }]);
    const names = recipients.map(({ displayName }) => ({ recipientRow: { displayName } }));
    expect(responses).toHaveProperty("0.recipientRows.length", 255);
    expect(responses).toMatchObject([{ recipientRows: names.slice(0, 255) }]);
    expect(await rop({ ...read, rowId: 255 }, table[1]!)).toMatchObject({
      recipientRows: names.slice(255).map((row, index) => ({ rowId: 255 + index, ...row })),
    });
    expect(await rop({ ...read, rowId: 0 }, table[1]!)).toHaveProperty("recipientRows.length", 254);
    expect(await rop({ ...read, rowId: 300 }, table[1]!)).toMatchObject({ outcome: "failure", returnValue: NOT_FOUND });

    expect((await openIn(200)).responses).toMatchObject([{ recipientCount: 300, recipientRows: names.slice(0, 1) }]);
    const few = await connection.execute([{ ...read, rowId: 7 }], [table[1]!], { maxRopOut: 240 });
    expect(few.responses).toMatchObject([{ recipientRows: [{ rowId: 7 }, { rowId: 8 }] }]);
    const none = await connection.execute([{ ...read, rowId: 7 }], [table[1]!], { maxRopOut: 50 });
    expect(none.responses).toMatchObject([{ ropId: RopId.BufferTooSmall }]);
  });

  test("properties: those asked for, or all, and none above the limit", async () => {
    const messageId = await idOf("Alpha");
    const message = await opened(open(messageId), logon.handle);
    const request = { ropId: RopId.GetPropertiesSpecific, ...head, wantUnicode: true } as const;
    const propertyTags = [MID, SUBJECT, 0x0e04001f, BODY];
    expect(await rop({ ...request, propertySizeLimit: 0, propertyTags }, message)).toMatchObject({
      rowData: { flag: "standard", valueArray: [BigInt.asIntN(64, messageId), "Alpha", "Alice", "x".repeat(400)] },
    });
    expect(await rop({ ...request, propertySizeLimit: 799, propertyTags: [SUBJECT, BODY] }, message)).toMatchObject({
      rowData: { flag: "flagged", valueArray: [{ flag: "value" }, { flag: "error", errorCode: 0x8007000e }] },
    });
    const all = { ropId: RopId.GetPropertiesAll, ...head, propertySizeLimit: 399, wantUnicode: false } as const;
    const response = await rop(all, message);
    expect(response).toMatchObject({ outcome: "success" });
    expect("propertyValues" in response && response.propertyValues).toEqual(
      expect.arrayContaining([
        { propertyTag: SUBJECT8, propertyValue: "Alpha" },
        { propertyTag: BODY - 0x1f + 0x0a, propertyValue: 0x8007000e },
        { propertyTag: IMPORTANCE, propertyValue: 1 },
      ]),
    );
  });

  test("a value that no answer has room for is an error, whatever the limit; what another call can bring is not", async () => {
    const [half, whole] = ["h".repeat(10_000), "w".repeat(20_000)];
    const [FIRST, SECOND, BINARY] = [0x8001001f, 0x8002001f, 0x80030102];
    const { id } = server.mailbox(ALICE).deliver({
      subject: "Large",
      body: whole,
      properties: [
        { propertyTag: FIRST, propertyValue: half },
        { propertyTag: SECOND, propertyValue: half },
        { propertyTag: BINARY, propertyValue: new Uint8Array(0x10000) },
      ],
    });
    const message = await opened(open(id), logon.handle);
    const limits = { propertySizeLimit: 0, wantUnicode: true } as const;
    const error = { flag: "error", errorCode: 0x8007000e } as const;
    const specific = { ropId: RopId.GetPropertiesSpecific, ...head, ...limits } as const;
    const propertyTags = [BODY, FIRST, SECOND, BINARY, SUBJECT];
    expect(await rop({ ...specific, propertyTags }, message)).toMatchObject({
      rowData: {
        valueArray: [error, { propertyValue: half }, error, error, { propertyValue: "Large" }],
      },
    });

    const all = await rop({ ropId: RopId.GetPropertiesAll, ...head, ...limits }, message);
    expect("propertyValues" in all && all.propertyValues).toEqual(
      expect.arrayContaining([
        { propertyTag: SUBJECT, propertyValue: "Large" },
        { propertyTag: BODY - 0x1f + 0x0a, propertyValue: 0x8007000e },
        { propertyTag: FIRST, propertyValue: half },
        { propertyTag: SECOND - 0x1f + 0x0a, propertyValue: 0x8007000e },
        { propertyTag: BINARY - 0x102 + 0x0a, propertyValue: 0x8007000e },
      ]),
    );

    const twice = [FIRST, SECOND].map((tag) => ({ ...specific, propertyTags: [tag] }));
    const { responses } = await connection.execute(twice, [message]);
    expect(responses).toMatchObject([{ rowData: { valueArray: [half] } }, { ropId: RopId.BufferTooSmall }]);
  });

  test("properties of folders and of the logon", async () => {
    const request = { ropId: RopId.GetPropertiesSpecific, ...head, propertySizeLimit: 0, wantUnicode: true } as const;
    const inbox = await opened(openFolder(logon.inbox), logon.handle);
    const counts = [DISPLAY_NAME, 0x36020003, 0x36030003, 0x360a000b];
    expect(await rop({ ...request, propertyTags: counts }, inbox)).toMatchObject({
      rowData: { valueArray: ["Inbox", 4, 3, true] },
    });
    expect(await rop({ ...request, propertyTags: [DISPLAY_NAME] }, logon.handle)).toMatchObject({
      rowData: { valueArray: ["alice"] },
    });
  });

  test("a message is created, filled, saved, and there only then", async () => {
    const create = {
      ropId: RopId.CreateMessage,
      ...head,
      outputHandleIndex: 1,
      codePageId: 1252,
      folderId: logon.inbox,
      associatedFlag: false,
    } as const;
    const message = await opened(create, logon.handle);
    const propertyValues = [
      { propertyTag: SUBJECT, propertyValue: "Delta" },
      { propertyTag: MID, propertyValue: 5n },
    ];
    expect(await rop({ ropId: RopId.SetProperties, ...head, propertyValues }, message)).toMatchObject({
      outcome: "success",
      propertyProblems: [{ index: 1, propertyTag: MID, errorCode: 0x8004011a }],
    });
    const request = { ropId: RopId.GetPropertiesSpecific, ...head, propertySizeLimit: 0, wantUnicode: true } as const;
    expect(await rop({ ...request, propertyTags: [SUBJECT, CLASS] }, message)).toMatchObject({
      rowData: { valueArray: ["Delta", "IPM.Note"] },
    });
    const { messages } = server.mailbox(ALICE).folder("Inbox");
    expect(messages).toHaveLength(4);
    const save = { ropId: RopId.SaveChangesMessage, ...head, responseHandleIndex: 1, saveFlags: 2 } as const;
    expect(await rop(save, message, NO_HANDLE)).toMatchObject({ outcome: "success", messageId: messages[4]?.id });
    expect(await rows(await contents())).toContain("Delta");
  });

  test("an existing message keeps its values until the new ones are saved", async () => {
    const messageId = await idOf("Alpha");
    const message = await opened(open(messageId), logon.handle);
    const propertyValues = [{ propertyTag: SUBJECT, propertyValue: "Omega" }];
    await rops([{ ropId: RopId.SetProperties, ...head, propertyValues }], message);
    expect(await rows(await contents())).toContain("Alpha");
    await rops([{ ropId: RopId.SaveChangesMessage, ...head, responseHandleIndex: 0, saveFlags: 2 }], message);
    expect(await rows(await contents())).toContain("Omega");
    expect(await idOf("Omega")).toBe(messageId);
  });

  describe("8-bit strings are in the code page that the message was opened with", () => {
    const SHIFT_JIS = "\x93\xfa\x96\x7b";
    const get = { ropId: RopId.GetPropertiesSpecific, logonId: 0, propertySizeLimit: 0, wantUnicode: false } as const;

    test("what is read", async () => {
      const mailbox = server.mailbox(ALICE);
      const { id } = mailbox.deliver({ subject: "日本" });
      const requests = [
        { ...open(id), codePageId: 932 },
        { ...get, inputHandleIndex: 1, propertyTags: [SUBJECT8] },
      ];
      const { payloads, responses, table } = await connection.execute(requests, [logon.handle, NO_HANDLE]);
      expect(String.fromCharCode(...payloads[0]!.payload)).toContain(`${SHIFT_JIS}\0`);
      expect(responses[1]).toMatchObject({ rowData: { valueArray: ["日本"] } });
      // The other objects of the session context stay with its own.
      const all = { ropId: RopId.GetPropertiesAll, propertySizeLimit: 0, wantUnicode: false, logonId: 0 } as const;
      const further = [
        { ...open(id), codePageId: 0x0fff },
        { ...all, inputHandleIndex: 1 },
      ];
      const later = await connection.execute(further, [logon.handle, NO_HANDLE]);
      expect(String.fromCharCode(...later.payloads[0]!.payload)).toContain("\0??\0");
      expect(table[1]).not.toBe(later.table[1]);
    });

    test("what is set, in the buffer that opens it too", async () => {
      const create = {
        ropId: RopId.CreateMessage,
        ...head,
        outputHandleIndex: 1,
        codePageId: 932,
        folderId: logon.inbox,
        associatedFlag: false,
      } as const;
      const set = (propertyTag: number, propertyValue: string) =>
        ({
          ropId: RopId.SetProperties,
          logonId: 0,
          inputHandleIndex: 1,
          propertyValues: [{ propertyTag, propertyValue }],
        }) as const;
      const { table } = await connection.execute([create, set(SUBJECT8, "日本")], [logon.handle, NO_HANDLE]);
      const save = { ropId: RopId.SaveChangesMessage, logonId: 0, inputHandleIndex: 1, saveFlags: 0 } as const;
      // This list does not know the code page of its message: bytes as they are.
      await rops([set(BODY - 1, SHIFT_JIS), { ...save, responseHandleIndex: 1 }], logon.handle, table[1]!);
      const properties = server.mailbox(ALICE).folder("Inbox").messages.at(-1)?.properties;
      expect([properties?.get(SUBJECT), properties?.get(BODY)]).toEqual(["日本", "日本"]);
    });

    test.each([
      [false, "string8"],
      [true, "string"],
    ])("WantUnicode %s: strings that no type was asked for are %s", async (wantUnicode, propertyType) => {
      const message = await opened(open(await idOf("Alpha")), logon.handle);
      await rops(
        [
          {
            ropId: RopId.SetProperties,
            ...head,
            propertyValues: [
              { propertyTag: CLASS - 1, propertyValue: "IPM.Note.Test" },
              { propertyTag: 0x8001101f, propertyValue: ["a", "b"] },
            ],
          },
        ],
        message,
      );
      const propertyTags = [SUBJECT - 0x1f, CLASS - 0x1f, 0x80010000, IMPORTANCE - 3, BODY];
      expect(await rop({ ...get, inputHandleIndex: 0, wantUnicode, propertyTags }, message)).toMatchObject({
        rowData: {
          flag: "standard",
          valueArray: [
            { propertyType, propertyValue: "Alpha" },
            { propertyType, propertyValue: "IPM.Note.Test" },
            { propertyType: propertyType.replace("s", "multipleS"), propertyValue: ["a", "b"] },
            { propertyType: "integer32", propertyValue: 1 },
            "x".repeat(400),
          ],
        },
      });
    });
  });

  test("RopDeleteMessages says whether all were there", async () => {
    const inbox = await opened(openFolder(logon.inbox), logon.handle);
    const messageIds = [await idOf("Alpha"), 0x77n];
    const request = {
      ropId: RopId.DeleteMessages,
      ...head,
      wantAsynchronous: false,
      notifyNonRead: false,
      messageIds,
    } as const;
    expect(await rop(request, inbox)).toMatchObject({ returnValue: 0, partialCompletion: true });
    expect(server.mailbox(ALICE).folder("Inbox").messages).toHaveLength(3);
  });
});

describe("sizes", () => {
  test("what does not fit is returned in RopBufferTooSmall, with the size that it needs, and not executed", async () => {
    const table = await contents();
    const requests = [query(1), query(1, true), { ropId: RopId.QueryPosition, ...head } as const];
    const small = await connection.execute(requests, [table], { maxRopOut: 64 });
    expect(small.responses.map(({ ropId }) => ropId)).toEqual([RopId.QueryRows, RopId.BufferTooSmall]);
    const left = small.responses[1];
    if (left?.ropId !== RopId.BufferTooSmall) throw new Error("another ROP");
    expect([...left.requestBuffers]).toEqual([0x15, 0, 0, 0, 1, 1, 0, 0x17, 0, 0]);
    const again = await connection.execute(requests.slice(1), [table], { maxRopOut: left.sizeNeeded });
    expect(again.responses[0]).toMatchObject({ rowData: [{ valueArray: ["Alpha"] }] });
    expect(await rop({ ropId: RopId.QueryPosition, ...head }, table)).toMatchObject({ numerator: 2 });
  });

  test("SizeNeeded is exact", async () => {
    const table = await contents();
    const { responses } = await connection.execute([query(1)], [table], { maxRopOut: 24 });
    const [left] = responses;
    if (left?.ropId !== RopId.BufferTooSmall) throw new Error("another ROP");
    const { sizeNeeded } = left;
    const tooSmall = await connection.execute([query(1)], [table], { maxRopOut: sizeNeeded - 1 });
    expect(tooSmall.responses[0]?.ropId).toBe(RopId.BufferTooSmall);
    const enough = await connection.execute([query(1)], [table], { maxRopOut: sizeNeeded });
    expect(enough.responses[0]).toMatchObject({ ropId: RopId.QueryRows, rowData: [{}] });
  });

  test("where not even that fits the call fails with StatusCode 0x47D and nothing is done", async () => {
    const table = await contents();
    const { body } = await connection.call([query(1)], [table], { maxRopOut: 15 });
    expect(body).toMatchObject({ outcome: "failure", statusCode: 0x47d });
    expect(await rows(table)).toHaveLength(5);
  });

  test("rows: as many as fit", async () => {
    const table = await contents([SUBJECT, BODY]);
    const response = await connection.execute([query(4)], [table], { maxRopOut: 1200 });
    expect(response.responses[0]).toMatchObject({ origin: "current", rowData: [{}, {}] });
    expect(await rows(table)).toEqual(["end", "gamma", "Грамота"]);
  });

  describe("packed", () => {
    beforeEach(() => {
      const mailbox = server.mailbox(ALICE);
      for (let i = 0; i < 200; i++)
        mailbox.createMessage(mailbox.folder("Inbox"), { body: "y".repeat(300), subject: `n${i}` });
    });
    const packed = query(0xffff, true, QueryRowsFlags.enablePackedBuffers);
    const CHAIN = 7;

    test("further rows follow in payloads of their own", async () => {
      const table = await contents([SUBJECT, BODY]);
      const { payloads } = await connection.execute([packed], [table], { flags: CHAIN, maxRopOut: 0x40000 });
      expect(payloads.length).toBeGreaterThan(2);
      const all = payloads.flatMap(({ payload }) => {
        const { responses } = decodeOutputBuffer(payload, {
          requests: [packed],
          context: { tableColumns: [SUBJECT, BODY] },
        });
        return responses.flatMap((one) => (one.ropId === 0x15 && one.outcome === "success" ? one.rowData : []));
      });
      expect(all).toHaveLength(204);
      expect(all.at(-1)).toMatchObject({ valueArray: ["n199", expect.any(String)] });
    });

    test.each([
      ["without the flag of the call", 3, 0x40000, packed],
      ["without the flag of the ROP", CHAIN, 0x40000, query(0xffff)],
      ["without room for another payload", CHAIN, 0xfe00, packed],
      [
        "where the cursor does not move",
        CHAIN,
        0x40000,
        query(0xffff, true, QueryRowsFlags.enablePackedBuffers | QueryRowsFlags.noAdvance),
      ],
    ])("%s there is one payload", async (_, flags, maxRopOut, request) => {
      const table = await contents([SUBJECT, BODY]);
      const { payloads } = await connection.execute([request], [table], { flags, maxRopOut });
      expect(payloads).toHaveLength(1);
    });

    test("never more rows than asked for", async () => {
      const table = await contents([SUBJECT, BODY]);
      const { payloads } = await connection.execute([{ ...packed, rowCount: 80 }], [table], {
        flags: CHAIN,
        maxRopOut: 0x40000,
      });
      expect(payloads).toHaveLength(2);
      expect(await rop({ ropId: RopId.QueryPosition, ...head }, table)).toMatchObject({ numerator: 80 });
    });
  });
});
