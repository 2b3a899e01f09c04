/** Entry ids: what stores, folders, messages and recipients go by outside of a logon. */
import { oxcdata } from "../documents.js";
import {
  asciiZ,
  bit,
  bits,
  bytes,
  choose,
  constant,
  enumeration,
  field,
  guid,
  part,
  reserved,
  size,
  stringZ,
  structure,
  table,
  toEnd,
  u8,
  u16,
  u32,
} from "../language/index.js";
import { GLOBCNT } from "./change-ids.js";

/** Not zero: the id is only good for a short time, or in one session. */
const idFlags = field("Flags", reserved(u32));

// ---- folders and messages ---------------------------------------------------------------------------------------

/** What kind of store the object is in, and whether it is a folder or a message. */
export const StoreObjectType = enumeration("StoreObjectType", oxcdata("2.2.4"), u16, {
  privateFolder: 0x0001,
  publicFolder: 0x0003,
  mappedPublicFolder: 0x0005,
  privateMessage: 0x0007,
  publicMessage: 0x0009,
  mappedPublicMessage: 0x000b,
  publicNewsgroupFolder: 0x000c,
});

/** A mailbox: the MailboxGuid that RopLogon tells; the public folders: 1A447390AA6611CD9BC800AA002FC45A. */
const storeUid = field("ProviderUID", guid);

/** A folder (46 bytes). Its provider is the mailbox, so that its bytes alone do not say that it is a folder's. */
export const FolderEntryID = structure("FolderEntryID", oxcdata("2.2.4.1"), [
  idFlags,
  storeUid,
  field("FolderType", StoreObjectType),
  /** The replica that gave the folder its id. */
  field("DatabaseGuid", guid),
  field("GlobalCounter", GLOBCNT),
  field("Pad", reserved(u16)),
]);

/** A message (70 bytes). Its provider is the mailbox, so that its bytes alone do not say that it is a message's. */
export const MessageEntryID = structure("MessageEntryID", oxcdata("2.2.4.2"), [
  idFlags,
  storeUid,
  field("MessageType", StoreObjectType),
  /** The replica that gave the folder its id. */
  field("FolderDatabaseGuid", guid),
  field("FolderGlobalCounter", GLOBCNT),
  /** The document calls both paddings Pad. */
  field("Pad1", reserved(u16)),
  /** The replica that gave the message its id. */
  field("MessageDatabaseGuid", guid),
  field("MessageGlobalCounter", GLOBCNT),
  field("Pad2", reserved(u16)),
]);

// ---- everything else --------------------------------------------------------------------------------------------

/** Who made the id: 16 bytes as they lie on the wire. */
export const EntryIDProvider = enumeration("EntryIDProvider", oxcdata("2.2.2"), bytes(16), {
  /** A message store. */
  store: "38a1bb1005e5101aa1bb08002b2a56c2",
  /** A recipient that is in no directory. */
  oneOff: "812b1fa4bea310199d6e00dd010f5402",
  /** An object of the directory. */
  addressBook: "dca740c8c042101ab4b908002b2fe182",
  /** An address of a contact, or a user's own distribution list. */
  contactAddress: "fe42aa0a18c71a10e8850b651c240000",
});

/** The library that a message store belongs to: its file name, filled up with zeros to 14 bytes. */
export const StoreProvider = enumeration("StoreProvider", oxcdata("2.2.4.3"), bytes(14), {
  /** EMSMDB.DLL: a store on a server. */
  emsmdb: "454d534d44422e444c4c00000000",
});

/** Whose store it is: 16 bytes as they lie on the wire. */
export const WrappedProvider = enumeration("WrappedProvider", oxcdata("2.2.4.3"), bytes(16), {
  mailbox: "1b55fa20aa6611cd9bc800aa002fc45a",
  publicFolders: "1c830210aa6611cd9bc800aa002fc45a",
});

/** Whose store it is, once more. */
export const WrappedType = enumeration("WrappedType", oxcdata("2.2.4.3"), u32, {
  publicFolders: 0x00000006,
  mailbox: 0x0000000c,
});

/** How files of a Macintosh are to be attached. */
export const MacintoshEncoding = enumeration("MacintoshEncoding", oxcdata("2.2.5.1"), u8, {
  binHex: 0,
  /** Not in MIME messages. */
  uuencode: 1,
  /** In MIME messages only. */
  appleSingle: 2,
  /** In MIME messages only. */
  appleDouble: 3,
});

