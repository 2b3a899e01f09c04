/** The client over fetch: what it sends, what it takes, and how it fails. */
import { getEventListeners } from "node:events";
import { getActiveResourcesInfo } from "node:process";
import { describe, expect, test } from "vitest";
import {
  closeExtendedBuffers,
  decode,
  decodeConnectRequest,
  decodeExecuteRequest,
  done,
  encode,
  encodeAuxBlocks,
  encodeConnectResponse,
  encodeExecuteResponse,
  pending,
  processing,
  RopDecodeError,
} from "../../src/index.js";
import {
  MapiHttpClient,
  type MapiHttpClientOptions,
  MapiHttpError,
  type MapiHttpResponseHead,
  ResponseCode,
} from "../../src/mapi-http/index.js";
import { specificationVectors } from "../support/peers.js";
import { bytesOf } from "../support/vectors.js";
import {
  answered,
  connected,
  disconnected,
  executed,
  failureOf,
  gate,
  NOTHING,
  type Reply,
  type Request,
  serve,
  settle,
  waited,
} from "./server.js";

const USER = { userDn: "/o=x/cn=a" };
const PAYLOAD = Uint8Array.of(2, 0);

/** Answers everything well, unless `other` answers. */
const well =
  (other: (request: Request, reply: Reply) => unknown = () => false) =>
  async (request: Request, reply: Reply): Promise<void> => {
    if ((await other(request, reply)) !== false) return;
    if (request.type === "Connect") reply.ok(connected());
    if (request.type === "Execute") reply.ok(answered(NOTHING));
    if (request.type === "NotificationWait") reply.ok(waited(true));
    if (request.type === "Disconnect") reply.ok(disconnected());
    if (request.type === "PING") reply.ok(new Uint8Array());
  };

/** A connected client whose Execute requests are answered by `execute`. */
async function connect(execute: (reply: Reply, request: Request) => unknown, options: MapiHttpClientOptions = {}) {
  const server = await serve(well((request, reply) => (request.type === "Execute" ? execute(reply, request) : false)));
  const client = new MapiHttpClient(server.url, options);
  return { server, client, context: await client.connect(USER) };
}

async function failed(promise: Promise<unknown>): Promise<MapiHttpError> {
  const error = await failureOf(promise);
  expect(error).toBeInstanceOf(MapiHttpError);
  return error as MapiHttpError;
}

