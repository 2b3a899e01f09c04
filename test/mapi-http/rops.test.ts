/** Typed ROPs: handles by name, responses by request, and what one call leaves for the next. */
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  encodeRopRequests,
  type InputBuffer,
  RopEncodeError,
  RopId,
  type RopOpenFolderResponse,
  type RopResponse,
  TableEventType,
} from "../../src/index.js";
import { MailboxSessions, MapiHttpClient, type NamedRequest, RopBatch, RopHandle } from "../../src/mapi-http/index.js";
import { publicLogon } from "../public-logon.js";
import { type Answer, client, LOGON, modified, SUBSCRIPTION, subscribe, subscribed } from "./mailbox.js";
import { answered, connected, failureOf, serve } from "./server.js";

/** A session that has logged on; what follows is answered by `answers` in their order. */
async function loggedOnSession(...answers: readonly (Answer | ((input: InputBuffer) => Answer))[]) {
  const rest = [...answers];
  const inputs: InputBuffer[] = [];
  const on = await client({
    execute: (input) => {
      const [first] = input.requests;
      if (first?.ropId === RopId.Logon && first.logonKind === "private") return subscribed;
      inputs.push(input);
      const answer = rest.shift() ?? { responses: [] };
      return typeof answer === "function" ? answer(input) : answer;
    },
  });
  const session = await on.connect();
  const { batch, logon, subscription } = subscribe();
  await session.rops(batch);
  return { ...on, session, logon, subscription, inputs };
}

const openFolder = (logon: RopHandle, folder: RopHandle, folderId = 5n) =>
  ({
    ropId: RopId.OpenFolder,
    logonId: 0,
    inputHandleIndex: logon,
    outputHandleIndex: folder,
    folderId,
    openModeFlags: 0,
  }) as const;

const folderOpened = (outputHandleIndex: number): RopResponse => ({
  ropId: RopId.OpenFolder,
  outputHandleIndex,
  outcome: "success",
  returnValue: 0,
  hasRules: true,
  isGhosted: false,
});

const folderFailed = (outputHandleIndex: number, returnValue = 0x8004010f): RopResponse => ({
  ropId: RopId.OpenFolder,
  outputHandleIndex,
  outcome: "failure",
  returnValue,
});

const release = (handle: RopHandle) => ({ ropId: RopId.Release, logonId: 0, inputHandleIndex: handle }) as const;

const getContentsTable = (folder: RopHandle, table: RopHandle) =>
  ({
    ropId: RopId.GetContentsTable,
    logonId: 0,
    inputHandleIndex: folder,
    outputHandleIndex: table,
    tableFlags: 0,
  }) as const;

const piece = (inputHandleIndex: number, ...data: number[]): RopResponse => ({
  ropId: RopId.ReadStream,
  inputHandleIndex,
  returnValue: 0,
  data: Uint8Array.from(data),
});

