/** `ropwire conformance`: itself, programs that are wrong, silent or gone, and the list of known failures. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compareWithKnown, knownFailuresOf } from "../../src/conformance/run.js";
import { differenceOf } from "../../src/conformance/verdict.js";
import { ropwire } from "../cli/streams.js";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "conformance-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A program that answers each line with what the body of a function says; `q` is the question. */
function program(name: string, body: string): readonly string[] {
  const file = join(folder, `${name}.mjs`);
  const code = `import { createInterface } from "node:readline";
for await (const line of createInterface({ input: process.stdin })) {
  const q = JSON.parse(line);
  const answer = ((q) => { ${body} })(q);
  if (answer !== undefined) console.log(JSON.stringify({ id: q.id, ...answer }));
}
`;
  writeFileSync(file, code);
  return ["--", process.execPath, file];
}

/** RopPending, and RopPending only. U+2028 in an answer ends no line. */
const PENDING = `
  const bytes = Buffer.from(q.hex ?? "", "hex");
  if (q.op === "encode") return { ok: true, hex: Buffer.from([110, q.value.sessionIndex & 255, q.value.sessionIndex >> 8]).toString("hex") };
  if (bytes.length !== 3) return { ok: false, error: { code: "truncated", message: "three bytes" } };
  return { ok: true, consumed: 3, note: "a\\u2028b", value: { sessionIndex: bytes.readUInt16LE(1), ropId: 110, remark: null } };`;

describe("ropwire itself", () => {
  test("passes every case", async () => {
    const { status, out, error } = await ropwire(["conformance"]);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expect(out).toMatch(/^44\d cases, 17\d\d questions: 17\d\d right, 0 wrong\n$/);
  });

  test("as JSON", async () => {
    const { status, out } = await ropwire(["conformance", "--only", "RopPending", "--json"]);
    expect({ status, out: JSON.parse(out) }).toEqual({
      status: 0,
      out: { cases: 1, asked: 4, failures: [], surprising: [], mended: [] },
    });
  });
});

describe("other programs", () => {
  const only = ["conformance", "--only", "RopPending", "--timeout", "5"];

  test("one that is right", async () => {
    const { status, out } = await ropwire([...only, ...program("right", PENDING)]);
    expect({ status, out }).toEqual({ status: 0, out: "1 cases, 4 questions: 4 right, 0 wrong\n" });
  });

  test("one that reads big-endian", async () => {
    const { status, out } = await ropwire([
      ...only,
      ...program("big", PENDING.replace("readUInt16LE", "readUInt16BE")),
    ]);
    expect(status).toBe(1);
    expect(out).toMatch(
      /^agreed-RopPending-\S+ decode: sessionIndex is \d+, not \d+\n1 cases, 4 questions: 3 right, 1 wrong\n$/,
    );
  });

  test("one that writes something else, and takes anything", async () => {
    const body = 'return q.op === "encode" ? { ok: true, hex: "6effff" } : { ok: true, value: { ropId: 110 } };';
    const { status, out } = await ropwire([...only, ...program("else", body)]);
    expect(status).toBe(1);
    expect(out.split("\n").map((line) => line.replace(/^\S+ /, ""))).toEqual([
      expect.stringMatching(/^decode: sessionIndex is missing, not \d+$/),
      expect.stringMatching(/^encode: byte 1 is ff, not [0-9a-f]{2}$/),
      "cut: was accepted",
      "more: was accepted",
      "cases, 4 questions: 0 right, 4 wrong",
      "",
    ]);
  });

  test("one that ends", async () => {
    const { status, out } = await ropwire([...only, ...program("ends", "process.exit(3);")]);
    expect(status).toBe(1);
    expect(out).toContain("decode: the program has ended (exit status 3)\n");
    expect(out).toContain("4 questions: 0 right, 4 wrong");
  });

  test("one that says nothing", async () => {
    const silent = ["conformance", "--only", "RopPending", "--timeout", "0.2"];
    const { status, out } = await ropwire([...silent, ...program("silent", "return undefined;")]);
    expect(status).toBe(1);
    expect(out).toContain("decode: no answer within 200 ms\n");
  });

  test("one that writes a line too many", async () => {
    const banner = program("banner", PENDING);
    const file = banner.at(-1) ?? "";
    writeFileSync(file, `console.log("Server 1.0");\n${readFileSync(file, "utf8")}`);
    const { status, out } = await ropwire([...only, ...banner]);
    expect(status).toBe(1);
    expect(out).toMatch(/decode: "Server 1\.0" is no answer, and nothing else may be written to the standard output\n/);
    expect(out).toMatch(/ encode: "id" is "\S+ decode", not "\S+ encode": each question has one line for an answer\n/);
    expect(out).toContain("4 questions: 0 right, 4 wrong");
  });

  test("one that never stops", async () => {
    const chatter = `process.stdout.on("error", () => process.exit());
setInterval(() => console.log("garbage".repeat(1000)), 0);`;
    const file = join(folder, "chatter.mjs");
    writeFileSync(file, chatter);
    const { status, out } = await ropwire([...only, "--", process.execPath, file]);
    expect(status).toBe(1);
    expect(out).toContain("4 questions: 0 right, 4 wrong");
  });

  test("one that is not there", async () => {
    const { status, out } = await ropwire([...only, "--", join(folder, "nothing")]);
    expect(status).toBe(1);
    expect(out).toContain("decode: the program cannot be started");
  });
});

