/** The targets find nothing in their seeds and in changes of them. */
import { describe, expect, test } from "vitest";
import { seedsOf } from "../../examples/fuzz/seeds.js";
import { Random, targetOf, targets } from "../../src/fuzz/index.js";
import { quickErrors } from "../support/quick-errors.js";

quickErrors();

describe("targets", () => {
  test.for(targets)("$name", ({ name, run, mutate }) => {
    const random = new Random(1);
    const seeds = seedsOf(name);
    const inputs = seeds.length === 0 ? [new Uint8Array(40)] : seeds;
    for (const bytes of inputs) expect(run(bytes)).toBeUndefined();
    for (let turn = 0; turn < 100; turn++) {
      expect(run(mutate(random.oneOf(inputs), random, random.oneOf(inputs)))).toBeUndefined();
    }
  });

  test("are refused by a name that none has", () => {
    expect(() => targetOf("nothing")).toThrow("no target is called nothing");
  });
});
