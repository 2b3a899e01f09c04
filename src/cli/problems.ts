/** Errors as JSON, and the error for input that is not what it should be. */
import { hexBytes, type JsonValue } from "../json/index.js";
import { pathText, RopCodecError, RopEncodeError, type RopErrorCode } from "../wire/errors.js";

/** What is wrong with an answer's question. `internal-error` is a mistake of this program. */
export type Problem = {
  readonly code: RopErrorCode | "internal-error";
  /** In bytes from the start of what was to be decoded, or of what has been encoded. */
  readonly offset?: number;
  /** From the value (or from the question) to the field, for example `[0].sessionIndex`. */
  readonly path?: string;
  /** Document and section. */
  readonly spec?: string;
  readonly message: string;
};

/** The JSON of an error. `root` is the first step of the path if the value does not have it. */
export function problemOf(error: unknown, root?: string): Problem {
  if (!(error instanceof RopCodecError)) return { code: "internal-error", message: String(error) };
  const { code, offset, path, spec, reason } = error;
  const text = pathText(withoutRoot(path, root));
  return {
    code,
    ...(offset === undefined ? {} : { offset }),
    ...(text === "" ? {} : { path: text }),
    ...(spec === undefined ? {} : { spec }),
    message: reason,
  };
}

/** A question that cannot be answered: what is wrong with it, and where. */
export function refusal(reason: string, ...path: readonly (string | number)[]): RopEncodeError {
  return new RopEncodeError("invalid-input", { reason, path });
}

type Path = readonly (string | number)[];

function withoutRoot(path: Path, root: string | undefined): Path {
  return root !== undefined && path[0] === root ? path.slice(1) : path;
}

/** Runs something, and puts steps in front of the path of its error, in place of `root` if it begins with that. */
export function at<T>(steps: Path, run: () => T, root?: string): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof RopCodecError) error.path = [...steps, ...withoutRoot(error.path, root)];
    throw error;
  }
}

/** JSON's word for what something is. */
export function show(json: unknown): string {
  if (Array.isArray(json)) return "a list";
  if (typeof json === "object" && json !== null) return "an object";
  if (json === undefined) return "missing";
  const text = JSON.stringify(json) ?? typeof json;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

export type JsonObject = { readonly [property: string]: JsonValue };

export function isObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** Bytes in a question. @throws RopEncodeError */
export function needHex(json: unknown): Uint8Array {
  const bytes = typeof json === "string" ? hexBytes(json) : undefined;
  if (bytes === undefined) throw refusal(`is ${show(json)} instead of bytes as hex digits`);
  return bytes;
}