describe("what is sent", () => {
  test("the Connect body of the document's example, byte for byte", async () => {
    const [vector] = specificationVectors("ms-oxcmapihttp.json");
    const body = bytesOf(vector!.hex);
    const server = await serve(well());
    const { flags, ...values } = decode(decodeConnectRequest, body);
    await new MapiHttpClient(server.url).connect({ ...values, flags });
    expect(server.requests[0]!.body).toEqual(body);
  });

  test("headers: content type and length, application, identity and counters", async () => {
    const server = await serve(well());
    const client = new MapiHttpClient(server.url, { clientApplication: "Test/1.2" });
    const a = await client.connect(USER);
    const b = await client.connect(USER);
    await a.execute([PAYLOAD]);
    await b.execute([PAYLOAD]);
    await a.execute([PAYLOAD]);
    for (const { headers, body } of server.requests) {
      expect(headers["content-type"]).toBe("application/mapi-http");
      expect(headers["content-length"]).toBe(String(body.length));
      expect(headers["x-clientapplication"]).toBe("Test/1.2");
    }
    const guid = String.raw`\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}`;
    const ids = server.requests.map(({ headers }) => String(headers["x-requestid"]));
    const infos = server.requests.map(({ headers }) => String(headers["x-clientinfo"]));
    for (const id of [...ids, ...infos]) expect(id).toMatch(new RegExp(`^${guid}:[1-9][0-9]*$`));
    const parts = (list: readonly string[]) => list.map((text) => text.split(":"));
    const [a1, b1, a2, b2, a3] = parts(ids);
    expect([a1![1], a2![1], a3![1], b1![1], b2![1]]).toEqual(["1", "2", "3", "1", "2"]);
    expect(new Set([a1![0], a2![0], a3![0]]).size).toBe(1);
    expect(a1![0]).not.toBe(b1![0]);
    expect(new Set(parts(infos).map(([instance]) => instance)).size).toBe(1);
    expect(parts(infos).map(([, counter]) => counter)).toEqual(["1", "2", "1", "2", "1"]);
  });

  test("Execute: the payload in one pair, flags and MaxRopOut by the options", async () => {
    const { server, context } = await connect((reply) => reply.ok(answered(NOTHING)));
    await context.execute([PAYLOAD]);
    await context.execute([PAYLOAD], { compression: false, xorMagic: true, chain: true });
    await context.execute([PAYLOAD], { maxRopOut: 0x8008, send: { xorMagic: true } });
    const sent = server.of("Execute").map(({ body }) => decode(decodeExecuteRequest, body));
    expect(sent.map(({ flags, maxRopOut }) => [flags, maxRopOut])).toEqual([
      [0x2, 0x10008],
      [0x5, 0x40000],
      [0x2, 0x8008],
    ]);
    expect(sent[0]!.ropBuffer).toEqual(Uint8Array.of(0, 0, 4, 0, 2, 0, 2, 0, 2, 0));
    expect(sent[2]!.ropBuffer).toEqual(Uint8Array.of(0, 0, 6, 0, 2, 0, 2, 0, 2 ^ 0xa5, 0xa5));
    await expect(context.execute([])).rejects.toThrow(RangeError);
    await expect(context.execute([new Uint8Array(0x8001)])).rejects.toThrow(RangeError);
  });

  test("the caller's headers, asked for before each request, and the caller's fetch", async () => {
    let token = 0;
    const urls: string[] = [];
    const options: MapiHttpClientOptions = {
      headers: async () => ({ Authorization: `Bearer ${++token}`, Cookie: "gate=1" }),
      fetch: (input, init) => {
        urls.push(String(input));
        return fetch(input, init);
      },
    };
    const server = await serve(well());
    const context = await new MapiHttpClient(server.url, options).connect(USER);
    await context.execute([PAYLOAD]);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(["Bearer 1", "Bearer 2"]);
    expect(server.requests.map(({ headers }) => headers.cookie)).toEqual(["gate=1", "gate=1"]);
    expect(urls).toEqual([server.url, server.url]);
  });

  test("PING has no body, and answers without one", async () => {
    const server = await serve(well());
    const client = new MapiHttpClient(server.url);
    await client.ping();
    await (await client.connect(USER)).ping();
    expect(server.of("PING").map(({ body }) => body.length)).toEqual([0, 0]);
  });
});

