/** The server over HTTP: request types, headers, cookies, the envelope, and what it refuses. */
import { afterEach, describe, expect, test } from "vitest";
import { closeExtendedBuffers, openExtendedBuffers } from "../../src/frame/index.js";
import { encodeInputBuffer } from "../../src/stream/index.js";
import {
  type MapiServer,
  type MapiServerOptions,
  type ObservedRequest,
  startMapiServer,
} from "../../src/testing/index.js";
import {
  ALICE,
  CLIENT,
  Connection,
  connectBody,
  connectedTo,
  executeBody,
  logonRequest,
  NO_HANDLE,
} from "./connection.js";

const servers: MapiServer[] = [];
async function serve(options: MapiServerOptions = {}): Promise<MapiServer> {
  const server = await startMapiServer(options);
  servers.push(server);
  return server;
}
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const EMPTY_CALL = executeBody(closeExtendedBuffers([encodeInputBuffer([], [])]));

describe("request types", () => {
  test("it listens on loopback only", async () => {
    const { url } = await serve();
    expect(new URL(url).hostname).toBe("127.0.0.1");
  });

  test("PING has no body and needs no session context", async () => {
    const { url } = await serve();
    const { envelope, code, headers } = await new Connection(url).post("PING");
    expect(code).toBe(0);
    expect(envelope.body).toHaveLength(0);
    expect(headers.getSetCookie()).toEqual([]);
  });

  test("Connect makes a session context with two cookies, and says who the user is", async () => {
    const server = await serve({ mailboxes: [{ essdn: ALICE, displayName: "Alice Ames" }], pollsMax: 1234 });
    const connection = new Connection(server.url);
    expect(await connection.connected()).toMatchObject({
      outcome: "success",
      errorCode: 0,
      pollsMax: 1234,
      dnPrefix: "/o=example/ou=org/cn=recipients/",
      displayName: "Alice Ames",
    });
    expect([...connection.cookies.keys()]).toEqual(["MapiContext", "MapiSequence"]);
    expect(server.sessions).toMatchObject([{ index: 1, userDn: ALICE, client: CLIENT }]);
  });

  test("Execute brings the empty list for an empty list, and a new sequence cookie", async () => {
    const { url } = await serve();
    const connection = await connectedTo(url);
    const before = new Map(connection.cookies);
    const { responses, table } = await connection.execute([], []);
    expect([responses, table]).toEqual([[], []]);
    expect(connection.cookies.get("MapiContext")).toBe(before.get("MapiContext"));
    expect(connection.cookies.get("MapiSequence")).not.toBe(before.get("MapiSequence"));
  });

  test("Disconnect ends the session context", async () => {
    const server = await serve();
    const connection = await connectedTo(server.url);
    expect((await connection.disconnect()).code).toBe(0);
    expect(server.sessions).toEqual([]);
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(10);
  });

  test("D42 D45 [R304, R306; H R1258, R1372]: NotificationWait ends when its time is over, with nothing pending, and changes no cookie", async () => {
    const { url } = await serve({ waitTime: 20 });
    const connection = await connectedTo(url);
    const before = new Map(connection.cookies);
    expect(await connection.wait()).toMatchObject({ errorCode: 0, eventPending: 0 });
    expect(connection.cookies).toEqual(before);
  });

  test("D33 D34 D44 D45 [R236, R240, R308; H R1259, R1371]: NotificationWait goes beside Execute and ends when something happens; a second one is rejected", async () => {
    const server = await serve();
    const connection = await connectedTo(server.url);
    const [session] = server.sessions;
    const waiting = connection.wait();
    while (session?.isWaiting !== true) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await connection.wait()).toMatchObject({ errorCode: 0x7ee, eventPending: 0 });
    expect((await connection.execute([])).responses).toEqual([]);
    session.notify({
      ropId: 0x2a,
      notificationHandle: 1,
      logonId: 0,
      notificationData: { type: "searchCompleted", inSearchFolder: false, folderId: 1n },
    });
    expect(await waiting).toMatchObject({ errorCode: 0, eventPending: 1 });
    expect((await connection.execute([])).responses).toMatchObject([{ ropId: 0x2a }]);
  });

  test("Connect with the cookies of a context ends it and makes another", async () => {
    const server = await serve();
    const connection = await connectedTo(server.url);
    const old = connection.cookies.get("MapiContext");
    connection.cookies.set("MapiSequence", "forgotten");
    await connection.connect();
    expect(connection.cookies.get("MapiContext")).not.toBe(old);
    expect(server.sessions).toHaveLength(1);
    expect((await connection.execute([])).responses).toEqual([]);
  });
});

