/** The rows of a table, in wire order. */
import type { Field, Row } from "../../schema/language/index.js";
import type { FieldModel, RowModel } from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import { readChooseRows } from "./choices.js";
import { readCondition } from "./conditions.js";
import { readDerived, readDerivedRow } from "./derived.js";
import { checkName, type Here, inside, into, origin, problem, takenText } from "./here.js";
import { placeParts } from "./parts.js";
import { readType } from "./types.js";

export function readRows(rows: readonly Row[], here: Here): RowModel[] {
  const { loaded } = here.reading;
  return rows.flatMap((row, index) => readRow(row, { ...here, site: loaded.siteIn(rows, index) ?? loaded.site(row) }));
}

/** `outerDoc` is the comment above the `when` around the row. */
function readRow(row: Row, here: Here, outerDoc = ""): readonly RowModel[] {
  const { loaded } = here.reading;
  const doc = here.site?.doc || outerDoc;
  switch (row.is) {
    case "field":
      return [readField(row, here, doc || (loaded.site(row)?.doc ?? ""))];
    case "count":
    case "size":
    case "offset":
      return readDerivedRow(row, here);
    case "when": {
      const condition = readCondition(row.condition, here);
      const rows = row.rows.flatMap((inner) => readRow(inner, { ...here, site: loaded.site(inner) ?? here.site }, doc));
      if (rows.length === 0) problem(here, "when() has no rows: say which rows depend on the condition");
      return [{ row: "when", condition, rows, ...origin(here) }];
    }
    case "chooseRows":
      return [readChooseRows(row, here)];
    case "withinRows": {
      const size = readDerived(row.size, here);
      return [{ row: "within", size, rows: readRows(row.rows, inside(here)), ...origin(here) }];
    }
    case "mayEnd": {
      here.reading.erratum(row.erratum, here.site, here.path);
      const condition = row.condition === undefined ? {} : { condition: readCondition(row.condition, here) };
      return [{ row: "mayEnd", erratum: row.erratum, ...condition, ...origin(here) }];
    }
    default:
      problem(
        here,
        "this is not a row: a table consists of field(), count(), size(), offset(), when(), choose(), within() and mayEnd()",
      );
      return [];
  }
}

function readField(field: Field, outer: Here, doc: string): FieldModel {
  const property = propertyName(field.name);
  const here = { ...into(outer, field.name), property };
  checkName(field.name, here);
  const type = readType(field.type, here);
  if (field.type.is === "bits" || field.type.is === "packed") placeParts(field.type, here);
  // The parts of bits take its place in the value.
  if (type.type !== "bits" && here.scope.hasName(property)) problem(here, takenText(property));
  here.scope.add(field, { ref: "field", name: property });
  here.codec.placed.add(field);
  return { row: "field", name: field.name, property, type, doc, section: here.section, ...origin(here) };
}
