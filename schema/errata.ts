/**
 * Where the documents contradict each other, themselves or the implementations: what they say, what the schema does,
 * and on whose evidence.
 *
 * Implementations: MAPIInspector (the parsers of Office-Inspectors-for-Fiddler), Interop-TestSuites (Microsoft's test
 * client), gromox (the server of grommunio), openchange (client and server).
 */
import { erratum } from "./language/index.js";

export const errata = [
  // ---- values, rows and notifications ---------------------------------------------------------------------------
  erratum("D-MultiValueCount", {
    document:
      "MS-OXCDATA 2.11.1.1 once gave the counts of PtypMultiple* values in ROP buffers 16 bits, and gives them 32 now.",
    wire: "32 bits everywhere. Only the size of a PtypBinary and the counts of AndRestriction and OrRestriction have 16 bits in ROP buffers.",
    evidence: "MAPIInspector, gromox and openchange read and write 32 bits.",
  }),
  erratum("D-PtypObject", {
    document: "MS-OXCDATA 2.11.1.5 defines no bytes for a PtypObject value in ROP buffers.",
    wire: "A value of this type has no bytes.",
    evidence:
      "MAPIInspector reads none. gromox has none in the address book and treats it as PtypBinary elsewhere; no traffic is known that decides it.",
  }),
  erratum("D-PropertyNameNone", {
    document: "MS-OXCDATA 2.6.1 leaves out LID and Name where Kind is 0xFF, but nowhere the GUID.",
    wire: "The GUID is always there: such a name has 17 bytes.",
    evidence:
      "Interop-TestSuites, gromox and openchange read and write the GUID; MAPIInspector takes the name to be its Kind alone.",
  }),
  erratum("D-InsertAfterFolder", {
    document: "MS-OXCNOTIF 2.2.1.4.1.2 has InsertAfterTableRowFolderID in every event about an added or modified row.",
    wire: "As the document says, in hierarchy tables (without the message bit) as well.",
    evidence: "Interop-TestSuites and gromox agree; MAPIInspector reads it only with the message bit.",
  }),
  erratum("D-ParentFolder", {
    document:
      "MS-OXCNOTIF 2.2.1.4.1.2 has ParentFolderId for a message in a search folder and where neither bit is set; the rows of the test suite about the second case speak of a message where they mean a folder.",
    wire: "It is there if both bits are set or neither is.",
    evidence:
      "MAPIInspector and Interop-TestSuites agree; gromox never writes it with both bits, because it compares the masked bit with 1.",
  }),
  erratum("D-NotifCounts", {
    document:
      "MS-OXCNOTIF 2.2.1.4.1.2 has TotalMessageCount and UnreadMessageCount wherever their bits are set, and forbids the bits for all events but objectModified.",
    wire: "The bits alone say whether the counts are there.",
    evidence: "MAPIInspector, Interop-TestSuites and gromox go by the bits; none is known to set them otherwise.",
  }),
  erratum("D-NotifExtra", {
    document: "MS-OXCNOTIF defines no kind of event 0x0200.",
    wire: "There is none.",
    evidence: "Interop-TestSuites still reads one, from an earlier edition.",
  }),

  erratum("D-InstanceColumns", {
    document:
      "MS-OXCDATA 2.11.1.3 makes a row for each value of a column whose type has the bit 0x2000, so that a row holds a single one.",
    wire: "As the document says, for 0x2000 and 0x3000 alike.",
    evidence: "gromox agrees; MAPIInspector takes away 0x2000 alone and reads a count of values first.",
  }),
  erratum("D-ProblemIndex", {
    document: "MS-OXCDATA 2.7 gives the Index of a PropertyProblem two bytes.",
    wire: "As the document says.",
    evidence: "MAPIInspector and gromox agree; openchange has four.",
  }),
  erratum("D-AddressBookFlagged", {
    document: "MS-OXCMAPIHTTP 2.2.1.6 puts the type of an AddressBookFlaggedPropertyValueWithType before its Flag.",
    wire: "As the document says.",
    evidence: "MAPIInspector and the reader of gromox agree; the writer of gromox puts the Flag first.",
  }),
  erratum("D-StoreEntryIdFlag", {
    document: "MS-OXCDATA 2.2.4.3 has Flag 0 in the EntryID of a store, and the server's names behind it.",
    wire: "As the document says; Flag is kept as it came.",
    evidence: "gromox saw ids of Outlook with Flag 1, which end behind WrappedProviderUID.",
  }),
  erratum("D-StoreEntryIdTail", {
    document: "MS-OXCDATA 2.2.4.3 ends the EntryID of a store with the server's short name and, for mailboxes, its DN.",
    wire: "Clients put the full names of the server behind (for public folders a DN before them). They are kept as bytes.",
    evidence:
      "Such ids stand in MFCMAPI's tests. PidTagStoreEntryIdEmsmdbV1 exists for the form without those names, which ended with Outlook 2002.",
  }),
  // ---- restrictions and rules -----------------------------------------------------------------------------------
  erratum("D-SubObject", {
    document: "MS-OXCDATA 2.12.10.1 defines SubObjectRestriction as type 0x09.",
    wire: "As the document says.",
    evidence: "gromox and openchange read it; MAPIInspector has it but never calls it.",
  }),
  erratum("D-RestrictionSize", {
    document: "MS-OXCROPS puts the size of a restriction before it wherever a ROP carries one.",
    wire: "The size bounds the restriction everywhere; bytes left over are kept as they came.",
    evidence: "gromox goes on behind the size. MAPIInspector heeds it in RopSynchronizationConfigure only.",
  }),
  erratum("D-MultiInRestriction", {
    document:
      "MS-OXCDATA 2.12.4.1 and 2.12.5.1 have one property tag for what is tested and another in the value to compare with; a multivalued property is compared with a single value.",
    wire: "The value has the type of its own tag.",
    evidence:
      "gromox does so. MAPIInspector takes the first tag without the multivalue bit, which comes to the same where the second tag is single-valued.",
  }),
  erratum("D-CommentZero", {
    document: "MS-OXCDATA 2.12.11 allows a CommentRestriction without values.",
    wire: "TaggedValues may be empty.",
    evidence: "Nothing speaks against it but gromox, which refuses it.",
  }),
  erratum("D-RuleCounts", {
    document:
      "MS-OXORULE 2.2.5.1.2.4 and 2.2.5.1.2.4.1 give RecipientCount and NoOfProperties four bytes and do not tell kinds of rules apart.",
    wire: "16 bits in standard rules, 32 bits in extended ones.",
    evidence: "Interop-TestSuites and gromox agree; MAPIInspector reads 16 bits in both.",
  }),
  erratum("D-RuleEidSizes", {
    document:
      "MS-OXORULE 2.2.5.1.2.1 and 2.2.5.1.2.2 give StoreEIDSize, FolderEIDSize and MessageEIDSize four bytes in extended rules.",
    wire: "As the document says.",
    evidence: "Interop-TestSuites agrees; MAPIInspector reads one byte.",
  }),
  erratum("D-RuleDataContext", {
    document: "MS-OXORULE 2.2.5 gives counts and sizes in standard rules 16 bits.",
    wire: "The values in the RuleData of RopModifyRules are like those of any other ROP.",
    evidence:
      "gromox, which serves Outlook, and Interop-TestSuites agree; MAPIInspector reads them with the 32 bits of extended rules.",
  }),
  erratum("D-MoveCopyEid", {
    document:
      "MS-OXORULE 2.2.5.1.2.1 leaves StoreEID without meaning if the folder is in the same store, and makes FolderEID a ServerEid then.",
    wire: "As the document says: both have the size that stands before them, whatever FolderInThisStore is.",
    evidence:
      "MAPIInspector agrees, and gromox where the folder is in the same store; elsewhere gromox skips the size and reads the id of the store by its form.",
  }),

  // ---- ROP buffers ----------------------------------------------------------------------------------------------
  erratum("D-FailureBody", {
    document:
      "MS-OXCROPS gives one form, for success and failure alike, to the responses of some ROPs: those that read or write streams, delete, move or copy folders and messages, set read flags or carry pieces of FastTransfer streams.",
    wire: "Encoders write the whole form. On failure decoders also take a response that ends behind ReturnValue, but only at the end of the buffer.",
    evidence:
      "MAPIInspector and Interop-TestSuites always read the whole form. gromox writes it for folders and FastTransfer, but only the head for streams and read flags; openchange only the head for nearly all of them.",
  }),
  erratum("D-GetIdsWarning", {
    document:
      "MS-OXCROPS 2.2.8.1 has the success form of RopGetPropertyIdsFromNames for ReturnValue 0 alone; only RopQueryNamedProperties allows for the warning 0x00040380.",
    wire: "The warning has the success form.",
    evidence:
      "gromox and openchange agree, independently of each other; MAPIInspector and Interop-TestSuites read a body for 0 only.",
  }),
  erratum("D-QueryNamedWarning", {
    document:
      "MS-OXCROPS 2.2.8.10.2 has the success form of RopQueryNamedProperties for the warning 0x00040380 as well.",
    wire: "As the document says.",
    evidence:
      "MAPIInspector and Interop-TestSuites read a body for 0 only, and gromox reads and writes none with any other ReturnValue.",
  }),
  erratum("D-GetBufferFailure", {
    document:
      "MS-OXCROPS 2.2.12.4.2 leaves TransferBuffer out if ReturnValue is 0x00000480, MS-OXCFXICS on any failure; BackoffTime is there for 0x00000480 only.",
    wire: "TransferBuffer always has the size that stands before it (0 if there is none); BackoffTime follows for 0x00000480.",
    evidence:
      "Fits what Interop-TestSuites, MAPIInspector and gromox send and read, except a size other than 0 together with 0x00000480.",
  }),
  erratum("D-TransportSend", {
    document: "MS-OXCROPS 2.2.7.6.2 has PropertyValueCount even if there are no properties to return.",
    wire: "Encoders write it. Decoders also take a response that ends behind a true NoPropertiesReturned at the end of the buffer.",
    evidence:
      "MAPIInspector and Interop-TestSuites read it always; gromox and openchange end behind NoPropertiesReturned.",
  }),
  erratum("D-ValidAttachments", {
    document: "MS-OXCROPS 2.2.6.18.2 gives AttachmentIdCount four bytes.",
    wire: "Two bytes; not proven, for only Exchange 2007 knew this ROP.",
    evidence: "MAPIInspector, Interop-TestSuites and openchange read two, gromox four.",
  }),
  erratum("D-ReservedIds", {
    document: "MS-OXCROPS 2.2.2 lists the RopIds 0x52, 0x9D and 0xA3 as reserved, and yet defines their ROPs.",
    wire: "They are what their sections define.",
    evidence: "MAPIInspector and Interop-TestSuites know all three, gromox only 0x52.",
  }),
  erratum("D-SaveFlags", {
    document:
      "MS-OXCMSG 2.2.3.3.1 has the flags 0x01, 0x02 and 0x04; its examples of RopSaveChangesMessage and RopSaveChangesAttachment, and an older edition, have 0x08 beside them.",
    wire: "Four flags of their own.",
    evidence:
      "gromox takes 0x08 for a wish that the call may wait; openchange and the requirements of the test suites have 0x09, 0x0A and 0x0C, MAPIInspector 0x01, 0x02 and 0x04.",
  }),
  erratum("D-RecipientColumns", {
    document:
      "MS-OXCROPS 2.2.6.6.2 has the columns of RopReadRecipients from the opening of the message, and does not say what RopModifyRecipients makes of them.",
    wire: "After RopModifyRecipients they are unknown; rows are kept as bytes.",
    evidence: "gromox adds the columns of the request to those of the message.",
  }),
  erratum("D-RegisterNotification", {
    document:
      "MS-OXCROPS 2.2.14.1.1 gives NotificationTypes two bytes, and has a Reserved byte behind it only if the bit 0x0400 is set.",
    wire: "As the document says.",
    evidence:
      "MAPIInspector agrees. Interop-TestSuites and gromox have one byte and always a reserved one, openchange has two and never a reserved one: the same bytes as long as the bit is not set.",
  }),
  erratum("D-OptionsData", {
    document: "MS-OXCROPS 2.2.7.9.2 has a ReturnValue in the response of RopOptionsData, as in any other.",
    wire: "As the document says.",
    evidence: "MAPIInspector forgets it.",
  }),
  erratum("D-Progress", {
    document: "MS-OXCROPS 2.2.8.13.2 has a LogonId in the response of RopProgress.",
    wire: "As the document says.",
    evidence: "MAPIInspector, Interop-TestSuites and gromox agree; openchange leaves it out.",
  }),
  erratum("D-ReadFlagClientData", {
    document: "MS-OXCROPS 2.2.6.11 has 24 bytes of ClientData in RopSetMessageReadFlag on a logon to public folders.",
    wire: "As the document says, in request and response.",
    evidence:
      "MAPIInspector, Interop-TestSuites and gromox agree; openchange leaves it out and says that this is a makeshift.",
  }),
  erratum("D-GetMessageStatusId", {
    document:
      "MS-OXCROPS 2.2.6.9.2 answers RopGetMessageStatus with the response of RopSetMessageStatus, RopId 0x20 included.",
    wire: "As the document says; only the request at the same place tells the two apart.",
    evidence: "gromox writes 0x20. Interop-TestSuites reads 0x1F and 0x20, openchange 0x1F.",
  }),
  erratum("D-LogonVariant", {
    document:
      "MS-OXCROPS 2.2.3.1.2 and 2.2.3.1.3 give the response to RopLogon two forms and do not say where to see which one it is.",
    wire: "The lowest bit of its own LogonFlags tells, so that the response can be read without the request.",
    evidence: "Interop-TestSuites and openchange do so; MAPIInspector looks at the request, gromox at its logon.",
  }),
  erratum("D-SetPropertiesTail", {
    document:
      "MS-OXCROPS 2.2.8.6.1 gives the values of RopSetProperties a size and a count, and does not say what becomes of bytes behind the last value.",
    wire: "They are kept as they came and written again.",
    evidence: "MAPIInspector keeps them, gromox skips them.",
  }),
  erratum("D-RowsSought", {
    document: "MS-OXCROPS 2.2.5.9.2 makes RowsSought of RopSeekRowBookmark unsigned, though it has a direction.",
    wire: "Signed, as in RopSeekRow; the same bytes.",
    evidence: "MAPIInspector, gromox and openchange have it unsigned here and signed in RopSeekRow.",
  }),
  erratum("D-SeekOffset", {
    document: "MS-OXCROPS 2.2.9.8.1 makes Offset of RopSeekStream unsigned, though it may lead backwards.",
    wire: "Signed; the same bytes.",
    evidence: "gromox has it signed, MAPIInspector unsigned.",
  }),
  erratum("D-SortZero", {
    document: "MS-OXCROPS 2.2.5.2.1 does not forbid a RopSortTable without sort orders.",
    wire: "Any counts are read and written; whether they make sense is no matter of the layout.",
    evidence:
      "gromox refuses 0 sort orders, more categories than sort orders, and more expanded categories than categories.",
  }),
  erratum("D-GhostZero", {
    document:
      "MS-OXCROPS 2.2.3.6.2 and 2.2.3.7.2 do not forbid a list without servers, nor more cheap servers than servers.",
    wire: "Any counts are read and written.",
    evidence: "gromox does not write such lists.",
  }),
  erratum("D-FXCopyTo", {
    document:
      "MS-OXCROPS 2.2.12.7.1 gives CopyFlags of RopFastTransferSourceCopyTo four bytes, where its neighbours have one.",
    wire: "As the document says.",
    evidence: "MAPIInspector, Interop-TestSuites, gromox and openchange agree.",
  }),

  // ---- FastTransfer streams: TransferBuffer stays bytes here; this is for those who read them --------------------
  erratum("D-FXServerIdBinary", {
    document:
      "MS-OXCFXICS 2.2.4.1 says that PtypBinary and PtypServerId do without the length that other variable values have.",
    wire: "A PtypBinary has one length of 32 bits. A PtypServerId has it as well and its own size of 16 bits behind it, which is not proven.",
    evidence:
      "MAPIInspector and gromox read one length for PtypBinary. Only MAPIInspector reads PtypServerId; gromox refuses it.",
  }),
  erratum("D-FXIdsetGiven", {
    document: "MS-OXCFXICS 3.2.5.2.1 has MetaTagIdsetGiven with the type PtypInteger32 and a binary value.",
    wire: "As the document says; the type PtypBinary is taken as well.",
    evidence: "MAPIInspector and gromox agree.",
  }),
  erratum("D-BitmaskTable", {
    document:
      "The requirements that the test suites draw from MS-OXCFXICS print the bits 2 and 4 of an example of the Bitmask command as set, and yet 0xEB as the sum; one of them has its subtraction the wrong way round.",
    wire: "The bits 2 and 4 are 0; the number of a bit is the low byte minus the starting value, minus 1.",
    evidence: "MAPIInspector and gromox agree with 0xEB.",
  }),
  erratum("D-PushRange", {
    document: "MS-OXCFXICS says in one place that a Push command adds two to six bytes, in another one to six.",
    wire: "One to six.",
    evidence: "MAPIInspector reads one to six.",
  }),

  // ---- frames ---------------------------------------------------------------------------------------------------
  erratum("D-LZ3bits", {
    document: "MS-OXCRPC says once that a match length below 10 stands in the two low bits, elsewhere in three.",
    wire: "Three bits.",
    evidence: "MAPIInspector and gromox agree.",
  }),
  erratum("D-LZ32", {
    document: "MS-OXCRPC knows match lengths up to 16 bits; MS-XCA adds a form of 32 bits for longer ones.",
    wire: "It is refused: no payload is long enough for such a match.",
    evidence: "gromox knows it; none is known to write it.",
  }),
  erratum("D-Packed", {
    document: "MS-OXCRPC allows several extended buffers in one request if the server said that it takes them.",
    wire: "As the document says.",
    evidence: "MAPIInspector reads them all; gromox reads one and wants it to be the last.",
  }),
  erratum("D-HttpFailureAux", {
    document: "MS-OXCMAPIHTTP has AuxiliaryBufferSize in every body of a failed call.",
    wire: "Encoders write it. Decoders also take a body that ends behind StatusCode.",
    evidence: "MAPIInspector reads it, for Execute, only if there are four bytes left.",
  }),
  erratum("D-PendingIndexHttp", {
    document:
      "MS-OXCMAPIHTTP does not say where a client sees the session index that RopPending names: its Connect response has none.",
    wire: "The caller says which index a session has; it is never guessed.",
    evidence: "gromox writes the index that it uses itself.",
  }),
];
