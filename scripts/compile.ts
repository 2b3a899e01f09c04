/** The compiler: read → resolve → check → emit → type-check. All or nothing. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Schema } from "../schema/language/index.js";
import { check } from "./check/check.js";
import type { ParserModules } from "./emit/binary-parser/output.js";
import { emitAll } from "./emit/emit.js";
import { isGeneratedText, type Origin } from "./emit/file.js";
import { Program } from "./emit/program.js";
import type { Model } from "./ir/model.js";
import { type Problem, Problems } from "./problems.js";
import { holesIn } from "./read/holes.js";
import { LoadError, type Loaded, loadSchema } from "./read/load.js";
import { reportMisplaced } from "./read/misplaced.js";
import { readSchema } from "./read/read.js";

export interface CompileOptions {
  /** The module that exports `schema`. */
  readonly entry: string;
  /** What file names in problems and headers are relative to. */
  readonly base: string;
  /** Where the generated code imports the wire's runtime from: a package, or a path from the output folder. */
  readonly wire: string;
  /** Where generated parsers for binary-parser import what they stand on from; without it none are generated. */
  readonly parsers?: ParserModules;
  /** Where generated arbitraries import what they draw with from; without it none are generated. */
  readonly arbitraries?: string | undefined;
  /** What the headers of generated files name. Default: the entry, and `ropwire generate`. */
  readonly origin?: Origin;
  /** Package imports of the schema that lead to TypeScript sources. */
  readonly packages?: Readonly<Record<string, string>>;
}

export interface Compiled {
  readonly problems: readonly Problem[];
  /** Path from the output folder → text; empty if there are problems. */
  readonly files: ReadonlyMap<string, string>;
  readonly model: Model | undefined;
  /** The schema files that were read, for `--watch`. */
  readonly sources: readonly string[];
}

export function compile(options: CompileOptions): Compiled {
  const problems = new Problems();
  const stop = (sources: readonly string[], model?: Model): Compiled => ({
    problems: problems.all,
    files: new Map(),
    model,
    sources,
  });
  const loaded = load(options, problems);
  if (!("exports" in loaded)) return stop(loaded.files);
  const { schema } = loaded.exports;
  if (!isSchema(schema)) {
    problems.add(
      { file: entryName(options), line: 1 },
      "",
      "exports no schema: say `export const schema = schema({ rops, structures, errata })`",
    );
    return stop(loaded.files);
  }
  for (const { key, position } of loaded.twice)
    problems.add(position, "", `"${key}" is said twice: only the second would count`);
  for (const position of holesIn(schema, loaded))
    problems.add(
      position,
      "",
      "what is named here is undefined: is it exported where it is imported from, and declared before it is used?",
    );
  reportMisplaced(schema, loaded, problems);
  if (problems.any) return stop(loaded.files);
  const model = readSchema(schema, loaded, problems);
  const program = new Program(model, options.wire, problems);
  check(program, problems);
  if (problems.any) return stop(loaded.files, model);
  const { origin = originOf(options), parsers, arbitraries } = options;
  return { problems: [], files: emitAll(program, origin, parsers, arbitraries), model, sources: loaded.files };
}

function load(options: CompileOptions, problems: Problems): Loaded | Pick<Loaded, "files"> {
  try {
    return loadSchema(options.entry, options.base, options.packages);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    for (const { position, text } of error.faults) problems.add(position, "", text);
    return error;
  }
}

function entryName({ base, entry }: CompileOptions): string {
  return relative(base, entry).split(sep).join("/");
}

function originOf(options: CompileOptions): Origin {
  const entry = entryName(options);
  return { generator: "ropwire", schema: entry, rops: entry, command: "ropwire generate" };
}

function isSchema(value: unknown): value is Schema {
  if (typeof value !== "object" || value === null || (value as { is?: unknown }).is !== "schema") return false;
  const { rops, structures, errata } = value as Partial<Schema>;
  return [rops, structures, errata].every((list) => Array.isArray(list));
}

/** What differs between the folder and what should be in it. */
export interface Drift {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

export function compare(folder: string, files: ReadonlyMap<string, string>): Drift {
  const there = new Set(existing(folder));
  const added = [...files.keys()].filter((path) => !there.has(path));
  const changed = [...files]
    .filter(([path, text]) => there.has(path) && readFileSync(join(folder, path), "utf8") !== text)
    .map(([path]) => path);
  const removed = [...there].filter((path) => !files.has(path));
  return { added: added.toSorted(), changed: changed.toSorted(), removed: removed.toSorted() };
}

/** Writes what differs and deletes what is no longer generated. */
export function save(folder: string, files: ReadonlyMap<string, string>, drift: Drift): void {
  for (const path of [...drift.added, ...drift.changed]) {
    const target = resolve(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, files.get(path) ?? "");
  }
  for (const path of drift.removed) rmSync(resolve(folder, path));
}

/** The generated files in a folder; what somebody else has put there is left alone. */
function existing(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => isGenerated(path, () => readFileSync(join(folder, path), "utf8")));
}

function isGenerated(path: string, text: () => string): boolean {
  if (path.endsWith(".ts")) return isGeneratedText(text());
  return path === "ir.json" || /^reference\/.*\.md$/.test(path);
}
