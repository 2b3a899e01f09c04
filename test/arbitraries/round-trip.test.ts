/** What the arbitraries draw encodes, decodes to the same value, and encodes to the same bytes again. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InContext, Knobs } from "../../src/arbitraries/draw.js";
import { arbitraryOf } from "../support/arbitraries.js";
import { type CodecPair, codecs } from "../support/codecs.js";
import { comparable } from "../support/comparable.js";
import { hexOf } from "../support/reading.js";
import { runs } from "../support/runs.js";

describe.each<[string, Knobs, number]>([
  ["regular values", {}, 15],
  ["irregular values", { irregular: 1 }, 15],
  ["the smallest values", { size: 0, depth: 0 }, 2],
  ["large values", { size: 100, depth: 32, irregular: 0.2 }, 2],
])("%s", (_, knobs, times) => {
  for (const pair of codecs) {
    test(pair.codec.name, () => {
      fc.assert(
        fc.property(arbitraryOf(pair.codec, knobs), (sample) => checkSample(pair, sample)),
        { seed: 1, ...runs(times) },
      );
    });
  }
});

function checkSample(pair: CodecPair, { value, context }: InContext<unknown, readonly unknown[]>): void {
  const bytes = pair.encode(value, context);
  const decoded = pair.decode(bytes, context);
  if (!isDeepStrictEqual(comparable(decoded), comparable(value)))
    expect(comparable(decoded)).toEqual(comparable(value));
  expect(hexOf(pair.encode(decoded, context))).toBe(hexOf(bytes));
}
