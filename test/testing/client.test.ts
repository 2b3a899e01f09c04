/** The real client against every fault of the kit: it sees the right error, or does the right thing. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RopId } from "../../src/index.js";
import {
  type MailboxProblem,
  type MailboxSession,
  MailboxSessions,
  MapiHttpClient,
  RopBatch,
} from "../../src/mapi-http/index.js";
import { type Fault, type MapiServer, startMapiServer } from "../../src/testing/index.js";
import { ALICE } from "./connection.js";

let server: MapiServer;
let client: MapiHttpClient;
let mailboxes: MailboxSessions;
let problems: MailboxProblem[];
/** The session index of every Execute, as the server saw it. */
let calls: (number | undefined)[];
/** The context of each. */
let contexts: unknown[];
/** What the next session contexts have for an index. */
let indexes: number[];

beforeEach(async () => {
  [problems, calls, contexts, indexes] = [[], [], [], [1, 2, 3]];
  server = await startMapiServer({
    pendingPeriod: 10,
    sessionIndex: () => indexes.shift() ?? 0,
    observe: ({ requestType, session }) => {
      if (requestType !== "Execute") return;
      calls.push(session?.index);
      contexts.push(session);
    },
  });
  client = new MapiHttpClient(server.url, { missedPendings: 1000 });
  mailboxes = new MailboxSessions({ problem: (problem) => problems.push(problem) });
});
afterEach(() => server.close());

async function connect(): Promise<MailboxSession> {
  const context = await client.connect({ userDn: ALICE });
  return mailboxes.add(context, { index: server.sessions.at(-1)!.index });
}

describe("a call that fails", () => {
  const unknown = { refused: false, contextGone: false };
  test.each<[string, Fault, object]>([
    ["cut in the middle of a chunk", { cutAfter: 20 }, { failure: "network", ...unknown }],
    ["cut before its body", { cutAfter: 0 }, { failure: "network", ...unknown }],
    ["refused", { responseCode: 18 }, { failure: "response-code", responseCodeName: "endpointShuttingDown" }],
    ["refused behind DONE", { responseCode: 1, late: true }, { failure: "response-code", responseCode: 1 }],
    ["StatusCode", { statusCode: 0x6bb }, { failure: "status-code", statusCode: 0x6bb, errorCode: undefined }],
    ["ErrorCode", { errorCode: 0x4b6 }, { failure: "error-code", errorCode: 0x4b6, statusCode: undefined }],
    ["HTTP status", { httpStatus: 503 }, { failure: "http-status", httpStatus: 503, responseCode: undefined }],
  ])("%s: the error says so, and the next call succeeds", async (_, fault, error) => {
    const session = await connect();
    server.fail(fault);
    await expect(session.rops([])).rejects.toMatchObject({ requestType: "Execute", ...error });
    expect((await session.rops([])).responses).toEqual([]);
    expect(mailboxes.table.size).toBe(1);
  });

  test("an expired context: it is gone, and reconnecting makes another", async () => {
    const session = await connect();
    server.fail({ expire: true });
    const gone = { responseCodeName: "contextNotFound", refused: true, contextGone: true };
    await expect(session.rops([])).rejects.toMatchObject(gone);
    expect(mailboxes.table.size).toBe(0);
    const again = await session.reconnect({ index: 2 });
    expect((await again.rops([])).responses).toEqual([]);
    expect([...mailboxes.table]).toEqual([again.session]);
  });

  test("a wrong sequence: refused until the session reconnects", async () => {
    const session = await connect();
    server.fail({ loseSequence: true });
    await session.rops([]);
    for (let i = 0; i < 2; i++) {
      const wrong = { responseCodeName: "invalidSequence", refused: true, contextGone: false };
      await expect(session.rops([])).rejects.toMatchObject(wrong);
    }
    const again = await session.reconnect({ index: 2 });
    expect((await again.rops([])).responses).toEqual([]);
    expect(server.sessions).toHaveLength(1);
  });
});

describe("an answer that is odd", () => {
  test("a malformed ROP: what was before it counts, the damage is named", async () => {
    const [a] = [await connect(), await connect()];
    server.fail({ ropPending: [2], malformed: true });
    const { responses, damage } = await a.rops([]);
    await mailboxes.idle();
    expect(responses).toEqual([{ ropId: RopId.Pending, sessionIndex: 2 }]);
    expect(damage).toMatchObject([{ code: "truncated" }]);
    expect(problems).toMatchObject([{ problem: "unreadable", session: a.session }]);
    expect(calls).toEqual([1, 2]);
  });

  test("RopBackoff: nothing is executed; sent again, it waits and succeeds", async () => {
    const session = await connect();
    const flags = { undercover: false, ghosted: false, spoolerProcess: false, openFlags: 0, essdn: ALICE };
    const logon = { ropId: RopId.Logon, logonId: 0, logonKind: "private", ...flags } as const;
    const batch = new RopBatch();
    const request = batch.add({ ...logon, outputHandleIndex: batch.newHandle() });
    server.fail({ backoff: 20 });
    const { left, responses } = await session.rops(batch);
    expect(responses).toMatchObject([{ ropId: RopId.Backoff, duration: 20 }]);
    expect(left).toEqual([request]);
    expect(server.sessions[0]!.handles).toEqual([]);
    expect((await session.rops(left)).response(request)?.outcome).toBe("success");
    expect(server.sessions[0]!.handles).toHaveLength(1);
  });

  test("slow: every PENDING is reported", async () => {
    const session = await connect();
    server.fail({ pendings: 3 });
    let pendings = 0;
    await session.rops([], { onPending: () => pendings++ });
    expect(pendings).toBe(3);
  });
});

describe("RopPending", () => {
  test("of an index that two sessions have: both are called, once each", async () => {
    indexes = [1, 5, 5];
    const [a] = [await connect(), await connect(), await connect()];
    server.fail({ ropPending: [5] });
    await a.rops([]);
    await mailboxes.idle();
    expect(calls).toEqual([1, 5, 5]);
    expect(new Set(contexts).size).toBe(3);
    expect(problems).toEqual([]);
  });

  test("in a storm: one call for each session at a time, none for foreign indexes, and it comes to an end", async () => {
    const [a] = [await connect(), await connect()];
    server.fail({ ropPending: [2, 2, 99, 2, 1, 1], times: 4 });
    await a.rops([]);
    await mailboxes.idle();
    // Each of the four answers leads to one call on each session at most; the last to bring any are answered as well.
    expect(new Set(calls)).toEqual(new Set([1, 2]));
    expect(calls.length).toBeGreaterThan(4);
    expect(calls.length).toBeLessThanOrEqual(1 + 4 * 2);
    expect(problems).toEqual([]);
  });
});
