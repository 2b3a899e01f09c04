/** Names of ours that generated functions use for something of their own. */
import {
  asciiZ,
  bool8,
  context,
  schema as define,
  field,
  given,
  is,
  parameter,
  rop,
  structure,
  table,
  u8,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const d = field("D", u8);
const Asked = structure("Asked", section, [d, when(is(d, 1), field("More", u8))]);
const chain = parameter("chain", u8);
const parser = parameter("parser", bool8);
const knobs = parameter("knobs", u8);
const arbitrary = parameter("arbitrary", u8);
const draw = parameter("d", u8);
const Given = structure(
  "Given",
  section,
  [
    when(is(chain, 1), field("A", u8)),
    when(parser, field("B", asciiZ)),
    when(is(knobs, 1), field("C", u8)),
    when(is(arbitrary, 1), field("E", u8)),
    when(is(draw, 1), field("F", u8)),
  ],
  { takes: [chain, parser, knobs, arbitrary, draw] },
);
const Holder = structure("Holder", section, [
  d,
  field("Inner", given(Given, { chain: d, parser: false, knobs: d, arbitrary: d, d })),
]);

const Index = field("Index", u8);
const known = context("chain", u8, Index);
const RopTaken = rop("RopTaken", 0x01, section, {
  request: table(section, [Index, d, when(is(known, 1), field("More", u8))]),
});

export const schema = define({ rops: [RopTaken], structures: [Asked, Given, Holder], errata: [] });
