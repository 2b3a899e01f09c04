/** The command `ropwire`: which subcommand is meant, and what its errors mean for the exit status. */
import type { Command, ExitStatus, Streams } from "./command.js";
import { packageVersion } from "./package-file.js";
import { UsageError } from "./usage.js";

/** Loaded when they are meant: each brings its own part of the package along. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  decode: async () => (await import("./decode.js")).decode,
  pipe: async () => (await import("./pipe.js")).pipe,
  conformance: async () => (await import("./conformance.js")).conformance,
  generate: async () => (await import("./generate.js")).generate,
};

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
    stdout.write(`${packageVersion()}\n`);
    return 0;
  }
  if (name === "--help" || name === "-h") {
    stdout.write(HELP);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) throw new UsageError(`there is no command ${JSON.stringify(name)}; see ropwire --help`);
  const command = await load();
  // What stands behind -- is another program's.
  const own = args.slice(0, args.includes("--") ? args.indexOf("--") : args.length);
  if (own.includes("--help") || own.includes("-h")) {
    stdout.write(command.help());
    return 0;
  }
  return command.run(args, streams);
}

const HELP = `ropwire COMMAND [options]

  decode        show what bytes are: hex, a file, or standard input
  pipe          JSON lines in, JSON lines out: decode, encode, follow conversations
  conformance   ask any program that speaks the pipe about bytes from outside
  generate      compile a schema into encoders and decoders

  ropwire COMMAND --help   all of a command
  ropwire --version
`;
