/** Every TypeScript block in the README and the guides runs, and prints what its `// →` comments say. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { ts } from "ts-morph";
import { afterAll, describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
/** Inside the package, so that `ropwire` means this package. */
const folder = join(root, "build", "examples");

interface Block {
  readonly name: string;
  readonly code: string;
}

function blocksOf(file: string): readonly Block[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match, index) => ({
    name: `${file} #${index + 1}`,
    code: match[1] ?? "",
  }));
}

const guides = existsSync(join(root, "docs"))
  ? readdirSync(join(root, "docs"))
      .filter((file) => file.endsWith(".md"))
      .map((file) => `docs/${file}`)
  : [];
const blocks = ["README.md", ...guides].flatMap(blocksOf);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("examples", () => {
  test("there are some", () => {
    expect(blocks.length).toBeGreaterThanOrEqual(3);
  });

  test.each(blocks)("$name", ({ name, code }) => {
    const expected = [...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1]);
    const { outputText } = ts.transpileModule(code, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name.replace(/\W+/g, "-")}.mjs`);
    writeFileSync(file, outputText);
    const printed = execFileSync(process.execPath, [file], { encoding: "utf8", cwd: folder });
    expect(
      printed
        .trimEnd()
        .split("\n")
        .filter((line) => line !== ""),
    ).toEqual(expected);
  });
});
