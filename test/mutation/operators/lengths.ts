/** Operators on counts, sizes and offsets, and on what goes by them. */
import type { Codec, DerivedModel } from "../../../scripts/ir/model.js";
import { everyNode } from "../../support/nodes.js";
import { type Change, isDerived, NONE, type Place } from "./place.js";

export function extent({ node }: Place): readonly Change[] {
  const { extent: kind, length: way } = node as { readonly extent?: unknown; readonly length?: unknown };
  const rest = { label: "counted to rest", to: typeof kind === "string" ? { extent: "toEnd" } : { length: "toEnd" } };
  if (kind === "fixed" || way === "fixed") {
    const { bytes, count } = node as { readonly bytes?: number; readonly count?: number };
    return [-1, 1].map((more) => ({
      label: `${bytes ?? count} to ${Number(bytes ?? count) + more}`,
      to: { ...(node as object), ...(bytes === undefined ? { count: Number(count) + more } : { bytes: bytes + more }) },
    }));
  }
  if (kind === "size" || way === "count") return [rest];
  if (kind === "toEnd") return [{ label: "rest to 1", to: { extent: "fixed", bytes: 1 } }];
  if (way === "toEnd") return [{ label: "rest to 1", to: { length: "fixed", count: 1 } }];
  return way === "each" || way === "until" ? [{ ...rest, label: `${way} to rest` }] : NONE;
}

/** Whether a size counts itself, and the window itself. */
export function windows(place: Place): readonly Change[] {
  const { node } = place;
  if (isDerived(node) && node.derived === "size" && (place.parent as { row?: unknown })?.row !== "derived") {
    const { plus, ...without } = node;
    return [
      {
        label: plus === undefined ? "counts itself" : "does not count itself",
        to: plus === undefined ? { ...node, plus: 2 } : without,
      },
    ];
  }
  const { type, of } = node as { readonly type?: unknown; readonly of?: unknown };
  return type === "within" ? [{ label: "without its size", to: of }] : NONE;
}

/** The number that says that nothing is there. */
export function sentinel(place: Place): readonly Change[] {
  const { node, parent } = place;
  if (!isDerived(node) || node.derived === "offset" || (parent as { row?: unknown })?.row === "derived") return NONE;
  const { none, ...without } = node;
  if (none === undefined) return [{ label: "added", to: { ...node, none: 0xff } }];
  return [
    { label: "removed", to: without },
    { label: "changed", to: { ...node, none: none ^ 1 } },
  ];
}

/** Content behind another count, size or offset than its own. */
export function source(place: Place): readonly Change[] {
  const { node, parent, codec } = place;
  if (!isDerived(node) || !node.placed || (parent as { row?: unknown })?.row === "derived") return NONE;
  const others = derivedIn(codec).filter((one) => one.derived === node.derived);
  const index = others.findIndex(({ property }) => property === node.property);
  const other = others[(index + 1) % others.length];
  if (other === undefined || other.property === node.property) return NONE;
  return [{ label: `${node.name} to ${other.name}`, to: { ...node, name: other.name, property: other.property } }];
}

function derivedIn(codec: Codec): readonly DerivedModel[] {
  const found: DerivedModel[] = [];
  everyNode(codec.body, (node) => {
    if (node.row === "derived") found.push(node.derived as DerivedModel);
  });
  return found;
}
