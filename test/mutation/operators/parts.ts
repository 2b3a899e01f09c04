/** Operators on parts of words, on what structures are told, and on RopIds. */
import type { Codec, RefModel } from "../../../scripts/ir/model.js";
import { type Change, isPart, NONE, type Place } from "./place.js";

/** Bits moved, made more or fewer, or without a name. */
export function part(place: Place): readonly Change[] {
  const { node } = place;
  if (Array.isArray(node) && node.length > 1 && node.every(isPart))
    return node.map(({ name }, index) => ({ label: `${name} missing`, to: node.toSpliced(index, 1) }));
  if (!isPart(node)) return NONE;
  const { name, mask, shift } = node;
  const at = (label: string, to: { readonly mask: number; readonly shift: number }): Change => ({
    label,
    to: { ...node, ...to },
    also: (codec) => withRefs(codec, name, to),
  });
  const low = (mask & -mask) >>> 0;
  const fewer = mask === low ? [] : [at("one bit less", { mask: (mask ^ highest(mask)) >>> 0, shift })];
  const moved = mask * 2 > 0xffff_ffff ? { mask: mask >>> 1, shift: shift - 1 } : { mask: mask * 2, shift: shift + 1 };
  return [...(moved.shift < 0 ? [] : [at("moved", moved)]), ...fewer];
}

export function argument({ node }: Place): readonly Change[] {
  const found = node as { readonly argument?: unknown; readonly value?: number | readonly number[] };
  if (found.argument === "first") {
    const { items } = node as { readonly items: RefModel };
    return [{ label: "all instead of the first", to: { argument: "ref", ref: items } }];
  }
  if (found.argument !== "literal") return NONE;
  if (typeof found.value === "number") return [{ label: "changed", to: { ...found, value: found.value ^ 1 } }];
  return [{ label: "one less", to: { ...found, value: (found.value ?? []).slice(1) } }];
}

export function ropId({ node, parent, codec }: Place): readonly Change[] {
  if (parent !== undefined || codec.ropId === undefined) return NONE;
  const { alsoRopId, ...without } = node as Codec;
  const changed = { label: "changed", to: { ...(node as Codec), ropId: codec.ropId ^ 1 } };
  return alsoRopId === undefined ? [changed] : [changed, { label: "the other missing", to: without }];
}

function highest(mask: number): number {
  return 2 ** Math.floor(Math.log2(mask));
}

/** The codec with the mask and shift of a part changed wherever it is referred to. */
function withRefs<T>(node: T, name: string, to: { readonly mask: number; readonly shift: number }): T {
  if (typeof node !== "object" || node === null) return node;
  if (Array.isArray(node)) return node.map((inner) => withRefs(inner, name, to)) as T;
  const entries = Object.entries(node).map(([key, inner]) => [key, withRefs(inner, name, to)] as const);
  const changed = Object.fromEntries(entries) as Record<string, unknown>;
  return (
    (changed.ref === "part" || changed.ref === "item") && changed.name === name ? { ...changed, ...to } : changed
  ) as T;
}
