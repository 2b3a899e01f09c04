/** Content that stands at a distance from the start of the block. */
import {
  asciiZ,
  at,
  bool8,
  bytes,
  count,
  schema as define,
  enumeration,
  field,
  list,
  offset,
  size,
  structure,
  u8,
  u16,
  utf16Z,
  within,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const nameOffset = offset("NameOffset", u16);
const dataSize = size("DataSize", u16);
const dataOffset = offset("DataOffset", u16);

const Block = structure("Block", section, [
  within(size("Size", u16, { plus: 2 }), [
    field("Number", u8),
    nameOffset,
    dataSize,
    dataOffset,
    field("Name", at(nameOffset, utf16Z)),
    field("Data", at(dataOffset, bytes(dataSize))),
  ]),
]);
const textOffset = offset("TextOffset", u8);
const Loose = structure("Loose", section, [textOffset, field("Text", at(textOffset, asciiZ))]);

const flagOffset = offset("FlagOffset", u8);
const kindOffset = offset("KindOffset", u8);
const Bare = structure("Bare", section, [
  flagOffset,
  kindOffset,
  field("Flag", at(flagOffset, bool8)),
  field("Kind", at(kindOffset, enumeration("PlacedKind", section, u8, { one: 1, two: [2, 3] }))),
]);
const Many = structure("Many", section, [field("All", list(count("Count", u8), Bare)), field("After", u8)]);
const blobOffset = offset("BlobOffset", u8);
const Implied = structure("Implied", section, [blobOffset, field("Blob", at(blobOffset, bytes(size("BlobSize", u8))))]);

export const schema = define({ rops: [], structures: [Implied, Block, Loose, Bare, Many], errata: [] });
