/** RopSynchronizationUploadStateStreamBegin: begins the upload of one property of a synchronization's state. */
import { oxcrops } from "../../documents.js";
import { field, rop, table, u32 } from "../../language/index.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Names the property of the state whose value the client sends next, in pieces. */
export const RopSynchronizationUploadStateStreamBegin = rop(
  "RopSynchronizationUploadStateStreamBegin",
  0x75,
  oxcrops("2.2.13.9"),
  {
    request: table(oxcrops("2.2.13.9.1"), [
      LogonId,
      InputHandleIndex,
      /** MetaTagIdsetGiven (as 0x40170003 or 0x40170102), MetaTagCnsetSeen, MetaTagCnsetSeenFAI or MetaTagCnsetRead. */
      field("StateProperty", PropertyTag),
      /** How many bytes the pieces will have together. */
      field("TransferBufferSize", u32),
    ]),
    response: table(oxcrops("2.2.13.9.2"), [InputHandleIndex, ReturnValue]),
  },
);
