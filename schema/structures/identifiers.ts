/** Identifiers of folders, messages and mailbox replicas. */
import { oxcdata } from "../documents.js";
import { bytes, field, guid, reserved, structure, u16, u64 } from "../language/index.js";

/** A folder in one mailbox: replica id in the low 16 bits, the six bytes of the global counter above (as they lie on the wire). */
export const FolderID = structure("FolderID", oxcdata("2.2.1.1"), u64);

/** A message in one mailbox: replica id in the low 16 bits, the six bytes of the global counter above (as they lie on the wire). */
export const MessageID = structure("MessageID", oxcdata("2.2.1.2"), u64);

/** An identifier that stays unique across mailboxes and servers. */
export const LongTermID = structure("LongTermID", oxcdata("2.2.1.3.1"), [
  /** The replica's GUID. */
  field("DatabaseGuid", guid),
  /** Six bytes, most significant first when compared. */
  field("GlobalCounter", bytes(6)),
  field("Pad", reserved(u16)),
]);
