/** A conformance case: bytes from outside, the value they are, and what a program is asked about them. */
import type { JsonValue } from "../json/index.js";

/** What is asked of a program for one case. */
export type Check =
  /** The bytes become the value. */
  | "decode"
  /** The value becomes the bytes. */
  | "encode"
  /** The bytes without the last one are refused. */
  | "cut"
  /** The bytes with one more behind them are refused. */
  | "more";

/** One line of the data. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Document and section, where the bytes are its example. */
  readonly spec?: string;
  /** Where the bytes are from. */
  readonly source: string;
  /** What the bytes are, in the words of the pipe. */
  readonly as: string;
  readonly requestType?: string;
  /** What the bytes do not say, in the words of the pipe. */
  readonly context?: JsonValue;
  readonly hex: string;
  readonly value: JsonValue;
  readonly checks: readonly Check[];
}

const CHECKS: readonly unknown[] = ["decode", "encode", "cut", "more"] satisfies readonly Check[];

/** The cases of a text with one JSON object per line. @throws SyntaxError with the number of the line */
export function casesOf(text: string): readonly Case[] {
  return text.split("\n").flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [caseOf(JSON.parse(line))];
    } catch (error) {
      throw new SyntaxError(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

function caseOf(json: unknown): Case {
  if (typeof json !== "object" || json === null) throw new SyntaxError("is not the object of a case");
  const { id, as, hex, checks }: { [K in keyof Case]?: unknown } = json;
  const need = (name: string, what: string, holds: boolean): void => {
    if (!holds) throw new SyntaxError(`"${name}" is not ${what}`);
  };
  need("id", "text", typeof id === "string");
  need("as", "text", typeof as === "string");
  need("hex", "hex digits", typeof hex === "string" && /^([0-9a-f]{2})*$/i.test(hex));
  need(
    "checks",
    `a list of ${CHECKS.join(", ")}`,
    Array.isArray(checks) && checks.every((one) => CHECKS.includes(one)),
  );
  return { ...(json as Case), hex: String(hex).toLowerCase() };
}

/** The id of a question, which the answer has to have as well. */
export function questionId({ id }: Pick<Case, "id">, check: Check): string {
  return `${id} ${check}`;
}

/** The line for the pipe that asks it. */
export function questionOf(one: Case, check: Check): JsonValue {
  const { as, requestType, context, hex, value } = one;
  const beside = {
    as,
    ...(requestType === undefined ? {} : { requestType }),
    ...(context === undefined ? {} : { context }),
  };
  const id = questionId(one, check);
  switch (check) {
    case "decode":
      return { id, op: "decode", ...beside, hex };
    case "encode":
      return { id, op: "encode", ...beside, value };
    case "cut":
      return { id, op: "decode", ...beside, hex: hex.slice(0, -2) };
    case "more":
      return { id, op: "decode", ...beside, hex: `${hex}ef` };
  }
}
