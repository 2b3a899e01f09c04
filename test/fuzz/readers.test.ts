/** The decoders beside the interpreter as a target: its seeds reach every ROP and structure, and nothing is found. */
import { expect, test } from "vitest";
import { kinds, readersTarget } from "../../examples/fuzz/readers.js";
import { seedsOf } from "../../examples/fuzz/seeds.js";
import { Random } from "../../src/fuzz/index.js";
import { model } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";

quickErrors();

const seeds = seedsOf("readers");

test("there are inputs for every ROP and structure", () => {
  const of = (kind: string) => seeds.filter(([byte]) => kinds[byte ?? 0] === kind);
  const ids = (kind: "request" | "response") => new Set(of(kind).map(([, , id]) => id));
  expect(kinds.slice(2).filter((name) => of(name).length === 0)).toEqual([]);
  for (const { request, response } of model.rops) {
    if (request !== undefined) expect(ids("request")).toContain(request.ropId);
    if (response !== undefined) expect(ids("response")).toContain(response.ropId);
  }
});

test("nothing is found in them and in changes of them", { timeout: 60_000 }, () => {
  const random = new Random(1);
  for (const seed of seeds) {
    expect(readersTarget.run(seed)).toBeUndefined();
    expect(readersTarget.run(readersTarget.mutate(seed, random, random.oneOf(seeds)))).toBeUndefined();
  }
});
