/** What a subcommand is. */
import type { Readable, Writable } from "node:stream";

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable;
  readonly stderr: Writable;
}

/** 0: done; 1: something could not be decoded, or generated; 2: wrong usage. */
export type ExitStatus = 0 | 1 | 2;

export interface Command {
  help(): string;
  /** @throws UsageError */
  run(args: readonly string[], streams: Streams): Promise<ExitStatus>;
}