describe("the envelope", () => {
  test("headers are repeated, others are stated, and the late ones stand behind DONE", async () => {
    const { url } = await serve({
      pendingPeriod: 4321,
      expiration: 98765,
      serverApplication: "Exchange/15.01.0000.001",
    });
    const connection = new Connection(url);
    const sent = connection.headers("Connect");
    const { headers, envelope } = await connection.post("Connect", connectBody(ALICE), sent);
    expect(Object.fromEntries(headers)).toMatchObject({
      "content-type": "application/mapi-http",
      "x-requesttype": "Connect",
      "x-requestid": sent["X-RequestId"],
      "x-clientinfo": sent["X-ClientInfo"],
      "x-responsecode": "0",
      "x-pendingperiod": "4321",
      "x-expirationinfo": "98765",
      "x-serverapplication": "Exchange/15.01.0000.001",
      "transfer-encoding": "chunked",
    });
    expect(envelope.tags).toEqual(["PROCESSING", "DONE"]);
    expect(envelope.headers.map(([name]) => name)).toEqual(["X-ElapsedTime", "X-StartTime"]);
    const [elapsed, start] = envelope.headers.map(([, value]) => value);
    expect(elapsed).toMatch(/^\d+$/);
    expect(Date.parse(start ?? "")).toBeGreaterThan(0);
  });

  test("PENDING keeps a NotificationWait alive", async () => {
    const { url } = await serve({ waitTime: 200, pendingPeriod: 20 });
    const connection = await connectedTo(url);
    const { envelope } = await connection.post("NotificationWait", Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0));
    expect(envelope.tags.slice(0, 3)).toEqual(["PROCESSING", "PENDING", "PENDING"]);
    expect(envelope.tags.at(-1)).toBe("DONE");
  });

  test.each([
    [0, true, true],
    [1, false, true],
    [2, true, false],
    [3, false, false],
  ])("Flags %i of Execute: compressed %s, obfuscated %s", async (flags, compressed, xorMagic) => {
    const { url } = await serve();
    const connection = await connectedTo(url);
    const { payloads } = await connection.execute([logonRequest(ALICE)], [NO_HANDLE], { flags });
    expect(payloads).toMatchObject([{ compressed, xorMagic }]);
  });

  test("input may be compressed and obfuscated", async () => {
    const { url } = await serve();
    const connection = await connectedTo(url);
    const essdn = `/o=${"example".repeat(20)}/cn=bob`;
    const payload = encodeInputBuffer([logonRequest(essdn)], [NO_HANDLE]);
    const ropBuffer = closeExtendedBuffers([payload], { compress: true, xorMagic: true });
    expect(openExtendedBuffers(ropBuffer)).toMatchObject([{ compressed: true, xorMagic: true }]);
    const { code, envelope } = await connection.post("Execute", executeBody(ropBuffer));
    expect(code).toBe(0);
    expect(envelope.body.length).toBeGreaterThan(150); // a logon response
  });
});