describe("cookies", () => {
  /** Connect n sets the context n; every answer sets the next sequence. */
  const sequenced = () => {
    let contexts = 0;
    let sequence = 0;
    return serve(({ type }, reply) => {
      const cookies = [`sequence=${++sequence}; path=/mapi`];
      if (type === "Connect")
        reply.ok(connected(), { cookies: [`context=${++contexts}; path=/mapi; secure`, ...cookies] });
      else reply.ok(type === "Execute" ? answered(NOTHING) : disconnected(), { cookies });
    });
  };

  test("all of the last answer go along, those of one context never with another", async () => {
    const server = await sequenced();
    const client = new MapiHttpClient(server.url);
    const a = await client.connect(USER);
    const b = await client.connect(USER);
    await a.execute([PAYLOAD]);
    await b.execute([PAYLOAD]);
    await a.execute([PAYLOAD]);
    await a.disconnect();
    const cookies = server.requests.map(({ headers }) => headers.cookie?.split("; ").toSorted());
    expect(cookies).toEqual([
      undefined,
      undefined,
      ["context=1", "sequence=1"],
      ["context=2", "sequence=2"],
      ["context=1", "sequence=3"],
      ["context=1", "sequence=5"],
    ]);
  });

  test("reconnecting sends all old cookies and takes the new ones; the old context is closed", async () => {
    const server = await sequenced();
    const old = await new MapiHttpClient(server.url).connect(USER);
    const context = await old.reconnect();
    await context.execute([PAYLOAD]);
    const [first, again, execute] = server.requests;
    expect(again!.type).toBe("Connect");
    expect(again!.body).toEqual(first!.body);
    expect(again!.headers.cookie?.split("; ").toSorted()).toEqual(["context=1", "sequence=1"]);
    expect(execute!.headers.cookie?.split("; ").toSorted()).toEqual(["context=2", "sequence=2"]);
    expect(again!.headers["x-requestid"]).not.toBe(first!.headers["x-requestid"]);
    expect(await failed(old.execute([PAYLOAD]))).toMatchObject({ failure: "closed", contextGone: true });
    expect(server.requests).toHaveLength(3);
  });

  test("a reconnection that fails leaves the context, and can be tried again", async () => {
    let connects = 0;
    const server = await serve(
      well(({ type }, reply) => (type === "Connect" && ++connects === 2 ? reply.cut() : false)),
    );
    const context = await new MapiHttpClient(server.url).connect(USER);
    expect((await failed(context.reconnect())).failure).toBe("network");
    await context.execute([PAYLOAD]);
    await (await context.reconnect()).execute([PAYLOAD]);
    expect(server.requests.map(({ type }) => type)).toEqual(["Connect", "Connect", "Execute", "Connect", "Execute"]);
  });
});

describe("answers", () => {
  test("in the smallest chunks, with every PENDING reported as it comes", async () => {
    const payload = Uint8Array.of(5, 0, 0x6e, 7, 0);
    const { context } = await connect(async (reply) => {
      reply.head();
      for (const part of [processing(), pending(), pending(), done([["X-ElapsedTime", "3"]], answered(payload))]) {
        for (const byte of part) {
          reply.write(Uint8Array.of(byte));
          await settle();
        }
      }
      reply.response.end();
    });
    let pendings = 0;
    const { payloads } = await context.execute([PAYLOAD], { onPending: () => pendings++ });
    expect(payloads).toEqual([payload]);
    expect(pendings).toBe(2);
  });

  test("without an envelope", async () => {
    const { context } = await connect((reply) => reply.head().response.end(answered(NOTHING)));
    expect((await context.execute([PAYLOAD])).payloads).toEqual([NOTHING]);
  });

  test("compressed, obfuscated, and in several pairs", async () => {
    const long = new Uint8Array(5000).fill(7);
    const ropBuffer = closeExtendedBuffers([long, NOTHING], { compress: true, xorMagic: true });
    expect(ropBuffer.length).toBeLessThan(200);
    const { context } = await connect((reply) => reply.ok(executed(ropBuffer)));
    expect((await context.execute([PAYLOAD])).payloads).toEqual([long, NOTHING]);
  });

  test("what Connect says: poll interval, names, capabilities", async () => {
    const blocks = encode(encodeAuxBlocks, [{ versionAndType: "serverCapabilities", serverCapabilityFlags: 9 }]);
    const body = encode(encodeConnectResponse, {
      outcome: "success",
      statusCode: 0,
      errorCode: 0,
      pollsMax: 1234,
      retryCount: 1,
      retryDelay: 2,
      dnPrefix: "/o=x",
      displayName: "Ä",
      auxiliaryBuffer: closeExtendedBuffers([blocks]),
    });
    const server = await serve((_, reply) => reply.ok(body));
    const context = await new MapiHttpClient(server.url).connect({ ...USER, defaultCodePage: 1251 });
    const { pollsMax, serverCapabilities, codePage, index } = context;
    expect({ pollsMax, serverCapabilities, codePage, index }).toEqual({
      pollsMax: 1234,
      serverCapabilities: 9,
      codePage: 1251,
      index: undefined,
    });
    expect(context.connected.displayName).toBe("Ä");
  });

  test("capabilities that cannot be read are none", async () => {
    const body = encode(encodeConnectResponse, {
      ...(await (await connect(() => {})).context).connected,
      auxiliaryBuffer: Uint8Array.of(1, 2, 3),
    });
    const server = await serve((_, reply) => reply.ok(body));
    expect((await new MapiHttpClient(server.url).connect(USER)).serverCapabilities).toBe(0);
  });

  test("the head of each response can be watched, late headers too", async () => {
    const heads: MapiHttpResponseHead[] = [];
    const { context } = await connect(
      (reply) => reply.ok(answered(NOTHING), { headers: { "X-ServerApplication": "Exchange/15.0" } }),
      { onResponse: (head) => heads.push(head) },
    );
    await context.execute([PAYLOAD]);
    expect(heads.map(({ requestType, httpStatus }) => [requestType, httpStatus])).toEqual([
      ["Connect", 200],
      ["Execute", 200],
    ]);
    expect(heads[1]!.headers.get("X-ServerApplication")).toBe("Exchange/15.0");
    expect(heads[1]!.lateHeaders).toEqual([["X-ElapsedTime", "1"]]);
    expect(heads[1]!.requestId).toMatch(/:2$/);
  });
});

