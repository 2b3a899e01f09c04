/**
 * counts.ts:42  Nothing.Lonely: the count "Lonely" belongs to nothing: name it in list(…) behind it, or make it a field
 * counts.ts:43  Nothing.SizeOnly: the size "SizeOnly" belongs to nothing: name it in bytes(…) or within(…) behind it, or make it a field
 * counts.ts:45  Nothing.Nowhere: the offset "Nowhere" belongs to nothing: name it in at(…) behind it, or make it a field
 * counts.ts:50  Twice.B: the size "Window" already belongs to something else: only lists, or only bytes, can share one
 * counts.ts:52  Offsets.B: the offset "Place" already belongs to something else: only lists, or only bytes, can share one
 * counts.ts:56  Deciding.B: "deciding" is known only behind its content and cannot decide anything: ask for something else
 * counts.ts:59  Later.Later: this count is declared after what it belongs to: move the row before it
 * counts.ts:62  SameName.B: the name "count" is already taken on the way to here: two of one name cannot be told apart
 * counts.ts:76  First.Plain: "RowCount" cannot be counted: the structure has no list with one element for each item
 * counts.ts:77  First.Row: refers to "Elsewhere", which is no row of this table or of the way to here: place it, or pass it as a parameter
 */
import {
  at,
  bytes,
  count,
  schema as define,
  each,
  field,
  first,
  given,
  is,
  list,
  offset,
  packed,
  parameter,
  part,
  size,
  structure,
  toEnd,
  u8,
  u16,
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const lonely = count("Lonely", u8);
const sizeOnly = size("SizeOnly", u8);
const nowhere = offset("Nowhere", u16);
const Nothing = structure("Nothing", section, [
  lonely,
  sizeOnly,
  when(is(sizeOnly, 1), field("A", u8)),
  nowhere,
  field("B", u8),
]);

const window = size("Window", u8);
const Twice = structure("Twice", section, [window, field("A", within(window, Nothing)), field("B", bytes(window))]);
const place = offset("Place", u16);
const Offsets = structure("Offsets", section, [place, field("A", at(place, u8)), field("B", at(place, u8))]);
const deciding = size("Deciding", u8);
const Deciding = structure("Deciding", section, [
  field("A", within(deciding, Nothing)),
  when(is(deciding, 0), field("B", u8)),
]);
const later = count("Later", u8);
const Later = structure("Later", section, [field("A", list(later, u8)), later]);
const SameName = structure("SameName", section, [
  field("A", list(count("Count", u8), u8)),
  field("B", list(count("Count", u8), u8)),
]);

const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const Row = structure("Row", section, [field("Cells", list(each(columns, Column), u8))], { takes: [columns] });
const Plain = structure("Plain", section, [field("Cell", u8)], { takes: [columns] });
const rowCount = count("RowCount", u8);
const elsewhere = count("Elsewhere", u8);
const First = structure(
  "First",
  section,
  [
    rowCount,
    field("Plain", given(Plain, { columns: first(rowCount, columns) })),
    field("Row", given(Row, { columns: first(elsewhere, columns) })),
  ],
  { takes: [columns] },
);

export const schema = define({
  rops: [],
  structures: [Nothing, Twice, Offsets, Deciding, Later, SameName, First],
  errata: [],
});
