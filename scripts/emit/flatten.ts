/** Puts the counts and sizes that are implied in front of their content where they are on the wire. */
import type { DerivedModel, TypeModel } from "../ir/model.js";
import type { Item } from "../plan/plan.js";

/** The counts and sizes that stand right before a field's content, outermost first. */
export function impliedBy(type: TypeModel): readonly DerivedModel[] {
  const unplaced = (derived: DerivedModel): readonly DerivedModel[] => (derived.placed ? [] : [derived]);
  switch (type.type) {
    case "bytes":
      return type.extent.extent === "size" ? unplaced(type.extent.size) : [];
    case "list":
      return type.length.length === "count" ? unplaced(type.length.count) : [];
    case "within":
      return unplaced(type.size);
    default:
      return [];
  }
}

export function withImplied(items: readonly Item[]): readonly Item[] {
  return items.flatMap((item): readonly Item[] => {
    const derived =
      item.item === "field" ? impliedBy(item.field.type) : item.item === "open" && !item.size.placed ? [item.size] : [];
    const condition = item.item === "field" && item.condition !== undefined ? { condition: item.condition } : {};
    const said = item.item === "field" ? item.field.position : item.item === "open" ? item.position : undefined;
    const position = said === undefined ? {} : { position: said };
    return [...derived.map((one): Item => ({ item: "derived", derived: one, ...condition, ...position })), item];
  });
}
