/** Reads examples: bytes from outside, one JSON object a line, as `conformance/cases.jsonl` has them. */
import { readFileSync } from "node:fs";
import { basename, relative, sep } from "node:path";
import { InterpretError, type Interpreted, Interpreter } from "../interpret/index.js";
import type { Codec, Model } from "../ir/model.js";
import type { Problems } from "../problems.js";

/** Bytes from outside that one codec takes, all of them. */
export interface Example extends Interpreted {
  /** Document and section, where the bytes are its example. */
  readonly spec: string | undefined;
  /** Where the bytes are from. */
  readonly source: string;
  readonly bytes: Uint8Array;
  /** What the bytes do not say. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** Examples by the names of codecs. */
export type Examples = ReadonlyMap<string, readonly Example[]>;

/** What the cases have besides ROPs and structures, which is more than one codec. */
const OTHERS: readonly unknown[] = ["lz77", "mapihttp-request", "rop-input-buffer", "rop-output-buffer"];

export function readExamples(files: readonly string[], base: string, model: Model, problems: Problems): Examples {
  const found = new Map<string, Example[]>();
  const interpreter = new Interpreter(model);
  for (const path of files) {
    const file = relative(base, path).split(sep).join("/");
    for (const [index, line] of linesOf(path, file, problems)) {
      const complain = (text: string): void => problems.add({ file, line: index + 1 }, "", text);
      for (const { name, ...example } of readLine(line, model, interpreter, complain))
        found.set(name, [...(found.get(name) ?? []), example]);
    }
  }
  return found;
}

function linesOf(path: string, file: string, problems: Problems): readonly (readonly [number, string])[] {
  try {
    return [...readFileSync(path, "utf8").split("\n").entries()].filter(([, line]) => line.trim() !== "");
  } catch (error) {
    problems.add({ file, line: 1 }, "", `${basename(path)} cannot be read: ${(error as Error).message.split(",")[0]}`);
    return [];
  }
}

/** The example once for each codec that it is one of. */
function readLine(
  line: string,
  model: Model,
  interpreter: Interpreter,
  complain: (text: string) => void,
): readonly (Example & { readonly name: string })[] {
  const stated = objectOf(line);
  const { spec, source, as, context, hex } = stated ?? {};
  if (OTHERS.includes(as)) return [];
  if (typeof hex !== "string" || !/^(?:[0-9a-f]{2})+$/i.test(hex)) {
    complain(stated === undefined ? "is no JSON object" : "its hex is no hex");
    return [];
  }
  const bytes = Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  const names = codecsOf(as, bytes, model).map(({ name }) => name);
  if (names.length === 0) complain(`there is no ${String(as)} that it could be`);
  const said = {
    spec: typeof spec === "string" ? spec : undefined,
    source: typeof source === "string" ? source : "",
    bytes,
    context: typeof context === "object" && context !== null ? contextOf(context) : {},
  };
  return names.flatMap((name) => {
    try {
      const interpreted = interpreter.read(name, bytes, said.context);
      if (interpreted.end === bytes.length) return [{ name, ...said, ...interpreted }];
      complain(`${name} ends at ${interpreted.end} of ${bytes.length} bytes`);
    } catch (error) {
      if (!(error instanceof InterpretError)) throw error;
      complain(`${name} does not take the bytes: ${error.message}`);
    }
    return [];
  });
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === "object" && parsed !== null ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

function codecsOf(as: unknown, [id]: Uint8Array, { rops, structures }: Model): readonly Codec[] {
  if (as === "rop-request" || as === "rop-response") {
    const buffers = rops.flatMap((rop) => rop[as === "rop-request" ? "request" : "response"] ?? []);
    // Some responses share an id, and all that follows.
    const own = buffers.filter(({ ropId }) => ropId === id);
    return own.length > 0 ? own : buffers.filter(({ alsoRopId }) => alsoRopId === id);
  }
  return structures.filter(({ name }) => name === as);
}

/** In the words of the pipe, or by the names of parameters; property tags are numbers or hex. */
function contextOf({
  columns,
  logon,
  ...rest
}: {
  readonly columns?: unknown;
  readonly logon?: unknown;
}): Example["context"] {
  const words = { ...rest, ...(columns === undefined ? {} : { columns, tableColumns: columns }) };
  const numbers = Object.entries(words).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map(Number) : value,
  ]);
  return { ...Object.fromEntries(numbers), ...(logon === undefined ? {} : { logonKind: logon }) };
}
