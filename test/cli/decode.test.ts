/** `ropwire decode`: what it prints, where it takes bytes from, what it makes of them without being told. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextFrom } from "../../src/cli/context.js";
import { detect } from "../../src/cli/detect.js";
import { describePeers, specificationVectors } from "../support/peers.js";
import { agreedVectors, isRop } from "../support/vectors.js";
import { ask, pipeContext } from "./ask.js";
import { ropwire } from "./streams.js";

const PENDING = `rop-responses, 3 bytes (by trial)
  RopPending response  MS-OXCROPS 2.2.14.3
    sessionIndex  18 0x12
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "ropwire-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const bytes = (hex: string): Uint8Array => Buffer.from(hex, "hex");

describe("the bytes", () => {
  it("are arguments", async () => {
    expect(await ropwire(["decode", "6e1200"])).toEqual({ status: 0, out: PENDING, error: "" });
    expect(await ropwire(["decode", "6e", "12", "00"])).toEqual({ status: 0, out: PENDING, error: "" });
  });

  it("are in a file, as hex or as they are", async () => {
    for (const content of ["6e 12 00\n", "00000000: 6e12 00  n..\n", bytes("6e1200")]) {
      expect(await ropwire(["decode", file("input", content)])).toEqual({ status: 0, out: PENDING, error: "" });
    }
  });

  it("come from standard input", async () => {
    for (const args of [["decode"], ["decode", "-"]]) {
      expect(await ropwire(args, "6e1200")).toEqual({ status: 0, out: PENDING, error: "" });
      expect(await ropwire(args, bytes("6e1200"))).toEqual({ status: 0, out: PENDING, error: "" });
    }
  });

  it("are what the options say", async () => {
    const text = file("text", "6e12");
    expect((await ropwire(["decode", "--raw", "--json", text])).out).toContain('"consumed": 4');
    expect(await ropwire(["decode", "--hex"], bytes("6e1200"))).toMatchObject({
      status: 2,
      error: "ropwire: standard input holds something else than hex\n",
    });
  });

  it("are hex in any text that has it", async () => {
    const utf16 = Buffer.from("\ufeff6e1200\r\n", "utf16le");
    for (const content of ["\ufeff6e1200", utf16, "6e:12:00\n"]) {
      expect(await ropwire(["decode", "--hex", file("input", content)])).toEqual({
        status: 0,
        out: PENDING,
        error: "",
      });
    }
  });

  it.each([
    ["hello", "holds text that is no hex; with --raw"],
    ["Grüße,\nich", "holds text that is no hex"],
    [Buffer.from("6e1g", "utf16le"), "holds text that is no hex"],
    [" \n", "holds text that is no hex"],
    ["", "holds no bytes"],
    ["HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nn\x12\0", "is a whole HTTP message: "],
    ["POST /mapi/emsmdb/?MailboxId=a HTTP/1.1\r\nHost: b\r\n\r\nn\x12\0", "is a whole HTTP message: "],
  ])("are not made of %j", async (content, message) => {
    expect(await ropwire(["decode"], content)).toEqual({
      status: 2,
      out: "",
      error: expect.stringContaining(`ropwire: standard input ${message}`),
    });
    if (content.length > 0) expect((await ropwire(["decode", "--raw"], content)).out).not.toBe("");
  });

  it.each([
    [["decode"], "nothing to decode: name a file, or give hex"],
    [["decode", "no/such/file"], "no/such/file is no file and no hex"],
    [["decode", "--raw", "6e1200"], "6e1200 is no file"],
    [["decode", "0x"], "0x holds no bytes"],
    [["decode", "--raw", "--hex", "6e1200"], "--hex and --raw exclude each other"],
    [["decode", tmpdir()], "EISDIR: illegal operation on a directory, read"],
    [["decode", "--colour", "00"], "Unknown option '--colour'"],
    [["decode", "--as", "00"], "no file"],
    [["decode", "--as", "rop", "00"], '--as is "rop" instead of one of rop-request, '],
    [["decode", "--as", "structure:X", "00"], '--as no structure is called "X"'],
    [["decode", "--request-type", "Bind", "00"], '--request-type is "Bind" instead of one of Connect, '],
    [
      ["decode", "--as", "rop-requests", "--request-type", "Execute", "00"],
      "--as is rop-requests, which has no request",
    ],
    [["decode", "--context", "{", "00"], "--context is not JSON: "],
    [["decode", "--context", '{"columns":3}', "00"], "--context columns is 3 instead of a list of property tags"],
  ])("cannot be had with %j", async (args, message) => {
    const { status, out, error } = await ropwire(args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(error).toContain(message.startsWith("no file") ? "ropwire: " : `ropwire: ${message}`);
    expect(error.trimEnd()).not.toContain("\n");
  });
});

describe("what bytes are", () => {
  const kindOf = async (hex: string, ...args: readonly string[]) => {
    const { out } = await ropwire(["decode", "--json", ...args, hex]);
    return JSON.parse(out) as { readonly as: string; readonly requestType?: string; readonly ok: boolean };
  };
  const rops = agreedVectors().filter(isRop);
  /** Bytes that are as good as something else. */
  const AMBIGUOUS = new Set<string>();

  it.each(["request", "response"])("is found for most ROP %ss", async (direction) => {
    const vectors = rops.filter(({ kind }) => kind === `rop-${direction}`);
    for (const vector of vectors) {
      const { as } = await kindOf(vector.hex, "--context", JSON.stringify(pipeContext(vector)));
      if (as !== `rop-${direction}s`) AMBIGUOUS.add(vector.id);
    }
    const wrong = vectors.filter(({ id }) => AMBIGUOUS.has(id));
    expect(wrong.length / vectors.length).toBeLessThan(direction === "request" ? 0.35 : 0.1);
  });

  it.each(specificationVectors("ms-oxcrops.json").filter(({ kind }) => kind === "frame"))(
    "is found for $id",
    async ({ hex }) => {
      expect((await kindOf(hex)).as).toMatch(/^rop-(in|out)put-buffer$/);
    },
  );

  it("is found for bodies of MAPI/HTTP", async () => {
    const [connect] = specificationVectors("ms-oxcmapihttp.json");
    expect(await kindOf(connect?.hex ?? "")).toMatchObject({ as: "mapihttp-request", requestType: "Connect" });
    const body = ask({
      op: "encode",
      as: "mapihttp-response",
      requestType: "Execute",
      value: { outcome: "success", statusCode: 0, errorCode: 0, ropBuffer: "" },
      envelope: { tags: ["PROCESSING", "DONE"], headers: [] },
    });
    expect(await kindOf(body.hex ?? "")).toMatchObject({ as: "mapihttp-response", requestType: "Execute" });
    expect(await kindOf("0000000000000000", "--as", "mapihttp-request")).toMatchObject({ ok: true });
  });

  it.each([
    [
      "PROCESSING\r\nDONE\r\n\r\n\xbb\x06\0\0",
      0,
      /by trial; mapihttp-response Connect, .*\n {2}PROCESSING DONE\n.*\n.* ServerTooBusy\n/,
    ],
    ["PROCESSING\r\n", 1, /nothing fits.*\n {2}PROCESSING\n {2}error at 0x000c: the body ends in the tags/],
    ["DONE\r\nX-A: 1\r\n\r\n\0\0\0\0", 1, /nothing fits.*\n {2}DONE\n {2}X-A: 1\n(.*\n)+ {2}error errorCode at 0x0014/],
    ["DONE\r\nX-ResponseCode: 10\r\n\r\n", 0, /\n {2}DONE\n {2}X-ResponseCode: 10\n {2}""\n$/],
    ["DONE\r\nX-ResponseCode: 10\r\n\r\n<html>", 0, /\n {2}"<html>"\n$/],
  ])("begins with the envelope of a response: %j", async (text, status, shown) => {
    const outcome = await ropwire(["decode"], Buffer.from(text, "latin1"));
    expect(outcome).toMatchObject({ status, out: expect.stringMatching(/^mapihttp-response Execute, /) });
    expect(outcome.out).toMatch(shown);
    expect(await ropwire(["decode", "--map"], Buffer.from(text, "latin1"))).toMatchObject({ status });
  });

  it("is of the request type that is said", async () => {
    const wait = "00000000000000000100000000000000";
    expect(await kindOf("6e1200", "--request-type", "Connect")).toMatchObject({ requestType: "Connect", ok: false });
    const told = await kindOf(wait, "--request-type", "NotificationWait");
    expect(told).toMatchObject({ as: "mapihttp-response", requestType: "NotificationWait", ok: true });
  });

  it("may be something else as well, and it says so", async () => {
    const { out } = await ropwire(["decode", "0200"]);
    expect(out).toMatch(/^rop-output-buffer, 2 bytes \(by trial; rop-input-buffer would fit too\)\n/);
  });

  it("is found where its end is missing, or more stands behind it", async () => {
    const request = "020000001b00000000000400130013000f0007000000000000010002013866010000000780000000000000";
    const response = `${"00".repeat(12)}1100000000000400090009000500${"6e1200"}4400000000000000`;
    for (const [hex, direction, rop] of [
      [request, "request", "RopGetPropertiesSpecific"],
      [response, "response", "RopPending"],
    ] as const) {
      for (const part of [hex.slice(0, -2), hex.slice(0, -4), `${hex}ef`]) {
        const { status, out } = await ropwire(["decode", part]);
        expect(status).toBe(1);
        expect(out).toMatch(new RegExp(`^mapihttp-${direction} Execute, .* \\(by trial; it fits only in part\\)\n`));
        expect(out).toContain(`${rop} ${direction}`);
      }
      expect(await kindOf(hex.slice(0, -20))).toMatchObject({ as: `mapihttp-${direction}`, requestType: "Execute" });
    }
    const enveloped = Buffer.concat([Buffer.from("DONE\r\n\r\n"), bytes(response.slice(0, -20))]);
    expect(await kindOf(enveloped.toString("hex"))).toMatchObject({ requestType: "Execute" });
    expect(await kindOf("00000400090009000500" + "6e1200")).toMatchObject({ as: "extended-buffer", ok: false });
  });

  it("is a buffer that is cut off in its handle table, if its RopSize ends behind a ROP", async () => {
    for (const table of ["0100", "01000000020000"]) {
      expect(await kindOf(`05006e1200${table}`)).toMatchObject({ as: "rop-output-buffer", ok: false });
      expect(await kindOf(`0500010000${table}`)).toMatchObject({ as: "rop-input-buffer", ok: false });
      expect(await kindOf(`06006e1200${table}`)).not.toMatchObject({ as: "rop-output-buffer" });
    }
  });

  it("is not a list without ROPs in front of any bytes", async () => {
    const { out } = await ropwire(["decode", "02000000" + "efbeadde" + "efbe"]);
    expect(out).not.toMatch(/^rop-(in|out)put-buffer.*by trial\)/);
  });

  it("may be nothing", async () => {
    const { status, out } = await ropwire(["decode", "eeeeeeeeee"]);
    expect(status).toBe(1);
    expect(out).toMatch(/\(by trial: nothing fits, this comes closest\)\n/);
  });
});

