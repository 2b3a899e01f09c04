/** ROPs: requests and responses, context, what is remembered and forgotten, a shared response id, progress. */
import {
  asciiZ,
  bool8,
  bytes,
  context,
  count,
  schema as define,
  each,
  enumeration,
  field,
  first,
  forget,
  fromRequest,
  given,
  is,
  list,
  outcomes,
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
  when,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const Row = structure("Row", section, [field("Number", u8), field("Cells", list(each(columns, Column), u8))], {
  takes: [columns],
});

const LogonId = field("LogonId", u8);
const Index = field("Index", u8);
const ReturnValue = field("ReturnValue", u32);
const Kind = enumeration("LogonKind", section, u8, { public: 0, private: 1 });
const kind = context("logonKind", Kind, LogonId);
const known = context("tableColumns", list(toEnd, Column), Index);
const wanted = field("Columns", list(count("ColumnCount", u8), Column));
const asynchronous = field("Asynchronous", bool8);
const failure = table(section, []);

/** Sets the columns. */
const RopSet = rop("RopSet", 0x12, section, {
  request: table(section, [LogonId, Index, asynchronous, wanted]),
  response: outcomes([Index, ReturnValue], { success: table(section, [field("Status", u8)]), failure }),
  asynchronousIf: asynchronous,
  remembers: [remember(known, fromRequest(wanted))],
  forgets: [forget(known, "failure")],
});
/** Reads rows of the columns that were set. */
const RopRead = rop("RopRead", 0x15, section, {
  request: table(section, [LogonId, Index]),
  response: outcomes([Index, ReturnValue], {
    success: table(section, [field("Rows", list(count("RowCount", u8), given(Row, { columns: known })))]),
    failure,
  }),
});
/** Reads what the request asks for. */
const RopAsk = rop("RopAsk", 0x16, section, {
  request: table(section, [LogonId, Index, wanted]),
  response: outcomes([Index, ReturnValue], {
    success: table(section, [field("Row", given(Row, { columns: fromRequest(wanted) }))]),
    failure,
  }),
});
/** Tells a row in a window. */
const RopTell = rop("RopTell", 0x17, section, {
  response: table(section, [Index, field("Row", within(size("RowSize", u8), given(Row, { columns: known })))]),
});
const cells = count("CellCount", u8);
/** Tells the first columns of a row, without a window. */
const RopStart = rop("RopStart", 0x1b, section, {
  response: table(section, [Index, cells, field("Row", given(Row, { columns: first(cells, known) }))]),
});
/** Has two windows, one behind the other. */
const RopBoxes = rop("RopBoxes", 0x1a, section, {
  response: table(section, [
    within(size("First", u8), [field("A", u8)]),
    within(size("Second", u8), [field("B", u8)]),
    field("Text", asciiZ),
  ]),
});
/** Its table depends on the logon. */
const RopKind = rop("RopKind", 0x18, section, {
  request: table(section, [LogonId, when(is(kind, "private"), field("Name", asciiZ)), field("After", u8)]),
  response: table(section, [Index, ReturnValue]),
});
/** Answers under the id of another. */
const RopAlso = rop("RopAlso", 0x19, section, {
  request: table(section, [LogonId, Index]),
  response: table(section, [Index, ReturnValue]),
  responseId: 0x18,
});
/** Gets its request back. */
const RopEcho = rop("RopEcho", 0xff, section, {
  response: table(section, [field("Needed", u16), field("Requests", bytes(toEnd, { holds: "RopRequests" }))]),
});

export const schema = define({
  rops: [RopSet, RopRead, RopAsk, RopTell, RopKind, RopAlso, RopBoxes, RopStart, RopEcho],
  structures: [Row],
  errata: [],
});
