/** Values that are drawn for every codec and their bytes: the decoder and a second way of reading give the value back. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RopDecodeError } from "../../src/index.js";
import { type CodecPair, codecs } from "../support/codecs.js";
import { comparable, same } from "../support/comparable.js";
import { quickErrors } from "../support/quick-errors.js";
import { hexOf, read } from "../support/reading.js";
import { runs } from "../support/runs.js";
import { callArguments, type Sample, samples } from "../support/samples.js";
import { agreedVectors, bytesOf, contextOf, ropCodec, SPECIFICATIONS, specificationRops } from "../support/vectors.js";

quickErrors();

describe("values that are drawn", () => {
  for (const pair of codecs) {
    test(pair.codec.name, () => {
      fc.assert(
        fc.property(samples(pair.codec), (sample) => checkSample(pair, sample)),
        runs(40),
      );
    });
  }
});

function checkSample(pair: CodecPair, { value, bytes, context, args }: Sample): void {
  const decoded = pair.decode(bytes, args);
  const [a, b] = [comparable(decoded), comparable(value)];
  if (!isDeepStrictEqual(a, b)) expect(a).toEqual(b);
  expect(hexOf(pair.encode(decoded, args))).toBe(hexOf(bytes));
  const second = read(pair.codec, bytes, context);
  expect(second.end).toBe(bytes.length);
  same(second.value, value);
}

/** Some bytes replaced, put in or taken out. */
interface Change {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
}

const someBytes = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 2 }),
  fc.constantFrom([0x00], [0x01], [0xff], [0xff, 0xff]).map((bytes) => Uint8Array.from(bytes)),
);
/** Mostly replaced: what has another length can seldom be read. */
const changes: fc.Arbitrary<readonly Change[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ at: fc.nat(300), insert: someBytes }).map(replacement) },
    { weight: 1, arbitrary: fc.record({ at: fc.nat(300), remove: fc.nat(2), insert: someBytes }) },
  ),
  { minLength: 1, maxLength: 3 },
);

function replacement({ at, insert }: Omit<Change, "remove">): Change {
  return { at, remove: insert.length, insert };
}

function changed(bytes: Uint8Array, all: readonly Change[]): Uint8Array {
  return all.reduce((result, { at, remove, insert }) => {
    const place = at % (result.length + 1);
    return Uint8Array.from([...result.subarray(0, place), ...insert, ...result.subarray(place + remove)]);
  }, bytes);
}

/** JavaScript makes signalling NaNs quiet ones: the only bytes that do not come back. */
function holdsNaN(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).some(holdsNaN);
  return Number.isNaN(value);
}

describe("bytes that were changed and can still be read come back as they are", () => {
  const readable = new Map<string, number>();

  function checkChanged(pair: CodecPair, bytes: Uint8Array, args: readonly unknown[]): void {
    let value: unknown;
    try {
      value = pair.decode(bytes, args);
    } catch (error) {
      if (error instanceof RopDecodeError) return;
      throw error;
    }
    readable.set(pair.codec.kind, (readable.get(pair.codec.kind) ?? 0) + 1);
    const [own, expected] = [hexOf(pair.encode(value, args)), hexOf(bytes)];
    if (own !== expected && !holdsNaN(value)) expect(own).toBe(expected);
  }

  for (const pair of codecs) {
    test(pair.codec.name, () => {
      fc.assert(
        fc.property(samples(pair.codec), changes, ({ bytes, args }, all) =>
          checkChanged(pair, changed(bytes, all), args),
        ),
        runs(40),
      );
    });
  }

  for (const vector of [...agreedVectors(), ...SPECIFICATIONS.flatMap(specificationRops)]) {
    test(vector.id, () => {
      const pair = ropCodec(vector);
      const args = callArguments(pair.codec, contextOf(vector));
      const bytes = bytesOf(vector.hex);
      fc.assert(
        fc.property(changes, (all) => checkChanged(pair, changed(bytes, all), args)),
        runs(12),
      );
    });
  }

  test("enough of them can be read for this to mean something", () => {
    for (const kind of ["request", "response", "structure"]) expect(readable.get(kind)).toBeGreaterThan(700);
  });
});
