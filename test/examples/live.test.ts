/** What `npm start` shows: the lines that decide, and that its colours are for terminals. */
import { execFileSync } from "node:child_process";
import { buildSync } from "esbuild";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { samples } from "../../examples/samples.js";
import { statedValues } from "../../examples/stated.js";
import { sessions } from "../../examples/two-sessions.js";

const printed: string[] = [];
beforeEach(() => {
  vi.spyOn(console, "log").mockImplementation((text: string) => void printed.push(text));
});
afterEach(() => {
  printed.splice(0);
  vi.restoreAllMocks();
});

describe("two sessions", () => {
  test("RopPending for the other session is followed there, a foreign index is not", async () => {
    expect(await sessions()).toBe(true);
    const text = printed.join("\n");
    const cookies = [...text.matchAll(/Connect +session index (\d+), cookie (MapiContext=[0-9a-f]{8})/g)];
    expect(cookies.map((match) => match[1])).toEqual(["1", "2"]);
    expect(cookies[0]?.[2]).not.toBe(cookies[1]?.[2]);
    expect(text).toContain("session B       RopLogon    subscribed to new mail; in the Inbox: Welcome, RE: Welcome");

    // In this order.
    const order = [
      "session A       RopPending  session index 2",
      "ok              match: the RopPending on session A names session B",
      "session B       RopNotify   tableRowAdded: Lunch?",
      "session B       RopNotify   newMail: message 0001-",
      `ok              one Execute without ROPs, cookie ${cookies[1]?.[2]}...: session B's`,
      "session A       RopPending  session index 48879",
      "ok              no-match: no session of this client has that index, and nothing is done",
    ];
    const places = order.map((wanted) => printed.findIndex((one) => one.trimStart().startsWith(wanted)));
    expect(places).not.toContain(-1);
    // The notifications of session B and the verdict are printed by different parties.
    expect(places.filter((_, index) => index < 2 || index > 3)).toEqual(
      places.filter((_, index) => index < 2 || index > 3).toSorted((a, b) => a - b),
    );
    expect(text).not.toContain("FAILED");
  });
});

describe("sample bytes", () => {
  test("all that can be read by themselves come out as the same bytes, and as what is stated", () => {
    expect(samples()).toBe(true);
    const text = printed.join("\n");
    expect(text).toContain("384 of 384 decoded and encoded to the same bytes");
    expect(text).not.toContain("FAILED");
    const counts = [...text.matchAll(/(\d+) of +(\d+) decoded/g)].map((match) => [Number(match[1]), Number(match[2])]);
    expect(counts).toHaveLength(11);
    for (const [good, all] of counts) expect(good).toBe(all);
    expect(text.match(/not read +(\d+)/g)).toHaveLength(4);
    const agreeing = [...text.matchAll(/, +(\d+) stated/g)].reduce((sum, match) => sum + Number(match[1]), 0);
    expect(agreeing).toBeGreaterThan(1200);
  });

  test.each([
    [{ SessionIndex: "0x0012" }, { sessionIndex: 18 }, 1, []],
    [{ SessionIndex: "0x12 (eighteen)", Other: 1 }, { sessionIndex: 18 }, 1, []],
    [{ SessionIndex: "18" }, { sessionIndex: 19 }, 0, ["SessionIndex is 19, stated as 18"]],
    [{ FolderId: "0001-00000E915212" }, { folderId: 0x1252910e00000001n }, 1, []],
    [{ RowCount: -1 }, { rowCount: -1 }, 1, []],
    [
      { WantUnicode: 1, IsGhosted: "0x00" },
      { wantUnicode: true, isGhosted: true },
      1,
      ["IsGhosted is true, stated as 0x00"],
    ],
    [{ Essdn: '"/o=x"', ServerName: "y" }, { essdn: "/o=x", serverName: "z" }, 1, ["ServerName is z, stated as y"]],
    [{ Origin: 2, Data: "0102", Name: "4e00" }, { origin: "end", data: Uint8Array.of(1, 2), name: "N" }, 0, []],
  ])("stated values: %o", (stated, value, agreeing, differences) => {
    expect(statedValues(stated, value)).toEqual({ agreeing, differences });
  });
});

describe("colours", () => {
  const { outputFiles } = buildSync({
    stdin: { contents: `import { outcome } from "./examples/show.js"; outcome("x", true);`, resolveDir: "." },
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  const run = (env: NodeJS.ProcessEnv) =>
    execFileSync(process.execPath, ["--input-type=module", "--eval", outputFiles[0]!.text], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "ignore"],
    });

  test.each([
    ["piped", {}, false],
    ["piped, FORCE_COLOR=1", { FORCE_COLOR: "1" }, true],
    ["piped, FORCE_COLOR=0", { FORCE_COLOR: "0" }, false],
    ["piped, NO_COLOR=1", { NO_COLOR: "1" }, false],
  ])("%s", (_, env, coloured) => {
    expect(run(env)).toBe(coloured ? "  \u001b[32mok             \u001b[39m x\n" : "  ok              x\n");
  });
});
