/** The command line in-process: arguments and standard input in, what was written and the exit status out. */
import { Readable, Writable } from "node:stream";
import { run } from "../../src/cli/run.js";

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly error: string;
}

class Text extends Writable {
  text = "";

  override _write(chunk: Uint8Array, _encoding: string, done: () => void): void {
    this.text += Buffer.from(chunk).toString("utf8");
    done();
  }
}

/** Runs `ropwire ...args`. Without `input`, standard input is a terminal. */
export async function ropwire(args: readonly string[], input?: string | Uint8Array): Promise<Outcome> {
  const chunks = input === undefined ? [] : [Buffer.from(input)];
  const stdin = Object.assign(Readable.from(chunks, { objectMode: false }), { isTTY: input === undefined });
  const stdout = new Text();
  const stderr = new Text();
  const status = await run(args, { stdin, stdout, stderr });
  return { status, out: stdout.text, error: stderr.text };
}
