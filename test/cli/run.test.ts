/** The command `ropwire` itself, and the executable. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Outcome, ropwire } from "./streams.js";

const root = resolve(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version: string };

describe("the command", () => {
  it.each([["--version"], ["-v"]])("says its version: %s", async (option) => {
    expect(await ropwire([option])).toEqual({ status: 0, out: `${version}\n`, error: "" });
  });

  it.each([["--help"], ["-h"]])("says what there is: %s", async (option) => {
    const { status, out, error } = await ropwire([option]);
    expect({ status, error }).toEqual({ status: 0, error: "" });
    for (const name of ["decode", "pipe", "generate"]) expect(out).toContain(`  ${name} `);
  });

  it.each([
    ["decode", ["--as", "--request-type", "--context", "--hex", "--raw", "--json", "Exit status: 0", "NO_COLOR"]],
    ["pipe", ["decode, encode, exchange, state", "structure:NAME", "recipientColumns", "reencode", "16777216"]],
    ["generate", ["--schema", "--out", "--check"]],
  ])("says all of %s", async (name, words) => {
    for (const args of [
      [name, "--help"],
      [name, "-h"],
    ]) {
      const { status, out, error } = await ropwire(args);
      expect({ status, error }).toEqual({ status: 0, error: "" });
      for (const word of words) expect(out).toContain(word);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
  });

  it.each([
    [[], "no command given; see ropwire --help"],
    [["explode"], 'there is no command "explode"; see ropwire --help'],
    [["toString"], 'there is no command "toString"; see ropwire --help'],
    [["pipe", "file"], 'pipe takes no "file"'],
    [["pipe", "--json"], "Unknown option '--json'"],
  ])("refuses %j", async (args, message) => {
    expect(await ropwire(args)).toEqual({ status: 2, out: "", error: `ropwire: ${message}\n` });
  });

  it("is a pipe", async () => {
    const question = '{"id":1,"op":"decode","as":"rop-response","hex":"6e1200"}';
    const reply = '{"id":1,"ok":true,"value":{"ropId":110,"sessionIndex":18},"consumed":3}\n';
    expect(await ropwire(["pipe"], `${question}\n${question}`)).toEqual({ status: 0, out: reply + reply, error: "" });
  });
});

describe("the executable", () => {
  let folder = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(root, "node_modules", ".ropwire-"));
    await build({
      entryPoints: [join(root, "src/cli/main.ts")],
      outdir: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      packages: "external",
      logLevel: "error",
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function execute(args: readonly string[], input: string, env: Record<string, string> = {}): Promise<Outcome> {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
    const child = spawn(process.execPath, [join(folder, "main.js"), ...args], { env: { ...inherited, ...env } });
    child.stdin.on("error", () => {});
    child.stdin.end(input);
    const [out, error, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { status: Number(status), out, error };
  }

  it("decodes, without colours in a pipe", async () => {
    const { status, out, error } = await execute(["decode"], "6e1200");
    expect({ status, error }).toEqual({ status: 0, error: "" });
    expect(out).toMatch(/^rop-responses, 3 bytes/);
    expect(out).not.toContain("\u001b");
  });

  it("has colours where they are forced, and none where they are refused", async () => {
    expect((await execute(["decode", "6e1200"], "", { FORCE_COLOR: "1" })).out).toContain(
      "\u001b[1mRopPending\u001b[22m",
    );
    expect((await execute(["decode", "6e1200"], "", { NO_COLOR: "1" })).out).not.toContain("\u001b");
  });

  it("has exit statuses", async () => {
    expect(await execute(["decode", "6e12"], "")).toMatchObject({ status: 1, error: "" });
    expect(await execute(["decode", "--as"], "")).toMatchObject({ status: 2, out: "" });
    expect(await execute([], "")).toMatchObject({ status: 2, out: "" });
  });

  it("answers thousands of lines in order", async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, id) => `{"id":${id},"op":"decode","as":"rop-response","hex":"6e1200"}`,
    );
    const { status, out } = await execute(["pipe"], lines.join("\n"));
    expect(status).toBe(0);
    const ids = out
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { readonly id: number }).id);
    expect(ids).toEqual(lines.map((_, id) => id));
  });

  it("ends quietly when its reader does", async () => {
    const child = spawn(process.execPath, [join(folder, "main.js"), "pipe"]);
    child.stdin.on("error", () => {});
    child.stdin.write('{"id":1}\n');
    await once(child.stdout, "data");
    child.stdout.destroy();
    for (let line = 0; line < 1000; line++) child.stdin.write('{"id":2}\n');
    child.stdin.end();
    const [error, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
    expect({ status, error }).toEqual({ status: 0, error: "" });
  });

  it("says that the compiler is missing where it is", async () => {
    // The bundle stands where packages are found; without them a fresh process says what to install.
    const hook =
      "data:text/javascript,import{register}from'node:module';register('data:text/javascript,export%20async%20function%20resolve(s,c,n){if(s===%22ts-morph%22)throw%20Object.assign(new%20Error(s),{code:%22ERR_MODULE_NOT_FOUND%22});return%20n(s,c)}')";
    const { status, error } = await execute(["generate"], "", { NODE_OPTIONS: `--import=${hook}` });
    expect({ status, error }).toEqual({
      status: 2,
      error: "ropwire: generate needs the package ts-morph: npm install --save-dev ts-morph\n",
    });
  });
});
