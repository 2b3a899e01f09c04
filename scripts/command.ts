/** The generate command: what `npm run generate` and `ropwire generate` do. */
import { existsSync, type FSWatcher, readdirSync, readFileSync, statSync, watch } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { parseArgs } from "node:util";
import { compare, compile, type Drift, save } from "./compile.js";
import type { Origin } from "./emit/file.js";
import { HELP } from "./help.js";
import { OWN_EXAMPLES, ownModules } from "./own.js";
import { problemText } from "./problems.js";
import { packageRoot } from "./read/load.js";
import { typeCheck } from "./type-check.js";

const SCHEMA = "schema/index.ts";

interface Job {
  readonly schema: string;
  /** What file names are relative to: the working directory, or the schema's folder if that is elsewhere. */
  readonly base: string;
  readonly out: string;
  readonly wire: string;
  readonly parsers: { readonly steps: string; readonly type: string };
  readonly arbitraries: string | undefined;
  readonly origin: Origin;
  readonly byteMaps: string | undefined;
  readonly examples: readonly string[] | undefined;
  readonly packages: Readonly<Record<string, string>>;
  /** Declarations that the generated code needs beside what it imports. */
  readonly ambient: readonly string[];
  readonly check: boolean;
}

/** Runs the command and returns its exit code. With `--watch` it runs until the signal, or the end of the process. */
export async function generate(args: readonly string[], signal?: AbortSignal): Promise<0 | 1 | 2> {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (values.help === true) {
    console.log(HELP);
    return 0;
  }
  if (values.check === true && values.watch === true) {
    console.error("--check and --watch exclude each other");
    return 2;
  }
  const job = jobOf(values);
  if (existsSync(job.out) && !statSync(job.out).isDirectory()) {
    console.error(`--out ${values.out}: is a file, not a folder`);
    return 2;
  }
  const { code, sources } = run(job);
  if (values.watch !== true) return code;
  await watchOver(job, sources, signal);
  return 0;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      schema: { type: "string" },
      out: { type: "string" },
      wire: { type: "string" },
      arbitraries: { type: "boolean" },
      "byte-maps": { type: "boolean" },
      examples: { type: "string", multiple: true },
      check: { type: "boolean" },
      watch: { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  }).values;
}

function jobOf(values: ReturnType<typeof parse>): Job {
  const root = packageRoot();
  const schema = resolve(values.schema ?? SCHEMA);
  const own = schema === join(root, "schema", "index.ts");
  const here = process.cwd();
  const base = schema.startsWith(here + sep) ? here : dirname(schema);
  return {
    schema,
    base,
    out: resolve(values.out ?? "generated"),
    ...(own ? ownModules : modulesOfThePackage(values, base)),
    ...(values.wire === undefined ? {} : { wire: values.wire }),
    examples: values.examples?.map((file) => resolve(file)) ?? (own ? [join(root, OWN_EXAMPLES)] : undefined),
    packages: own ? {} : packagesOf(root),
    ambient: [join(root, "src/parsers/binary-parser.d.ts")].filter((file) => existsSync(file)),
    check: values.check === true,
  };
}

/** What generated code of another project stands on, and what its headers name. */
function modulesOfThePackage(
  values: ReturnType<typeof parse>,
  base: string,
): Pick<Job, "wire" | "parsers" | "arbitraries" | "byteMaps" | "origin"> {
  return {
    wire: "ropwire/wire",
    parsers: { steps: "ropwire/parsers/steps", type: "ropwire/parsers/rop-parser" },
    arbitraries: values.arbitraries === true ? "ropwire/arbitraries/draw" : undefined,
    byteMaps: values["byte-maps"] === true ? "ropwire/byte-map/mapper" : undefined,
    origin: originOf(values, base),
  };
}

/** The command as it can be given again in the folder that file names are relative to. */
function originOf(values: ReturnType<typeof parse>, base: string): Origin {
  const within = (path: string): string => relative(base, resolve(path)).split(sep).join("/");
  const schema = within(values.schema ?? SCHEMA);
  const given = [
    values.schema === undefined ? [] : ["--schema", schema],
    values.out === undefined ? [] : ["--out", within(values.out)],
    values.wire === undefined ? [] : ["--wire", values.wire],
    values.arbitraries === true ? ["--arbitraries"] : [],
    values["byte-maps"] === true ? ["--byte-maps"] : [],
    (values.examples ?? []).flatMap((file) => ["--examples", within(file)]),
  ];
  const command = ["ropwire generate", ...given.flat()].join(" ");
  return { generator: "ropwire", schema, rops: schema, command };
}

