/** A vendor's schema: all that ropwire has, a structure of the vendor's, and a ROP that carries it. */
import { schema as ropwire } from "ropwire/schema";
import {
  count,
  schema as define,
  document,
  field,
  list,
  outcomes,
  rop,
  structure,
  table,
  u16,
  u32,
  utf16Z,
} from "ropwire/schema/language";
import { InputHandleIndex, LogonId, ReturnValue } from "ropwire/schema/rops/fields";
import { FolderID } from "ropwire/schema/structures/identifiers";

const vendor = document("VENDOR-LABELS");

/** A label of a folder. */
export const Label = structure("Label", vendor("2.1"), [field("Color", u32), field("Text", utf16Z)]);

const LabelCount = count("LabelCount", u16);

/** Asks for the labels of a folder. */
export const RopGetLabels = rop("RopGetLabels", 0xf8, vendor("2.2"), {
  request: table(vendor("2.2.1"), [LogonId, InputHandleIndex, field("FolderId", FolderID)]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(vendor("2.2.2"), [LabelCount, field("Labels", list(LabelCount, Label))]),
    failure: table(vendor("2.2.3"), []),
  }),
});

export const schema = define({
  rops: [...ropwire.rops, RopGetLabels],
  structures: [...ropwire.structures, Label],
  errata: ropwire.errata,
});