describe("known failures", () => {
  test("are written, and then are no surprise", async () => {
    const list = join(folder, "known.txt");
    const wrong = program("known", PENDING.replace("readUInt16LE", "readUInt16BE"));
    const args = ["conformance", "--only", "RopPending", "--known", list];
    expect((await ropwire([...args, "--write-known", ...wrong])).status).toBe(0);
    expect(readFileSync(list, "utf8")).toMatch(/^agreed-RopPending-\S+ decode\n$/);
    const again = await ropwire([...args, ...wrong]);
    expect(again).toMatchObject({ status: 0, out: "1 cases, 4 questions: 3 right, 0 wrong, 1 known to be wrong\n" });
    const mended = await ropwire([...args, ...program("mended", PENDING)]);
    expect(mended.status).toBe(1);
    expect(mended.out).toContain("decode: does not fail any more; take it off the list\n");
  });

  test("have remarks and blank lines", () => {
    const known = knownFailuresOf("# of version 2\n\na decode  # rows\n b   encode\n");
    expect([...known]).toEqual(["a decode", "b encode"]);
    expect(compareWithKnown([{ id: "a", check: "decode", fault: "x" }], known)).toEqual({
      surprising: [],
      mended: ["b encode"],
    });
  });
});

describe("differences", () => {
  test.each([
    [{ a: 1, b: null }, { a: 1 }, undefined],
    [{ a: [1, { b: "x" }] }, { a: [1, { b: "y" }] }, 'a[1].b is "y", not "x"'],
    [[1], [1, 2], "value has 2 elements, not 1"],
    [{ a: {} }, { a: [] }, "a is [], not {}"],
    [{ a: 1 }, { a: "1" }, 'a is "1", not 1'],
    [{}, { more: 1 }, "more is 1, not missing"],
  ])("of %j and %j", (expected, found, difference) => {
    expect(differenceOf(expected, found, "")).toBe(difference);
  });
});

describe("wrong usage", () => {
  test.each([
    [["--known", "nowhere.txt"], /ENOENT/],
    [["--cases", "nowhere.jsonl"], /ENOENT/],
    [["--only", "no such thing"], /no case holds "no such thing"/],
    [["--timeout", "soon"], /--timeout is "soon" instead of a number of seconds/],
    [["--write-known"], /--write-known needs --known FILE/],
  ])("%j", async (args, message) => {
    const { status, error } = await ropwire(["conformance", ...args]);
    expect(status).toBe(2);
    expect(error).toMatch(message);
  });

  test("a list that cannot be written", async () => {
    const args = ["conformance", "--only", "RopPending", "--known", join(folder, "no", "list"), "--write-known"];
    expect(await ropwire(args)).toMatchObject({ status: 2, error: expect.stringMatching(/^ropwire: ENOENT.*\n$/) });
  });

  test.each([
    ["{}", /line 1: "id" is not text/],
    ["5", /line 1: is not the object of a case/],
    ["null", /line 1: is not the object of a case/],
    ['{"id":"a","as":"lz77","hex":"6","checks":[]}', /line 1: "hex" is not hex digits/],
    [
      '{"id":"a","as":"lz77","hex":"","checks":["guess"]}',
      /line 1: "checks" is not a list of decode, encode, cut, more/,
    ],
    ["", /holds no cases/],
  ])("a case that is none: %s", async (line, message) => {
    const file = join(folder, "none.jsonl");
    writeFileSync(file, line);
    const { status, error } = await ropwire(["conformance", "--cases", file]);
    expect(status).toBe(2);
    expect(error).toMatch(message);
  });

  test("upper case is none", async () => {
    const file = join(folder, "upper.jsonl");
    const value = { ropId: 0x6e, sessionIndex: 0xabcd };
    const checks = ["decode", "encode", "cut", "more"];
    writeFileSync(file, JSON.stringify({ id: "a", as: "rop-response", hex: "6ECDAB", value, checks }));
    expect(await ropwire(["conformance", "--cases", file])).toMatchObject({ status: 0, error: "" });
  });

  test("a line that is no JSON", async () => {
    const file = join(folder, "broken.jsonl");
    writeFileSync(file, "\n{\n");
    expect(await ropwire(["conformance", "--cases", file])).toMatchObject({
      status: 2,
      error: expect.stringMatching(/broken\.jsonl, line 2: /),
    });
  });
});
