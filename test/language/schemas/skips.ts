/** Responses over which skipping moves: counts and sizes whose width a field chooses, and what only decoding tells. */
import {
  asciiZ,
  bool8,
  bytes,
  choose,
  count,
  schema as define,
  field,
  list,
  rop,
  size,
  structure,
  table,
  u8,
  u16,
  when,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const small = field("Small", bool8);
const width = choose(small, { true: u8, false: u16 });
const there = field("There", bool8);
const Deep = structure("Deep", section, [field("Name", asciiZ)], { depth: 2 });

const RopWidths = rop("RopWidths", 0x01, section, {
  response: table(section, [
    small,
    field("Names", list(count("NameCount", width), asciiZ)),
    field("Data", bytes(size("DataSize", width))),
    field("Blobs", list(count("BlobCount", u8), bytes(size("BlobSize", width)))),
    there,
    when(there, field("More", bytes(size("MoreSize", width)))),
    field("After", u8),
  ]),
});
const RopDeep = rop("RopDeep", 0x02, section, {
  response: table(section, [
    there,
    when(there, field("One", Deep), field("Between", u8)),
    field("All", list(count("Count", u8), Deep)),
    field("After", u8),
  ]),
});
const RopDeeper = rop("RopDeeper", 0x03, section, {
  response: table(section, [field("One", Deep), field("Name", asciiZ)]),
});

export const schema = define({ rops: [RopWidths, RopDeep, RopDeeper], structures: [Deep], errata: [] });
