/** Faults of the schema's own modules: told with file and line, and never as a stack. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compile } from "../../scripts/compile.js";
import { problemText } from "../../scripts/problems.js";
import { folder } from "./support.js";

const language = join(folder, "../../schema/language/index.ts");

let base = "";
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "ropwire-"));
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

/** The problems of a schema that consists of these files. */
function problems(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(base, name), text);
  const compiled = compile({
    entry: join(base, "schema.ts"),
    base,
    wire: "ropwire/wire",
    packages: { "ropwire/schema/language": language },
  });
  expect(compiled.files.size).toBe(0);
  return compiled.problems.map(problemText);
}

const IMPORT = 'import { document, field, list, schema as define, structure, u8 } from "ropwire/schema/language";\n';

test("no file", () => {
  expect(problems({})).toEqual(["schema.ts:1  there is no such file"]);
});

test("no schema", () => {
  expect(
    problems({ "schema.ts": `${IMPORT}export const scheme = define({ rops: [], structures: [], errata: [] });` }),
  ).toEqual(["schema.ts:1  exports no schema: say `export const schema = schema({ rops, structures, errata })`"]);
  expect(problems({ "schema.ts": `${IMPORT}export const schema = { is: "schema" };` })).toHaveLength(1);
});

test("syntax errors", () => {
  expect(problems({ "schema.ts": `${IMPORT}export const a = [1, 2;\nexport const b = {;\n` })).toEqual([
    "schema.ts:2  cannot be read: ',' expected.",
    "schema.ts:3  cannot be read: Property assignment expected.",
  ]);
});

test("imports that lead nowhere", () => {
  expect(
    problems({
      "schema.ts": `${IMPORT}import { a } from "./a.js";\nimport { b } from "nobody-has-this";\nexport const schema = [a, b];`,
    }),
  ).toEqual([
    'schema.ts:2  the import "./a.js" leads to no file',
    'schema.ts:3  the import "nobody-has-this" leads to no file',
  ]);
});

test("what fails while it runs, in whichever module", () => {
  expect(
    problems({
      "schema.ts": 'import { a } from "./other.js";\nexport const schema = a;',
      "other.ts": `${IMPORT}\n/** One. */\nexport const a = make();\nfunction make() {\n  throw new Error("not today");\n}\n`,
    }),
  ).toEqual(["other.ts:6  fails while it is loaded: not today"]);
});

test("what is not exported where it is imported from", () => {
  expect(
    problems({
      "schema.ts":
        `${IMPORT}import { Row } from "./other.js";\nconst section = document("TEST")("1");\n` +
        'const Table = structure("Table", section, [\n  field("Rows", list(2, Row)),\n]);\n' +
        "export const schema = define({ rops: [], structures: [Table, Row], errata: [] });",
      "other.ts": "export const Rows = 1;\n",
    }),
  ).toEqual([
    "schema.ts:5  what is named here is undefined: is it exported where it is imported from, and declared before it is used?",
    "schema.ts:7  what is named here is undefined: is it exported where it is imported from, and declared before it is used?",
  ]);
});

test("what is used before it is declared", () => {
  expect(
    problems({
      "schema.ts":
        `${IMPORT}const section = document("TEST")("1");\nconst Table = structure("Table", section, [\n  field("Row", Row),\n]);\n` +
        'const Row = structure("Row", section, [field("A", u8)]);\nexport const schema = define({ rops: [], structures: [Table], errata: [] });',
    }),
  ).toEqual(["schema.ts:4  fails while it is loaded: Cannot access 'Row' before initialization"]);
});
