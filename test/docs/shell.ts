/** Runs the commands of the documents: those of this package for real; of npm's, what is here of them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { optionsOf } from "../../bench/options.js";
import { parseArguments } from "../../examples/interop/arguments.js";
import { root } from "./blocks.js";

const { scripts, peerDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

/** One command of a line, and what the lines below say that it prints. */
export interface Command {
  readonly words: readonly string[];
  /** What `# →` comments state, line by line. */
  readonly prints: readonly string[];
}

export function commandsOf(code: string): readonly Command[] {
  const commands: { words: string[]; prints: string[] }[] = [];
  for (const line of code.split("\n")) {
    const stated = /^# → (.*)$/.exec(line)?.[1];
    if (stated !== undefined) commands.at(-1)?.prints.push(stated);
    for (const part of line.replace(/(^|\s)#.*$/, "").split("&&")) {
      // Quotes and other characters of shells: whoever needs them teaches them here.
      if (/["'`$|<>;*]/.test(part)) throw new Error(`not as plain as the commands of documents are: ${part}`);
      const words = part.trim().split(/\s+/);
      if (words[0] !== "") commands.push({ words, prints: [] });
    }
  }
  return commands;
}

/** Runs a command in the folder, or checks it where it cannot be run here; returns what it printed. */
export function run({ words, prints }: Command, folder: string): string {
  const [program, ...args] = words[0] === "npx" ? words.slice(1) : words;
  if (program === "ropwire") {
    standIns(args, folder);
    const printed = node("dist/src/cli/main.js", args, folder);
    if (prints.length > 0) expect(printed.trimEnd().split("\n")).toEqual(prints);
    return printed;
  }
  expect(prints, "only what ropwire prints is compared").toEqual([]);
  if (program === "npm") return npm(args, folder);
  if (program === "vitest") return vitest(args);
  throw new Error(`${program}: no test knows how to run it`);
}

/** Runs a file of this package; it must end well. */
function node(file: string, args: readonly string[], folder: string): string {
  const options = { cwd: folder, encoding: "utf8", input: "", maxBuffer: 2 ** 26 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, file), ...args], options);
  expect(status, `${args.join(" ")}\n${stdout.slice(-2000)}${stderr}`).toBe(0);
  return stdout;
}

const SCHEMA = `import { document, field, schema as define, structure, u32 } from "ropwire/schema/language";
const vendor = document("VENDOR");
const Label = structure("Label", vendor("1"), [field("Color", u32)]);
export const schema = define({ rops: [], structures: [Label], errata: [] });
`;

/** What a reader has and the folder has not: a server that speaks the pipe, and a schema. */
function standIns(args: readonly string[], folder: string): void {
  const main = JSON.stringify(join(root, "dist/src/cli/main.js"));
  const server = `#!/usr/bin/env node\nprocess.argv.splice(2, 9, "pipe");\nawait import(${main});\n`;
  for (const word of args.filter((one) => one.startsWith("./")))
    if (!existsSync(join(folder, word))) writeFileSync(join(folder, word), server, { mode: 0o755 });
  const schema = args[args.indexOf("--schema") + 1];
  if (!args.includes("--schema") || schema === undefined || existsSync(join(folder, schema))) return;
  mkdirSync(dirname(join(folder, schema)), { recursive: true });
  writeFileSync(join(folder, schema), SCHEMA);
}

/** Such a script is run as a small one of its kind, or only its arguments are looked at; why stands beside it. */
const SCRIPTS: Readonly<Record<string, (args: readonly string[], folder: string) => void>> = {
  // As `npm test` itself, and as test/examples/live.test.ts, run them.
  test: none,
  start: none,
  // `generated/` is what the other tests stand on; test/generated runs what this runs.
  generate: (args) => expect(["--watch", "--check", undefined]).toContain(args[0]),
  api: none,
  soak: (args, folder) => void node("dist/examples/soak.js", [...args, "--sessions", "4", "--seconds", "0.2"], folder),
  // One target, and a moment; what it finds fails, as it does there.
  fuzz: (args, folder) => void node("dist/examples/fuzz.js", ["--target", "xor", ...args, "--time", "0.2"], folder),
  // It needs a server of the reader's; test/examples/interop.test.ts runs it against ours.
  interop: (args) => {
    const known = args.map((word) => (word === "URL" ? "http://127.0.0.1/" : word));
    expect(parseArguments(known), known.join(" ")).toBeTypeOf("object");
  },
  // It takes minutes; test/bench runs a moment of it.
  bench: (args) => void optionsOf(args),
  // It takes minutes, and the arguments are those of vitest; test/mutation/sample.test.ts runs a part.
  mutate: (args) => expect(["-u", undefined]).toContain(args[0]),
  "test:no-eval": none,
};

function none(args: readonly string[]): void {
  expect(args).toEqual([]);
}

function npm([what = "", ...rest]: readonly string[], folder: string): string {
  // It would replace the packages that the tests run with.
  if (what === "ci") return "";
  const [name = "", ...args] = what === "run" ? rest : [what, ...rest];
  // test/consumer installs the package as it is published.
  if (what === "install") {
    for (const word of rest) expect(["ropwire", "--save-dev", ...Object.keys(peerDependencies)]).toContain(word);
    return "";
  }
  expect(Object.keys(scripts)).toContain(name);
  const check = SCRIPTS[name];
  if (check === undefined) throw new Error(`npm run ${name}: no test knows what its arguments mean`);
  check(args[0] === "--" ? args.slice(1) : args, folder);
  return "";
}

/** Those of this package, which run here anyway. */
function vitest([command, ...args]: readonly string[]): string {
  expect(command).toBe("run");
  for (const path of args.filter((word) => !word.startsWith("-")))
    expect(existsSync(join(root, path)), path).toBe(true);
  return "";
}
