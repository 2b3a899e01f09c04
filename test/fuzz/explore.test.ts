/** The loop is led by coverage, makes what it finds small. */
import { describe, expect, test } from "vitest";
import { explore, fuzz, fuzzOf, minimise, mutateBytes } from "../../src/fuzz/index.js";

/** Three doors behind each other: without coverage, a chance of one in 2^24. */
const doors = {
  mutate: mutateBytes,
  run(bytes: Uint8Array) {
    if (bytes[0] === 0x0b) {
      if (bytes[1] === 0xad) {
        if (bytes[2] === 0xca) {
          return { kind: "thrown", message: "the third door", bytes } as const;
        }
      }
    }
    return undefined;
  },
};

describe("the loop", () => {
  const options = {
    runs: 50_000,
    inputs: [new Uint8Array(12)],
    isCounted: (url: string) => url.includes("explore.test"),
  };

  test("goes through one door after the other", () => {
    const { findings, kept } = explore(doors, options);
    expect(findings).toEqual([{ kind: "thrown", message: "the third door", bytes: Uint8Array.of(0x0b, 0xad, 0xca) }]);
    expect(kept.length).toBeGreaterThan(2);
  });

  test("does not get there without coverage", () => {
    expect(explore(doors, { ...options, isCounted: () => false }).findings).toEqual([]);
  });

  test("does the same for the same seed", () => {
    const run = () => explore(doors, { ...options, runs: 5000, seed: 7 }).kept;
    expect(run()).toEqual(run());
  });

  test("finds what the target throws", () => {
    const run = () => {
      throw new TypeError("no target");
    };
    expect(explore({ run, mutate: mutateBytes }, { ...options, runs: 10 }).findings).toMatchObject([
      { kind: "thrown", message: "TypeError: no target" },
    ]);
  });

  test("refuses options out of range", () => {
    expect(() => explore(doors, { runs: 0 })).toThrow(RangeError);
    expect(() => explore(doors, { time: Number.NaN })).toThrow(RangeError);
  });
});

test("findings are made small", () => {
  const bytes = Uint8Array.from({ length: 200 }, (_, at) => at);
  const run = (one: Uint8Array) =>
    one.includes(100) && one.includes(150) ? ({ kind: "thrown", message: "both", bytes: one } as const) : undefined;
  expect(minimise(run, run(bytes)!).bytes).toEqual(Uint8Array.of(100, 150));
});

describe("for Jazzer.js", () => {
  test("data is taken as it comes", () => {
    fuzz(new Uint8Array());
    for (let first = 0; first < 256; first++) fuzz(Buffer.from([first, 0, 1, 2, 3]));
    fuzzOf("rop-responses")(Buffer.from([0, 0x6e, 0x12, 0x00]));
    expect(() => fuzzOf("nothing")).toThrow(RangeError);
  });
});
