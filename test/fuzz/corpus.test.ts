/** Inputs that once showed something show it no longer. */
import { describe, expect, test } from "vitest";
import { corpus } from "../../examples/fuzz/corpus.js";
import { allTargets } from "../../examples/fuzz/targets.js";
import { targetOf } from "../../src/fuzz/index.js";

const kept = corpus();

test("there are some", () => {
  expect(kept.length).toBeGreaterThan(0);
});

describe("every input of test/corpus", () => {
  for (const { target, file, bytes } of kept) {
    test(`${target}/${file}`, () => {
      expect(targetOf(target, allTargets).run(bytes)).toBeUndefined();
    });
  }
});
