/**
 * exchanges.ts:70  RopSameId: the RopId 0x01 is RopOne's already
 * exchanges.ts:71  RopOne: there are two ROPs of this name
 * exchanges.ts:72  RopShares: its response has the id 0x01 of RopOne's, but other rows: nothing would tell them apart
 * exchanges.ts:82  RopEmpty: it has neither a request nor a response: say the tables it has
 * exchanges.ts:83  RopLonely: responseId without a response
 * exchanges.ts:84  Misnamed: a ROP's name begins with Rop
 * exchanges.ts:84  Misnamed: a RopId is a number from 0 to 0xff, not 264
 * exchanges.ts:85  RopStyle: asynchronousIf names a boolean of the request, and nothing else
 * exchanges.ts:89  RopAsync: refers to "Flag", which is no row of this table or of the way to here: place it, or pass it as a parameter
 * exchanges.ts:89  RopAsync: asynchronousIf names a boolean of the request, and nothing else
 * exchanges.ts:94  RopLeaves: remembers "Flag", which is no row of its response
 * exchanges.ts:94  RopLeaves: remembers "pad" as "known", which is no property of its request
 * exchanges.ts:94  RopLeaves: "index" says whose "known" it is, but is in neither its request nor its response
 * exchanges.ts:94  RopLeaves: remembers "flag" as "known", which is no property of its response
 * exchanges.ts:100  RopNeeds.request: takes "index" from the request, which it is itself: refer to the row
 * exchanges.ts:100  RopNeeds.response: "index" says whose "known" it is: it must stand at the front of the buffer, behind whole numbers only
 * exchanges.ts:100  RopNeeds.response: takes "result" from the request, which has no such property
 * exchanges.ts:101  RopNeeds.request.Index: the name "index" is already taken on the way to here: two of one name cannot be told apart
 * exchanges.ts:109  RopOther.response: what is known as "known" has another type elsewhere: give one of them another name
 * exchanges.ts:112  Structure: a structure cannot use the context "known": take it as a parameter
 */
import {
  bool8,
  bytes,
  context,
  schema as define,
  each,
  field,
  flags,
  forget,
  fromRequest,
  given,
  has,
  is,
  list,
  packed,
  parameter,
  part,
  remember,
  reserved,
  rop,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
  when,
} from "../../../schema/language/index.js";
import { section } from "../schemas/section.js";

const Column = packed(u16, [part("column", 0xffff, u16)]);
const columns = parameter("columns", list(toEnd, Column));
const Row = structure("Row", section, [field("Cells", list(each(columns, Column), u8))], { takes: [columns] });

const index = field("Index", u8);
const name = field("Name", bytes(2));
const pad = field("Pad", reserved(u8));
const result = field("Result", u32);
const known = context("known", list(toEnd, Column), index);
const knownToo = context("known", u8, index);
const style = field("Style", flags("Style", section, u8, { bold: 1 }));
const flag = field("Flag", bool8);

const RopOne = rop("RopOne", 0x01, section, {
  request: table(section, [index]),
  response: table(section, [index, result]),
});
const RopSameId = rop("RopSameId", 0x01, section, { request: table(section, [index]) });
const RopSameName = rop("RopOne", 0x02, section, { request: table(section, [index]) });
const RopShares = rop("RopShares", 0x03, section, {
  request: table(section, [index]),
  response: table(section, [result]),
  responseId: 0x01,
});
const RopShareToo = rop("RopShareToo", 0x04, section, {
  request: table(section, [index]),
  response: table(section, [index, result]),
  responseId: 0x01,
});
const RopEmpty = rop("RopEmpty", 0x05, section, {});
const RopLonely = rop("RopLonely", 0x06, section, { request: table(section, [index]), responseId: 0x07 });
const Misnamed = rop("Misnamed", 0x108, section, { request: table(section, [index]) });
const RopStyle = rop("RopStyle", 0x09, section, {
  request: table(section, [style]),
  asynchronousIf: has(style, "bold"),
});
const RopResponse = rop("RopAsync", 0x0a, section, {
  request: table(section, [index]),
  response: table(section, [flag]),
  asynchronousIf: flag,
});
const RopLeaves = rop("RopLeaves", 0x0b, section, {
  request: table(section, [result, pad]),
  response: table(section, [result]),
  remembers: [remember(known, fromRequest(pad)), remember(known, flag)],
  forgets: [forget(known, "failure")],
});
const RopNeeds = rop("RopNeeds", 0x0c, section, {
  request: table(section, [index, when(is(fromRequest(index), 1), field("A", u8))]),
  response: table(section, [
    name,
    index,
    field("Row", given(Row, { columns: known })),
    when(is(fromRequest(result), 1), field("A", u8)),
  ]),
});
const RopOther = rop("RopOther", 0x0d, section, {
  response: table(section, [index, when(is(knownToo, 1), field("A", u8))]),
});
const Structure = structure("Structure", section, [when(is(knownToo, 1), field("A", u8)), field("B", u8)]);

export const schema = define({
  rops: [
    RopOne,
    RopSameId,
    RopSameName,
    RopShares,
    RopShareToo,
    RopEmpty,
    RopLonely,
    Misnamed,
    RopStyle,
    RopResponse,
    RopLeaves,
    RopNeeds,
    RopOther,
  ],
  structures: [Row, Structure],
  errata: [],
});
