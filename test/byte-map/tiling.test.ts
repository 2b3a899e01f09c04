/** Every byte belongs to exactly one field, and decoding with a map gives what decoding gives. */
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Knobs } from "../../src/arbitraries/draw.js";
import * as byteMaps from "../../src/byte-map/index.js";
import { byteMap, type Mapped, type Mapper } from "../../src/byte-map/index.js";
import { tiled } from "../../src/fuzz/oracles.js";
import { RopDecodeError } from "../../src/index.js";
import { type CodecPair, codecs } from "../support/codecs.js";
import { comparable } from "../support/comparable.js";
import { runs } from "../support/runs.js";
import { samples } from "../support/samples.js";

const functions = byteMaps as unknown as Readonly<Record<string, (r: Mapper, ...args: readonly unknown[]) => unknown>>;

function mapped({ codec }: CodecPair, bytes: Uint8Array, args: readonly unknown[]): Mapped<unknown> {
  return byteMap(functions[`map${codec.name}`]!, bytes, ...args);
}

function same(pair: CodecPair, bytes: Uint8Array, args: readonly unknown[]): void {
  const { value, error, map } = mapped(pair, bytes, args);
  expect(tiled(map)).toBeUndefined();
  if (error === undefined) {
    const plain = pair.decode(bytes, args);
    if (!isDeepStrictEqual(comparable(value), comparable(plain))) expect(comparable(value)).toEqual(comparable(plain));
    expect(map.find(["undecoded"])).toBeUndefined();
    return;
  }
  try {
    pair.decode(bytes, args);
    expect.unreachable(`decoded without a map, and with one: ${error.message}`);
  } catch (plain) {
    if (!(plain instanceof RopDecodeError)) throw plain;
    expect(error.message).toBe(plain.message);
  }
}

describe.each<[string, Knobs, number]>([
  ["regular values", {}, 10],
  ["irregular values", { irregular: 1 }, 10],
  ["large values", { size: 100, depth: 32, irregular: 0.2 }, 2],
])("%s", (_, knobs, times) => {
  for (const pair of codecs) {
    test(pair.codec.name, () => {
      fc.assert(
        fc.property(samples(pair.codec, knobs), ({ bytes, args }) => same(pair, bytes, args)),
        { seed: 1, ...runs(times) },
      );
    });
  }
});

describe("bytes that end too early, or are something else", () => {
  for (const pair of codecs) {
    test(pair.codec.name, () => {
      const broken = fc.tuple(samples(pair.codec), fc.nat(), fc.nat(255), fc.boolean());
      fc.assert(
        fc.property(broken, ([{ bytes, args }, place, byte, cut]) => {
          const at = bytes.length === 0 ? 0 : place % bytes.length;
          same(
            pair,
            cut ? bytes.subarray(0, at) : Uint8Array.from(bytes, (one, index) => (index === at ? byte : one)),
            args,
          );
        }),
        { seed: 2, ...runs(10) },
      );
    });
  }
});