describe("what is not decoded", () => {
  it("is an error with its place, behind what was", async () => {
    expect(await ropwire(["decode", "--as", "rop-responses", "6e12006e12"])).toEqual({
      status: 1,
      error: "",
      out: `rop-responses, 5 bytes
  RopPending response  MS-OXCROPS 2.2.14.3
    sessionIndex  18 0x12
  RopPending response  MS-OXCROPS 2.2.14.3
  error [1].sessionIndex at 0x0004: needs 2 bytes, 1 left [truncated, MS-OXCROPS 2.2.14.3.1]
    0x0000  6e 12 00 6e 12
                        ^^
`,
    });
  });

  it("is behind values that have their types", async () => {
    const context = '{"columns":["0x3001001f"]}';
    const { out } = await ropwire([
      "decode",
      "--as",
      "rop-responses",
      "--context",
      context,
      "1500000000000201000000006e",
    ]);
    expect(out).toContain('[0] PidTagDisplayName  ""\n');
    expect(out).toContain("error [1].sessionIndex");
  });

  it("is shown where it is behind many bytes", async () => {
    const { out } = await ropwire(["decode", "--as", "rop-responses", `${"6e1200".repeat(6)}6e`]);
    expect(out).toMatch(/\n {4}0x0000( {1,2}[0-9a-f]{2}){16}\n {4}0x0010 {2}12 00 6e\n {21}\^\^\n$/);
  });

  it("is the tail of a list", async () => {
    expect(await ropwire(["decode", "6e1200ee0102"])).toEqual({
      status: 1,
      error: "",
      out: `rop-responses, 6 bytes (by trial; it fits only in part)
  RopPending response  MS-OXCROPS 2.2.14.3
    sessionIndex  18 0x12
  undecoded from 0x0003  [1].ropId: no ROP has the id 0xee [unknown-rop, MS-OXCROPS 2.2.2]
    ee0102
`,
    });
  });

  it("may be so for want of a context", async () => {
    const hex = `150000000000020100${"00"}${"410042000000"}${"43000000"}`;
    expect(await ropwire(["decode", hex])).toMatchObject({ status: 1 });
    const context = '{"columns":["0x3001001f","0x3002001f"]}';
    const { status, out } = await ropwire(["decode", "--context", context, hex]);
    expect({ status, out }).toEqual({
      status: 0,
      out: `rop-responses, 20 bytes (by trial)
  RopQueryRows response  MS-OXCROPS 2.2.5.4
    inputHandleIndex  0
    outcome           "success"
    returnValue       0x00000000 Success
    origin            "end"
    rowData
      [0] flag  "standard"
          valueArray
            [0] PidTagDisplayName  "AB"
            [1] PidTagAddressType  "C"
`,
    });
  });
});