describe("what is refused", () => {
  test.each([
    ["a method that is not POST", 2, {}, { method: "PUT" }],
    ["no X-RequestType", 7, { "X-RequestType": undefined }, {}],
    ["no X-RequestId", 7, { "X-RequestId": undefined }, {}],
    ["no X-ClientInfo", 7, { "X-ClientInfo": undefined }, {}],
    ["no X-ClientApplication", 7, { "X-ClientApplication": undefined }, {}],
    ["an X-RequestType of the address book", 5, { "X-RequestType": "Bind" }, {}],
    ["an X-RequestId without a counter", 4, { "X-RequestId": "{aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee}" }, {}],
    ["another content type", 4, { "Content-Type": "text/plain" }, {}],
  ])("%s: X-ResponseCode %i", async (_, code, changes, init) => {
    const { url } = await serve();
    const answered = await new Connection(url).post("Connect", connectBody(ALICE), changes, init);
    expect(answered.code).toBe(code);
    expect(answered.status).toBe(200);
    expect(answered.headers.get("content-type")).toBe("text/html");
    expect(answered.envelope.tags).toEqual([]);
    expect(answered.headers.getSetCookie()).toEqual([]);
  });

  test("another path: 3; too large a body: 9; a body that is none: 12", async () => {
    const { url } = await serve();
    expect((await new Connection(`${new URL(url).origin}/mapi/nspi/`).connect()).code).toBe(3);
    expect((await new Connection(url).post("Connect", new Uint8Array(0x44001))).code).toBe(9);
    expect((await new Connection(url).post("Connect", Uint8Array.of(1, 2, 3))).code).toBe(12);
  });

  test.each([
    ["no cookie at all", { Cookie: undefined }, 13],
    ["no sequence cookie", { Cookie: "MapiContext=CONTEXT" }, 13],
    ["a context cookie that this server cannot have given", { Cookie: "MapiContext=x; MapiSequence=SEQUENCE" }, 6],
    [
      "a context cookie of nobody",
      { Cookie: "MapiContext=00000000-0000-0000-0000-000000000000; MapiSequence=SEQUENCE" },
      10,
    ],
    ["a sequence cookie that is not the last", { Cookie: "MapiContext=CONTEXT; MapiSequence=x" }, 15],
  ])("%s: another X-ResponseCode", async (_, { Cookie }, code) => {
    const { url } = await serve();
    const connection = await connectedTo(url);
    const cookie = Cookie?.replace("CONTEXT", connection.cookies.get("MapiContext") ?? "").replace(
      "SEQUENCE",
      connection.cookies.get("MapiSequence") ?? "",
    );
    expect((await connection.post("Execute", EMPTY_CALL, { Cookie: cookie })).code).toBe(code);
  });

  test("two requests at once on one session context: 15, and the first is answered", async () => {
    const server = await serve({ pendingPeriod: 50 });
    const connection = await connectedTo(server.url);
    const before = connection.cookies.get("MapiSequence");
    server.fail({ pendings: 4 });
    const first = connection.post("Execute", EMPTY_CALL);
    // The second request has the cookies of the first one's answer, of which only the headers are there.
    while (connection.cookies.get("MapiSequence") === before) await new Promise((resolve) => setTimeout(resolve, 1));
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(15);
    expect((await first).code).toBe(0);
  });

  test("a context that was not used for too long: 10, and it is gone", async () => {
    let now = 1_000_000;
    const server = await serve({ expiration: 500, now: () => now });
    const connection = await connectedTo(server.url);
    now += 500;
    expect((await connection.execute([])).responses).toEqual([]);
    now += 501;
    expect((await connection.post("Execute", EMPTY_CALL)).code).toBe(10);
    expect(server.sessions).toEqual([]);
  });

  test("contexts that nobody comes back for are gone all the same, from the list and from the links", async () => {
    let now = 1_000_000;
    const server = await serve({ expiration: 500, now: () => now, sessionIndex: (ordinal) => ordinal });
    await connectedTo(server.url);
    const left = server.sessions[0];
    left?.notify({
      ropId: 0x2a,
      notificationHandle: 1,
      logonId: 0,
      notificationData: { type: "searchCompleted", inSearchFolder: false, folderId: 1n },
    });
    const connection = await connectedTo(server.url);
    expect((await connection.execute([])).responses).toEqual([{ ropId: 0x6e, sessionIndex: 0 }]);
    now += 300;
    await connection.execute([]);
    now += 300;
    expect((await connection.execute([])).responses).toEqual([]);
    expect(server.sessions.map(({ index }) => index)).toEqual([1]);
  });

  test("a context in which a NotificationWait is outstanding is in use", async () => {
    let now = 1_000_000;
    const server = await serve({ expiration: 500, now: () => now });
    const connection = await connectedTo(server.url);
    const [session] = server.sessions;
    const waiting = connection.wait();
    while (session?.isWaiting !== true) await new Promise((resolve) => setTimeout(resolve, 1));
    now += 501;
    expect(server.sessions).toEqual([session]);
    session.notify({
      ropId: 0x2a,
      notificationHandle: 1,
      logonId: 0,
      notificationData: { type: "searchCompleted", inSearchFolder: false, folderId: 1n },
    });
    expect(await waiting).toMatchObject({ eventPending: 1 });
    expect((await connection.execute([])).responses).toMatchObject([{ ropId: 0x2a }]);
  });

  test("somebody else's session context: 10", async () => {
    const { url } = await serve();
    const connection = new Connection(url);
    await connection.post("Connect", connectBody(ALICE), { Authorization: "Bearer alice" });
    expect((await connection.post("Execute", EMPTY_CALL, { Authorization: "Bearer bob" })).code).toBe(10);
    expect((await connection.post("Connect", connectBody(ALICE), { Authorization: "Bearer bob" })).code).toBe(10);
    expect((await connection.post("Execute", EMPTY_CALL, { Authorization: "Bearer alice" })).code).toBe(0);
  });

  test("who is not let in gets HTTP status 401", async () => {
    const { url } = await serve({ authorize: (authorization) => authorization === "Bearer alice" });
    expect((await new Connection(url).connect()).status).toBe(401);
    const { status, code } = await new Connection(url).post("PING", undefined, { Authorization: "Bearer alice" });
    expect([status, code]).toEqual([200, 0]);
  });

  test("ROPs that cannot be understood fail the call with ErrorCode 0x4B6", async () => {
    const { url } = await serve();
    const connection = await connectedTo(url);
    const reserved = Uint8Array.of(3, 0, 0x28);
    const tooShort = Uint8Array.of(4, 0, 0x02, 0x00);
    const noBuffer = Uint8Array.of(9, 0, 0x01);
    for (const payload of [reserved, tooShort, noBuffer]) {
      const { envelope } = await connection.post("Execute", executeBody(closeExtendedBuffers([payload])));
      expect([...envelope.body.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0xb6, 0x04, 0, 0]);
    }
    const packed = closeExtendedBuffers([encodeInputBuffer([], []), encodeInputBuffer([], [])]);
    const { envelope } = await connection.post("Execute", executeBody(packed));
    expect(envelope.body[4]).toBe(0xb6);
  });
});

