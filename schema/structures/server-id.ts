/** The server id: which message, in which folder, or bytes only the client understands. */
import { oxcdata } from "../documents.js";
import { bytes, choose, enumeration, field, structure, toEnd, u8, u32 } from "../language/index.js";
import { FolderID, MessageID } from "./identifiers.js";

const ours = field(
  "Ours",
  enumeration("ServerIdOurs", oxcdata("2.11.1.4"), u8, {
    /** The rest is the client's own. */
    client: 0x00,
    /** The rest names a folder or a message. */
    server: 0x01,
  }),
);

/** A folder or message as the value of a property (PtypServerId). */
export const ServerId = structure("ServerId", oxcdata("2.11.1.4"), [
  ours,
  choose(ours, {
    server: [
      field("FolderID", FolderID),
      /** All zero if a folder is meant. */
      field("MessageID", MessageID),
      /** Which value of a multivalued property the row is for; else zero. */
      field("Instance", u32),
    ],
    client: [field("ClientData", bytes(toEnd))],
  }),
]);
