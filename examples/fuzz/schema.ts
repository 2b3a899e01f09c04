/**
 * The schema compiler as a target: an input is the text of a schema, without its imports. It ends in code that can be
 * read, or in problems that say where they are; nothing else.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ts } from "ts-morph";
import { type Compiled, compile } from "../../scripts/compile.js";
import { problemText } from "../../scripts/problems.js";
import { packageRoot } from "../../scripts/read/load.js";
import { neverThrows, type Target } from "../../src/fuzz/index.js";
import { mutateSchema } from "./mutate-schema.js";
import { isPlain, tokensOf, WORDS } from "./schema-text.js";

const root = packageRoot();
/** The built language, which Node loads once; as a source it would be compiled again for every input. */
const LANGUAGE = JSON.stringify(join(root, "dist/schema/language/index.js"));
/** What every input stands behind, on its first line. */
const HEAD = `import { ${WORDS.join(", ").replace("define", "schema as define")} } from ${LANGUAGE}; const section = document("TEST")("1"); `;
/** So many characters may be made of each one, and however few they are. */
const BOUND = { perCharacter: 4000, plus: 200_000 };

let folder: string | undefined;

/** The folder that the compiler reads from, made once. */
function scratch(): string {
  if (folder !== undefined) return folder;
  const made = mkdtempSync(join(tmpdir(), "ropwire-schema-"));
  process.on("exit", () => rmSync(made, { recursive: true, force: true }));
  folder = made;
  return made;
}

/** Compiles a schema's text. */
export function compileText(text: string): Compiled {
  const base = scratch();
  const entry = join(base, "schema.ts");
  writeFileSync(entry, HEAD + text);
  return compile({ entry, base, wire: "ropwire/wire", arbitraries: "ropwire/arbitraries/draw" });
}

/** @throws Error with what does not hold */
function judge(text: string, { problems, files }: Compiled): void {
  const lines = text.split("\n").length;
  if (problems.length > 0 && files.size > 0) throw new Error("problems, and files all the same");
  if (problems.length === 0 && files.size === 0) throw new Error("neither problems nor files");
  for (const problem of problems) {
    const { position } = problem;
    const isThere = position?.file === "schema.ts" && position.line >= 1 && position.line <= lines;
    if (!isThere) throw new Error(`a problem without a place: ${problemText(problem)}`);
  }
  const size = [...files.values()].reduce((sum, file) => sum + file.length, 0);
  if (size > BOUND.perCharacter * text.length + BOUND.plus) throw new Error(`${size} characters of ${text.length}`);
  for (const [path, file] of files) if (path.endsWith(".ts")) readable(path, file);
}

function readable(path: string, text: string): void {
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true, fileName: path });
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${path}: ${ts.flattenDiagnosticMessageText(first.messageText, " ")}`);
}

/** The schemas of the language's tests, right and wrong ones, without imports and comments. */
export function schemaSeeds(): readonly Uint8Array[] {
  return ["schemas", "errors"].flatMap((name) => {
    const from = join(root, "test/language", name);
    return readdirSync(from)
      .filter((file) => file !== "section.ts")
      .map((file) => new TextEncoder().encode(stripped(readFileSync(join(from, file), "utf8"))));
  });
}

function stripped(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "")
    .replace(/^import[^;]*;/gm, "")
    .trim();
}

export const schemaTarget: Target = {
  name: "schema",
  run(bytes) {
    const text = new TextDecoder().decode(bytes);
    if (!isPlain(tokensOf(text))) return undefined;
    return neverThrows(() => judge(text, compileText(text)), bytes);
  },
  mutate: mutateSchema,
};