describe("handles", () => {
  test("are counted in the order of their use; what is yet to be created is 0xFFFFFFFF (MS-OXCROPS_R4494 to R4499)", async () => {
    const on = await loggedOnSession({
      responses: [
        folderOpened(1),
        { ropId: RopId.GetContentsTable, outputHandleIndex: 2, outcome: "success", returnValue: 0, rowCount: 3 },
      ],
      table: [LOGON, 0x2001, 0x2002],
    });
    const { session, logon, inputs } = on;
    const batch = new RopBatch();
    const folder = batch.newHandle();
    const table = batch.newHandle();
    batch.add(openFolder(logon, folder));
    batch.add(getContentsTable(folder, table));
    await session.rops(batch);
    expect(inputs[0]!.serverObjectHandleTable).toEqual([LOGON, 0xffffffff, 0xffffffff]);
    expect(inputs[0]!.requests).toEqual([
      { ropId: 2, logonId: 0, inputHandleIndex: 0, outputHandleIndex: 1, folderId: 5n, openModeFlags: 0 },
      { ropId: 5, logonId: 0, inputHandleIndex: 1, outputHandleIndex: 2, tableFlags: 0 },
    ]);
    expect([logon.value, folder.value, table.value]).toEqual([LOGON, 0x2001, 0x2002]);
  });

  test("stand for their objects in later batches, in any place of the table", async () => {
    const on = await loggedOnSession({ responses: [folderOpened(1)], table: [LOGON, 0x2001] });
    const { session, logon, subscription, inputs } = on;
    const folder = new RopHandle("inbox");
    await session.rops([openFolder(logon, folder)]);
    await session.rops([
      { ropId: RopId.GetReceiveFolderTable, logonId: 0, inputHandleIndex: subscription },
      { ropId: RopId.GetStatus, logonId: 0, inputHandleIndex: folder },
      { ropId: RopId.GetStatus, logonId: 0, inputHandleIndex: logon },
    ]);
    expect(inputs[1]!.serverObjectHandleTable).toEqual([SUBSCRIPTION, 0x2001, LOGON]);
  });

  test("both objects of a copy are named", async () => {
    const { session, logon, subscription, inputs } = await loggedOnSession();
    await session.rops([
      {
        ropId: RopId.MoveFolder,
        logonId: 0,
        sourceHandleIndex: subscription,
        destHandleIndex: logon,
        wantAsynchronous: false,
        useUnicode: true,
        folderId: 1n,
        newFolderName: "x",
      },
    ]);
    expect(inputs[0]!.serverObjectHandleTable).toEqual([SUBSCRIPTION, LOGON]);
    expect(inputs[0]!.requests[0]).toMatchObject({ sourceHandleIndex: 0, destHandleIndex: 1 });
  });

  test("of objects that were not created have no value, and cannot be used", async () => {
    const { session, logon, inputs } = await loggedOnSession({
      responses: [folderFailed(1)],
      table: [LOGON, 0x2001],
    });
    const folder = new RopHandle("drafts");
    await session.rops([openFolder(logon, folder)]);
    expect(folder.value).toBeUndefined();
    const error = await failureOf(session.rops([release(folder)]));
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toContain("RopRelease: drafts is not open");
    expect(inputs).toHaveLength(1);
  });

  test("that the server answers with 0xFFFFFFFF, or leaves out of the table, are none", async () => {
    const { session, logon } = await loggedOnSession(
      { responses: [folderOpened(1)], table: [LOGON, 0xffffffff] },
      { responses: [folderOpened(1)], table: [LOGON] },
    );
    const handles = [new RopHandle(), new RopHandle()];
    for (const folder of handles) await session.rops([openFolder(logon, folder)]);
    expect(handles.map(({ value }) => value)).toEqual([undefined, undefined]);
  });

  test("are gone when they are released", async () => {
    const { session, logon, subscription } = await loggedOnSession();
    const result = await session.rops([release(subscription)]);
    expect(result.responses).toEqual([]);
    expect(subscription.value).toBeUndefined();
    await expect(session.rops([release(subscription)])).rejects.toThrow(TypeError);
    expect(logon.value).toBe(LOGON);
  });

  test("do not stand for two objects", async () => {
    const { session, logon, subscription } = await loggedOnSession();
    await expect(session.rops([openFolder(logon, subscription)])).rejects.toThrow("stands for an object already");
    const folder = new RopHandle();
    const twice = [openFolder(logon, folder), openFolder(logon, folder)];
    await expect(session.rops(twice)).rejects.toThrow("stands for an object already");
    const oneAfterTheOther = [openFolder(logon, folder), release(folder), openFolder(logon, folder)];
    expect((await session.rops(oneAfterTheOther)).responses).toEqual([]);
  });

  test("belong to their session", async () => {
    const { connect, logon } = await loggedOnSession();
    const other = await connect("b");
    await expect(other.rops([release(logon)])).rejects.toThrow("belongs to another session context");
  });

  test("fit a table of 256", async () => {
    const { session, logon, inputs } = await loggedOnSession();
    const many = (count: number) => Array.from({ length: count }, () => openFolder(logon, new RopHandle()));
    await session.rops(many(255));
    expect(inputs[0]!.serverObjectHandleTable).toHaveLength(256);
    await expect(session.rops(many(256))).rejects.toThrow(RangeError);
  });
});

