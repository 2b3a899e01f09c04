/** The properties that the tour asks for and sets, with the types it wants them in. */
export const Tag = {
  PidTagImportance: 0x00170003,
  PidTagMessageClass: 0x001a001f,
  PidTagReadReceiptRequested: 0x0029000b,
  PidTagSubject: 0x0037001f,
  PidTagClientSubmitTime: 0x00390040,
  PidTagConversationIndex: 0x00710102,
  PidTagMessageSize: 0x0e080003,
  PidTagAttachNumber: 0x0e210003,
  PidTagBody: 0x1000001f,
  PidTagDisplayName: 0x3001001f,
  PidTagCreationTime: 0x30070040,
  PidTagContentCount: 0x36020003,
  PidTagAttachDataBinary: 0x37010102,
  PidTagAttachMethod: 0x37050003,
  PidTagAttachLongFilename: 0x3707001f,
  PidTagFolderId: 0x67480014,
  PidTagMid: 0x674a0014,
} as const;

/** PtypMultipleString: the type of the named property that the tour sets. */
export const MULTIPLE_STRING = 0x101f;
