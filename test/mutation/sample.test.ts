/** A sample of the mutants, the same each time; and the list of those that live. `npm run mutate` runs them all. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Definitions } from "../../scripts/interpret/definitions.js";
import { codecOf, model } from "../support/codecs.js";
import { compilerRefuses, examplesNotice, tablesNotice, vectorsNotice } from "./deciders.js";
import { exampleProblems, handExamples } from "./examples.js";
import { type Mutant, mutantsOf } from "./mutants.js";
import { outsideVectors, problemsOf } from "./outside.js";
import { survivors } from "./score.js";

const vectors = outsideVectors();
const examples = handExamples();
const mutants = [...mutantsOf(model)];
const living = new Set(survivors.map(({ mutant }) => mutant));
const EVERY = 8;

function notices(mutant: Mutant): boolean {
  const byBytes = (): boolean => vectorsNotice(mutant, vectors) || examplesNotice(mutant, examples);
  return tablesNotice(mutant) || byBytes() || compilerRefuses(mutant);
}

test("without a change nothing is noticed", () => {
  const codecs = { definitions: new Definitions(model), codec: (name: string) => codecOf(name).codec };
  expect(vectors.flatMap((one) => problemsOf(one, codecs).map((problem) => `${one.vector.id}: ${problem}`))).toEqual(
    [],
  );
  expect(examples.flatMap((one) => exampleProblems(one, codecs).map((problem) => `${one.name}: ${problem}`))).toEqual(
    [],
  );
});

test("no two mutants have the same name", () => {
  expect(new Set(mutants.map(({ id }) => id)).size).toBe(mutants.length);
});

test("docs/mutation.md is about these mutants", () => {
  const stated = readFileSync(new URL("../../docs/mutation.md", import.meta.url), "utf8");
  expect(stated).toContain(`${survivors.length} of ${mutants.length} mutants live`);
});

test(`of every ${EVERY} mutants one is noticed, or known to live`, () => {
  const sample = mutants.filter((_, index) => index % EVERY === 0);
  expect(sample.filter((mutant) => !notices(mutant) && !living.has(mutant.id)).map(({ id }) => id)).toEqual([]);
});

test("what is known to live does", () => {
  const known = mutants.filter(({ id }) => living.has(id));
  expect(known.map(({ id }) => id)).toEqual(survivors.map(({ mutant }) => mutant));
  expect(known.filter(notices).map(({ id }) => id)).toEqual([]);
});
