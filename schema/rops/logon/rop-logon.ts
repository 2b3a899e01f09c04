/** RopLogon: opens a private mailbox or the public folders. */
import { oxcrops, oxcstor } from "../../documents.js";
import {
  asciiZ,
  bit,
  bits,
  choose,
  field,
  flags,
  fromRequest,
  guid,
  list,
  on,
  outcomes,
  part,
  remember,
  reserved,
  rop,
  size,
  table,
  u8,
  u16,
  u32,
  u64,
  within,
} from "../../language/index.js";
import { FolderID } from "../../structures/identifiers.js";
import { LogonTime } from "../../structures/logon-time.js";
import { LogonKind, logonKind } from "../contexts.js";
import { LogonId, OutputHandleIndex, ReturnValue } from "../fields.js";

const kind = part("logonKind", 0x01, LogonKind);
/** The server returns them as they came; only the kind matters to it. */
const logonFlags = field(
  "LogonFlags",
  bits(u8, [kind, part("undercover", 0x02, bit), part("ghosted", 0x04, bit), part("spoolerProcess", 0x08, bit)]),
);

/** How the logon is to be made. */
const OpenFlags = flags("OpenFlags", oxcstor("2.2.1.1.1"), u32, {
  /** With the rights of an administrator. */
  useAdminPrivilege: 0x00000001,
  /** To the public folders; has to go with the public kind of logon. */
  public: 0x00000002,
  /** Ignored. */
  homeLogon: 0x00000004,
  /** Ignored. */
  takeOwnership: 0x00000008,
  /** Asks a mailbox server for another server of public folders. */
  alternateServer: 0x00000100,
  /** To public folders that are not the user's default ones; without it the server redirects to those. */
  ignoreHomeMdb: 0x00000200,
  /** Ignored. */
  noMail: 0x00000400,
  /** Replica ids are mapped per database (mailboxes only). */
  usePerMdbReplidMapping: 0x01000000,
  /** The client understands RopProgress as the answer to RopSetReadFlags. */
  supportProgress: 0x20000000,
});

/** What the user may do in the mailbox, and whether it is out of office. */
const ResponseFlags = flags("ResponseFlags", oxcstor("2.2.1.1.3"), u8, {
  /** Always set; means nothing. */
  reserved: 0x01,
  /** The user owns the mailbox. */
  ownerRight: 0x02,
  /** The user may send mail from the mailbox. */
  sendAsRight: 0x04,
  /** The mailbox is out of office. */
  oof: 0x10,
});

/** Logs on to a mailbox or to the public folders; every other ROP works on a logon. */
export const RopLogon = rop("RopLogon", 0xfe, oxcrops("2.2.3.1"), {
  request: table(oxcrops("2.2.3.1.1"), [
    LogonId,
    OutputHandleIndex,
    logonFlags,
    field("OpenFlags", OpenFlags),
    field("StoreState", reserved(u32)),
    /** The mailbox, or the server of the public folders, to log on to, as a distinguished name. */
    field("Essdn", within(size("EssdnSize", u16, { none: 0 }), asciiZ)),
  ]),
  response: outcomes([OutputHandleIndex, ReturnValue], {
    success: table(oxcrops("2.2.3.1.2"), [
      logonFlags,
      /**
       * Private: root, deferred actions, spooler queue, top of the visible folders, inbox, outbox, sent items, deleted items, common
       * views, schedule, search, views, shortcuts. Public: root, visible folders, other folders, forms registry, free/busy data,
       * offline address book, the same three for the locale or site, article index; the last three mean nothing.
       */
      field("FolderIds", list(13, FolderID)),
      choose(kind, {
        private: table(oxcrops("2.2.3.1.2"), [
          field("ResponseFlags", ResponseFlags),
          field("MailboxGuid", guid),
          /** The short form of ReplGuid: the replica id of the logon. */
          field("ReplId", u16),
          /** Where replica ids and named properties are mapped. */
          field("ReplGuid", guid),
          field("LogonTime", LogonTime),
          /** Another value than at the last logon: the client's address types are out of date (opaque). */
          field("GwartTime", u64),
          field("StoreState", reserved(u32)),
        ]),
        public: table(oxcrops("2.2.3.1.3"), [
          /** The short form of ReplGuid. */
          field("ReplId", u16),
          /** The database that ids and named properties come from. */
          field("ReplGuid", guid),
          /** Means nothing; zero. */
          field("PerUserGuid", guid),
        ]),
      }),
    ]),
    redirect: on(
      0x0478,
      table(oxcrops("2.2.3.1.4"), [
        logonFlags,
        /** The server to log on to instead. */
        field("ServerName", within(size("ServerNameSize", u8), asciiZ)),
      ]),
    ),
    failure: table(oxcrops("2.2.3.1.5"), []),
  }),
  /** The server returns the flag as it came, so that later requests of the same buffer can be read too. */
  remembers: [remember(logonKind, fromRequest(kind))],
});
