/** Runs the steps of the tour: each ends in one outcome, whatever happens in it, and the next one follows. */
import { MapiHttpError } from "../../src/mapi-http/index.js";
import type { Outcome, Report } from "./report.js";

/** The server answered, in the form of the documents, that it will not. */
export class Refused extends Error {}

/** The step lacks what an earlier one was to bring. */
export class Skipped extends Error {}

/** What a step has to tell, and what later ones need of it. */
export interface Told<Value> {
  readonly text: string;
  readonly value: Value;
}

export class Steps {
  readonly #report: Report;
  readonly #explain: (error: unknown) => Promise<readonly string[]>;
  readonly #counts: Record<Outcome, number> = { ok: 0, refused: 0, skipped: 0, failed: 0 };
  #remarks = 0;
  /** What was found damaged on the wire since the last step, in lines. */
  readonly #damage: string[] = [];

  /** @param explain the bytes that an error is about, in lines */
  constructor(report: Report, explain: (error: unknown) => Promise<readonly string[]>) {
    this.#report = report;
    this.#explain = explain;
  }

  section(title: string): void {
    this.#report({ kind: "section", title });
  }

  /** A step that a server of this protocol must be able to make. Its value is `undefined` if it was not made. */
  async must<Value>(name: string, work: () => Promise<Told<Value>>): Promise<Value | undefined> {
    return this.#run(name, work, "failed");
  }

  /** A step that a server may refuse. */
  async may<Value>(name: string, work: () => Promise<Told<Value>>): Promise<Value | undefined> {
    return this.#run(name, work, "refused");
  }

  /** Something that the server does otherwise than the documents ask for. */
  remark(text: string): void {
    this.#remarks++;
    this.#report({ kind: "remark", text });
  }

  /** Bytes that could not be read, or do not come out as they went in: the step in which they came fails. */
  damaged(lines: readonly string[]): void {
    this.#damage.push(...lines);
  }

  /** Ends the tour: whether nothing failed. */
  end(text: string): boolean {
    const details = this.#damage.splice(0);
    if (details.length > 0) this.#tell("failed", "afterwards", "bytes that are not understood", details);
    const { ok, refused, skipped, failed } = this.#counts;
    const counts = `${ok} ok, ${refused} refused, ${skipped} skipped, ${failed} failed, ${this.#remarks} remarks`;
    this.#report({ kind: "summary", text: `${counts}; ${text}`, good: failed === 0 });
    return failed === 0;
  }

  async #run<Value>(name: string, work: () => Promise<Told<Value>>, whenRefused: Outcome): Promise<Value | undefined> {
    let value: Value | undefined;
    let text: string;
    let outcome: Outcome = "ok";
    try {
      ({ text, value } = await work());
    } catch (error) {
      text = textOf(error);
      const refused = error instanceof Refused || (error instanceof MapiHttpError && error.refused);
      outcome = error instanceof Skipped ? "skipped" : refused ? whenRefused : "failed";
      this.damaged(await this.#explain(error));
    }
    const details = this.#damage.splice(0);
    this.#tell(details.length > 0 ? "failed" : outcome, name, text, details);
    return value;
  }

  #tell(outcome: Outcome, name: string, text: string, details: readonly string[]): void {
    this.#counts[outcome]++;
    this.#report({ kind: "step", name, outcome, text, details });
  }
}

/** What a step needs of an earlier one. @throws Skipped */
export function need<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Skipped(`no ${what}`);
  return value;
}

function textOf(error: unknown): string {
  if (error instanceof MapiHttpError) {
    const status = error.httpStatus === undefined || error.httpStatus === 200 ? "" : ` (HTTP ${error.httpStatus})`;
    return [`${error.message}${status}`, error.location, error.text?.split("\n")[0]].filter(Boolean).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
