/** Every generated codec by its name: its model, its decoder and its encoder. */
import { readFileSync } from "node:fs";
import * as generated from "../../generated/index.js";
import type { Codec, Model, RopModel } from "../../scripts/ir/model.js";
import { decodeWith, encodeWith, type Reader, type ReaderOptions, type Writer } from "../../src/index.js";

/** The representation that the compiler left beside the code. */
export const model: Model = JSON.parse(
  readFileSync(new URL("../../generated/ir.json", import.meta.url), "utf8"),
) as Model;

/** A structure, a request or a response, ready to use. Arguments stand in the order of the model's parameters. */
export interface CodecPair {
  readonly codec: Codec;
  readonly decode: (bytes: Uint8Array, args?: readonly unknown[], options?: ReaderOptions) => unknown;
  readonly encode: (value: unknown, args?: readonly unknown[]) => Uint8Array;
}

const functions = generated as unknown as Readonly<Record<string, unknown>>;

function functionOf<F>(name: string): F {
  const found = functions[name];
  if (typeof found !== "function") throw new Error(`generated/index.ts does not export ${name}`);
  return found as F;
}

function pairOf(codec: Codec): CodecPair {
  const decoder = functionOf<(r: Reader, ...args: readonly unknown[]) => unknown>(`decode${codec.name}`);
  const encoder = functionOf<(w: Writer, value: unknown, ...args: readonly unknown[]) => void>(`encode${codec.name}`);
  return {
    codec,
    decode: (bytes, args = [], options = {}) => decodeWith(options, decoder, bytes, ...args),
    encode: (value, args = []) => encodeWith({}, encoder, value, ...args),
  };
}

/** Requests and responses of all ROPs. */
export const ropCodecs: readonly CodecPair[] = model.rops.flatMap(({ request, response }) =>
  [request, response].filter((codec) => codec !== undefined).map(pairOf),
);

export const structureCodecs: readonly CodecPair[] = model.structures.map(pairOf);

export const codecs: readonly CodecPair[] = [...structureCodecs, ...ropCodecs];

const byName: ReadonlyMap<string, CodecPair> = new Map(codecs.map((pair) => [pair.codec.name, pair]));

/** The codec with this name; a misspelt name is an error. */
export function codecOf(name: string): CodecPair {
  const pair = byName.get(name);
  if (pair === undefined) throw new Error(`no codec is named ${name}`);
  return pair;
}

/** The ROP whose request (or response) begins with this RopId. */
export function ropOf(id: number, direction: "request" | "response"): RopModel | undefined {
  return model.rops.find((rop) =>
    direction === "request" ? rop.request?.ropId === id : rop.response?.ropId === id || rop.response?.alsoRopId === id,
  );
}
