/** The error that reading ends in where the bytes do not fit the schema. */

/** What went wrong; the words are those of decoders. The set is closed. */
export type InterpretErrorCode =
  /** The bytes end inside a field. */
  | "truncated"
  /** A number is not the one that the schema fixes, or smaller than what it must count. */
  | "unexpected-value"
  /** A value that decides what follows is not one of those known. */
  | "unknown-discriminant"
  /** More items are asked for than there are. */
  | "inconsistent-field"
  /** The bytes cannot be read without something an earlier exchange said. */
  | "missing-context"
  /** A window that is no field of its own holds more than its content. */
  | "trailing-bytes"
  /** Nested too deep, or a list without an end. */
  | "limit-exceeded";

export interface InterpretErrorDetails {
  readonly message: string;
  readonly offset: number;
  readonly path: string;
  readonly lists: readonly number[];
}

/** Bytes that cannot be read. */
export class InterpretError extends Error {
  override readonly name = "InterpretError";
  readonly code: InterpretErrorCode;
  /** Where the field begins that cannot be read. */
  readonly offset: number;
  /** The field, in wire names from the outermost structure: `RecipientRows[0].RowId`. */
  readonly path: string;
  /** Where the counted lists around it begin: who looks ahead sees there that not all elements can follow. */
  readonly lists: readonly number[];

  constructor(code: InterpretErrorCode, { message, offset, path, lists }: InterpretErrorDetails) {
    super(`${path} at 0x${offset.toString(16).padStart(4, "0")}: ${message}`);
    this.code = code;
    this.offset = offset;
    this.path = path;
    this.lists = lists;
  }
}
