/**
 * Arbitraries of the language's schemas, as a schema of one's own gets them: what they draw comes back, with a byte map
 * that leaves no byte out. The interpreter reads the same, of changed bytes as well.
 */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Interpreter } from "../../scripts/interpret/index.js";
import type { Codec, Model } from "../../scripts/ir/model.js";
import type { Arbitrary, InContext, Knobs } from "../../src/arbitraries/draw.js";
import { byteMap, type Mapper } from "../../src/byte-map/index.js";
import { mutateBytes, Random } from "../../src/fuzz/index.js";
import { tiled, valuesAgree } from "../../src/fuzz/oracles.js";
import { decodeWith, encodeWith, type Writer } from "../../src/index.js";
import { Reader } from "../../src/wire/index.js";
import { comparable } from "../support/comparable.js";
import { compiled, folder, language } from "./support.js";

const names = readdirSync(join(folder, "schemas"))
  .map((file) => file.replace(/\.ts$/, ""))
  .filter((name) => name !== "section");

test("none are generated where none are asked for, and no byte maps", () => {
  expect([...compiled("lists").files.keys()].filter((path) => /^(arbitraries|byte-maps)\//.test(path))).toEqual([]);
});

describe.each(names)("%s", (name) => {
  const { model } = compiled(name, true);
  const { exports } = language(name, true);
  const interpreter = model === undefined ? undefined : new Interpreter(model);
  const random = new Random(1);
  for (const codec of codecsOf(model)) {
    test.each<[string, Knobs]>([
      ["regular", {}],
      ["irregular", { irregular: 1 }],
    ])(`${codec.name}, %s`, (_, knobs) => {
      fc.assert(
        fc.property(arbitraryOf(exports, codec, knobs), ({ value, context }) => {
          const encode = exports[`encode${codec.name}`] as (w: Writer, value: unknown, ...args: unknown[]) => void;
          const decode = exports[`decode${codec.name}`] as (r: Reader, ...args: unknown[]) => unknown;
          const bytes = encodeWith({}, encode, value, ...context);
          const decoded = decodeWith({}, decode, bytes, ...context);
          expect(comparable(decoded)).toEqual(comparable(value));
          expect(encodeWith({}, encode, decoded, ...context)).toEqual(bytes);
          const map = exports[`map${codec.name}`] as (r: Mapper, ...args: unknown[]) => unknown;
          const mapped = byteMap(map, bytes, ...context);
          expect(comparable(mapped.value)).toEqual(comparable(decoded));
          expect(tiled(mapped.map)).toBeUndefined();
          const said = Object.fromEntries(codec.params.map((param, index) => [param.name, context[index]]));
          const readers = {
            decoder: (b: Uint8Array) => decode(new Reader(b), ...context),
            interpreter: (b: Uint8Array) => interpreter?.read(codec.name, b, said).value,
          };
          for (const one of [bytes, mutateBytes(bytes, random), mutateBytes(bytes, random)])
            expect(valuesAgree(one, readers)?.message).toBeUndefined();
        }),
        { seed: 1, numRuns: 30 },
      );
    });
  }
});

function codecsOf(model: Model | undefined): readonly Codec[] {
  const rops = model?.rops.flatMap(({ request, response }) => [request, response]) ?? [];
  return [...(model?.structures ?? []), ...rops].filter((codec) => codec !== undefined);
}

type Make = (knobs: Knobs) => Arbitrary<never>;

function arbitraryOf(
  exports: Readonly<Record<string, unknown>>,
  { name, params }: Codec,
  knobs: Knobs,
): Arbitrary<InContext<unknown, readonly unknown[]>> {
  if (params.length > 0) return (exports[`arbitrary${name}InContext`] as Make)(knobs);
  return (exports[`arbitrary${name}`] as Make)(knobs).map((value) => ({ value, context: [] }));
}
