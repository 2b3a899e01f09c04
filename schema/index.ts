/** The whole schema: every ROP in the order of its RopId, every structure, every erratum. */

import { errata } from "./errata.js";
import { AuxBlock, AuxBlocks } from "./frames/aux-blocks.js";
import { ExtendedBuffer, ExtendedBuffers } from "./frames/extended-buffer.js";
import {
  ConnectRequest,
  ConnectResponse,
  DisconnectRequest,
  DisconnectResponse,
  ExecuteRequest,
  ExecuteResponse,
  NotificationWaitRequest,
  NotificationWaitResponse,
} from "./frames/mapi-http.js";
import { RopBuffer } from "./frames/rop-buffer.js";
import { schema as define } from "./language/index.js";
import { RopFastTransferDestinationConfigure } from "./rops/fast-transfer/rop-fast-transfer-destination-configure.js";
import { RopFastTransferDestinationPutBuffer } from "./rops/fast-transfer/rop-fast-transfer-destination-put-buffer.js";
import { RopFastTransferDestinationPutBufferExtended } from "./rops/fast-transfer/rop-fast-transfer-destination-put-buffer-extended.js";
import { RopFastTransferSourceCopyFolder } from "./rops/fast-transfer/rop-fast-transfer-source-copy-folder.js";
import { RopFastTransferSourceCopyMessages } from "./rops/fast-transfer/rop-fast-transfer-source-copy-messages.js";
import { RopFastTransferSourceCopyProperties } from "./rops/fast-transfer/rop-fast-transfer-source-copy-properties.js";
import { RopFastTransferSourceCopyTo } from "./rops/fast-transfer/rop-fast-transfer-source-copy-to.js";
import { RopFastTransferSourceGetBuffer } from "./rops/fast-transfer/rop-fast-transfer-source-get-buffer.js";
import { RopTellVersion } from "./rops/fast-transfer/rop-tell-version.js";
import { RopCopyFolder } from "./rops/folder/rop-copy-folder.js";
import { RopCreateFolder } from "./rops/folder/rop-create-folder.js";
import { RopDeleteFolder } from "./rops/folder/rop-delete-folder.js";
import { RopDeleteMessages } from "./rops/folder/rop-delete-messages.js";
import { RopEmptyFolder } from "./rops/folder/rop-empty-folder.js";
import { RopGetContentsTable } from "./rops/folder/rop-get-contents-table.js";
import { RopGetHierarchyTable } from "./rops/folder/rop-get-hierarchy-table.js";
import { RopGetSearchCriteria } from "./rops/folder/rop-get-search-criteria.js";
import { RopHardDeleteMessages } from "./rops/folder/rop-hard-delete-messages.js";
import { RopHardDeleteMessagesAndSubfolders } from "./rops/folder/rop-hard-delete-messages-and-subfolders.js";
import { RopMoveCopyMessages } from "./rops/folder/rop-move-copy-messages.js";
import { RopMoveFolder } from "./rops/folder/rop-move-folder.js";
import { RopOpenFolder } from "./rops/folder/rop-open-folder.js";
import { RopSetSearchCriteria } from "./rops/folder/rop-set-search-criteria.js";
import { RopGetLocalReplicaIds } from "./rops/incremental-change-sync/rop-get-local-replica-ids.js";
import { RopSetLocalReplicaMidsetDeleted } from "./rops/incremental-change-sync/rop-set-local-replica-midset-deleted.js";
import { RopSynchronizationConfigure } from "./rops/incremental-change-sync/rop-synchronization-configure.js";
import { RopSynchronizationGetTransferState } from "./rops/incremental-change-sync/rop-synchronization-get-transfer-state.js";
import { RopSynchronizationImportDeletes } from "./rops/incremental-change-sync/rop-synchronization-import-deletes.js";
import { RopSynchronizationImportHierarchyChange } from "./rops/incremental-change-sync/rop-synchronization-import-hierarchy-change.js";
import { RopSynchronizationImportMessageChange } from "./rops/incremental-change-sync/rop-synchronization-import-message-change.js";
import { RopSynchronizationImportMessageMove } from "./rops/incremental-change-sync/rop-synchronization-import-message-move.js";
import { RopSynchronizationImportReadStateChanges } from "./rops/incremental-change-sync/rop-synchronization-import-read-state-changes.js";
import { RopSynchronizationOpenCollector } from "./rops/incremental-change-sync/rop-synchronization-open-collector.js";
import { RopSynchronizationUploadStateStreamBegin } from "./rops/incremental-change-sync/rop-synchronization-upload-state-stream-begin.js";
import { RopSynchronizationUploadStateStreamContinue } from "./rops/incremental-change-sync/rop-synchronization-upload-state-stream-continue.js";
import { RopSynchronizationUploadStateStreamEnd } from "./rops/incremental-change-sync/rop-synchronization-upload-state-stream-end.js";
import { RopGetOwningServers } from "./rops/logon/rop-get-owning-servers.js";
import { RopGetPerUserGuid } from "./rops/logon/rop-get-per-user-guid.js";
import { RopGetPerUserLongTermIds } from "./rops/logon/rop-get-per-user-long-term-ids.js";
import { RopGetReceiveFolder } from "./rops/logon/rop-get-receive-folder.js";
import { RopGetReceiveFolderTable } from "./rops/logon/rop-get-receive-folder-table.js";
import { RopGetStoreState } from "./rops/logon/rop-get-store-state.js";
import { RopIdFromLongTermId } from "./rops/logon/rop-id-from-long-term-id.js";
import { RopLogon } from "./rops/logon/rop-logon.js";
import { RopLongTermIdFromId } from "./rops/logon/rop-long-term-id-from-id.js";
import { RopPublicFolderIsGhosted } from "./rops/logon/rop-public-folder-is-ghosted.js";
import { RopReadPerUserInformation } from "./rops/logon/rop-read-per-user-information.js";
import { RopSetReceiveFolder } from "./rops/logon/rop-set-receive-folder.js";
import { RopWritePerUserInformation } from "./rops/logon/rop-write-per-user-information.js";
import { RopCreateAttachment } from "./rops/message/rop-create-attachment.js";
import { RopCreateMessage } from "./rops/message/rop-create-message.js";
import { RopDeleteAttachment } from "./rops/message/rop-delete-attachment.js";
import { RopGetAttachmentTable } from "./rops/message/rop-get-attachment-table.js";
import { RopGetMessageStatus } from "./rops/message/rop-get-message-status.js";
import { RopGetValidAttachments } from "./rops/message/rop-get-valid-attachments.js";
import { RopModifyRecipients } from "./rops/message/rop-modify-recipients.js";
import { RopOpenAttachment } from "./rops/message/rop-open-attachment.js";
import { RopOpenEmbeddedMessage } from "./rops/message/rop-open-embedded-message.js";
import { RopOpenMessage } from "./rops/message/rop-open-message.js";
import { RopReadRecipients } from "./rops/message/rop-read-recipients.js";
import { RopReloadCachedInformation } from "./rops/message/rop-reload-cached-information.js";
import { RopRemoveAllRecipients } from "./rops/message/rop-remove-all-recipients.js";
import { RopSaveChangesAttachment } from "./rops/message/rop-save-changes-attachment.js";
import { RopSaveChangesMessage } from "./rops/message/rop-save-changes-message.js";
import { RopSetMessageReadFlag } from "./rops/message/rop-set-message-read-flag.js";
import { RopSetMessageStatus } from "./rops/message/rop-set-message-status.js";
import { RopSetReadFlags } from "./rops/message/rop-set-read-flags.js";
import { RopNotify } from "./rops/notification/rop-notify.js";
import { RopPending } from "./rops/notification/rop-pending.js";
import { RopRegisterNotification } from "./rops/notification/rop-register-notification.js";
import { RopBackoff } from "./rops/other/rop-backoff.js";
import { RopBufferTooSmall } from "./rops/other/rop-buffer-too-small.js";
import { RopRelease } from "./rops/other/rop-release.js";
import { RopGetPermissionsTable } from "./rops/permission/rop-get-permissions-table.js";
import { RopModifyPermissions } from "./rops/permission/rop-modify-permissions.js";
import { RopCopyProperties } from "./rops/property/rop-copy-properties.js";
import { RopCopyTo } from "./rops/property/rop-copy-to.js";
import { RopDeleteProperties } from "./rops/property/rop-delete-properties.js";
import { RopDeletePropertiesNoReplicate } from "./rops/property/rop-delete-properties-no-replicate.js";
import { RopGetNamesFromPropertyIds } from "./rops/property/rop-get-names-from-property-ids.js";
import { RopGetPropertiesAll } from "./rops/property/rop-get-properties-all.js";
import { RopGetPropertiesList } from "./rops/property/rop-get-properties-list.js";
import { RopGetPropertiesSpecific } from "./rops/property/rop-get-properties-specific.js";
import { RopGetPropertyIdsFromNames } from "./rops/property/rop-get-property-ids-from-names.js";
import { RopProgress } from "./rops/property/rop-progress.js";
import { RopQueryNamedProperties } from "./rops/property/rop-query-named-properties.js";
import { RopSetProperties } from "./rops/property/rop-set-properties.js";
import { RopSetPropertiesNoReplicate } from "./rops/property/rop-set-properties-no-replicate.js";
import { RopGetRulesTable } from "./rops/rule/rop-get-rules-table.js";
import { RopModifyRules } from "./rops/rule/rop-modify-rules.js";
import { RopUpdateDeferredActionMessages } from "./rops/rule/rop-update-deferred-action-messages.js";
import { RopCloneStream } from "./rops/stream/rop-clone-stream.js";
import { RopCommitStream } from "./rops/stream/rop-commit-stream.js";
import { RopCopyToStream } from "./rops/stream/rop-copy-to-stream.js";
import { RopGetStreamSize } from "./rops/stream/rop-get-stream-size.js";
import { RopLockRegionStream } from "./rops/stream/rop-lock-region-stream.js";
import { RopOpenStream } from "./rops/stream/rop-open-stream.js";
import { RopReadStream } from "./rops/stream/rop-read-stream.js";
import { RopSeekStream } from "./rops/stream/rop-seek-stream.js";
import { RopSetStreamSize } from "./rops/stream/rop-set-stream-size.js";
import { RopUnlockRegionStream } from "./rops/stream/rop-unlock-region-stream.js";
import { RopWriteAndCommitStream } from "./rops/stream/rop-write-and-commit-stream.js";
import { RopWriteStream } from "./rops/stream/rop-write-stream.js";
import { RopWriteStreamExtended } from "./rops/stream/rop-write-stream-extended.js";
import { RopAbort } from "./rops/table/rop-abort.js";
import { RopCollapseRow } from "./rops/table/rop-collapse-row.js";
import { RopCreateBookmark } from "./rops/table/rop-create-bookmark.js";
import { RopExpandRow } from "./rops/table/rop-expand-row.js";
import { RopFindRow } from "./rops/table/rop-find-row.js";
import { RopFreeBookmark } from "./rops/table/rop-free-bookmark.js";
import { RopGetCollapseState } from "./rops/table/rop-get-collapse-state.js";
import { RopGetStatus } from "./rops/table/rop-get-status.js";
import { RopQueryColumnsAll } from "./rops/table/rop-query-columns-all.js";
import { RopQueryPosition } from "./rops/table/rop-query-position.js";
import { RopQueryRows } from "./rops/table/rop-query-rows.js";
import { RopResetTable } from "./rops/table/rop-reset-table.js";
import { RopRestrict } from "./rops/table/rop-restrict.js";
import { RopSeekRow } from "./rops/table/rop-seek-row.js";
import { RopSeekRowBookmark } from "./rops/table/rop-seek-row-bookmark.js";
import { RopSeekRowFractional } from "./rops/table/rop-seek-row-fractional.js";
import { RopSetCollapseState } from "./rops/table/rop-set-collapse-state.js";
import { RopSetColumns } from "./rops/table/rop-set-columns.js";
import { RopSortTable } from "./rops/table/rop-sort-table.js";
import { RopAbortSubmit } from "./rops/transport/rop-abort-submit.js";
import { RopGetAddressTypes } from "./rops/transport/rop-get-address-types.js";
import { RopGetTransportFolder } from "./rops/transport/rop-get-transport-folder.js";
import { RopOptionsData } from "./rops/transport/rop-options-data.js";
import { RopSetSpooler } from "./rops/transport/rop-set-spooler.js";
import { RopSpoolerLockMessage } from "./rops/transport/rop-spooler-lock-message.js";
import { RopSubmitMessage } from "./rops/transport/rop-submit-message.js";
import { RopTransportNewMail } from "./rops/transport/rop-transport-new-mail.js";
import { RopTransportSend } from "./rops/transport/rop-transport-send.js";
import {
  AddressBookFlaggedPropertyValue,
  AddressBookFlaggedPropertyValueWithType,
  AddressBookOptionalList,
  AddressBookOptionalValue,
  AddressBookPropertyRow,
  AddressBookPropertyValue,
  AddressBookPropertyValueList,
  AddressBookTaggedPropertyValue,
  AddressBookTypedPropertyValue,
} from "./structures/address-book-values.js";
import { BackoffRop } from "./structures/backoff-rop.js";
import { CN, GID, GLOBCNT, PredecessorChangeList, SizedXid, XID } from "./structures/change-ids.js";
import { EntryID, FolderEntryID, MessageEntryID } from "./structures/entry-ids.js";
import { FolderID, LongTermID, MessageID } from "./structures/identifiers.js";
import { LogonTime } from "./structures/logon-time.js";
import { LongTermIdRange } from "./structures/long-term-id-range.js";
import { MessageReadState } from "./structures/message-read-state.js";
import { NotificationData } from "./structures/notification-data.js";
import { PermissionData } from "./structures/permissions.js";
import { PropertyName } from "./structures/property-name.js";
import { PropertyProblem } from "./structures/property-problem.js";
import { PropertyRow } from "./structures/property-row.js";
import { PropertyRowSet } from "./structures/property-row-set.js";
import { LargePropertyTagArray, PropertyTagArray } from "./structures/property-tag-arrays.js";
import {
  FlaggedPropertyValue,
  FlaggedPropertyValueWithType,
  PropertyValue,
  TaggedPropertyValue,
  TypedPropertyValue,
} from "./structures/property-values.js";
import { ModifyRecipientRow, OpenRecipientRow, ReadRecipientRow, RecipientRow } from "./structures/recipient-rows.js";
import { Restriction } from "./structures/restriction.js";
import {
  ActionBlock,
  ExtendedRuleMessageActions,
  ExtendedRuleMessageCondition,
  NamedPropertyInformation,
  RecipientBlockData,
  RuleAction,
  RuleData,
} from "./structures/rules.js";
import { ServerId } from "./structures/server-id.js";
import { SortOrder, SortOrderSet } from "./structures/sort-order.js";
import { TypedString } from "./structures/typed-string.js";