/** The package imports of this package that lead to its TypeScript sources, so that comments and positions are found. */
function packagesOf(root: string): Readonly<Record<string, string>> {
  const folder = join(root, "schema");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const modules = files.map((file) => {
    const name = file
      .split(sep)
      .join("/")
      .replace(/(\/?index)?\.ts$/, "");
    return [`ropwire/schema${name === "" ? "" : `/${name}`}`, join(folder, file)] as const;
  });
  return Object.fromEntries([
    ...modules,
    ["ropwire/wire", join(root, "src/wire/index.ts")],
    ["ropwire/arbitraries/draw", join(root, "src/arbitraries/draw.ts")],
    ["ropwire/byte-map/mapper", join(root, "src/byte-map/mapper.ts")],
    ["ropwire/parsers/steps", join(root, "src/parsers/steps.ts")],
    ["ropwire/parsers/rop-parser", join(root, "src/parsers/rop-parser.ts")],
  ]);
}

/** Compiles once, and says what came of it. */
function run(job: Job): { readonly code: 0 | 1; readonly sources: readonly string[] } {
  const started = performance.now();
  const { base, wire, parsers, arbitraries, byteMaps, origin, packages, examples } = job;
  const compiled = compile({
    entry: job.schema,
    base,
    wire,
    parsers,
    arbitraries,
    byteMaps,
    origin,
    packages,
    examples,
  });
  const { files, sources } = compiled;
  const out = relative(process.cwd(), job.out) || ".";
  const drift = compare(job.out, files);
  const changed = [...drift.added, ...drift.changed];
  const taken = drift.taken.map((path) => ({
    position: { file: join(out, path), line: 1 },
    path: "",
    text: "is there already, and was not generated: it is not written over; choose another folder with --out",
  }));
  const problems = [
    ...compiled.problems,
    ...taken,
    ...(compiled.problems.length + taken.length === 0 && changed.length > 0 && !job.check
      ? typeCheck({ ...job, folder: job.out, files, changed })
      : []),
  ];
  if (problems.length > 0) {
    for (const problem of problems) console.error(problemText(problem));
    console.error(`${problems.length} ${problems.length === 1 ? "problem" : "problems"}; nothing was written`);
    return { code: 1, sources };
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (job.check) return { code: report(job.out, out, files, drift, seconds), sources };
  save(job.out, files, drift);
  for (const text of differences(out, drift)) console.log(text);
  console.log(`${out}: ${files.size} files, ${summary(drift)} (${seconds} s)`);
  return { code: 0, sources };
}

/** Says what differs, and where a changed file begins to. */
function report(folder: string, out: string, files: ReadonlyMap<string, string>, drift: Drift, seconds: string): 0 | 1 {
  for (const text of differences(out, drift)) console.error(text);
  for (const path of drift.changed) {
    const { line, there, instead } = firstDifference(readFileSync(join(folder, path), "utf8"), files.get(path) ?? "");
    console.error(`${join(out, path)}:${line}\n  - ${there}\n  + ${instead}`);
  }
  console.log(`${out}: ${files.size} files, ${summary(drift)} (${seconds} s)`);
  return differences(out, drift).length === 0 ? 0 : 1;
}

function firstDifference(old: string, text: string): { line: number; there: string; instead: string } {
  const [before, after] = [old.split("\n"), text.split("\n")];
  const index = after.findIndex((line, at) => line !== before[at]);
  const at = index < 0 ? after.length : index;
  return { line: at + 1, there: before[at] ?? "(the end)", instead: after[at] ?? "(the end)" };
}

function differences(out: string, drift: Drift): readonly string[] {
  return marks(drift).flatMap(([mark, paths]) => paths.map((path) => `${mark} ${join(out, path)}`));
}

function marks({ added, changed, removed }: Drift): readonly (readonly [string, readonly string[]])[] {
  return [
    ["+", added],
    ["~", changed],
    ["-", removed],
  ];
}

function summary({ added, changed, removed }: Drift): string {
  if (added.length + changed.length + removed.length === 0) return "up to date";
  return `${added.length} added, ${changed.length} changed, ${removed.length} removed`;
}

/** How long changes are gathered before the next run, in milliseconds. */
const SETTLE = 150;

/** Compiles again when a file of the schema changes, until the signal ends it. */
async function watchOver(job: Job, first: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const watchers = new Map<string, FSWatcher>();
  await new Promise<void>((done) => {
    let timer: NodeJS.Timeout | undefined;
    const look = (sources: readonly string[]): void => {
      for (const folder of new Set(sources.map((file) => dirname(file)))) {
        if (!watchers.has(folder))
          watchers.set(
            folder,
            watch(folder, (_event, file) => changed(file)),
          );
      }
      console.log("watching the schema; end with Ctrl+C");
    };
    const changed = (file: string | null): void => {
      if (file?.endsWith(".ts") !== true) return;
      clearTimeout(timer);
      timer = setTimeout(() => look(run(job).sources), SETTLE);
    };
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      done();
    });
    look(first);
  });
  for (const watcher of watchers.values()) watcher.close();
}
