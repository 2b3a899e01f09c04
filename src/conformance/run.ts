/** Asks a program everything, and compares what fails with what is known to fail. */
import { type Case, type Check, questionId, questionOf } from "./case.js";
import type { AskProgram } from "./program.js";
import { faultOf } from "./verdict.js";

export interface Failure {
  readonly id: string;
  readonly check: Check;
  readonly fault: string;
}

export interface Outcome {
  /** How many questions were asked. */
  readonly asked: number;
  readonly failures: readonly Failure[];
}

/** Asks in order, one question at a time. */
export async function runCases(cases: readonly Case[], ask: AskProgram): Promise<Outcome> {
  let asked = 0;
  const failures: Failure[] = [];
  for (const one of cases) {
    for (const check of one.checks) {
      const heard = await ask(questionOf(one, check));
      asked++;
      const fault = "silence" in heard ? heard.silence : faultOf(one, check, heard.answer);
      if (fault !== undefined) failures.push({ id: one.id, check, fault });
    }
  }
  return { asked, failures };
}

/** The list of known failures: `id check` a line; what follows `#` is a remark. */
export function knownFailuresOf(text: string): ReadonlySet<string> {
  return new Set(
    text
      .split("\n")
      .map((line) => line.replace(/#.*/, "").trim().replace(/\s+/g, " "))
      .filter((line) => line !== ""),
  );
}

export function nameOf(failure: Pick<Failure, "id" | "check">): string {
  return questionId(failure, failure.check);
}

export interface Comparison {
  /** Failures that the list does not hold. */
  readonly surprising: readonly Failure[];
  /** What the list holds and does not fail (any more): it may only shrink, so it has to go. */
  readonly mended: readonly string[];
}

export function compareWithKnown(failures: readonly Failure[], known: ReadonlySet<string>): Comparison {
  const failed = new Set(failures.map(nameOf));
  return {
    surprising: failures.filter((failure) => !known.has(nameOf(failure))),
    mended: [...known].filter((name) => !failed.has(name)),
  };
}
