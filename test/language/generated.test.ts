/** The code that is generated for the language's schemas: it type-checks, and ten of the files are kept to be read. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { problemText } from "../../scripts/problems.js";
import { typeCheck } from "../../scripts/type-check.js";
import { compiled, folder } from "./support.js";

const names = readdirSync(join(folder, "schemas"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "section");
const outputs = new Map(names.map((name) => [name, compiled(name, true).files]));
const source = (path: string): string => join(folder, "../../src", path);

/** What templates of projects switch on beyond `strict`, as @tsconfig/strictest and Vite's do. */
const flags = {
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  noUncheckedSideEffectImports: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
};

test("type-checks, with every flag that a project may have on", { timeout: 120_000 }, () => {
  const files = new Map(
    [...outputs].flatMap(([name, output]) => [...output].map(([path, text]) => [`${name}/${path}`, text] as const)),
  );
  const packages = {
    "ropwire/wire": source("wire/index.ts"),
    "ropwire/parsers/steps": source("parsers/steps.ts"),
    "ropwire/parsers/rop-parser": source("parsers/rop-parser.ts"),
    "ropwire/arbitraries/draw": source("arbitraries/draw.ts"),
    "ropwire/byte-map/mapper": source("byte-map/mapper.ts"),
  };
  const ambient = [source("parsers/binary-parser.d.ts")];
  const problems = typeCheck({ folder: join(folder, "out"), files, base: folder, packages, ambient, flags });
  expect(problems.map(problemText)).toEqual([]);
});

describe("reads as it is to be read", () => {
  test.each([
    "numbers",
    "lists",
    "bits",
    "presence",
    "choose-rows",
    "choose-types",
    "frequent",
    "within",
    "at",
    "may-end",
    "split-by",
    "exchanges",
  ])("%s", async (name) => {
    await expect(outputs.get(name)?.get(`${name}.ts`)).toMatchFileSnapshot(`golden/${name}.txt`);
  });
});
