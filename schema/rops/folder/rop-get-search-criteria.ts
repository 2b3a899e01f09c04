/** RopGetSearchCriteria: tells what a search folder searches for. */
import { oxcfold, oxcrops } from "../../documents.js";
import {
  bool8,
  count,
  field,
  flags,
  given,
  list,
  outcomes,
  rop,
  size,
  table,
  u16,
  u32,
  within,
} from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { Restriction } from "../../structures/restriction.js";
import { InputHandleIndex, LogonId, ReturnValue } from "../fields.js";

/** How the search is going. */
const GetSearchFlags = flags("GetSearchFlags", oxcfold("2.2.1.5.2"), u32, {
  /** The search folder is still being filled for the first time. */
  searchRunning: 0x00000001,
  /** The search is in the part that costs the server most (only with `searchRunning`). */
  searchRebuild: 0x00000002,
  /** The folders below are searched as well. */
  searchRecursive: 0x00000004,
  /** The search has high priority. */
  searchForeground: 0x00000008,
  /** All results are there. */
  searchComplete: 0x00001000,
  /** Some parts of messages were not searched. */
  searchPartial: 0x00002000,
  /** The search does not follow changes. */
  searchStatic: 0x00010000,
  /** The search is still being evaluated. */
  searchMaybeStatic: 0x00020000,
  /** By the content index alone. */
  ciTotally: 0x01000000,
  /** Mostly by the content index. */
  ciWithTwirResidual: 0x02000000,
  /** Mostly without the content index. */
  twirMostly: 0x04000000,
  /** Without the content index. */
  twirTotally: 0x08000000,
});

/** Tells the criteria of a search folder and the state of its search. */
export const RopGetSearchCriteria = rop("RopGetSearchCriteria", 0x31, oxcrops("2.2.4.5"), {
  request: table(oxcrops("2.2.4.5.1"), [
    LogonId,
    InputHandleIndex,
    /** Whether strings in the restriction are wanted in UTF-16. */
    field("UseUnicode", bool8),
    field("IncludeRestriction", bool8),
    field("IncludeFolders", bool8),
  ]),
  response: outcomes([InputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.4.5.2"), [
      /** What is searched for; absent if it was not asked for. */
      field(
        "RestrictionData",
        within(size("RestrictionDataSize", u16, { none: 0 }), given(Restriction, { widths: "narrow" })),
      ),
      LogonId,
      /** Where it is searched; empty if it was not asked for. */
      field("FolderIds", list(count("FolderIdCount", u16), FolderID)),
      field("SearchFlags", GetSearchFlags),
    ]),
    failure: table(oxcrops("2.2.4.5.3"), []),
  }),
});
