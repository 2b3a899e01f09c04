/**
 * Loads a schema that is written in TypeScript: transpiles its modules with the TypeScript inside ts-morph, notes for
 * every word where it is said and which comment stands above it, and runs them.
 */
import { existsSync } from "node:fs";
import { createRequire, SourceMap } from "node:module";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";
import { Node, Project, type SourceFile, ts } from "ts-morph";
import type { Position } from "../problems.js";

/** Where a word is said, and the comment above it. */
export interface Site extends Position {
  readonly doc: string;
}

/** Where the elements of an array or the properties of an object are said. */
type Sites = ReadonlyMap<string, Site>;

export interface Loaded {
  /** What the entry module exports. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Where a node of the schema was made. */
  site(node: object): Site | undefined;
  /** Where an element of an array or a property of an object stands. */
  siteIn(holder: object, key: string | number): Site | undefined;
  /** Where a property stands that an object has already. */
  readonly twice: readonly { readonly key: string; readonly position: Position }[];
  /** Every file that was loaded, as absolute paths. */
  readonly files: readonly string[];
}

/** A fault of a module of the schema itself: it cannot be read or run. */
export interface Fault {
  readonly position: Position;
  readonly text: string;
}

/** The modules could not all be loaded. */
export class LoadError extends Error {
  readonly faults: readonly Fault[];
  /** Every file that was looked at, as absolute paths. */
  readonly files: readonly string[];

  constructor(faults: readonly Fault[], files: readonly string[]) {
    super(faults.map(({ text }) => text).join("; "));
    this.faults = faults;
    this.files = files;
  }
}

interface ModuleRecord {
  readonly exports: Record<string, unknown>;
}

const LOCATE = "__locate";
const ROOT = packageRoot();
const LANGUAGE = join(ROOT, "schema", "language") + sep;

/**
 * Loads the module and all that it imports. `packages` maps package imports to files (so that another project's schema
 * finds this one's sources); a `*` at the end of both stands for the rest of the import.
 *
 * @throws LoadError where a module cannot be found or read, or fails while it runs.
 */
export function loadSchema(entry: string, base: string, packages: Readonly<Record<string, string>> = {}): Loaded {
  const project = new Project({
    skipAddingFilesFromTsConfig: true,
    skipFileDependencyResolution: true,
    compilerOptions: { allowJs: true },
  });
  const own = new WeakMap<object, Site>();
  const inner = new WeakMap<object, Sites>();
  const modules = new Map<string, ModuleRecord>();
  const maps = new Map<string, SourceMap>();
  const twice: { key: string; position: Position }[] = [];
  const nameOf = (file: string): string => fileName(file, base);
  const refuse = (faults: readonly Fault[]): never => {
    throw new LoadError(faults, [...modules.keys()]);
  };

  const load = (file: string): ModuleRecord => {
    const known = modules.get(file);
    if (known !== undefined) return known;
    const record: ModuleRecord = { exports: {} };
    modules.set(file, record);
    const source = project.addSourceFileAtPath(file);
    const sites: { site: Site; inner: Sites }[] = [];
    const name = nameOf(file);
    // The language itself makes nodes, but says nothing.
    const text = file.startsWith(LANGUAGE) ? source.getFullText() : instrument(source, name, sites, twice);
    const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: { ...COMMON_JS, sourceMap: true },
    });
    const faults = diagnostics?.length === 0 ? importFaults(source, file, name, packages) : syntaxFaults(source, name);
    if (faults.length > 0) refuse(faults);
    maps.set(file, new SourceMap(JSON.parse(sourceMapText ?? "{}")));
    const locate = (value: unknown, id: number): unknown => {
      const found = sites[id];
      if (typeof value === "object" && value !== null && found !== undefined) {
        if (!own.has(value)) own.set(value, found.site);
        if (found.inner.size > 0 && !inner.has(value)) inner.set(value, found.inner);
      }
      return value;
    };
    const native = createRequire(file);
    const require = (specifier: string): unknown => {
      const path = resolveModule(file, specifier, packages);
      return path === undefined ? native(specifier) : load(path).exports;
    };
    compileFunction(outputText, ["exports", "require", LOCATE], { filename: file })(record.exports, require, locate);
    return record;
  };

  const root = resolve(entry);
  if (!existsSync(root)) refuse([{ position: { file: nameOf(root), line: 1 }, text: "there is no such file" }]);
  const run = (): ModuleRecord => {
    try {
      return load(root);
    } catch (error) {
      if (error instanceof LoadError) throw error;
      return refuse([
        { position: placeOf(error, maps, nameOf) ?? { file: nameOf(root), line: 1 }, text: messageOf(error) },
      ]);
    }
  };
  const { exports } = run();
  return {
    exports,
    site: (node) => own.get(node),
    siteIn: (holder, key) => inner.get(holder)?.get(String(key)),
    twice,
    files: [...modules.keys()],
  };
}

