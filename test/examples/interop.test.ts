/** `npm run interop`: the tour against the server of this package, whole and with faults; its command line; what it prints. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { parseArguments } from "../../examples/interop/arguments.js";
import { excerpt, firstDifference, idText } from "../../examples/interop/bytes.js";
import { type Entry, jsonReport, textReport } from "../../examples/interop/report.js";
import { tour } from "../../examples/interop/tour.js";
import { type Heard, Wiretap } from "../../examples/interop/wiretap.js";
import { RopId } from "../../src/index.js";
import type { SessionContext } from "../../src/mapi-http/index.js";
import { type MapiServer, type MapiServerOptions, startMapiServer } from "../../src/testing/index.js";

type Step = Extract<Entry, { readonly kind: "step" }>;

interface Toured {
  readonly good: boolean;
  readonly entries: readonly Entry[];
  readonly steps: readonly Step[];
}

async function run(server: MapiServer, indexes: readonly number[] = [], patience = 3000): Promise<Toured> {
  const entries: Entry[] = [];
  const options = { url: new URL(server.url), mailbox: "/o=Example/cn=alice", headers: {}, indexes, patience };
  const good = await tour(options, (entry) => void entries.push(entry));
  return { good, entries, steps: entries.filter((entry) => entry.kind === "step") };
}

const step = (steps: readonly Step[], name: string) => steps.find((one) => one.name === name);

describe("a server in order", () => {
  let server: MapiServer;
  let toured: Toured;
  beforeAll(async () => {
    server = await startMapiServer();
    toured = await run(server, [1, 2]);
  });
  afterAll(() => server.close());

  test("nothing fails, and what the server does not know it refuses", () => {
    const { good, steps, entries } = toured;
    expect(steps.filter(({ outcome }) => outcome === "failed")).toEqual([]);
    expect(good).toBe(true);
    expect(steps.filter(({ outcome }) => outcome === "refused").map(({ name }) => name)).toEqual([
      "RopCreateFolder",
      "named properties",
      "add attachment",
      "attachment table",
      "add recipient",
    ]);
    expect(entries.filter(({ kind }) => kind === "remark")).toEqual([]);
    expect(entries.at(-1)).toMatchObject({ kind: "summary", good: true });
  });

  test("notifications come, also by polling, and RopPending is followed", () => {
    const told = toured.steps.filter(({ name }) => name === "A is told").map(({ text }) => text.split(" ")[0]);
    expect(told).toEqual(["objectCreated", "objectModified", "objectDeleted"]);
    expect(step(toured.steps, "A is told by polling")?.text).toContain("objectCreated");
    expect(step(toured.steps, "flood")?.text).toContain("1536 notifications, each once");
    expect(step(toured.steps, "RopPending")?.text).toMatch(/^\d+ times; session index 1: one of ours, and followed$/);
  });

  test("nothing of it stays on the server", () => {
    expect(server.sessions).toEqual([]);
    expect(server.mailbox("/o=Example/cn=alice").folder("Deleted Items").messages).toEqual([]);
  });
});

describe("a server that fails", () => {
  const servers: MapiServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  async function start(options: MapiServerOptions): Promise<MapiServer> {
    const server = await startMapiServer(options);
    servers.push(server);
    return server;
  }

  test("bytes that cannot be decoded are shown with their place; the tour goes on", async () => {
    let faulty = true;
    const server: MapiServer = await start({
      answer: ({ ropId }) => {
        if (faulty && ropId === RopId.GetHierarchyTable) {
          faulty = false;
          server.fail({ malformed: true });
        }
        return undefined;
      },
    });
    const { good, steps } = await run(server);
    expect(good).toBe(false);
    const failed = steps.filter(({ outcome }) => outcome === "failed");
    expect(failed).toHaveLength(1);
    const [place = "", bytes = ""] = failed[0]?.details ?? [];
    expect(place).toMatch(
      /^output buffer: responses\[\d+\]\.sessionIndex at 0x[0-9a-f]{4}: needs 2 bytes, 1 left \[MS-OXCROPS/,
    );
    expect(bytes).toMatch(/ 6e \[00\]/);
    expect(step(steps, "Disconnect (A)")?.outcome).toBe("ok");
  });

  test("a ROP that the tour cannot do without fails with its name and code; what needs it is skipped", async () => {
    const server = await start({
      answer: ({ ropId }) => (ropId === RopId.SaveChangesMessage ? 0x80070005 : undefined),
    });
    const { good, steps } = await run(server, [], 50);
    expect(good).toBe(false);
    expect(step(steps, "save, plain")).toMatchObject({
      outcome: "failed",
      text: "RopSaveChangesMessage: 0x80070005 (AccessDenied)",
    });
    expect(step(steps, "open, plain")).toMatchObject({ outcome: "skipped", text: "no message" });
  });

  test("what nobody tells fails by name", async () => {
    const server = await start({
      answer: (request) =>
        request.ropId === RopId.RegisterNotification
          ? { ropId: request.ropId, outputHandleIndex: request.outputHandleIndex, returnValue: 0 }
          : undefined,
    });
    const { steps } = await run(server, [], 50);
    expect(step(steps, "A is told")).toMatchObject({ outcome: "failed" });
    expect(step(steps, "A is told")?.text).toMatch(/^not told within 0\.05 s; told: /);
  });

  test("a logon that is refused ends the tour, and a door that is closed too", async () => {
    const refused = await run(await start({ mailboxes: [] }));
    expect(refused.good).toBe(false);
    expect(refused.steps.at(-1)).toMatchObject({ name: "RopLogon (A)", outcome: "failed" });
    const closed = await run(await start({ authorize: () => false }));
    expect(closed.good).toBe(false);
    expect(closed.steps.map(({ outcome }) => outcome)).toEqual(["failed", "failed"]);
    expect(closed.steps[0]?.text).toContain("401");
  });
});

describe("the wiretap", () => {
  const damage: string[] = [];
  const heard: Heard = { calls: 0, buffers: 0, bytes: 0, damaged: 0, wakes: 0 };
  const contextOf = (payload: Uint8Array) => ({ codePage: 1252, execute: async () => ({ payloads: [payload] }) });
  const listen = async (...bytes: readonly number[]) => {
    damage.length = 0;
    const inner = contextOf(Uint8Array.from(bytes)) as unknown as SessionContext;
    await new Wiretap(inner, 0, heard, (lines) => damage.push(...lines)).execute([Uint8Array.of(2, 0)]);
    return damage;
  };

  test("bytes that come out as they went in are no damage", async () => {
    expect(await listen(5, 0, 0x6e, 0x12, 0)).toEqual([]);
  });

  test("an unknown ROP is shown where it stands", async () => {
    expect(await listen(6, 0, 0x6e, 0x12, 0, 0)).toEqual([
      "output buffer: responses[1].ropId at 0x0005: no ROP has the id 0x0 [MS-OXCROPS 2.2.2]",
      "0x0000  06 00 6e 12 00 [00]",
    ]);
  });
});

describe("bytes", () => {
  test("the place is in brackets, and the end has a mark", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => index);
    expect(excerpt(bytes, 2)).toBe("0x0000  00 01 [02] 03 04 05 06 07 08 09 0a 0b 0c 0d");
    expect(excerpt(bytes, 30)).toBe("0x0012  12 13 14 15 16 17 18 19 1a 1b 1c 1d [1e] 1f 20 21 22 23 24 25 26 27");
    expect(excerpt(bytes.subarray(0, 2), 2)).toBe("0x0000  00 01 [end]");
  });

  test.each([
    [[1, 2], [1, 2], undefined],
    [[1, 2], [1, 3], 1],
    [[1], [1, 3], 1],
    [[], [], undefined],
  ])("%o and %o differ at %s", (a, b, at) => {
    expect(firstDifference(Uint8Array.from(a), Uint8Array.from(b))).toBe(at);
  });

  test("identifiers are written as in the documents, signed ones too", () => {
    expect(idText(0x1252910e00000001n)).toBe("0001-00000E915212");
    expect(idText(-1n)).toBe("ffff-FFFFFFFFFFFF");
  });
});

describe("the command line", () => {
  const URL_ = "https://mail.example.com/mapi/emsmdb/";

  test("defaults", () => {
    expect(parseArguments([URL_])).toMatchObject({ headers: {}, indexes: [], patience: 30_000, json: false });
    expect(parseArguments([URL_, "--user", "alice"], "x")).toMatchObject({
      mailbox: expect.stringMatching(/\/cn=Recipients\/cn=alice$/),
      headers: { Authorization: `Basic ${btoa("alice:x")}` },
    });
  });

  test("all options", () => {
    const args = ["--mailbox", "/cn=a", "--header", "X-A: b: c", "--index", "0,7", "--patience", "2", "--json", URL_];
    expect(parseArguments(args)).toEqual({
      url: new URL(URL_),
      mailbox: "/cn=a",
      headers: { "X-A": "b: c" },
      indexes: [0, 7],
      patience: 2000,
      json: true,
    });
  });

  test.each([
    [[], "one URL is needed"],
    [[URL_, URL_], "one URL is needed"],
    [["mail.example.com"], "not an http or https URL: mail.example.com"],
    [["file:///x"], "not an http or https URL: file:///x"],
    [[URL_, "--index", "65536"], "--index: not an integer of 0 to 65535: 65536"],
    [[URL_, "--patience", "soon"], "--patience: not an integer of 0 to 3600: soon"],
    [[URL_, "--header", "nothing"], '--header: not "Name: value": nothing'],
  ])("%o: %s", (args, problem) => {
    expect(parseArguments(args)).toBe(problem);
  });
});

describe("reports", () => {
  const printed: string[] = [];
  beforeEach(() => {
    vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
  });
  afterEach(() => {
    printed.splice(0);
    vi.restoreAllMocks();
  });
  const entry: Entry = { kind: "step", name: "PING", outcome: "failed", text: "no", details: ["0x0000  [00]"] };

  test("lines for people", () => {
    vi.stubEnv("NO_COLOR", "1");
    textReport({ kind: "section", title: "transport" });
    textReport(entry);
    textReport({ kind: "remark", text: "odd" });
    textReport({ kind: "summary", text: "1 failed", good: false });
    vi.unstubAllEnvs();
    expect(printed).toEqual([
      "\ntransport",
      "  FAILED   PING                       no",
      "                                      0x0000  [00]",
      "  differs  odd",
      "\nsummary",
      "  FAILED   1 failed",
    ]);
  });

  test("objects for programs", () => {
    jsonReport(entry);
    expect(JSON.parse(printed[0] ?? "")).toEqual(entry);
  });
});