export const schema = define({
  rops: [
    RopRelease,
    RopOpenFolder,
    RopOpenMessage,
    RopGetHierarchyTable,
    RopGetContentsTable,
    RopCreateMessage,
    RopGetPropertiesSpecific,
    RopGetPropertiesAll,
    RopGetPropertiesList,
    RopSetProperties,
    RopDeleteProperties,
    RopSaveChangesMessage,
    RopRemoveAllRecipients,
    RopModifyRecipients,
    RopReadRecipients,
    RopReloadCachedInformation,
    RopSetMessageReadFlag,
    RopSetColumns,
    RopSortTable,
    RopRestrict,
    RopQueryRows,
    RopGetStatus,
    RopQueryPosition,
    RopSeekRow,
    RopSeekRowBookmark,
    RopSeekRowFractional,
    RopCreateBookmark,
    RopCreateFolder,
    RopDeleteFolder,
    RopDeleteMessages,
    RopGetMessageStatus,
    RopSetMessageStatus,
    RopGetAttachmentTable,
    RopOpenAttachment,
    RopCreateAttachment,
    RopDeleteAttachment,
    RopSaveChangesAttachment,
    RopSetReceiveFolder,
    RopGetReceiveFolder,
    RopRegisterNotification,
    RopNotify,
    RopOpenStream,
    RopReadStream,
    RopWriteStream,
    RopSeekStream,
    RopSetStreamSize,
    RopSetSearchCriteria,
    RopGetSearchCriteria,
    RopSubmitMessage,
    RopMoveCopyMessages,
    RopAbortSubmit,
    RopMoveFolder,
    RopCopyFolder,
    RopQueryColumnsAll,
    RopAbort,
    RopCopyTo,
    RopCopyToStream,
    RopCloneStream,
    RopGetPermissionsTable,
    RopGetRulesTable,
    RopModifyPermissions,
    RopModifyRules,
    RopGetOwningServers,
    RopLongTermIdFromId,
    RopIdFromLongTermId,
    RopPublicFolderIsGhosted,
    RopOpenEmbeddedMessage,
    RopSetSpooler,
    RopSpoolerLockMessage,
    RopGetAddressTypes,
    RopTransportSend,
    RopFastTransferSourceCopyMessages,
    RopFastTransferSourceCopyFolder,
    RopFastTransferSourceCopyTo,
    RopFastTransferSourceGetBuffer,
    RopFindRow,
    RopProgress,
    RopTransportNewMail,
    RopGetValidAttachments,
    RopFastTransferDestinationConfigure,
    RopFastTransferDestinationPutBuffer,
    RopGetNamesFromPropertyIds,
    RopGetPropertyIdsFromNames,
    RopUpdateDeferredActionMessages,
    RopEmptyFolder,
    RopExpandRow,
    RopCollapseRow,
    RopLockRegionStream,
    RopUnlockRegionStream,
    RopCommitStream,
    RopGetStreamSize,
    RopQueryNamedProperties,
    RopGetPerUserLongTermIds,
    RopGetPerUserGuid,
    RopReadPerUserInformation,
    RopWritePerUserInformation,
    RopSetReadFlags,
    RopCopyProperties,
    RopGetReceiveFolderTable,
    RopFastTransferSourceCopyProperties,
    RopGetCollapseState,
    RopSetCollapseState,
    RopGetTransportFolder,
    RopPending,
    RopOptionsData,
    RopSynchronizationConfigure,
    RopSynchronizationImportMessageChange,
    RopSynchronizationImportHierarchyChange,
    RopSynchronizationImportDeletes,
    RopSynchronizationUploadStateStreamBegin,
    RopSynchronizationUploadStateStreamContinue,
    RopSynchronizationUploadStateStreamEnd,
    RopSynchronizationImportMessageMove,
    RopSetPropertiesNoReplicate,
    RopDeletePropertiesNoReplicate,
    RopGetStoreState,
    RopSynchronizationOpenCollector,
    RopGetLocalReplicaIds,
    RopSynchronizationImportReadStateChanges,
    RopResetTable,
    RopSynchronizationGetTransferState,
    RopTellVersion,
    RopFreeBookmark,
    RopWriteAndCommitStream,
    RopHardDeleteMessages,
    RopHardDeleteMessagesAndSubfolders,
    RopSetLocalReplicaMidsetDeleted,
    RopFastTransferDestinationPutBufferExtended,
    RopWriteStreamExtended,
    RopBackoff,
    RopLogon,
    RopBufferTooSmall,
  ],
  structures: [
    ActionBlock,
    AddressBookFlaggedPropertyValue,
    AddressBookFlaggedPropertyValueWithType,
    AddressBookOptionalList,
    AddressBookOptionalValue,
    AddressBookPropertyRow,
    AddressBookPropertyValue,
    AddressBookPropertyValueList,
    AddressBookTaggedPropertyValue,
    AddressBookTypedPropertyValue,
    AuxBlock,
    AuxBlocks,
    BackoffRop,
    CN,
    ConnectRequest,
    ConnectResponse,
    DisconnectRequest,
    DisconnectResponse,
    EntryID,
    ExecuteRequest,
    ExecuteResponse,
    ExtendedBuffer,
    ExtendedBuffers,
    ExtendedRuleMessageActions,
    ExtendedRuleMessageCondition,
    FlaggedPropertyValue,
    FlaggedPropertyValueWithType,
    FolderEntryID,
    FolderID,
    GID,
    GLOBCNT,
    LargePropertyTagArray,
    LogonTime,
    LongTermID,
    LongTermIdRange,
    MessageEntryID,
    MessageID,
    MessageReadState,
    ModifyRecipientRow,
    NamedPropertyInformation,
    NotificationData,
    NotificationWaitRequest,
    NotificationWaitResponse,
    OpenRecipientRow,
    PermissionData,
    PredecessorChangeList,
    PropertyName,
    PropertyProblem,
    PropertyRow,
    PropertyRowSet,
    PropertyTagArray,
    PropertyValue,
    ReadRecipientRow,
    RecipientBlockData,
    RecipientRow,
    Restriction,
    RopBuffer,
    RuleAction,
    RuleData,
    ServerId,
    SizedXid,
    SortOrder,
    SortOrderSet,
    TaggedPropertyValue,
    TypedPropertyValue,
    TypedString,
    XID,
  ],
  errata,
});
