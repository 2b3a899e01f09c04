/** The interpreter under the project's own model, or another; for tests that have codecs and numbers at hand. */
import type { Raw } from "../../scripts/interpret/conditions.js";
import { Definitions } from "../../scripts/interpret/definitions.js";
import { type Interpreted, interpret } from "../../scripts/interpret/interpret.js";
import type { Codec } from "../../scripts/ir/model.js";
import { model } from "./codecs.js";

export const definitions: Definitions = new Definitions(model);

/** Reads a codec; `args` are its parameters, numbers where the wire has numbers. */
export function read(
  codec: Codec,
  bytes: Uint8Array,
  args: ReadonlyMap<string, Raw> = new Map(),
  among: Definitions = definitions,
): Interpreted {
  return interpret(among, codec, bytes, args);
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
