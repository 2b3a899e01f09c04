/** RopSetSearchCriteria: sets what a search folder searches for. */
import { oxcfold, oxcrops } from "../../documents.js";
import { count, field, flags, given, list, rop, size, table, u16, u32, within } from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { Restriction } from "../../structures/restriction.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How to search; of two bits that exclude each other the default is named where there is one. */
const SetSearchFlags = flags("SetSearchFlags", oxcfold("2.2.1.4.1"), u32, {
  /** Stops the search; not with `restartSearch`. */
  stopSearch: 0x00000001,
  /** Starts the search, for the first time or again (the default). */
  restartSearch: 0x00000002,
  /** In the folders and in all folders below; not with `shallowSearch`. */
  recursiveSearch: 0x00000004,
  /** In the folders alone (the default). */
  shallowSearch: 0x00000008,
  /** With high priority. */
  foregroundSearch: 0x00000010,
  /** With normal priority. */
  backgroundSearch: 0x00000020,
  /** By the content index; not with `nonContentIndexedSearch`; without both the server decides. */
  contentIndexedSearch: 0x00010000,
  /** Without the content index. */
  nonContentIndexedSearch: 0x00020000,
  /** Once; without it the folder follows later changes. */
  staticSearch: 0x00040000,
});

/** Sets the criteria of a search folder and starts or stops the search. */
export const RopSetSearchCriteria = rop("RopSetSearchCriteria", 0x30, oxcrops("2.2.4.4"), {
  request: table(oxcrops("2.2.4.4.1"), [
    LogonId,
    InputHandleIndex,
    /** What to find; absent: as before. */
    field(
      "RestrictionData",
      within(size("RestrictionDataSize", u16, { none: 0 }), given(Restriction, { widths: "narrow" })),
    ),
    /** Where to search; empty: as before. */
    field("FolderIds", list(count("FolderIdCount", u16), FolderID)),
    field("SearchFlags", SetSearchFlags),
  ]),
  response: table(oxcrops("2.2.4.4.2"), [InputHandleIndex, ReturnValue]),
});
