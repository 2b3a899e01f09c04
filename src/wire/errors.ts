/** The errors of decoders and encoders: a code, a place, a path, a section, and what had been decoded. */

/** What went wrong. The set is closed. */
export type RopErrorCode =
  /** The bytes end inside a field. */
  | "truncated"
  /** Bytes are left over behind the value. */
  | "trailing-bytes"
  /** A value that the document does not allow here. */
  | "unexpected-value"
  /** A value that decides the layout and that no case is known for. */
  | "unknown-discriminant"
  /** A string without its terminator, or one that the wire cannot hold. */
  | "invalid-string"
  /** A number (or a count, or a size) that does not fit its field. */
  | "value-out-of-range"
  /** Two things that must agree do not. */
  | "inconsistent-field"
  /** The bytes cannot be read without something an earlier exchange said. */
  | "missing-context"
  /** Nested or counted beyond a limit of this library. */
  | "limit-exceeded"
  /** A compressed payload that is not LZ77. */
  | "invalid-compression"
  /** A MAPI/HTTP response body without its envelope. */
  | "invalid-envelope"
  /** A RopId that nothing is known of: the rest of the list cannot be placed. */
  | "unknown-rop"
  /** Text that is not what it should be (hex, JSON, a name). */
  | "invalid-input";

/** What is known of an error when it is made; the rest is added on the way out. */
export interface RopErrorDetails {
  /** What is wrong, without the place. */
  readonly reason: string;
  /** Where it happened, in bytes from the start of the buffer handed in. */
  readonly offset?: number | undefined;
  /** From the outermost value to the field. */
  readonly path?: readonly (string | number)[];
  /** Document and section. */
  readonly spec?: string | undefined;
  /** What had been decoded so far. */
  readonly partial?: unknown;
}

/** Base of both directions' errors. */
export class RopCodecError extends Error {
  declare readonly code: RopErrorCode;
  /** What is wrong, without the place. */
  declare readonly reason: string;
  /** In bytes from the start of the buffer handed in (decoding) or of the output (encoding). */
  declare offset: number | undefined;
  /** From the outermost value to the field, for example `["responses", 0, "sessionIndex"]`. */
  declare path: readonly (string | number)[];
  /** Document and section, for example `MS-OXCROPS 2.2.14.3.1`. */
  declare spec: string | undefined;
  /** What had been decoded when it happened; shaped like the value, with the rest missing. */
  declare partial: unknown;

  constructor(code: RopErrorCode, details: RopErrorDetails) {
    super(messageOf(details));
    Object.assign(this, { code, path: [] }, details);
  }
}

/** Counts the offset of an error from an earlier byte: the buffer decoded was part of a larger one. */
export function moveOffset(error: RopCodecError, bytes: number): void {
  if (error.offset === undefined) return;
  error.offset += bytes;
  error.message = messageOf(error);
}

/** Bytes that cannot be decoded. */
export class RopDecodeError extends RopCodecError {
  override readonly name = "RopDecodeError";
}

/** A value that cannot be encoded. */
export class RopEncodeError extends RopCodecError {
  override readonly name = "RopEncodeError";
}

/** `["responses", 0, "sessionIndex"]` as `responses[0].sessionIndex`: no name begins with a digit. */
export function pathText(path: readonly (string | number)[] = []): string {
  return path.join(".").replace(/\.?\b(\d+)/g, "[$1]");
}

/**
 * The reason, with path and place before it and the section behind. V8 makes a stack's text when it is asked for, so that it
 * begins with the last message.
 */
function messageOf(error: RopErrorDetails): string {
  const at = error.offset?.toString(16).padStart(4, "0");
  const place = pathText(error.path) + (at ? ` at 0x${at}` : "");
  return [place && `${place}:`, error.reason, error.spec && `[${error.spec}]`].join(" ").trim();
}

/**
 * Adds a frame to an error on its way out: the field it happened in, the index in a list (or -1), the section
 * unless a deeper frame said one, and what this frame had decoded. Anything that is not ours passes unchanged.
 */
export function inside(
  error: unknown,
  field: string,
  index: number,
  partial: object | undefined,
  spec: string,
): unknown {
  if (!(error instanceof RopCodecError)) return error;
  if (index >= 0) error.path = [index, ...error.path];
  if (field !== "") error.path = [field, ...error.path];
  error.spec ??= spec;
  if (partial !== undefined) error.partial = withPart(partial, field, index, error.partial);
  error.message = messageOf(error);
  return error;
}

/** The frame's own values, with the part of the failed field in its place and what was not reached left out. */
function withPart(own: object, field: string, index: number, part: unknown): object {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(own)) {
    if (value !== undefined) result[name] = Array.isArray(value) ? value.filter((item) => item !== undefined) : value;
  }
  if (part === undefined) return result;
  if (field === "") return { ...result, ...(part as object) };
  const list = result[field];
  result[field] = index < 0 ? part : [...(Array.isArray(list) ? list.slice(0, index) : []), part];
  return result;
}
