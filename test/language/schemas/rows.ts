/** Rows of the same columns, which are walked over together, and frequent responses, which are walked over in a loop. */
import {
  asciiZ,
  bytes,
  choose,
  context,
  count,
  schema as define,
  each,
  enumeration,
  field,
  fromRequest,
  given,
  list,
  packed,
  parameter,
  part,
  remember,
  rop,
  size,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
  u64,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const ItemKind = enumeration("ItemKind", section, u8, {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  eight: 8,
  ten: 10,
  text: 20,
  texts: 21,
  raw: 22,
});
const kind = part("kind", 0x00ff, ItemKind);
const Column = packed(u16, [kind, part("id", 0xff00, u8)]);
const Index = field("Index", u8);
const of = parameter("of", ItemKind);
const Value = structure(
  "Value",
  section,
  choose(of, {
    one: u8,
    two: u16,
    three: bytes(3),
    four: u32,
    eight: u64,
    ten: bytes(10),
    text: asciiZ,
    texts: list(count("TextCount", u8), asciiZ),
    otherwise: bytes(size("RawSize", u8)),
  }),
  { takes: [of] },
);
const columns = parameter("columns", list(toEnd, Column));
const others = parameter("others", list(toEnd, Column));
const columnValues = list(each(columns, Column), given(Value, { of: kind }));
/** With two lists, of which the second is of other columns. */
const Row = structure(
  "Row",
  section,
  [
    field("Values", columnValues),
    field("Between", u8),
    field("Rest", list(each(others, Column), given(Value, { of: kind }))),
  ],
  { takes: [columns, others] },
);
/** What walks over many of a Row has another name than what walks over one of these. */
const Rows = structure("Rows", section, [field("Before", u8), field("Values", columnValues)], { takes: [columns] });
const tableColumns = context("tableColumns", list(toEnd, Column), Index);

const wanted = field("Columns", list(count("ColumnCount", u8), Column));
const RopSet = rop("RopSet", 0x07, section, {
  request: table(section, [Index, wanted]),
  response: table(section, [Index]),
  remembers: [remember(tableColumns, fromRequest(wanted))],
});
const RopRows = rop("RopRows", 0x01, section, {
  frequent: true,
  response: table(section, [
    Index,
    field("Rows", list(count("RowCount", u8), given(Row, { columns: tableColumns, others: tableColumns }))),
    field("More", list(count("MoreCount", u8), given(Rows, { columns: tableColumns }))),
  ]),
});
const RopValues = rop("RopValues", 0x02, section, {
  frequent: true,
  response: table(section, [Index, field("Values", list(each(tableColumns, Column), given(Value, { of: kind })))]),
});

const Tail = structure("Tail", section, [
  field("Index", u16),
  field("Numbers", list(count("NumberCount", u8), u16)),
  field("After", u8),
]);
/** A structure at its end, which has a field of the same name. */
const RopTail = rop("RopTail", 0x03, section, {
  frequent: true,
  response: table(section, [Index, field("Tags", list(count("TagCount", u8), u32)), field("Tail", Tail)]),
});
const RopWindow = rop("RopWindow", 0x04, section, {
  frequent: true,
  response: table(section, [within(size("Size", u8), [field("Name", asciiZ)]), field("After", u8)]),
});
const RopFixed = rop("RopFixed", 0x05, section, { frequent: true, response: table(section, [field("Number", u64)]) });
const RopRare = rop("RopRare", 0x06, section, { response: table(section, [field("Number", u64)]) });

export const schema = define({
  rops: [RopSet, RopRows, RopValues, RopTail, RopWindow, RopFixed, RopRare],
  structures: [Value, Row, Rows, Tail],
  errata: [],
});