describe("refusals", () => {
  test.each(Object.entries(ResponseCode).filter(([, code]) => code !== 0))("X-ResponseCode: %s", async (name, code) => {
    const { context } = await connect((reply) => reply.refuse(code, "<html>no</html>"));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({
      failure: "response-code",
      responseCode: code,
      responseCodeName: name,
      httpStatus: 200,
      text: "<html>no</html>",
      contextGone: name === "contextNotFound",
      refused: true,
      statusCode: undefined,
      errorCode: undefined,
    });
    expect(error.message).toBe(`Execute: X-ResponseCode ${code} (${name})`);
  });

  test("a code that the document does not have", async () => {
    const { context } = await connect((reply) => reply.refuse(99));
    expect(await failed(context.execute([PAYLOAD]))).toMatchObject({ responseCode: 99, responseCodeName: undefined });
  });

  test("a late X-ResponseCode overrides the first, and its body is text", async () => {
    const late = [
      ["x-responsecode", "10"],
      ["Content-Type", "text/html"],
    ] as const;
    const { context } = await connect((reply) => reply.ok(new TextEncoder().encode("expired"), {}, late));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "response-code", responseCode: 10, contextGone: true, text: "expired" });
  });

  test("a late Content-Type overrides the first as well", async () => {
    const { context } = await connect((reply) => {
      reply.ok(answered(NOTHING), { type: "text/plain" }, [["Content-Type", "application/mapi-http"]]);
    });
    expect((await context.execute([PAYLOAD])).payloads).toEqual([NOTHING]);
  });

  test("a content type that is not application/mapi-http", async () => {
    const { context } = await connect((reply) => reply.head({ type: "text/html" }).response.end("<html>log on here"));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "content-type", text: "<html>log on here", refused: false });
  });

  test("a content type with parameters, in capitals, is fine", async () => {
    const { context } = await connect((reply) => reply.ok(answered(NOTHING), { type: "Application/MAPI-http; v=1" }));
    expect((await context.execute([PAYLOAD])).payloads).toEqual([NOTHING]);
  });

  test.each(["", "zero", "-1"])("X-ResponseCode %j", async (code) => {
    const { context } = await connect((reply) => reply.ok(answered(NOTHING), { code }));
    expect((await failed(context.execute([PAYLOAD]))).failure).toBe("header");
  });

  test.each([401, 403, 500, 503])("HTTP status %i", async (status) => {
    const { context } = await connect((reply) => {
      reply.head({ status, code: "", type: "text/html" }).response.end(`  ${"x".repeat(100_000)}`);
    });
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "http-status", httpStatus: status, contextGone: false, refused: false });
    expect(error.text!.length).toBeLessThan(5000);
  });

  test("a redirection is told, not followed", async () => {
    const { server, context } = await connect((reply) => {
      reply.head({ status: 302, headers: { Location: "https://elsewhere.example/mapi" } }).response.end();
    });
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ httpStatus: 302, location: "https://elsewhere.example/mapi" });
    expect(server.of("Execute")).toHaveLength(1);
  });

  test("StatusCode, with auxiliary bytes and without", async () => {
    const bodies = [
      encode(encodeExecuteResponse, { outcome: "failure", statusCode: 0x6bb, auxiliaryBuffer: Uint8Array.of(9) }),
      Uint8Array.of(0xbb, 6, 0, 0),
    ];
    const { context } = await connect((reply) => reply.ok(bodies.shift()!));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "status-code", statusCode: 0x6bb, errorCode: undefined, refused: true });
    expect(error.auxiliaryBuffer).toEqual(Uint8Array.of(9));
    expect(error.message).toContain("0x000006bb (ServerTooBusy)"); // as MS-OXCROPS 3.2.4.2 has it, not MS-OXCDATA
    expect(await failed(context.execute([PAYLOAD]))).toMatchObject({ statusCode: 0x6bb, auxiliaryBuffer: undefined });
  });

  test("ErrorCode", async () => {
    const { context } = await connect((reply) => reply.ok(executed(new Uint8Array(), 0x4b6)));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error).toMatchObject({ failure: "error-code", errorCode: 0x4b6, statusCode: undefined, refused: true });
    expect(error.message).toContain("0x000004b6 (RpcFormat)");
  });

  test("ErrorCode of Connect: there is no context", async () => {
    const body = encode(encodeConnectResponse, {
      ...(await (await connect(() => {})).context).connected,
      errorCode: 0x3eb,
    });
    const server = await serve((_, reply) => reply.ok(body));
    const error = await failed(new MapiHttpClient(server.url).connect(USER));
    expect(error).toMatchObject({ requestType: "Connect", failure: "error-code", errorCode: 0x3eb });
  });
});

