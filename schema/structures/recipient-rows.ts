/** Recipients of messages: the row itself and the forms in which ROPs carry it. */
import { oxcdata, oxcmsg, oxcrops } from "../documents.js";
import {
  all,
  asciiZ,
  bit,
  bits,
  bytes,
  count,
  enumeration,
  field,
  first,
  given,
  is,
  part,
  presence,
  reserved,
  size,
  stringZ,
  structure,
  u8,
  u16,
  u32,
  when,
  within,
} from "../language/index.js";
import { PropertyRow } from "./property-row.js";
import { columns } from "./property-tags.js";

// ---- the row ----------------------------------------------------------------------------------------------------

/** What kind of address the recipient has. */
export const RecipientAddressType = enumeration("RecipientAddressType", oxcdata("2.8.3.1"), u8, {
  /** Another kind, which AddressType may name. */
  noType: 0x00,
  /** A distinguished name in the directory. */
  x500Dn: 0x01,
  msMail: 0x02,
  smtp: 0x03,
  fax: 0x04,
  professionalOfficeSystem: 0x05,
  personalDistributionList1: 0x06,
  personalDistributionList2: 0x07,
});

/** What a recipient in the directory is. */
export const DisplayType = enumeration("DisplayType", oxcdata("2.8.3.2"), u8, {
  /** A user. */
  messagingUser: 0x00,
  distributionList: 0x01,
  /** A public or shared folder, or a bulletin board. */
  forum: 0x02,
  automatedAgent: 0x03,
  /** A large group, such as a department. */
  organization: 0x04,
  /** A user's own distribution list. */
  privateDistributionList: 0x05,
  /** A recipient in a foreign system. */
  remoteUser: 0x06,
});

/** What kind of address the recipient has. */
const type = part("type", 0x0007, RecipientAddressType);
const hasEmailAddress = part("hasEmailAddress", 0x0008, presence(bit));
const hasDisplayName = part("hasDisplayName", 0x0010, presence(bit));
const hasTransmittableDisplayName = part("hasTransmittableDisplayName", 0x0020, presence(bit));
/** Whether the transmittable display name is the display name. */
const sameTransmittableDisplayName = part("sameTransmittableDisplayName", 0x0040, bit);
/** Whether another transport delivers to this recipient. */
const otherTransport = part("otherTransport", 0x0080, bit);
/** Whether the recipient takes no rich text. */
const noRichText = part("noRichText", 0x0100, bit);
/** Whether the strings of the row are in UTF-16. */
const unicode = part("unicode", 0x0200, bit);
const hasSimpleDisplayName = part("hasSimpleDisplayName", 0x0400, presence(bit));
const hasAddressType = part("hasAddressType", 0x8000, presence(bit));

const inDirectory = is(type, "x500Dn");
const isDistributionList = is(type, "personalDistributionList1", "personalDistributionList2");
const columnCount = count("RecipientColumnCount", u16);

/** A recipient: its address, and values for the first of the columns. */
export const RecipientRow = structure(
  "RecipientRow",
  oxcdata("2.8.3.2"),
  [
    field(
      "RecipientFlags",
      bits(u16, [
        type,
        hasEmailAddress,
        hasDisplayName,
        hasTransmittableDisplayName,
        sameTransmittableDisplayName,
        otherTransport,
        noRichText,
        unicode,
        hasSimpleDisplayName,
        when(is(type, "noType"), hasAddressType),
      ]),
    ),
    /** How many characters of the session's DnPrefix stand before X500DN. */
    when(inDirectory, field("AddressPrefixUsed", u8)),
    when(inDirectory, field("DisplayType", DisplayType)),
    when(inDirectory, field("X500DN", asciiZ)),
    /** The distribution list. */
    when(isDistributionList, field("EntryID", bytes(size("EntryIdSize", u16), { holds: "EntryID" }))),
    when(isDistributionList, field("SearchKey", bytes(size("SearchKeySize", u16)))),
    /** The name of the kind of address. */
    when(all(is(type, "noType"), hasAddressType), field("AddressType", asciiZ)),
    when(hasEmailAddress, field("EmailAddress", stringZ(unicode))),
    when(hasDisplayName, field("DisplayName", stringZ(unicode))),
    when(hasSimpleDisplayName, field("SimpleDisplayName", stringZ(unicode))),
    when(hasTransmittableDisplayName, field("TransmittableDisplayName", stringZ(unicode))),
    columnCount,
    /** Values for the first RecipientColumnCount of the columns. */
    field("RecipientProperties", given(PropertyRow, { columns: first(columnCount, columns) })),
  ],
  { takes: [columns], splitBy: [type] },
);

// ---- the forms that ROPs carry ----------------------------------------------------------------------------------

/** What the recipient is to the message. */
export const RecipientType = enumeration("RecipientType", oxcmsg("2.2.3.1.2"), u8, {
  /** Nothing is said. */
  none: 0x00,
  to: 0x01,
  cc: 0x02,
  bcc: 0x03,
});

const recipientType = field(
  "RecipientType",
  bits(u8, [
    /** What the recipient is to the message. */
    part("type", 0x0f, RecipientType),
    /** Whether an earlier sending did not reach it. */
    part("resend", 0x10, bit),
    /** Whether an earlier sending reached it. */
    part("received", 0x80, bit),
  ]),
);
/** Where the recipient stands among the recipients of the message. */
const rowId = field("RowId", u32);
/** The code page of the row's 8-bit strings. */
const codePageId = field("CodePageId", u16);
const recipientRow = field("RecipientRow", within(size("RecipientRowSize", u16), given(RecipientRow, { columns })));

/** A recipient as a ROP that opens a message tells it. */
export const OpenRecipientRow = structure(
  "OpenRecipientRow",
  oxcrops("2.2.6.1.2.1"),
  [recipientType, codePageId, field("Reserved", reserved(u16)), recipientRow],
  { takes: [columns] },
);

/** A recipient that RopModifyRecipients adds, changes or removes. */
export const ModifyRecipientRow = structure(
  "ModifyRecipientRow",
  oxcrops("2.2.6.5.1.1"),
  [
    rowId,
    recipientType,
    /** Absent: the recipient is removed. */
    field("RecipientRow", within(size("RecipientRowSize", u16, { none: 0 }), given(RecipientRow, { columns }))),
  ],
  { takes: [columns] },
);

/** A recipient as RopReadRecipients tells it. */
export const ReadRecipientRow = structure(
  "ReadRecipientRow",
  oxcrops("2.2.6.6.2.1"),
  [rowId, recipientType, codePageId, field("Reserved", reserved(u16)), recipientRow],
  { takes: [columns] },
);
