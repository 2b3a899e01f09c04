/** generated/ is exactly what the compiler makes of schema/, and makes of it every time. */
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { schemaState } from "../../examples/schema-state.js";
import { type Compiled, compare, compile } from "../../scripts/compile.js";
import { ownOptions } from "../../scripts/own.js";

const root = resolve(import.meta.dirname, "../..");
const options = ownOptions(root);

describe("generated/", () => {
  let compiled: Compiled;
  beforeAll(() => {
    compiled = compile(options);
  });

  test("the schema has no problems", () => {
    expect(compiled.problems).toEqual([]);
  });

  test("is up to date", () => {
    const { added, changed, removed } = compare(join(root, "generated"), compiled.files);
    expect({ missing: added, outdated: changed, leftOver: removed }).toEqual({
      missing: [],
      outdated: [],
      leftOver: [],
    });
  });

  test("is the same every time", () => {
    const again = compile(options);
    expect([...again.files.keys()]).toEqual([...compiled.files.keys()]);
    for (const [path, text] of again.files) expect(text === compiled.files.get(path), path).toBe(true);
  });

  test("carries no date, no machine and no absolute path", () => {
    for (const [path, text] of compiled.files) {
      expect(text.includes(root), path).toBe(false);
      expect(/\b20[2-9]\d-\d\d-\d\d\b/.test(text), path).toBe(false);
    }
  });

  test("uses neither any nor eval nor closures over tables", () => {
    for (const [path, text] of compiled.files) {
      if (!path.endsWith(".ts") || path.startsWith("parsers/")) continue;
      expect(/\bas any\b|: any\b|\beval\(|new Function\b|@ts-/.test(text), path).toBe(false);
    }
  });
});

test("npm start finds it up to date as well", () => {
  expect(schemaState()).toMatch(/^132 ROPs and \d+ structures into \d+ files, up to date \(/);
});
