/** The record that a parser reads into, and what is said of it: what was sent otherwise, and what cannot be. */
/// <reference path="../binary-parser.d.ts" preserve="true" />
import { type Options, Parser } from "binary-parser";
import { RopDecodeError, type RopErrorCode } from "../../wire/errors.js";
import type { RopParser } from "../rop-parser.js";

/** What has been read of a record. */
export interface Wire {
  asSent?: Record<string, unknown>;
  [name: string]: unknown;
}

export function chain(): Parser {
  return new Parser();
}

/** Says what the values of a parser are. */
export function parser<T>(steps: Parser): RopParser<T> {
  return steps as RopParser<T>;
}

/** Reads nothing. */
export const nothing: Parser = new Parser();

/** The last step of a record: what is only there for other steps is taken out of it. */
export const value: Options = {
  type: nothing,
  formatter: (w: Wire) => Object.fromEntries(Object.entries(w).filter(([name]) => !name.startsWith("$"))),
};

/** A parser of something that is no record: it is read as `$`. */
export function bare(steps: Parser): Parser {
  return steps.nest({ type: nothing, formatter: (w: Wire) => w.$ });
}

export function deviate(w: Wire, name: string, sent: unknown): void {
  w.asSent = { ...w.asSent, [name]: sent };
}

export function failure(code: RopErrorCode, name: string, reason: string): RopDecodeError {
  return new RopDecodeError(code, { reason, path: name === "" ? [] : [name] });
}

export function unknownCase(name: string, read: unknown): RopDecodeError {
  return failure("unknown-discriminant", name, `${read} is none of the values that are known`);
}

/** A parser that reads nothing and always fails. */
export function failing(error: () => RopDecodeError): Parser {
  return chain().saveOffset("$", {
    formatter: () => {
      throw error();
    },
  });
}

/** binary-parser hands out fewer bytes than it was asked for and says nothing: this says it. */
export function whole(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length === length) return bytes;
  throw failure("truncated", "", `needs ${length} bytes, ${bytes.length} left`);
}
