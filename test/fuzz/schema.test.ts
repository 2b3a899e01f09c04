/** The schema compiler as a target: its changes are the same for the same seed, get past the loader, and find nothing. */
import { expect, test } from "vitest";
import { compileText, schemaSeeds, schemaTarget } from "../../examples/fuzz/schema.js";
import { elementsOf, isPlain, tokensOf } from "../../examples/fuzz/schema-text.js";
import { Random } from "../../src/fuzz/index.js";

const seeds = schemaSeeds();

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

test("schemas of the language's tests are inputs, and nothing is found in them", () => {
  expect(seeds.length).toBeGreaterThan(40);
  for (const seed of seeds) {
    expect(isPlain(tokensOf(textOf(seed)))).toBe(true);
    expect(schemaTarget.run(seed)).toBeUndefined();
  }
});

test("texts that do more than say a schema are not run", () => {
  for (const text of ["process.exit(1);", "while (true);", "const a = ``;", 'require("node:fs");', "(() => 1)()"]) {
    expect(isPlain(tokensOf(text)), text).toBe(false);
    expect(schemaTarget.run(new TextEncoder().encode(text))).toBeUndefined();
  }
});

test("elements are what stands between commas, at every depth", () => {
  const tokens = tokensOf('field("A", list(2, u8), { none: 0 })');
  const elements = elementsOf(tokens).map(({ start, end }) => tokens.slice(start, end).join(""));
  expect(elements).toEqual(['"A"', "2", "u8", "list(2, u8)", "none: 0 ", "{ none: 0 }"]);
});

test("changes are the same for the same seed, and many get past the loader", () => {
  const reached = { code: 0, problems: 0 };
  for (let turn = 0; turn < 200; turn++) {
    const [one, other] = [seeds[turn % seeds.length]!, seeds[(turn * 7) % seeds.length]!];
    const changed = schemaTarget.mutate(one, new Random(turn), other);
    expect(schemaTarget.mutate(one, new Random(turn), other)).toEqual(changed);
    expect(schemaTarget.run(changed)).toBeUndefined();
    if (!isPlain(tokensOf(textOf(changed)))) continue;
    const { problems, model } = compileText(textOf(changed));
    if (problems.length === 0) reached.code++;
    else if (model !== undefined) reached.problems++;
  }
  expect(reached.code).toBeGreaterThan(5);
  expect(reached.problems).toBeGreaterThan(10);
});