describe("damage", () => {
  test("an envelope that does not end", async () => {
    const { context } = await connect((reply) => reply.head().response.end("PROCESSING\r\nDONE\r\nX-A"));
    const error = await failed(context.execute([PAYLOAD]));
    expect(error.failure).toBe("envelope");
    expect(error.cause).toBeInstanceOf(RopDecodeError);
  });

  test("a body that is cut off, and one that goes on", async () => {
    const bodies = [answered(NOTHING).subarray(0, -3), Uint8Array.of(...answered(NOTHING), 0)];
    const { context } = await connect((reply) => reply.ok(bodies.shift()!));
    expect((await failed(context.execute([PAYLOAD]))).failure).toBe("body");
    expect((await failed(context.execute([PAYLOAD]))).failure).toBe("body");
  });

  test("extended buffers that are malformed are no error of the transport", async () => {
    const { context } = await connect((reply) => reply.ok(executed(Uint8Array.of(0, 0, 4, 0, 9, 0, 9, 0, 1))));
    expect(await failureOf(context.execute([PAYLOAD]))).toBeInstanceOf(RopDecodeError);
  });

  test("a body beyond the limit is not read to its end", async () => {
    let written = 0;
    const { context } = await connect(
      async (reply) => {
        reply
          .head()
          .write(processing())
          .write(done([], new Uint8Array(10)));
        while (!reply.response.destroyed && written < 100_000_000) {
          written += 50_000;
          if (!reply.response.write(new Uint8Array(50_000))) await settle(1);
        }
        reply.response.destroy();
      },
      { bodyLimit: 100_000 },
    );
    expect((await failed(context.execute([PAYLOAD]))).failure).toBe("too-large");
    await settle(50);
    expect(written).toBeLessThan(100_000_000);
  });

  test("a connection that is cut: before the answer, and within it", async () => {
    const cuts = [
      (reply: Reply) => reply.cut(),
      async (reply: Reply) => {
        reply.head().write(processing());
        await settle(20);
        reply.cut();
      },
    ];
    const { context } = await connect((reply) => cuts.shift()!(reply));
    for (let i = 0; i < 2; i++) {
      const error = await failed(context.execute([PAYLOAD]));
      expect(error).toMatchObject({ failure: "network", refused: false, contextGone: false });
      expect(error.cause).toBeDefined();
    }
  });

  test("nobody listens", async () => {
    const client = new MapiHttpClient("http://127.0.0.1:1/mapi");
    expect(await failed(client.connect(USER))).toMatchObject({ requestType: "Connect", failure: "network" });
  });
});

