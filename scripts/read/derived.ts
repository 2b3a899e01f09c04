/** Counts, sizes and offsets: rows of their own, or implied in front of what they belong to. */
import type { Count, Offset, Size } from "../../schema/language/index.js";
import type { DerivedModel, RowModel } from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import { checkName, type Here, into, origin, problem, takenText } from "./here.js";
import { readType } from "./types.js";

type Derived = Count | Size | Offset;

/** One that is a row. */
export function readDerivedRow(node: Derived, here: Here): readonly RowModel[] {
  const there = into(here, node.name);
  if (here.scope.find(node) !== undefined) {
    problem(there, `this ${node.is} is declared after what it belongs to: move the row before it`);
    return [];
  }
  const property = propertyName(node.name);
  if (here.scope.hasName(property)) problem(there, takenText(property));
  return [{ row: "derived", derived: place(node, here, true), ...origin(there) }];
}

/** One as its content names it: a row before, or implied right here. */
export function readDerived(node: Derived, here: Here): DerivedModel {
  return here.scope.find(node) === undefined ? place(node, here, false) : modelOf(node, here, true);
}

function place(node: Derived, here: Here, placed: boolean): DerivedModel {
  here.scope.add(node, { ref: "derived", name: propertyName(node.name) });
  here.codec.placed.add(node);
  checkName(node.name, into(here, node.name));
  return modelOf(node, here, placed);
}

function modelOf(node: Derived, here: Here, placed: boolean): DerivedModel {
  const property = propertyName(node.name);
  return {
    derived: node.is,
    name: node.name,
    property,
    base: readType(node.base, { ...into(here, node.name), property }),
    ...(node.none === undefined ? {} : { none: node.none }),
    ...(node.plus === undefined ? {} : { plus: node.plus }),
    placed,
  };
}
