/** RopSynchronizationConfigure: begins the download of changes. */
import { oxcfxics, oxcrops } from "../../documents.js";
import {
  count,
  enumeration,
  field,
  flags,
  given,
  list,
  rop,
  size,
  table,
  u8,
  u16,
  u32,
  within,
} from "../../language/index.js";
import { SendOptions } from "../../structures/fast-transfer.js";
import { PropertyTag } from "../../structures/property-tags.js";
import { Restriction } from "../../structures/restriction.js";
import { InputHandleIndex, LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

/** What is to be synchronized. */
const SynchronizationType = enumeration("SynchronizationType", oxcfxics("2.2.3.2.1.1.1"), u8, {
  /** The messages of the folder. */
  contents: 0x01,
  /** The folders below the folder. */
  hierarchy: 0x02,
});

/** Which changes are to be sent, and how. All but `unicode`, `noDeletions` and `noForeignIdentifiers` are for contents only. */
const SynchronizationFlags = flags("SynchronizationFlags", oxcfxics("2.2.3.2.1.1.1"), u16, {
  /** The client takes Unicode strings; the same as `unicode` of SendOptions. */
  unicode: 0x0001,
  /** Deletions are not told. */
  noDeletions: 0x0002,
  /** Messages that the restriction no longer admits are not told. */
  ignoreNoLongerInScope: 0x0004,
  /** Changes of read states are told. */
  readState: 0x0008,
  /** Changes of folder associated information are sent. */
  fai: 0x0010,
  /** Changes of ordinary messages are sent. */
  normal: 0x0020,
  /** PropertyTags names what to send; else it names what to leave out. */
  onlySpecifiedProperties: 0x0080,
  /** Source keys are made from the server's own ids, whatever was stored with the object. */
  noForeignIdentifiers: 0x0100,
  reserved: 0x1000,
  /** Bodies in the format they were written in instead of compressed RTF. */
  bestBody: 0x2000,
  /** PropertyTags does not hold for folder associated information. */
  ignoreSpecifiedOnFai: 0x4000,
  /** The stream tells how much is to come. */
  progress: 0x8000,
});

/** What each change is to say besides, and in which order. */
const SynchronizationExtraFlags = flags("SynchronizationExtraFlags", oxcfxics("2.2.3.2.1.1.1"), u32, {
  /** The server's id of the folder or message. */
  eid: 0x00000001,
  /** The size of the message (contents only). */
  messageSize: 0x00000002,
  /** The change number (contents only). */
  cn: 0x00000004,
  /** The messages are sorted by their delivery time (contents only). */
  orderByDeliveryTime: 0x00000008,
});

/**
 * Opens a download of what changed in a folder or below it since the state that the client uploads next;
 * RopFastTransferSourceGetBuffer then fetches the stream (contentsSync or hierarchySync).
 */
export const RopSynchronizationConfigure = rop("RopSynchronizationConfigure", 0x70, oxcrops("2.2.13.1"), {
  request: table(oxcrops("2.2.13.1.1"), [
    LogonId,
    InputHandleIndex,
    OutputHandleIndex,
    field("SynchronizationType", SynchronizationType),
    field("SendOptions", SendOptions),
    field("SynchronizationFlags", SynchronizationFlags),
    /** Which messages are synchronized; absent: all (and always for a hierarchy). */
    field(
      "RestrictionData",
      within(size("RestrictionDataSize", u16, { none: 0 }), given(Restriction, { widths: "narrow" })),
    ),
    field("SynchronizationExtraFlags", SynchronizationExtraFlags),
    /** The properties, and kinds of objects inside, to send or to leave out. */
    field("PropertyTags", list(count("PropertyTagCount", u16), PropertyTag)),
  ]),
  response: table(oxcrops("2.2.13.1.2"), [OutputHandleIndex, ReturnValue]),
});
