/** Lists whose last element says that it is the last. */
import {
  bit,
  bits,
  bool8,
  schema as define,
  enumeration,
  field,
  flags,
  has,
  is,
  list,
  not,
  part,
  structure,
  u8,
  until,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const last = part("last", 0x80, bit);
const Piece = structure("Piece", section, [field("Word", bits(u8, [last, part("number", 0x7f, u8)]))]);
const Pieces = structure("Pieces", section, [field("Pieces", list(until(last), Piece)), field("After", u8)]);

const more = field("More", bool8);
const Link = structure("Link", section, [more, field("Number", u8)]);
const Chain = structure("Chain", section, list(until(not(more)), Link));

const kind = field("Kind", enumeration("LinkKind", section, u8, { middle: 1, end: 2 }));
const Node = structure("Node", section, [kind]);
const Nodes = structure("Nodes", section, [field("Nodes", list(until(is(kind, "end")), Node))]);

const marks = field("Marks", flags("Marks", section, u8, { final: 4 }));
const Mark = structure("Mark", section, [marks]);
const MarkList = structure("MarkList", section, [field("All", list(until(has(marks, "final")), Mark))]);

export const schema = define({
  rops: [],
  structures: [Piece, Pieces, Link, Chain, Node, Nodes, Mark, MarkList],
  errata: [],
});
