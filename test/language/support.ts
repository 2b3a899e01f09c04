/** Compiles a schema of the language's tests in memory, runs what was generated, and speaks with it in hex. */
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { ts } from "ts-morph";
import { expect } from "vitest";
import { type Compiled, compile } from "../../scripts/compile.js";
import { ownModules } from "../../scripts/own.js";
import { problemText } from "../../scripts/problems.js";
import * as draw from "../../src/arbitraries/draw.js";
import * as mapper from "../../src/byte-map/mapper.js";
import * as steps from "../../src/parsers/steps.js";
import * as wire from "../../src/wire/index.js";

export const folder = fileURLToPath(new URL(".", import.meta.url));

/** Compiles `schemas/<name>.ts`, with parsers, arbitraries and byte maps if `extras`; its problems are the test's. */
export function compiled(name: string, extras = false): Compiled {
  const base = join(folder, "schemas");
  const result = compile({
    entry: join(base, `${name}.ts`),
    base,
    wire: "ropwire/wire",
    origin: ownModules.origin,
    parsers: extras ? { steps: "ropwire/parsers/steps", type: "ropwire/parsers/rop-parser" } : undefined,
    arbitraries: extras ? "ropwire/arbitraries/draw" : undefined,
    byteMaps: extras ? "ropwire/byte-map/mapper" : undefined,
  });
  expect(result.problems.map(problemText)).toEqual([]);
  return result;
}

type Decode = (r: wire.Reader, ...args: readonly unknown[]) => unknown;
type Encode = (w: wire.Writer, value: unknown, ...args: readonly unknown[]) => void;

export interface Language {
  readonly exports: Readonly<Record<string, unknown>>;
  /** Decodes all of the bytes. */
  decode(name: string, bytes: string, ...args: readonly unknown[]): unknown;
  /** The same, refusing what senders must not send. */
  decodeStrictly(name: string, bytes: string, ...args: readonly unknown[]): unknown;
  encode(name: string, value: unknown, ...args: readonly unknown[]): string;
  /** The bytes mean the value, and the value is written as the bytes. */
  both(name: string, bytes: string, value: unknown, ...args: readonly unknown[]): void;
}

/** What was generated from `schemas/<name>.ts`, ready to run. */
export function language(name: string, extras = false): Language {
  const { files } = compiled(name, extras);
  const exports = run(files);
  const decodeWith = (options: wire.ReaderOptions, type: string, bytes: string, args: readonly unknown[]): unknown => {
    const reader = new wire.Reader(fromHex(bytes), options);
    const value = (exports[`decode${type}`] as Decode)(reader, ...args);
    expect(reader.bytes.length - reader.pos, "bytes left over").toBe(0);
    expect(reader.end, "the end of the buffer").toBe(reader.bytes.length);
    return value;
  };
  const encode = (type: string, value: unknown, ...args: readonly unknown[]): string => {
    const writer = new wire.Writer(1);
    (exports[`encode${type}`] as Encode)(writer, value, ...args);
    return hex(writer.result());
  };
  const decode = (type: string, bytes: string, ...args: readonly unknown[]): unknown =>
    decodeWith({}, type, bytes, args);
  return {
    exports,
    decode,
    decodeStrictly: (type, bytes, ...args) => decodeWith({ strict: true }, type, bytes, args),
    encode,
    both(type, bytes, value, ...args) {
      expect(decode(type, bytes, ...args)).toEqual(value);
      expect(encode(type, value, ...args)).toBe(bytes);
    },
  };
}

const RUNTIME: Readonly<Record<string, unknown>> = {
  "ropwire/wire": wire,
  "ropwire/parsers/steps": steps,
  "ropwire/arbitraries/draw": draw,
  "ropwire/byte-map/mapper": mapper,
};

/** Runs generated modules; all that they export, in one object. */
function run(files: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  const modules = new Map<string, Record<string, unknown>>();
  const load = (path: string): Record<string, unknown> => {
    const known = modules.get(path);
    if (known !== undefined) return known;
    const exports: Record<string, unknown> = {};
    modules.set(path, exports);
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} was not generated`);
    const { outputText } = ts.transpileModule(text, {
      fileName: path,
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const require = (specifier: string): unknown =>
      RUNTIME[specifier] ?? load(posix.join(posix.dirname(path), specifier).replace(/\.js$/, ".ts"));
    compileFunction(outputText, ["exports", "require"], { filename: `generated/${path}` })(exports, require);
    return exports;
  };
  return Object.assign({}, ...[...files.keys()].filter((path) => path.endsWith(".ts")).map(load)) as Record<
    string,
    unknown
  >;
}

/** `01 0203` as bytes. */
export function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.replaceAll(" ", "").match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

/** Bytes as `01 02 03`. */
export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
