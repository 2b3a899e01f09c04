/** Spoiled values are refused by every encoder; wrong knobs by every arbitrary; values shrink to the simplest. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  arbitrary,
  arbitraryRestriction,
  arbitraryRopQueryRowsRequest,
  drawRopGetPropertiesAllResponse,
  refused,
} from "../../src/arbitraries/index.js";
import { RopEncodeError } from "../../src/index.js";
import { arbitraryOf } from "../support/arbitraries.js";
import { codecs } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";
import { runs } from "../support/runs.js";

quickErrors();

describe("encoders refuse what is spoiled", () => {
  for (const { codec, encode } of codecs) {
    test(codec.name, () => {
      const sample = arbitraryOf(codec).chain(({ value, context }) =>
        refused(() => value).map((one) => ({ one, context })),
      );
      fc.assert(
        fc.property(sample, ({ one, context }) => {
          expect(() => encode(one.value, context)).toThrow(RopEncodeError);
        }),
        { seed: 1, ...runs(20) },
      );
    });
  }
});

test.each([
  [{ size: -1 }, "size is -1"],
  [{ size: 101 }, "size is 101"],
  [{ depth: 0.5 }, "depth is 0.5"],
  [{ irregular: 2 }, "irregular is 2"],
  [{ irregular: Number.NaN }, "irregular is NaN"],
])("%o is refused at once", (knobs, message) => {
  expect(() => arbitraryRopQueryRowsRequest(knobs)).toThrow(message);
});

describe("shrinking", () => {
  test("ends at the simplest value that still fails", () => {
    const found = fc.check(
      fc.property(arbitraryRestriction(0), (restriction) => restriction.restrictType !== "not"),
      { seed: 3, numRuns: 1000 },
    );
    expect(found.counterexample).toEqual([
      {
        restrictType: "not",
        restriction: { restrictType: "compareProperties", relOp: "lessThan", propTag1: 1, propTag2: 1 },
      },
    ]);
  });

  test("lists lose elements", () => {
    const response = arbitrary((d) => drawRopGetPropertiesAllResponse(d));
    const found = fc.check(
      fc.property(response, (one) => one.outcome !== "success" || one.propertyValues.length < 2),
      { seed: 1, numRuns: 1000 },
    );
    const [value] = found.counterexample ?? [];
    expect(value?.outcome === "success" && value.propertyValues.length).toBe(2);
  });
});