describe("responses", () => {
  test("are found by their request, with its type; RopRelease has none (MS-OXCROPS_R4571)", async () => {
    const { session, logon, subscription } = await loggedOnSession({
      responses: [folderFailed(2), folderOpened(1)],
      table: [SUBSCRIPTION, 0x2001, 0xffffffff],
    });
    const batch = new RopBatch();
    const a = batch.add(openFolder(logon, batch.newHandle(), 1n));
    const gone = batch.add(release(subscription));
    const b = batch.add(openFolder(logon, batch.newHandle(), 2n));
    const result = await session.rops(batch);
    const opened = result.response(a);
    expectTypeOf(opened).toEqualTypeOf<RopOpenFolderResponse | undefined>();
    expect(opened).toEqual(folderFailed(2));
    expect(result.response(b)).toMatchObject({ outcome: "success", hasRules: true });
    expect(result.response(gone)).toBeUndefined();
  });

  test("of failed ROPs are values", async () => {
    const { session, logon } = await loggedOnSession({ responses: [folderFailed(1, 0x4b9)], table: [LOGON] });
    const open = openFolder(logon, new RopHandle());
    expect((await session.rops([open])).response(open)).toMatchObject({ outcome: "failure", returnValue: 0x4b9 });
  });

  test("with another RopId than the request are found as well", async () => {
    const { session, logon } = await loggedOnSession({
      responses: [
        {
          ropId: RopId.SetMessageStatus,
          inputHandleIndex: 0,
          outcome: "success",
          returnValue: 0,
          messageStatusFlags: 7,
        },
      ],
      table: [LOGON],
    });
    const batch = new RopBatch();
    const get = batch.add({ ropId: RopId.GetMessageStatus, logonId: 0, inputHandleIndex: logon, messageId: 1n });
    const result = await session.rops(batch);
    expect(result.response(get)).toMatchObject({ messageStatusFlags: 7 });
  });

  test("packed behind each other belong to the last request", async () => {
    const { session, logon } = await loggedOnSession({
      responses: [folderOpened(1), piece(1, 1, 2)],
      table: [LOGON, 0x2001],
      packed: [[piece(1, 3)], [piece(1)]],
    });
    const stream = new RopHandle();
    const read = { ropId: RopId.ReadStream, logonId: 0, inputHandleIndex: stream, byteCount: 3 } as const;
    const result = await session.rops([openFolder(logon, stream), read], { chain: true });
    expect(result.responsesTo(read)).toEqual([piece(1, 1, 2), piece(1, 3), piece(1)]);
    expect(result.response(read)).toEqual(piece(1, 1, 2));
  });

  test("of a request that stands in a batch several times are all there", async () => {
    const { session, subscription } = await loggedOnSession({ responses: [piece(0, 1), piece(0, 2), piece(0, 3)] });
    const read = { ropId: RopId.ReadStream, logonId: 0, inputHandleIndex: subscription, byteCount: 1 } as const;
    const result = await session.rops([read, read, read]);
    expect(result.responsesTo(read)).toEqual([piece(0, 1), piece(0, 2), piece(0, 3)]);
    expect(result.response(read)).toEqual(piece(0, 1));
    const both = result.and(result);
    expect(both.responsesTo(read)).toHaveLength(6);
  });

  test("that nobody asked for stand among all", async () => {
    const { session } = await loggedOnSession({ responses: [modified(9n)] });
    const result = await session.rops([]);
    expect(result.responses).toEqual([modified(9n)]);
  });
});

