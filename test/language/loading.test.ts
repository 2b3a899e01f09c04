/** Faults of the schema's own modules: told with file and line, and never as a stack. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

test("what stands where another word belongs, which only TypeScript would notice", () => {
  const text = `import { count, document, field, list, not, packed, schema as define, structure, u8, when } from "ropwire/schema/language";
const section = document("TEST")("1");
const Table = structure("Table", section, [
  field("A", "u8"),
  u8,
  when(section, field("B", u8)),
  field("C", list(-1, u8)),
  field(u8, list(count("Count", list(2, u8)), u8)),
  field("D", packed(u8, [u8])),
], { takes: Object.freeze({}), splitBy: [not(u8)] });
export const schema = define({ rops: [Table], structures: [Table, "Other"], errata: [] });`;
  expect(problems({ "schema.ts": text })).toEqual([
    "schema.ts:3  Table: takes of structure must be a list of which each is parameter(), not an object",
    'schema.ts:4  Table.A: type of field must be a type, not "u8"',
    "schema.ts:5  Table: rows of table must be a row, not u8",
    "schema.ts:6  Table: condition of when must be a condition, not section",
    "schema.ts:8  Table: name of field must be a text, not u8",
    "schema.ts:8  Table: base of count must be u8 or another of the words for integers, or choose() of them, not list",
    "schema.ts:9  Table.D: parts of packed must be part(), not u8",
    "schema.ts:10  Table: splitBy of structure must be a constant that can be referred to, not not",
    "schema.ts:10  Table: of of not must be a condition, not u8",
    "schema.ts:11  rops of schema must be rop(), not structure",
    'schema.ts:11  structures of schema must be a structure, not "Other"',
  ]);
});

test("words inside each other without an end in sight", () => {
  const levels = Array.from({ length: 450 }, (_, level) => `const c${level + 1} = not(c${level});`).join(" ");
  const text =
    'import { bool8, document, field, not, schema as define, structure, u8, when } from "ropwire/schema/language";\n' +
    `const section = document("TEST")("1");\nconst c0 = field("Flag", bool8);\n${levels}\n` +
    'const Table = structure("Table", section, [c0, when(c450, field("A", u8))]);\n' +
    "export const schema = define({ rops: [], structures: [Table], errata: [] });";
  expect(problems({ "schema.ts": text })).toEqual([
    "schema.ts:4  Table: more than 400 words inside each other: make structures of some of them",
  ]);
});

test("a module of a path that the output has for something else gives its structures files of their own", () => {
  mkdirSync(join(base, "arbitraries"));
  writeFileSync(
    join(base, "arbitraries/index.ts"),
    `${IMPORT}export const Inner = structure("Inner", document("D")("1"), [field("A", u8)]);`,
  );
  writeFileSync(
    join(base, "schema.ts"),
    `${IMPORT}import { Inner } from "./arbitraries/index.js";\nexport const schema = define({ rops: [], structures: [Inner], errata: [] });`,
  );
  const { files } = compile({
    entry: join(base, "schema.ts"),
    base,
    wire: "ropwire/wire",
    arbitraries: "ropwire/arbitraries/draw",
    packages: { "ropwire/schema/language": language },
  });
  expect(files.get("structures/inner.ts")).toContain("export interface Inner");
  expect(files.get("arbitraries/index.ts")).toContain('export * from "./structures/inner.js"');
});
