/** The generated arbitraries by the names of their codecs. */
import type { Arbitrary } from "fast-check";
import * as generated from "../../generated/arbitraries/index.js";
import type { Codec } from "../../scripts/ir/model.js";
import type { InContext, Knobs } from "../../src/arbitraries/draw.js";

const functions = generated as unknown as Readonly<Record<string, unknown>>;

/** Values of a codec with their context; of a codec without parameters it is empty. */
export function arbitraryOf(codec: Codec, knobs?: Knobs): Arbitrary<InContext<unknown, readonly unknown[]>> {
  const { name, params } = codec;
  const make = functions[`arbitrary${name}${params.length === 0 ? "" : "InContext"}`];
  if (typeof make !== "function") throw new Error(`generated/arbitraries/index.ts has no arbitrary of ${name}`);
  if (params.length > 0) return make(knobs) as Arbitrary<InContext<unknown, readonly unknown[]>>;
  return (make(knobs) as Arbitrary<unknown>).map((value) => ({ value, context: [] }));
}
