/** RopSynchronizationImportHierarchyChange: uploads a new or changed folder. */
import { oxcrops } from "../../documents.js";
import { count, field, given, list, outcomes, rop, table, u16 } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { TaggedPropertyValue } from "../../structures/property-values.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** Creates a folder, or changes or moves one, as the client has it. */
export const RopSynchronizationImportHierarchyChange = rop(
  "RopSynchronizationImportHierarchyChange",
  0x73,
  oxcrops("2.2.13.4"),
  {
    request: table(oxcrops("2.2.13.4.1"), [
      LogonId,
      InputHandleIndex,
      /**
       * Where the folder is: PidTagParentSourceKey (empty for the folder that is synchronized), PidTagSourceKey,
       * PidTagLastModificationTime, PidTagChangeKey, PidTagPredecessorChangeList and PidTagDisplayName, in this order.
       */
      field(
        "HierarchyValues",
        list(count("HierarchyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" })),
      ),
      /** The folder's other properties. */
      field("PropertyValues", list(count("PropertyValueCount", u16), given(TaggedPropertyValue, { widths: "narrow" }))),
    ]),
    response: outcomes([InputHandleIndex, ReturnValue], {
      success: table(oxcrops("2.2.13.4.2"), [
        /** Servers send 0. */
        field("FolderId", FolderID),
      ]),
      failure: table(oxcrops("2.2.13.4.3"), []),
    }),
  },
);
