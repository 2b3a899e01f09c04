/** Which folder stands where in the `folderIds` of a RopLogon response. */

/** Of a private mailbox. [MS-OXCSTOR] 2.2.1.1.3 */
export const PrivateFolder = {
  root: 0,
  deferredAction: 1,
  spoolerQueue: 2,
  /** The top of the folders that a user sees. */
  interpersonalMessagesSubtree: 3,
  inbox: 4,
  outbox: 5,
  sentItems: 6,
  deletedItems: 7,
  commonViews: 8,
  schedule: 9,
  search: 10,
  views: 11,
  shortcuts: 12,
} as const;

/** Of the public folders; the last three ids mean nothing. [MS-OXCSTOR] 2.2.1.1.4 */
export const PublicFolder = {
  root: 0,
  /** The top of the folders that a user sees. */
  interpersonalMessagesSubtree: 1,
  nonInterpersonalMessagesSubtree: 2,
  eFormsRegistry: 3,
  freeBusyData: 4,
  offlineAddressBookData: 5,
  /** For the locale of the user. */
  localeEFormsRegistry: 6,
  localSiteFreeBusyData: 7,
  localSiteOfflineAddressBookData: 8,
  nntpArticleIndex: 9,
} as const;
