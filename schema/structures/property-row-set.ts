/** Several rows over the same columns. */
import { oxcdata } from "../documents.js";
import { count, field, given, list, structure, u16 } from "../language/index.js";
import { PropertyRow } from "./property-row.js";
import { columns } from "./property-tags.js";

/** Rows over the same columns; ROPs have the same two rows as their own. */
export const PropertyRowSet = structure(
  "PropertyRowSet",
  oxcdata("2.8.2.1"),
  [field("Rows", list(count("RowCount", u16), given(PropertyRow, { columns })))],
  { takes: [columns] },
);
