/** Structures: tables and types with a name, their parameters, the first items of a list, undecoded windows. */
import {
  bool8,
  count,
  schema as define,
  each,
  enumeration,
  field,
  first,
  given,
  is,
  list,
  packed,
  parameter,
  part,
  size,
  structure,
  toEnd,
  u8,
  u16,
  u64,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Id = structure("Id", section, u64);
const Ids = structure("Ids", section, [
  field("One", Id),
  field("Two", list(2, Id)),
  field("Many", list(count("Count", u8), Id)),
]);

const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const Row = structure("Row", section, [field("Cells", list(each(columns, Column), u8))], { takes: [columns] });
const own = field("Columns", list(count("ColumnCount", u8), Column));
const columnCount = count("RowCount", u8);
const Sheet = structure("Sheet", section, [
  own,
  columnCount,
  field("Row", given(Row, { columns: first(columnCount, own) })),
]);
const Windows = structure(
  "Windows",
  section,
  [field("Number", u8), field("Row", within(size("RowSize", u8), given(Row, { columns })))],
  { takes: [columns] },
);
const Fixed = structure("Fixed", section, [field("Row", given(Row, { columns: [1, 2] }))]);

const mode = parameter("mode", enumeration("Mode", section, u8, { plain: 0, extended: 1 }));
const on = parameter("on", bool8);
const Moded = structure(
  "Moded",
  section,
  [field("Number", u8), when(is(mode, "extended"), field("More", u8)), when(on, field("Also", u8))],
  { takes: [mode, on] },
);
const yes = field("Yes", bool8);
const Modes = structure("Modes", section, [
  yes,
  field("Plain", given(Moded, { mode: "plain", on: yes })),
  field("Extended", given(Moded, { mode: "extended", on: true })),
]);

export const schema = define({ rops: [], structures: [Id, Ids, Row, Sheet, Windows, Fixed, Moded, Modes], errata: [] });
