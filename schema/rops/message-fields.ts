/** The rows that several ROPs on messages have. */
import { bool8, count, field, given, list, u8, u16 } from "../language/index.js";
import { PropertyTag } from "../structures/property-tags.js";
import { OpenRecipientRow } from "../structures/recipient-rows.js";
import { TypedString } from "../structures/typed-string.js";

/** The code page of the message's 8-bit strings; 0x0FFF means the one of the logon. */
export const CodePageId = field("CodePageId", u16);
/** Whether the message has properties that go by a name. */
export const HasNamedProperties = field("HasNamedProperties", bool8);
/** What stands before the subject proper, such as "RE: ". */
export const SubjectPrefix = field("SubjectPrefix", TypedString);
/** The subject without its prefix. */
export const NormalizedSubject = field("NormalizedSubject", TypedString);
/** How many recipients the message has (0 to 65,535); `recipientRows` may hold fewer. */
export const RecipientCount = field("RecipientCount", u16);
/** The properties that a recipient row may have values for, beside its own fields. */
export const RecipientColumns = field("RecipientColumns", list(count("ColumnCount", u16), PropertyTag));
/** The first recipients (up to 255), as many as fit; RopReadRecipients reads the others. */
export const RecipientRows = field(
  "RecipientRows",
  list(count("RowCount", u8), given(OpenRecipientRow, { columns: RecipientColumns })),
);
