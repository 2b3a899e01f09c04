/** What objects and their changes go by when mailboxes are synchronized. */
import { oxcdata, oxcfxics } from "../documents.js";
import { bytes, field, guid, list, size, structure, toEnd, u8, u64, within } from "../language/index.js";

/** A counter in one replica: six bytes, the most significant first when they are compared. */
export const GLOBCNT = structure("GLOBCNT", oxcfxics("2.2.2.5"), bytes(6));

/** A folder, a message or a change, unique across mailboxes and servers: a LongTermID without its padding. */
export const GID = structure("GID", oxcdata("2.2.1.3"), [
  /** The replica's GUID. */
  field("DatabaseGuid", guid),
  field("GlobalCounter", GLOBCNT),
]);

/** A change in one mailbox: replica id in the low 16 bits, the six bytes of the global counter above (as they lie on the wire). */
export const CN = structure("CN", oxcfxics("2.2.2.1"), u64);

/** A change, whoever made it (17 to 24 bytes): a GID if a server did. Its size is known only from what stands around it. */
export const XID = structure("XID", oxcfxics("2.2.2.2"), [
  /** Whose changes these are: a replica's, or a client's own. */
  field("NamespaceGuid", guid),
  /** One to eight bytes that identify the change there. */
  field("LocalId", bytes(toEnd)),
]);

/** An XID behind its size. */
export const SizedXid = structure("SizedXid", oxcfxics("2.2.2.3.1"), [field("XID", within(size("XidSize", u8), XID))]);

/** The last change of each namespace that a version of an object includes, sorted by the bytes of NamespaceGuid. */
export const PredecessorChangeList = structure("PredecessorChangeList", oxcfxics("2.2.2.3"), list(toEnd, SizedXid));
