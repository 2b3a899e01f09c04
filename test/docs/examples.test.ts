/**
 * Every block of code in the documents is run, in the order of its document and in one folder: TypeScript prints what its
 * `// →` comments say, commands what their `# →` comments do, and what is shown as output has been printed.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Block, blocksOf, documents, root } from "./blocks.js";
import { commandsOf, run } from "./shell.js";

/** Inside the package, so that `ropwire` means this package. */
const all = join(root, "build", "examples");

/** For each language what becomes of a block; `printed` is what has been printed in the document so far. */
const LANGUAGES: Readonly<Record<string, (block: Block, folder: string, printed: string[]) => Promise<void> | void>> = {
  ts: runTypeScript,
  sh({ code }, folder, printed) {
    const commands = commandsOf(code);
    expect(commands).not.toEqual([]);
    for (const command of commands) printed.push(run(command, folder));
  },
  /** Lines of what has been printed above, one behind the other. */
  output({ code }, _folder, printed) {
    expect(
      printed.some((text) => text.includes(code)),
      `nobody prints\n${code}`,
    ).toBe(true);
  },
  /** Pictures. */
  text({ code }) {
    expect(code).toMatch(/[─►│└]/);
  },
};

const withBlocks = documents.map((file) => [file, blocksOf(file)] as const).filter(([, blocks]) => blocks.length > 0);

test("there are some of each language", () => {
  const languages = new Set(withBlocks.flatMap(([, blocks]) => blocks.map(({ language }) => language)));
  expect([...languages].toSorted()).toEqual(Object.keys(LANGUAGES).toSorted());
});

afterAll(() => rmSync(all, { recursive: true, force: true }));

describe.each(withBlocks)("%s", (file, blocks) => {
  const folder = join(all, file.replaceAll(/\W+/g, "-"));
  const printed: string[] = [];
  beforeAll(() => void mkdirSync(folder, { recursive: true }));

  test.each(blocks)("line $line: $language", { timeout: 120_000 }, async (block) => {
    const known = LANGUAGES[block.language];
    if (known === undefined) throw new Error(`line ${block.line} is ${block.language || "of no language"}`);
    await known(block, folder, printed);
  });
});

/** A block whose first line is `// FILE` is that file, for those that follow; one without imports is cut from the schema. */
async function runTypeScript({ file, line, code }: Block, folder: string, printed: string[]): Promise<void> {
  const name = /^\/\/ (\S+\.ts)$/m.exec(code.split("\n", 1)[0] ?? "")?.[1];
  if (!/^import /m.test(code)) return isFromSchema(code);
  const source = join(folder, name ?? `line-${line}.ts`);
  mkdirSync(dirname(source), { recursive: true });
  writeFileSync(source, code);
  const program = `${source.slice(0, -3)}.mjs`;
  const bundled = { bundle: true, packages: "external", platform: "node", format: "esm", target: "node20.19" } as const;
  await build({ ...bundled, entryPoints: [source], outfile: program, logLevel: "silent" });
  const text = execFileSync(process.execPath, [program], { encoding: "utf8", cwd: folder });
  const lines = text.split("\n").filter((one) => one !== "");
  expect(lines, file).toEqual([...code.matchAll(/\/\/ → (.*)$/gm)].map((match) => match[1]));
  printed.push(text);
}

function isFromSchema(code: string): void {
  const sources = readdirSync(join(root, "schema"), { recursive: true, encoding: "utf8" });
  const texts = sources
    .filter((path) => path.endsWith(".ts"))
    .map((path) => readFileSync(join(root, "schema", path), "utf8"));
  expect(
    texts.some((text) => text.includes(code)),
    `no file of the schema says\n${code}`,
  ).toBe(true);
}
