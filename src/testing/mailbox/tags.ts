/** The property tags that the mailbox knows by name, with the type that it keeps. */

export const Tag = {
  PidTagMessageClass: 0x001a001f,
  PidTagSubject: 0x0037001f,
  PidTagSubjectPrefix: 0x003d001f,
  PidTagSentRepresentingName: 0x0042001f,
  PidTagSentRepresentingEmailAddress: 0x0065001f,
  PidTagDisplayCc: 0x0e03001f,
  PidTagDisplayTo: 0x0e04001f,
  PidTagMessageDeliveryTime: 0x0e060040,
  PidTagMessageFlags: 0x0e070003,
  PidTagHasAttachments: 0x0e1b000b,
  PidTagNormalizedSubject: 0x0e1d001f,
  PidTagObjectType: 0x0ffe0003,
  PidTagBody: 0x1000001f,
  PidTagDisplayName: 0x3001001f,
  PidTagCreationTime: 0x30070040,
  PidTagLastModificationTime: 0x30080040,
  PidTagContentCount: 0x36020003,
  PidTagContentUnreadCount: 0x36030003,
  PidTagSubfolders: 0x360a000b,
  PidTagContainerClass: 0x3613001f,
  PidTagDisplayType: 0x39000003,
  PidTagSmtpAddress: 0x39fe001f,
  PidTagFolderId: 0x67480014,
  PidTagParentFolderId: 0x67490014,
  PidTagMid: 0x674a0014,
  PidTagInstID: 0x674d0014,
  PidTagInstanceNum: 0x674e0003,
} as const;

/** The columns that every message tells its recipients with. */
export const RECIPIENT_COLUMNS: readonly number[] = [
  Tag.PidTagObjectType,
  Tag.PidTagDisplayType,
  Tag.PidTagSmtpAddress,
];