/** In which form the recipient wants message bodies. */
export const OneOffFormat = enumeration("OneOffFormat", oxcdata("2.2.5.1"), u8, {
  /** Nothing is said. */
  unspecified: 0b0000,
  textOnly: 0b0011,
  htmlOnly: 0b0111,
  textAndHtml: 0b1011,
});

/** What an object of the directory is. */
export const AddressBookObjectType = enumeration("AddressBookObjectType", oxcdata("2.2.5.2"), u32, {
  localMailUser: 0x00000000,
  distributionList: 0x00000001,
  /** Or a public folder. */
  bulletinBoard: 0x00000002,
  automatedMailbox: 0x00000003,
  organizationalMailbox: 0x00000004,
  privateDistributionList: 0x00000005,
  remoteMailUser: 0x00000006,
  container: 0x00000100,
  template: 0x00000101,
  oneOffUser: 0x00000102,
  search: 0x00000200,
});

/** What the id of a contact address is for; there are others, such as folders of contacts. */
export const ContactAddressType = enumeration("ContactAddressType", oxcdata("2.2.5.3"), u32, {
  /** One of a contact's addresses. */
  contact: 0x00000004,
  /** A user's own distribution list. */
  personalDistributionList: 0x00000005,
});

const provider = field("ProviderUID", EntryIDProvider);
const storeProvider = field("DLLFileName", StoreProvider);
const wrappedProvider = field("WrappedProviderUID", WrappedProvider);
const unicode = part("unicode", 0x8000, bit);
const contactAddressType = field("Type", ContactAddressType);

/** The contact or the distribution list itself. */
const contactEntryId = field("EntryIdBytes", bytes(size("EntryIdCount", u32), { holds: "MessageEntryID" }));

/** The id of a store or a recipient. Ids of folders and messages have the provider data of FolderEntryID and MessageEntryID. */
export const EntryID = structure("EntryID", oxcdata("2.2.2"), [
  idFlags,
  provider,
  choose(provider, {
    store: table(oxcdata("2.2.4.3"), [
      field("Version", reserved(u8)),
      field("Flag", reserved(u8)),
      storeProvider,
      choose(storeProvider, {
        emsmdb: [
          field("WrappedFlags", reserved(u32)),
          wrappedProvider,
          field("WrappedType", WrappedType),
          /** The short name of the server. */
          field("ServerShortname", asciiZ),
          choose(wrappedProvider, {
            mailbox: [
              /** The mailbox, as a distinguished name. */
              field("MailboxDN", asciiZ),
            ],
            publicFolders: [],
          }),
          /** The server's names, which clients put behind what the document has (erratum D-StoreEntryIdTail); empty otherwise. */
          field("FurtherData", bytes(toEnd)),
        ],
        /** A store of another library, such as a file. */
        otherwise: [field("ProviderData", bytes(toEnd))],
      }),
    ]),
    oneOff: table(oxcdata("2.2.5.1"), [
      field("Version", reserved(u16)),
      /** How to send to the recipient; the document has the bits without a word for all of them. */
      field(
        "OneOffFlags",
        bits(u16, [
          /** Whether the recipient takes MIME rather than rich text in TNEF. */
          part("noRichText", 0x0001, bit),
          part("format", 0x001e, OneOffFormat),
          part("macintoshEncoding", 0x0060, MacintoshEncoding),
          /** Whether the directory is not to be asked for the recipient. */
          part("doNotLookUp", 0x1000, bit),
          unicode,
        ]),
      ),
      field("DisplayName", stringZ(unicode)),
      /** The kind of the address, such as "SMTP". */
      field("AddressType", stringZ(unicode)),
      field("EmailAddress", stringZ(unicode)),
    ]),
    addressBook: table(oxcdata("2.2.5.2"), [
      field("Version", constant(u32, 1)),
      field("Type", AddressBookObjectType),
      /** The object, as a distinguished name. */
      field("X500DN", asciiZ),
    ]),
    contactAddress: table(oxcdata("2.2.5.3"), [
      field("Version", constant(u32, 3)),
      contactAddressType,
      choose(contactAddressType, {
        contact: [
          /** Which address: 0 to 2 the e-mail addresses, 3 to 5 the fax numbers. */
          field("Index", u32),
          contactEntryId,
        ],
        personalDistributionList: table(oxcdata("2.2.5.4"), [
          /** Always 255. */
          field("Index", u32),
          contactEntryId,
        ]),
        otherwise: [field("ProviderData", bytes(toEnd))],
      }),
    ]),
    otherwise: [field("ProviderData", bytes(toEnd))],
  }),
]);
