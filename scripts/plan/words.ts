/** Words of parts: which of their bits have a meaning in a form of the value. */
import type { ConditionModel, PartModel, TypeModel } from "../ir/model.js";
import { simplify } from "./conditions.js";
import type { Facts } from "./facts.js";
import { wireSize } from "./sizes.js";
import type { Item, Member } from "./tree.js";

export function partOf(type: TypeModel, name: string): PartModel | undefined {
  return type.type === "bits" || type.type === "packed" ? type.parts.find((part) => part.name === name) : undefined;
}

/** What of a word has no name in this form. */
export function unnamedMask(type: TypeModel & { type: "bits" }, member: Member): number {
  const full = 2 ** (8 * wireSize(type.wire)) - 1;
  const named = type.parts
    .filter(
      (part) =>
        part.type.type !== "reserved" && member.presence.get(part.name)?.by !== "none" && !excluded(part, member.facts),
    )
    .reduce((mask, part) => mask | part.mask, 0);
  return (full & ~named) >>> 0;
}

/** The parts of a word that have a meaning only under a condition which this form does not decide. */
export function openParts(
  type: TypeModel & { type: "bits" },
  member: Member,
): readonly { readonly condition: ConditionModel; readonly mask: number }[] {
  const found = new Map<string, { condition: ConditionModel; mask: number }>();
  for (const { condition, mask, type: of } of type.parts) {
    if (condition === undefined || of.type === "reserved") continue;
    const left = simplify(condition, member.facts);
    if (typeof left === "boolean") continue;
    const key = JSON.stringify(left);
    found.set(key, { condition: left, mask: (mask | (found.get(key)?.mask ?? 0)) >>> 0 });
  }
  return [...found.values()];
}

/** The parts of the words on the way that have no meaning under the facts. */
export function meaninglessParts(path: readonly Item[], facts: Facts): readonly string[] {
  return path.flatMap((item) =>
    item.item === "field" && item.field.type.type === "bits"
      ? item.field.type.parts.filter((part) => excluded(part, facts)).map(({ name }) => name)
      : [],
  );
}

/** Whether a part has no meaning in this form. */
export function excluded(part: PartModel, facts: Facts): boolean {
  return simplify(part.condition, facts) === false;
}
