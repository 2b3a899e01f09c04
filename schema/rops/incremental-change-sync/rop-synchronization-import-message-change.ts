/** RopSynchronizationImportMessageChange: uploads a new or changed message. */
import { oxcfxics, oxcrops } from "../../documents.js";
import { count, field, flags, given, list, outcomes, rop, table, u8, u16 } from "../../language/index.js";
import { MessageID } from "../../structures/identifiers.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What is uploaded and how conflicts end. */
const ImportFlag = flags("ImportFlag", oxcfxics("2.2.3.2.4.2.1"), u8, {
  /** It is folder associated information, no ordinary message. */
  associated: 0x10,
  /** A message that conflicts with a change on the server is refused (0x80040802); else both versions are kept. */
  failOnConflict: 0x40,
});

/** Creates or opens the message that a client changed; the rest of its properties are then set on it. */
export const RopSynchronizationImportMessageChange = rop(
  "RopSynchronizationImportMessageChange",
  0x72,
  oxcrops("2.2.13.2"),
  {
    request: table(oxcrops("2.2.13.2.1"), [
      LogonId,
      InputHandleIndex,
      OutputHandleIndex,
      field("ImportFlag", ImportFlag),
      /** PidTagSourceKey, PidTagLastModificationTime, PidTagChangeKey and PidTagPredecessorChangeList, in this order. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
    response: outcomes([OutputHandleIndex, ReturnValue], {
      success: table(oxcrops("2.2.13.2.2"), [
        /** Servers send 0. */
        field("MessageId", MessageID),
      ]),
      failure: table(oxcrops("2.2.13.2.3"), []),
    }),
  },
);
