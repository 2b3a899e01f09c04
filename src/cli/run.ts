/** The command `ropwire`: which subcommand is meant, and what its errors mean for the exit status. */
import { readFileSync } from "node:fs";
import type { Command, ExitStatus, Streams } from "./command.js";
import { UsageError } from "./usage.js";

/** Loaded when they are meant: each brings its own part of the package along. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  decode: async () => (await import("./decode.js")).decode,
  pipe: async () => (await import("./pipe.js")).pipe,
  generate: async () => (await import("./generate.js").catch(withoutCompiler)).generate,
};

/** The compiler stands on ts-morph, which is there only where somebody wants to compile. */
function withoutCompiler(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
    throw new UsageError("generate needs the package ts-morph: npm install --save-dev ts-morph");
  }
  throw error;
}

/** Runs the command line `ropwire ...args`. */
export async function run(args: readonly string[], streams: Streams): Promise<ExitStatus> {
  try {
    return await dispatch(args, streams);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    streams.stderr.write(`ropwire: ${error.message}\n`);
    return 2;
  }
}

async function dispatch([name, ...args]: readonly string[], streams: Streams): Promise<ExitStatus> {
  const { stdout } = streams;
  if (name === undefined) throw new UsageError("no command given; see ropwire --help");
  if (name === "--version" || name === "-v") {
    stdout.write(`${version()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    stdout.write(HELP);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw new UsageError(`there is no command ${JSON.stringify(name)}; see ropwire --help`);
  const command = await load();
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(command.help());
    return 0;
  }
  return command.run(args, streams);
}

const HELP = `ropwire COMMAND [options]

  decode     show what bytes are: hex, a file, or standard input
  pipe       JSON lines in, JSON lines out: decode, encode, follow conversations
  generate   compile a schema into encoders and decoders

  ropwire COMMAND --help   all of a command
  ropwire --version
`;

/** The version in the package.json above this file, wherever the file was compiled to. */
function version(): string {
  for (let folder = new URL(".", import.meta.url); ; folder = new URL("..", folder)) {
    const found = readPackage(new URL("package.json", folder));
    if (found?.name === "ropwire") return found.version;
    if (folder.pathname === "/" || new URL("..", folder).href === folder.href) return "unknown";
  }
}

function readPackage(url: URL): { readonly name: string; readonly version: string } | undefined {
  try {
    return JSON.parse(readFileSync(url, "utf8"));
  } catch {
    return undefined;
  }
}
