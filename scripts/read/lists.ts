/** Lists: how many elements they have, and what can be referred to inside. */
import type { ListType, Row, Type } from "../../schema/language/index.js";
import type { LengthModel, TypeModel } from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import { readCondition } from "./conditions.js";
import { readDerived } from "./derived.js";
import { type Here, inside, problem } from "./here.js";
import { readParts } from "./parts.js";
import { nameOf, readRef, typeOf } from "./references.js";
import { Scope } from "./scope.js";
import { readType } from "./types.js";
import { bitsOf, partsOf } from "./values.js";

export function readList({ length, of }: Pick<ListType, "length" | "of">, here: Here): TypeModel {
  const model = readLength(length, of, here);
  const element = inside(here);
  if (typeof length === "object" && length.is === "each") {
    for (const part of length.view.parts) element.scope.add(part, { ref: "item", name: part.name, ...bitsOf(part) });
  }
  return { type: "list", length: model, of: readType(of, element) };
}

function readLength(length: ListType["length"], of: Type, here: Here): LengthModel {
  if (typeof length === "number") return { length: "fixed", count: length };
  switch (length.is) {
    case "toEnd":
      return { length: "toEnd" };
    case "count":
      return { length: "count", count: readDerived(length, here) };
    case "each":
      if (canBeNone(typeOf(length.items)))
        problem(
          here,
          `"${nameOf(length.items)}" may be absent by its count, so that it has no items: each() needs a list that is always there`,
        );
      return {
        length: "each",
        items: readRef(length.items, here),
        parts: readParts(length.view, { ...here, property: "" }),
      };
    case "until":
      return { length: "until", last: readCondition(length.last, { ...here, scope: scopeOf(of) }) };
  }
}

/** Whether a list is absent where its count says so. */
function canBeNone(type: Type | undefined): boolean {
  return (
    type?.is === "list" &&
    typeof type.length === "object" &&
    type.length.is === "count" &&
    type.length.none !== undefined
  );
}

/** What a condition over an element can refer to: the rows of the structure that the elements are. */
function scopeOf(element: Type): Scope {
  const scope = new Scope();
  const structure = element.is === "given" ? element.structure : element;
  if (structure.is === "structure" && structure.body.is === "table") addRows(structure.body.rows, scope);
  return scope;
}

function addRows(rows: readonly Row[], scope: Scope): void {
  for (const row of rows) {
    if (row.is !== "field") continue;
    scope.add(row, { ref: "field", name: propertyName(row.name) });
    if (row.type.is !== "bits") continue;
    for (const part of partsOf(row.type.parts)) scope.add(part, { ref: "field", name: part.name });
  }
}
