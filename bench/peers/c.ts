/** C, compiled with -O2 when the benchmark starts, where there is a gcc: the same bytes, timed by the program itself. */
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, openSync, readdirSync, readSync, rmSync, writeFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Outside, Requirement } from "../measure/contender.js";
import { root } from "../root.js";

/** What the program can do: bench/c/main.c. */
export type Work = "decode" | "skip" | "rows-skip" | "xor" | "uncompress" | "compress";

interface Program {
  readonly binary: string;
  readonly folder: string;
  readonly compiler: string;
}

let built: Program | undefined | null = null;

/** `undefined` where there is no compiler. */
export function program(): Program | undefined {
  if (built === null) built = build();
  return built;
}

function build(): Program | undefined {
  const folder = mkdtempSync(join(tmpdir(), "ropwire-bench-"));
  process.once("exit", () => {
    rmSync(folder, { recursive: true });
  });
  const binary = join(folder, "bench");
  const sources = join(root, "bench/c");
  const files = readdirSync(sources).filter((name) => name.endsWith(".c"));
  try {
    const compiler = execFileSync("gcc", ["--version"], { encoding: "utf8" }).split("\n")[0]!;
    execFileSync("gcc", ["-O2", "-o", binary, ...files.map((name) => join(sources, name))]);
    return { binary, folder, compiler };
  } catch {
    return undefined;
  }
}

/**
 * A contender for these inputs, or none where there is no compiler. What comes out has to be `expected`, one number for
 * each input: 64 bits, computed as main.c does.
 */
export function inC(
  work: Work,
  inputs: readonly Uint8Array[],
  expected: readonly bigint[],
  options: { readonly size?: number; readonly required?: Requirement } = {},
): readonly Outside[] {
  const found = program();
  if (found === undefined) return [];
  const file = join(found.folder, `${work}-${inputs[0]!.length}`);
  writeFileSync(file, inputFile(inputs, options.size ?? 0));
  const ask = start(found.binary, work, file);
  const sums = ask("check").split(" ").map(BigInt);
  if (sums.some((sum, index) => sum !== expected[index])) throw new Error(`C: ${work} gives something else`);
  const { required } = options;
  return [{ name: "C -O2", time: (ms) => Number(ask(String(ms))), ...(required === undefined ? {} : { required }) }];
}

/**
 * Starts the program, and returns what asks it something and waits for the line that it answers. It is started once: the
 * memory of a process that starts another is marked to be copied when it is next written to, and what we time would pay.
 */
function start(binary: string, work: Work, file: string): (question: string) => string {
  const [questions, answers] = [`${file}-questions`, `${file}-answers`];
  execFileSync("mkfifo", [questions, answers]);
  spawn("sh", ["-c", 'exec "$0" "$1" "$2" <"$2-questions" >"$2-answers"', binary, work, file], {
    stdio: "ignore",
  }).unref();
  const [to, from] = [openSync(questions, "w"), openSync(answers, "r")];
  const buffer = Buffer.alloc(1 << 16);
  return (question) => {
    writeSync(to, `${question}\n`);
    return buffer.toString("latin1", 0, readSync(from, buffer)).trim();
  };
}

function inputFile(inputs: readonly Uint8Array[], size: number): Uint8Array {
  const parts = [words(inputs.length, size)];
  for (const input of inputs) parts.push(words(input.length), input);
  return Buffer.concat(parts);
}

function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

/** The sum that main.c makes of bytes that come out. */
export function sumOf(bytes: Uint8Array): bigint {
  let sum = BigInt(bytes.length);
  for (const byte of bytes) sum = BigInt.asUintN(64, sum * 31n + BigInt(byte));
  return sum;
}
