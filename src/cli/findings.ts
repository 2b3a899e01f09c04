/** What was found in bytes, down through all layers. */
import { detect, type Found, type Level, problemIn } from "./detect.js";
import type { Ask } from "./kind.js";
import { innerLayers, type Layer } from "./layers.js";

export interface Finding {
  readonly bytes: Uint8Array;
  readonly found: Found;
  /** What stands in the value further inside. */
  readonly inner: readonly (Pick<Layer, "title" | "path"> & { readonly finding: Finding })[];
}

/** Tries what bytes are, and then what the bytes in their value are. */
export function findingOf(bytes: Uint8Array, ask: Ask, levels?: readonly Level[]): Finding {
  const found = detect(bytes, ask, levels);
  const { level, answer } = found.best;
  const layers = innerLayers(level, answer.ok ? answer.value : answer.partial);
  const inner = layers.map(({ title, path, ...layer }) => ({
    title,
    path,
    finding: findingOf(layer.bytes, ask, layer.levels),
  }));
  return { bytes, found, inner };
}

/** Whether everything was decoded. */
export function isWhole({ found, inner }: Finding): boolean {
  return problemIn(found.best.answer) === undefined && inner.every(({ finding }) => isWhole(finding));
}
