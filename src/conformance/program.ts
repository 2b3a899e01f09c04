/** A program that speaks the pipe: asked a line at a time, in order. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import type { JsonValue } from "../json/index.js";
import { type Line, linesOf } from "./lines.js";

/** An answer, or why there is none. */
export type Heard = { readonly answer: unknown } | { readonly silence: string };

/** Asks one question and hears the answer. */
export type AskProgram = (question: JsonValue) => Promise<Heard>;

export interface Program {
  readonly ask: AskProgram;
  /** Ends its input and waits until it has ended; it is killed if it does not. */
  close(): Promise<void>;
}

/** @param patience how long an answer may take, in milliseconds; after that the program is given up */
export function startProgram(command: string, args: readonly string[], patience: number): Program {
  return new Child(spawn(command, [...args], { stdio: ["pipe", "pipe", "inherit"] }), patience);
}

class Child implements Program {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<Line>;
  readonly #patience: number;
  readonly #ended: Promise<string>;
  /** Why it can no longer be asked. */
  #over: string | undefined;

  constructor(child: ChildProcessByStdio<Writable, Readable, null>, patience: number) {
    this.#child = child;
    this.#patience = patience;
    // Not by readline: in younger versions of Node it ends lines within the strings of JSON, at U+2028.
    this.#lines = linesOf(child.stdout);
    this.#ended = new Promise((resolve) => {
      child.once("error", (error) => resolve(`the program cannot be started: ${error.message}`));
      child.once("close", (code, signal) => resolve(`the program has ended (${signal ?? `exit status ${code}`})`));
    });
    // A program that ends while it is asked is heard of by its end.
    child.stdin.on("error", () => {});
  }

  readonly ask: AskProgram = async (question) => {
    if (this.#over !== undefined) return { silence: this.#over };
    this.#child.stdin.write(`${JSON.stringify(question)}\n`);
    const line = await this.#next();
    if ("silence" in line) this.#over = line.silence;
    return line;
  };

  async #next(): Promise<Heard> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Heard>((resolve) => {
      timer = setTimeout(() => resolve({ silence: `no answer within ${this.#patience} ms` }), this.#patience);
    });
    const heard = async (): Promise<Heard> => {
      const { done, value } = await this.#lines.next();
      return done === true ? { silence: await this.#ended } : answerOf(value);
    };
    try {
      return await Promise.race([heard(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    // What nobody has read would keep its end from being heard of.
    this.#child.stdout.destroy();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), this.#patience);
    await this.#ended;
    clearTimeout(timer);
  }
}

function answerOf(line: Line): Heard {
  if ("problem" in line) return { answer: line.problem.message };
  try {
    return { answer: JSON.parse(line.text) };
  } catch {
    return { answer: line.text };
  }
}