describe("what is observed", () => {
  test("every request with its session context, its ROPs and its X-ResponseCode", async () => {
    const seen: ObservedRequest[] = [];
    const server = await serve({ observe: (request) => seen.push(request) });
    const connection = await connectedTo(server.url);
    const [session] = server.sessions;
    await connection.logon();
    await connection.post("Execute", EMPTY_CALL, { "X-ClientInfo": undefined });
    expect(seen).toMatchObject([
      { requestType: "Connect", session, requests: [], responseCode: 0 },
      { requestType: "Execute", session, requests: [{ ropId: 0xfe }], responseCode: 0 },
      { requestType: "Execute", session, requests: [], responseCode: 7 },
    ]);
  });

  test("what an observer throws is left uncaught, as with any listener, and breaks no request", async () => {
    const listeners = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    const uncaught = new Promise((resolve) => {
      process.once("uncaughtException", (error, origin) => resolve([error.message, origin]));
    });
    try {
      const { url } = await serve({
        observe: () => {
          throw new Error("not as expected");
        },
      });
      expect((await new Connection(url).post("PING")).code).toBe(0);
      expect(await uncaught).toEqual(["not as expected", "uncaughtException"]);
    } finally {
      for (const listener of listeners) process.on("uncaughtException", listener);
    }
  });

  test("closing ends the waits and the session contexts", async () => {
    const server = await serve();
    const connection = await connectedTo(server.url);
    const [session] = server.sessions;
    const waiting = connection.wait().catch(() => "cut");
    while (session?.isWaiting !== true) await new Promise((resolve) => setTimeout(resolve, 1));
    await server.close();
    servers.pop();
    await waiting;
    expect(session.isWaiting).toBe(false);
    await expect(new Connection(server.url).connect()).rejects.toThrow("fetch failed");
  });
});
