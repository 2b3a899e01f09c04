/** What stands inside what: bodies hold extended buffers, which hold ROP buffers or auxiliary blocks. */
import { hexBytes, type JsonValue } from "../json/index.js";
import type { Level } from "./detect.js";
import { isObject } from "./problems.js";

/** Bytes inside a value. */
export interface Layer {
  readonly title: string;
  /** Where they stand in the value. */
  readonly path: readonly (string | number)[];
  readonly bytes: Uint8Array;
  /** What they can be. */
  readonly levels: readonly Level[];
}

const ROPS: Readonly<Record<string, Level>> = {
  "mapihttp-request": { as: "rop-input-buffer" },
  "mapihttp-response": { as: "rop-output-buffer" },
};
const BLOCKS: Level = { as: "structure:AuxBlocks" };

/** The properties whose bytes are layers. */
export const layerProperties = ["ropBuffer", "auxiliaryBuffer", "payload"] as const;

/** What of the bytes in a value can be decoded further. */
export function innerLayers({ as, holds }: Level, value: JsonValue | undefined): readonly Layer[] {
  if (as === "extended-buffer") {
    const levels = holds ?? [...Object.values(ROPS), BLOCKS];
    return (Array.isArray(value) ? value : []).flatMap((payload: JsonValue, index) => {
      const title = isObject(payload) ? `payload ${index}${manner(payload)}` : "";
      return layerOf(title, [index, "payload"], isObject(payload) ? payload.payload : undefined, levels);
    });
  }
  const rops = ROPS[as];
  if (rops === undefined || !isObject(value)) return [];
  const buffer = (level: Level): readonly Level[] => [{ as: "extended-buffer", holds: [level] }];
  return [
    ...layerOf("ropBuffer", ["ropBuffer"], value.ropBuffer, buffer(rops)),
    ...layerOf("auxiliaryBuffer", ["auxiliaryBuffer"], value.auxiliaryBuffer, buffer(BLOCKS)),
  ];
}

function manner(payload: { readonly [property: string]: JsonValue }): string {
  const words = [payload.compressed === true ? "compressed" : "", payload.xorMagic === true ? "obfuscated" : ""];
  const said = words.filter((word) => word !== "").join(", ");
  return said === "" ? "" : ` (${said})`;
}

function layerOf(
  title: string,
  path: Layer["path"],
  hex: JsonValue | undefined,
  levels: readonly Level[],
): readonly Layer[] {
  const bytes = typeof hex === "string" ? hexBytes(hex) : undefined;
  return bytes === undefined || bytes.length === 0 ? [] : [{ title, path, bytes, levels }];
}