/** From the base; this package's own files by its name, since another project has them in a place of its own choice. */
function fileName(file: string, base: string): string {
  const foreign = isWithin(file, ROOT) && !isWithin(base, ROOT);
  return (foreign ? join("ropwire", relative(ROOT, file)) : relative(base, file)).split(sep).join("/");
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

const COMMON_JS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

function syntaxFaults(source: SourceFile, file: string): readonly Fault[] {
  const { diagnostics = [] } = ts.transpileModule(source.getFullText(), {
    fileName: source.getFilePath(),
    reportDiagnostics: true,
    compilerOptions: COMMON_JS,
  });
  return diagnostics.map(({ start = 0, messageText }) => ({
    position: { file, line: source.getLineAndColumnAtPos(start).line },
    text: `cannot be read: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  }));
}

/** Imports that lead nowhere, and names that a module of the schema does not export. */
function importFaults(
  source: SourceFile,
  file: string,
  name: string,
  packages: Readonly<Record<string, string>>,
): readonly Fault[] {
  return [...source.getImportDeclarations(), ...source.getExportDeclarations()].flatMap((declaration) => {
    const specifier = declaration.getModuleSpecifierValue();
    if (specifier === undefined || declaration.isTypeOnly() || canResolve(file, specifier, packages)) return [];
    return [
      {
        position: { file: name, line: declaration.getStartLineNumber() },
        text: `the import "${specifier}" leads to no file`,
      },
    ];
  });
}

function canResolve(file: string, specifier: string, packages: Readonly<Record<string, string>>): boolean {
  const path = resolveModule(file, specifier, packages);
  if (path !== undefined) return existsSync(path);
  if (specifier.startsWith(".")) return false;
  try {
    createRequire(file).resolve(specifier);
    return true;
  } catch {
    return false;
  }
}

/** Where in the schema an error was thrown: the innermost line of a module of its own. */
function placeOf(
  error: unknown,
  maps: ReadonlyMap<string, SourceMap>,
  nameOf: (file: string) => string,
): Position | undefined {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  for (const [, file = "", line, column] of stack.matchAll(/\(?([^()\s]+):(\d+):(\d+)\)?$/gm)) {
    const map = maps.get(file);
    if (map === undefined || file.startsWith(LANGUAGE)) continue;
    const found = map.findEntry(Number(line) - 1, Number(column) - 1);
    if ("originalLine" in found) return { file: nameOf(file), line: found.originalLine + 1 };
  }
  return undefined;
}

function messageOf(error: unknown): string {
  return `fails while it is loaded: ${error instanceof Error ? error.message : String(error)}`;
}

/** The TypeScript file of an import, or undefined if it is a package that Node shall load. */
function resolveModule(
  from: string,
  specifier: string,
  packages: Readonly<Record<string, string>>,
): string | undefined {
  if (!specifier.startsWith(".")) return packaged(specifier, packages);
  const path = resolve(dirname(from), specifier);
  return [path.replace(/\.js$/, ".ts"), path, `${path}.ts`, resolve(path, "index.ts")].find(
    (candidate) => candidate.endsWith("s") && existsSync(candidate),
  );
}

function packaged(specifier: string, packages: Readonly<Record<string, string>>): string | undefined {
  if (packages[specifier] !== undefined) return packages[specifier];
  const pattern = Object.keys(packages).find((key) => key.endsWith("*") && specifier.startsWith(key.slice(0, -1)));
  return pattern === undefined ? undefined : packages[pattern]?.replace("*", specifier.slice(pattern.length - 1));
}

/** The source with a note around every call, array and object that says a piece of schema. */
function instrument(
  source: SourceFile,
  file: string,
  sites: { site: Site; inner: Sites }[],
  twice: { key: string; position: Position }[],
): string {
  const edits: { at: number; text: string; order: number }[] = [];
  const text = source.getFullText();
  const siteOf = (node: Node): Site => ({
    file,
    line: source.getLineAndColumnAtPos(node.getStart()).line,
    doc: docAbove(node, text),
  });
  source.forEachDescendant((node) => {
    if (!Node.isCallExpression(node) && !Node.isArrayLiteralExpression(node) && !Node.isObjectLiteralExpression(node))
      return;
    const id = sites.length;
    sites.push({ site: siteOf(outerOf(node)), inner: innerSites(node, siteOf, twice) });
    edits.push({ at: node.getStart(), text: `${LOCATE}(`, order: -node.getWidth() });
    edits.push({ at: node.getEnd(), text: `, ${id})`, order: node.getWidth() });
  });
  // At one place, outer notes open first and inner ones close first.
  edits.sort((a, b) => a.at - b.at || closes(b) - closes(a) || a.order - b.order);
  let result = "";
  let done = 0;
  for (const edit of edits) {
    result += text.slice(done, edit.at) + edit.text;
    done = edit.at;
  }
  return result + text.slice(done);
}

function closes(edit: { text: string }): number {
  return edit.text.startsWith(",") ? 1 : 0;
}

/** The declaration whose value the node is; its comment is the node's. */
function outerOf(node: Node): Node {
  const parent = node.getParent();
  if (parent !== undefined && Node.isVariableDeclaration(parent)) {
    return parent.getVariableStatement() ?? node;
  }
  return node;
}

function innerSites(node: Node, siteOf: (node: Node) => Site, twice: { key: string; position: Position }[]): Sites {
  const found = new Map<string, Site>();
  if (Node.isArrayLiteralExpression(node)) {
    const elements = node.getElements();
    const spread = elements.findIndex((element) => Node.isSpreadElement(element));
    elements.slice(0, spread < 0 ? undefined : spread).forEach((element, index) => {
      found.set(String(index), siteOf(element));
    });
  }
  if (Node.isObjectLiteralExpression(node)) {
    for (const property of node.getProperties()) {
      if (Node.isPropertyAssignment(property) || Node.isShorthandPropertyAssignment(property)) {
        const key = property.getName().replace(/^["']|["']$/g, "");
        if (found.has(key)) twice.push({ key, position: siteOf(property) });
        found.set(key, siteOf(property));
      }
    }
  }
  return found;
}

/** The text of the last documentation comment right above a node. */
function docAbove(node: Node, text: string): string {
  const comments = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const last = comments.at(-1);
  if (last === undefined) return "";
  const comment = text.slice(last.pos, last.end);
  if (!comment.startsWith("/**")) return "";
  return comment
    .replace(/^\/\*\*|\*\/$/g, "")
    .split("\n")
    .map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
    .join("\n")
    .trim();
}

/** The directory that holds this package's `schema/`, found from the running module. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(resolve(folder, "package.json"))) folder = dirname(folder);
  return folder;
}
