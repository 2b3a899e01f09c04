/** Values of every codec from the generated arbitraries, with their bytes and with what both need from elsewhere. */
import type { Arbitrary } from "fast-check";
import type { Raw } from "../../scripts/interpret/conditions.js";
import type { Codec } from "../../scripts/ir/model.js";
import type { Knobs } from "../../src/arbitraries/draw.js";
import { arbitraryOf } from "./arbitraries.js";
import { codecOf } from "./codecs.js";
import { definitions } from "./reading.js";

export interface Sample {
  readonly value: unknown;
  readonly bytes: Uint8Array;
  /** What the bytes do not say, in the numbers of the wire. */
  readonly context: ReadonlyMap<string, Raw>;
  /** The same as decoders and encoders take it, behind the value. */
  readonly args: readonly unknown[];
}

export function samples(codec: Codec, knobs: Knobs = { irregular: 0.1 }): Arbitrary<Sample> {
  const { encode } = codecOf(codec.name);
  return arbitraryOf(codec, knobs).map(({ value, context: args }) => ({
    value,
    bytes: encode(value, args),
    context: rawArguments(codec, args),
    args,
  }));
}

/** The parameter as decoders and encoders take it: contexts by name, parameters of structures by number. */
export function callArguments(codec: Codec, args: ReadonlyMap<string, Raw>): readonly unknown[] {
  return codec.params.map(({ name, kind, type }) => {
    const raw = args.get(name);
    if (kind === "parameter" || type.type !== "enumeration") return raw;
    return definitions.enumeration(type.name).cases.find(({ values }) => values.includes(Number(raw)))?.key;
  });
}

/** The parameters as the interpreter takes them: numbers where the wire has numbers. */
export function rawArguments(codec: Codec, args: readonly unknown[]): ReadonlyMap<string, Raw> {
  return definitions.raw(codec, Object.fromEntries(codec.params.map(({ name }, index) => [name, args[index]])));
}
