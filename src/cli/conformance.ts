/** `ropwire conformance`: bytes from outside for any program that speaks the pipe. */
import { readFileSync, writeFileSync } from "node:fs";
import { type Case, casesOf } from "../conformance/case.js";
import { type AskProgram, startProgram } from "../conformance/program.js";
import { compareWithKnown, type Failure, knownFailuresOf, nameOf, type Outcome, runCases } from "../conformance/run.js";
import { Answerer } from "./answer.js";
import type { Command, Streams } from "./command.js";
import { packageFile } from "./package-file.js";
import { parse, UsageError } from "./usage.js";

const PATIENCE = 10;

export const conformance: Command = {
  help: () => `ropwire conformance [options] [-- PROGRAM [ARGUMENTS]]

Asks a program that speaks the pipe (see ropwire pipe --help) about bytes from the specifications and from other
implementations: does it decode them to the values they are, encode the values to the same bytes, and refuse the bytes
cut off or continued? Without PROGRAM ropwire asks itself.

  --cases FILE      other cases: one JSON object per line, as in conformance/cases.jsonl of the package
  --only TEXT       only cases whose id or kind holds the text (repeatable)
  --known FILE      failures that are known, "ID CHECK" a line; any other failure, and any that is mended, is an error
  --write-known     writes the failures of this run to that file
  --timeout SECONDS how long an answer may take (${PATIENCE})
  --json            the outcome as JSON

Exit status: 0 nothing failed but what is known; 1 something else did; 2 wrong usage.
`,
  async run(args, streams) {
    const { values, positionals } = parse(
      "conformance",
      args,
      {
        cases: { type: "string" },
        only: { type: "string", multiple: true },
        known: { type: "string" },
        "write-known": { type: "boolean" },
        timeout: { type: "string" },
        json: { type: "boolean" },
      },
      Number.POSITIVE_INFINITY,
    );
    if (values["write-known"] === true && values.known === undefined)
      throw new UsageError("--write-known needs --known FILE");
    const cases = chosen(readCases(values.cases), values.only ?? []);
    const outcome = await ask(cases, positionals, secondsOf(values.timeout));
    if (values["write-known"] === true && values.known !== undefined) {
      writeText(values.known, outcome.failures.map((failure) => `${nameOf(failure)}\n`).join(""));
    }
    const known = values.known === undefined ? new Set<string>() : knownFailuresOf(readText(values.known));
    return report(cases.length, outcome, known, values.json === true, streams);
  },
};

function readCases(file: string | undefined): readonly Case[] {
  const path = file ?? packageFile("conformance/cases.jsonl");
  try {
    const cases = casesOf(readText(path));
    if (cases.length === 0) throw new UsageError(`${path} holds no cases`);
    return cases;
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`${path}, ${error.message}`);
    throw error;
  }
}

function readText(path: string): string {
  return onFile(() => readFileSync(path, "utf8"));
}

function writeText(path: string, text: string): void {
  onFile(() => writeFileSync(path, text));
}

function onFile<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function chosen(cases: readonly Case[], texts: readonly string[]): readonly Case[] {
  if (texts.length === 0) return cases;
  const some = cases.filter(({ id, as }) => texts.some((text) => id.includes(text) || as.includes(text)));
  if (some.length === 0)
    throw new UsageError(`no case holds ${texts.map((text) => JSON.stringify(text)).join(" or ")}`);
  return some;
}

function secondsOf(text: string | undefined): number {
  const seconds = Number(text ?? PATIENCE);
  if (!(seconds > 0 && seconds <= 86_400))
    throw new UsageError(`--timeout is ${JSON.stringify(text)} instead of a number of seconds`);
  return seconds;
}

async function ask(cases: readonly Case[], [command, ...args]: readonly string[], seconds: number): Promise<Outcome> {
  if (command === undefined) return runCases(cases, ownself());
  const program = startProgram(command, args, seconds * 1000);
  try {
    return await runCases(cases, program.ask);
  } finally {
    await program.close();
  }
}

function ownself(): AskProgram {
  const answerer = new Answerer();
  return async (question) => ({ answer: JSON.parse(answerer.answer(JSON.stringify(question))) });
}

function report(
  count: number,
  { asked, failures }: Outcome,
  known: ReadonlySet<string>,
  json: boolean,
  { stdout }: Streams,
): 0 | 1 {
  const { surprising, mended } = compareWithKnown(failures, known);
  const status = surprising.length + mended.length === 0 ? 0 : 1;
  if (json) {
    stdout.write(`${JSON.stringify({ cases: count, asked, failures, surprising, mended })}\n`);
    return status;
  }
  for (const failure of surprising) stdout.write(`${line(failure)}\n`);
  for (const name of mended) stdout.write(`${name}: does not fail any more; take it off the list\n`);
  const expected = failures.length - surprising.length;
  stdout.write(
    `${count} cases, ${asked} questions: ${asked - failures.length} right, ${surprising.length} wrong` +
      `${expected > 0 ? `, ${expected} known to be wrong` : ""}\n`,
  );
  return status;
}

function line(failure: Failure): string {
  return `${nameOf(failure)}: ${failure.fault}`;
}
