/** Bytes of fixed size, behind their size, to the end; GUIDs; bytes that hold a structure. */
import {
  bytes,
  schema as define,
  field,
  guid,
  list,
  size,
  structure,
  toEnd,
  u8,
  u16,
} from "../../../schema/language/index.js";
import { section } from "./section.js";

const Fixed = structure("Fixed", section, [field("Id", guid), field("Three", bytes(3)), field("After", u8)]);
const Sized = structure("Sized", section, [field("Data", bytes(size("DataSize", u16))), field("After", u8)]);
const Rest = structure("Rest", section, [field("Head", u8), field("Data", bytes(toEnd, { holds: "Fixed" }))]);
const Pieces = structure("Pieces", section, [
  field("Ids", list(2, guid)),
  field("Blobs", list(2, bytes(size("BlobSize", u8)))),
]);

export const schema = define({ rops: [], structures: [Fixed, Sized, Rest, Pieces], errata: [] });