describe("what one call leaves for the next", () => {
  const SUBJECT = 0x0037001f;
  const row = (subject: string) => ({ flag: "standard", valueArray: [subject] }) as const;

  test("columns: rows and rows in notifications are decoded by those set before", async () => {
    const table = new RopHandle();
    const on = await loggedOnSession(
      {
        responses: [
          { ropId: RopId.GetContentsTable, outputHandleIndex: 1, outcome: "success", returnValue: 0, rowCount: 1 },
          { ropId: RopId.SetColumns, inputHandleIndex: 1, outcome: "success", returnValue: 0, tableStatus: "complete" },
        ],
        table: [LOGON, 0x2002],
      },
      {
        responses: [
          {
            ropId: RopId.QueryRows,
            inputHandleIndex: 0,
            outcome: "success",
            returnValue: 0,
            origin: "current",
            rowData: [row("a"), row("b")],
          },
          {
            ropId: RopId.Notify,
            notificationHandle: 0x2002,
            logonId: 0,
            notificationData: {
              type: "tableModified",
              inSearchFolder: false,
              tableEventType: "tableRowAdded",
              tableRowFolderId: 1n,
              insertAfterTableRowFolderId: 2n,
              tableRowData: row("c"),
            },
          },
        ],
        table: [0x2002],
      },
    );
    expect(TableEventType.tableRowAdded).toBe(3);
    const { session, logon } = on;
    const batch = new RopBatch();
    batch.add(getContentsTable(logon, table));
    batch.add({
      ropId: RopId.SetColumns,
      logonId: 0,
      inputHandleIndex: table,
      setColumnsFlags: 0,
      propertyTags: [SUBJECT],
    });
    await session.rops(batch);
    const query = {
      ropId: RopId.QueryRows,
      logonId: 0,
      inputHandleIndex: table,
      queryRowsFlags: 0,
      forwardRead: true,
      rowCount: 10,
    } as const;
    const result = await session.rops([query]);
    expect(result.response(query)).toMatchObject({ rowData: [row("a"), row("b")] });
    expect(result.responses[1]).toMatchObject({ notificationData: { tableRowData: row("c") } });
    expect(result.damage).toEqual([]);
  });

  test("the kind of a logon: what the request of a public one carries is written", async () => {
    const { session, logon, inputs } = await loggedOnSession({ responses: [publicLogon], table: [0x3001] });
    const folders = new RopHandle();
    const [first] = subscribe().batch.requests as readonly [NamedRequest<typeof RopId.Logon>];
    await session.rops([{ ...first, logonId: 1, outputHandleIndex: folders, logonKind: "public" }]);
    const mark = (logonId: number, handle: RopHandle, clientData?: Uint8Array) =>
      ({
        ropId: RopId.SetMessageReadFlag,
        logonId,
        responseHandleIndex: handle,
        inputHandleIndex: handle,
        readFlags: 1,
        clientData,
      }) as const;
    const data = new Uint8Array(24).fill(3);
    await session.rops([mark(1, folders, data), mark(0, logon)]);
    // The script does not know the kinds, so it keeps the list as bytes.
    const expected = [
      ...encodeRopRequests(
        [{ ropId: 0x11, logonId: 1, responseHandleIndex: 0, inputHandleIndex: 0, readFlags: 1, clientData: data }],
        { context: { logonKind: "public" } },
      ),
      ...encodeRopRequests([{ ropId: 0x11, logonId: 0, responseHandleIndex: 1, inputHandleIndex: 1, readFlags: 1 }], {
        context: { logonKind: "private" },
      }),
    ];
    expect([...inputs[1]!.undecoded!.bytes]).toEqual(expected);
    await expect(session.rops([mark(7, logon)])).rejects.toThrow(RopEncodeError);
  });

  test("the code page of the session, for 8-bit strings", async () => {
    const newMail: RopResponse = {
      ropId: RopId.Notify,
      notificationHandle: 1,
      logonId: 0,
      notificationData: {
        type: "newMail",
        inSearchFolder: false,
        folderId: 1n,
        messageFlags: 0,
        unicodeFlag: false,
        messageClass: "\xc6", // the script writes a byte per character
      },
    };
    const { http, mailboxes, logon, session, inputs } = await loggedOnSession({ responses: [newMail] });
    const rename = (handle: RopHandle) =>
      ({
        ropId: RopId.MoveFolder,
        logonId: 0,
        sourceHandleIndex: handle,
        destHandleIndex: handle,
        wantAsynchronous: false,
        useUnicode: false,
        folderId: 1n,
        newFolderName: "Ж",
      }) as const;
    await expect(session.rops([rename(logon)])).rejects.toThrow(RopEncodeError); // 1252 has no such letter
    const other = mailboxes.add(await http.connect({ userDn: "/o=x/cn=c", defaultCodePage: 1251 }));
    const begin = subscribe();
    await other.rops(begin.batch);
    const { responses } = await other.rops([rename(begin.logon)]);
    expect(responses).toMatchObject([{ notificationData: { messageClass: "Ж" } }]);
    expect(inputs[0]!.requests[0]).toMatchObject({ newFolderName: "\xc6" }); // the script reads a character per byte
  });

  test("an output buffer that was full: the rest is sent again (MS-OXCROPS_R4520)", async () => {
    const on = await loggedOnSession(
      ({ requests, serverObjectHandleTable }) => ({
        responses: [
          folderOpened(1),
          folderFailed(2),
          { ropId: RopId.BufferTooSmall, sizeNeeded: 4000, requestBuffers: encodeRopRequests(requests.slice(2)) },
        ],
        table: [serverObjectHandleTable[0]!, 0x2001, 0xffffffff],
      }),
      { responses: [folderOpened(2), folderFailed(3)], table: [0x2001, 0xffffffff, 0x2003, 0xffffffff] },
    );
    const { session, logon, inputs } = on;
    const [a, b, c, d] = [1, 2, 3, 4].map((n) => new RopHandle(`folder ${n}`)) as [
      RopHandle,
      RopHandle,
      RopHandle,
      RopHandle,
    ];
    const batch = [openFolder(logon, a), openFolder(logon, b), openFolder(a, c), openFolder(b, d)];
    const result = await session.rops(batch);
    expect(inputs.map((input) => [input.requests.length, input.serverObjectHandleTable])).toEqual([
      [4, [LOGON, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff]],
      [2, [0x2001, 0xffffffff, 0xffffffff, 0xffffffff]],
    ]);
    expect(batch.map((request) => result.response(request)?.outcome)).toEqual([
      "success",
      "failure",
      "success",
      "failure",
    ]);
    expect([a, b, c, d].map(({ value }) => value)).toEqual([0x2001, undefined, 0x2003, undefined]);
    expect(result.left).toEqual([]);
  });

  test("an output buffer that is too small for the first: the requests are left, not sent for ever", async () => {
    const { session, logon, inputs } = await loggedOnSession(({ requests }) => ({
      responses: [{ ropId: RopId.BufferTooSmall, sizeNeeded: 4000, requestBuffers: encodeRopRequests(requests) }],
    }));
    const batch = [openFolder(logon, new RopHandle()), release(logon)];
    const result = await session.rops(batch);
    expect(result.left).toEqual(batch);
    expect(logon.value).toBe(LOGON);
    expect(inputs).toHaveLength(1);
  });

  test("RopBackoff: what it delays is left, and waits its time when it is sent again (MS-OXCROPS_R4511, R4514)", async () => {
    const on = await loggedOnSession(
      {
        responses: [
          folderOpened(1),
          {
            ropId: RopId.Backoff,
            logonId: 0,
            duration: 0,
            backoffRopData: [{ ropIdBackoff: RopId.OpenFolder, duration: 600 }],
            additionalData: new Uint8Array(),
          },
        ],
        table: [LOGON, 0x2001],
      },
      { responses: [] },
      { responses: [folderOpened(1)], table: [LOGON, 0x2002] },
    );
    const { session, logon } = on;
    const [a, b] = [openFolder(logon, new RopHandle()), openFolder(logon, new RopHandle())];
    const result = await session.rops([a, b, release(logon)]);
    expect(result.response(b)).toBeUndefined();
    expect(result.responsesTo(b)).toMatchObject([{ ropId: RopId.Backoff }]);
    expect(result.left).toHaveLength(2);
    expect(logon.value).toBe(LOGON);
    const begun = performance.now();
    await session.rops([{ ropId: RopId.GetStatus, logonId: 0, inputHandleIndex: logon }]);
    expect(performance.now() - begun).toBeLessThan(500);
    expect((await session.rops(result.left)).response(b)?.outcome).toBe("success");
    expect(performance.now() - begun).toBeGreaterThan(500);
  });

  test("an answer that cannot be read: what was read is there, the rest is named", async () => {
    let executes = 0;
    const server = await serve(({ type }, reply) => {
      const whole = Uint8Array.of(6, 0, 0x6e, 1, 0, 0x6e);
      reply.ok(type === "Connect" ? connected() : answered(++executes === 1 ? whole : Uint8Array.of(2, 0)));
    });
    const problems: unknown[] = [];
    const mailboxes = new MailboxSessions({ problem: (problem) => problems.push(problem) });
    const session = mailboxes.add(await new MapiHttpClient(server.url).connect({ userDn: "" }), { index: 1 });
    const result = await session.rops([]);
    expect(result.responses).toEqual([{ ropId: RopId.Pending, sessionIndex: 1 }]);
    expect(result.damage).toMatchObject([{ code: "truncated" }]);
    expect(problems).toMatchObject([{ problem: "unreadable", session: session.session }]);
    await mailboxes.idle();
    expect(executes).toBe(2);
  });
});