describe("time", () => {
  test("no answer at all", async () => {
    const { context } = await connect(() => {}, { responseTimeout: 400 });
    expect(await failed(context.execute([PAYLOAD]))).toMatchObject({ failure: "timeout", refused: false });
  });

  test("no PENDING for as many periods as are tolerated", async () => {
    const { context } = await connect(
      (reply) => reply.head({ headers: { "X-PendingPeriod": "20" } }).write(processing()),
      { missedPendings: 2 },
    );
    const begun = performance.now();
    const error = await failed(context.execute([PAYLOAD]));
    expect(error.failure).toBe("timeout");
    expect(error.message).toBe("Execute: no PENDING for 40 ms");
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  test("a server that sends PENDING may take its time", async () => {
    const { context } = await connect(
      async (reply) => {
        reply.head({ headers: { "X-PendingPeriod": "100" } }).write(processing());
        for (let i = 0; i < 8; i++) {
          await settle(60);
          reply.write(pending());
        }
        reply.response.end(done([], answered(NOTHING)));
      },
      { missedPendings: 4 },
    );
    expect((await context.execute([PAYLOAD])).payloads).toEqual([NOTHING]);
  });

  test("a fetch that does not look at its signal is given up all the same", async () => {
    const client = new MapiHttpClient("http://127.0.0.1/", { fetch: () => new Promise(() => {}), responseTimeout: 30 });
    expect((await failed(client.connect(USER))).failure).toBe("timeout");
    const abort = new AbortController();
    const connecting = client.connect({ ...USER, signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(connecting).rejects.toThrow("enough");
  });

  test("nothing is left running", async () => {
    const timers = () => getActiveResourcesInfo().filter((name) => name === "Timeout").length;
    const { context } = await connect((reply) => reply.ok(answered(NOTHING)), { responseTimeout: 600_001 });
    await settle(20);
    const before = timers();
    const abort = new AbortController();
    for (let i = 0; i < 5; i++) await context.execute([PAYLOAD], { signal: abort.signal });
    await context.disconnect();
    await settle(20);
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("turns", () => {
  test("two Execute never overlap, and keep their order", async () => {
    let open = 0;
    let most = 0;
    const order: number[] = [];
    const { server, context } = await connect(async (reply) => {
      most = Math.max(most, ++open);
      await settle(5);
      open--;
      reply.ok(answered(NOTHING));
    });
    const sizes = [3, 1, 4, 2];
    await Promise.all(
      sizes.map(async (size) => {
        await context.execute([new Uint8Array(size)]);
        order.push(size);
      }),
    );
    expect(most).toBe(1);
    expect(order).toEqual(sizes);
    const sent = server.of("Execute").map(({ body }) => decode(decodeExecuteRequest, body).ropBuffer.length - 8);
    expect(sent).toEqual(sizes);
  });

  test("two contexts of one client do not wait for each other", async () => {
    const { opened, open } = gate();
    let executes = 0;
    const { client, context: a } = await connect(async (reply) => {
      if (++executes === 1) await opened;
      reply.ok(answered(NOTHING));
    });
    const b = await client.connect(USER);
    const slow = a.execute([PAYLOAD]);
    await b.execute([PAYLOAD]);
    open();
    await slow;
  });

  test("a failed call does not hold up the next", async () => {
    let executes = 0;
    const { context } = await connect((reply) => (++executes === 1 ? reply.refuse(1) : reply.ok(answered(NOTHING))));
    const [first, second] = await Promise.allSettled([context.execute([PAYLOAD]), context.execute([PAYLOAD])]);
    expect([first.status, second.status]).toEqual(["rejected", "fulfilled"]);
  });

  test("NotificationWait goes beside Execute; two of them do not overlap", async () => {
    const { opened, open } = gate();
    const server = await serve(
      well(async ({ type }, reply) => {
        if (type !== "NotificationWait") return false;
        reply.head().write(processing());
        await opened;
        reply.response.end(done([], waited(true)));
        return true;
      }),
    );
    const context = await new MapiHttpClient(server.url).connect(USER);
    const waits = [context.notificationWait(), context.notificationWait()];
    await context.execute([PAYLOAD]);
    await context.execute([PAYLOAD]);
    expect(server.requests.map(({ type }) => type).toSorted()).toEqual([
      "Connect",
      "Execute",
      "Execute",
      "NotificationWait",
    ]);
    open();
    expect(await Promise.all(waits)).toEqual([true, true]);
  });

  test("disconnecting ends the wait, and what comes after is not sent", async () => {
    const server = await serve(
      well(({ type }, reply) => (type === "NotificationWait" ? reply.head().write(processing()) : false)),
    );
    const context = await new MapiHttpClient(server.url).connect(USER);
    const wait = failed(context.notificationWait());
    await settle(20);
    await context.disconnect();
    expect(await wait).toMatchObject({ failure: "closed", contextGone: true });
    for (const late of [context.execute([PAYLOAD]), context.notificationWait(), context.disconnect()]) {
      expect((await failed(late)).failure).toBe("closed");
    }
    expect(server.requests.map(({ type }) => type)).toEqual(["Connect", "NotificationWait", "Disconnect"]);
  });
});

describe("giving up", () => {
  test("in flight: the connection is dropped, the reason comes back, the next call goes on", async () => {
    let executes = 0;
    const dropped = gate();
    const { context } = await connect((reply) => {
      if (++executes === 2) reply.ok(answered(NOTHING));
      else reply.head().write(processing()).response.on("close", dropped.open);
    });
    const abort = new AbortController();
    const execute = context.execute([PAYLOAD], { signal: abort.signal });
    await settle(30);
    const reason = new Error("no longer needed");
    abort.abort(reason);
    expect(await failureOf(execute)).toBe(reason);
    await dropped.opened;
    await context.execute([PAYLOAD]);
  });

  test("in the queue: at once, and the request is never sent", async () => {
    const { opened, open } = gate();
    const { server, context } = await connect(async (reply) => {
      await opened;
      reply.ok(answered(NOTHING));
    });
    const first = context.execute([PAYLOAD]);
    const abort = new AbortController();
    const second = context.execute([new Uint8Array(3)], { signal: abort.signal });
    abort.abort(new Error("enough"));
    await expect(second).rejects.toThrow("enough");
    open();
    await first;
    await context.execute([PAYLOAD]);
    expect(server.of("Execute").map(({ body }) => body.length)).toEqual([26, 26]);
  });

  test("before it begins", async () => {
    const { server, context } = await connect((reply) => reply.ok(answered(NOTHING)));
    const signal = AbortSignal.abort(new Error("never"));
    await expect(context.execute([PAYLOAD], { signal })).rejects.toThrow("never");
    await expect(context.notificationWait({ signal })).rejects.toThrow("never");
    expect(server.requests).toHaveLength(1);
  });
});