describe("values", () => {
  const show = async (hex: string, ...args: readonly string[]): Promise<string> =>
    (await ropwire(["decode", hex, ...args])).out;

  it("have tags with their names, and handles as hex", async () => {
    expect(await show("070000000001000200" + "1f000130" + "0b00fe7f")).toContain(
      "propertyTags       0x3001001f PidTagDisplayName, 0x7ffe000b PidTagAttachmentHidden\n",
    );
    expect(await show("2a44000000001080010000000000000cefcdab8967452301" + "0000")).toContain(
      "notificationHandle  0x00000044\n",
    );
  });

  it("have return values with their names", async () => {
    expect(await show("02010f010480")).toContain("returnValue        0x8004010f NotFound\n");
  });

  it("tell bytes, text and 64-bit integers apart", async () => {
    const context = JSON.stringify({ columns: ["0x3001001f", "0x0fff0102", "0x67480014"] });
    const row = `00${"31003200" + "0000"}${"0200" + "1234"}${"0c00000000000000"}`;
    const out = await show(row, "--as", "structure:PropertyRow", "--context", context);
    expect(out).toContain('[0] PidTagDisplayName  "12"\n');
    expect(out).toMatch(/\[1\] PidTag\w+ {2}1234\n/);
    expect(out).toMatch(/\[2\] PidTag\w+ {2}12 0x0c\n/);
  });

  it("have no characters that a terminal obeys", async () => {
    const context = JSON.stringify({ columns: ["0x3001001f"] });
    const row = `00${Buffer.from("\u009b2J\u202eab\u2066\0", "utf16le").toString("hex")}`;
    for (const args of [[], ["--map"]]) {
      const out = await show(row, "--as", "structure:PropertyRow", "--context", context, ...args);
      expect(out).toContain(String.raw`"\u009b2J\u202eab\u2066"`);
      expect(out.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }
    const { out } = await ropwire(["decode"], Buffer.from("DONE\r\nX-A: \x9b2J\r\n\r\n\x05\0\0\0", "latin1"));
    expect(out).toContain(String.raw`X-A: \u009b2J`);
  });

  it("that are times have their dates, and error codes their names", async () => {
    const time = "00803ed5deb19d01";
    expect(await show(`40000730${time}`, "--as", "structure:TaggedPropertyValue")).toContain(
      "propertyValue  116444736000000000 1970-01-01T00:00:00.000Z\n",
    );
    expect(await show("0a0001300f010480", "--as", "structure:TaggedPropertyValue")).toContain(
      "propertyValue  0x8004010f NotFound\n",
    );
    const context = JSON.stringify({ columns: ["0x30070040", "0x3001001f"] });
    const out = await show(`01${"00"}${time}${"0a0f010480"}`, "--as", "structure:PropertyRow", "--context", context);
    expect(out).toMatch(/\[0\] PidTagCreationTime .*\n.* 1970-01-01T00:00:00.000Z\n/);
    expect(out).toMatch(/\[1\] PidTagDisplayName .*\n.* 0x8004010f NotFound\n/);
  });

  it("have long bytes in lines, and not all of them", async () => {
    const value = { columns: ["0x0fff0102"] };
    const hex = `00${"2003"}${"ab".repeat(800)}`;
    const out = await show(hex, "--as", "structure:PropertyRow", "--context", JSON.stringify(value));
    expect(out.match(/(ab){32}\n/g)).toHaveLength(16);
    expect(out).toContain("… 800 bytes in all\n");
  });

  it("are opened down to the ROPs", async () => {
    const payload = "05006e1200";
    const { hex: ropBuffer } = ask({
      op: "encode",
      as: "extended-buffer",
      value: [{ compressed: false, xorMagic: true, payload }],
    });
    const { hex = "" } = ask({
      op: "encode",
      as: "mapihttp-response",
      requestType: "Execute",
      value: { outcome: "success", statusCode: 0, errorCode: 0, ropBuffer },
      envelope: { tags: ["PROCESSING", "DONE"], headers: [["X-ElapsedTime", "1"]] },
    });
    expect(await show(hex)).toBe(`mapihttp-response Execute, ${hex.length / 2} bytes (by trial)
  PROCESSING DONE
  X-ElapsedTime: 1
  outcome     "success"
  statusCode  0x00000000 Success
  errorCode   0x00000000 Success
  ropBuffer
    extended-buffer, 13 bytes
      [0] compressed  false
          xorMagic    true
      payload 0 (obfuscated)
        rop-output-buffer, 5 bytes
          responses
            RopPending response  MS-OXCROPS 2.2.14.3
              sessionIndex  18 0x12
          serverObjectHandleTable  none
`);
  });

  describePeers("of Outlook", "peer-lpe.json", (vectors) => {
    it.each(vectors.filter(({ id }) => id.endsWith("-exec")))("$id", async ({ hex }) => {
      const { status, out } = await ropwire(["decode", hex]);
      expect({ status, first: out.split(",")[0] }).toEqual({ status: 0, first: "mapihttp-request Execute" });
      expect(out).toMatch(/\n {12}Rop\w+ request {2}MS-OXCROPS/);
    });

    it("are found where up to 40 bytes of them are missing", async () => {
      const parts = vectors
        .filter(({ id }) => id.endsWith("-exec"))
        .flatMap(({ hex }) => Array.from({ length: 40 }, (_, cut) => hex.slice(0, -2 * (cut + 1))))
        .filter((hex) => hex.length >= 2 * 17);
      const context = contextFrom(undefined);
      const found = parts.filter((hex) => detect(bytes(hex), { context }).best.level.requestType === "Execute");
      expect(found.length / parts.length).toBeGreaterThan(0.95);
    });
  });
});

describe("JSON", () => {
  it("is what the pipe answers", async () => {
    const { status, out } = await ropwire(["decode", "--json", "6e1200"]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      as: "rop-responses",
      ok: true,
      value: [{ ropId: 0x6e, sessionIndex: 18 }],
      consumed: 3,
    });
  });

  it("has the error too", async () => {
    const { status, out } = await ropwire(["decode", "--json", "--as", "rop-response", "6e12"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({
      as: "rop-response",
      ok: false,
      error: {
        code: "truncated",
        offset: 1,
        path: "sessionIndex",
        spec: expect.any(String),
        message: expect.any(String),
      },
      partial: { ropId: 0x6e },
    });
    expect(await ropwire(["decode", "--json", "6e1200ee"])).toMatchObject({ status: 1 });
  });
});
