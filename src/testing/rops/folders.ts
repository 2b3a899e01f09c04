/** The ROPs on folders: opening one, the tables of what is in it, deleting messages. */
import { ContentsTableFlags, HierarchyTableFlags } from "../../../generated/enumerations.js";
import type { RopDeleteMessagesRequest } from "../../../generated/rops/folder/rop-delete-messages.js";
import type { RopGetContentsTableRequest } from "../../../generated/rops/folder/rop-get-contents-table.js";
import type { RopGetHierarchyTableRequest } from "../../../generated/rops/folder/rop-get-hierarchy-table.js";
import type { RopOpenFolderRequest } from "../../../generated/rops/folder/rop-open-folder.js";
import { ErrorCode, RopFailure } from "../codes.js";
import type { Item } from "../mailbox/items.js";
import { Table } from "../mailbox/table.js";
import type { Answer, Call } from "./call.js";

export function openFolder(request: RopOpenFolderRequest, { session, handles }: Call): Answer {
  const { ropId, logonId, inputHandleIndex, outputHandleIndex, folderId } = request;
  const { mailbox } = session.object(handles[inputHandleIndex], logonId, "logon", "folder");
  const folder = mailbox.findFolder(folderId);
  if (folder === undefined) throw new RopFailure(ErrorCode.notFound);
  return {
    response: { ropId, outputHandleIndex, outcome: "success", returnValue: 0, hasRules: false, isGhosted: false },
    opens: { kind: "folder", logonId, mailbox, folder },
  };
}

export function getHierarchyTable(request: RopGetHierarchyTableRequest, call: Call): Answer {
  const { tableFlags } = request;
  const { folder } = folderOf(request, call);
  const deep = (tableFlags & HierarchyTableFlags.depth) !== 0;
  return openTable(request, call, HierarchyTableFlags.noNotifications, () =>
    deep ? [...folder].filter((one) => one !== folder) : folder.folders,
  );
}

export function getContentsTable(request: RopGetContentsTableRequest, call: Call): Answer {
  const { tableFlags } = request;
  const { folder } = folderOf(request, call);
  const hidden = (tableFlags & (ContentsTableFlags.associated | ContentsTableFlags.softDeletes)) !== 0;
  return openTable(request, call, ContentsTableFlags.noNotifications, () => (hidden ? [] : folder.messages));
}

function openTable(
  request: RopGetHierarchyTableRequest | RopGetContentsTableRequest,
  call: Call,
  noNotifications: number,
  source: () => readonly Item[],
): Answer {
  const { ropId, logonId, outputHandleIndex, tableFlags } = request;
  const { mailbox } = folderOf(request, call);
  const table = new Table(source, (tableFlags & noNotifications) === 0);
  return {
    response: { ropId, outputHandleIndex, outcome: "success", returnValue: 0, rowCount: source().length },
    opens: { kind: "table", logonId, mailbox, table },
  };
}

function folderOf(
  { inputHandleIndex, logonId }: RopGetContentsTableRequest | RopGetHierarchyTableRequest | RopDeleteMessagesRequest,
  call: Call,
) {
  return call.session.object(call.handles[inputHandleIndex], logonId, "folder");
}

export function deleteMessages(request: RopDeleteMessagesRequest, call: Call): Answer {
  const { ropId, inputHandleIndex, messageIds } = request;
  const { folder, mailbox } = folderOf(request, call);
  const found = folder.messages.filter(({ id }) => messageIds.includes(id));
  return {
    response: { ropId, inputHandleIndex, returnValue: 0, partialCompletion: found.length < messageIds.length },
    commit: () => {
      for (const message of found) mailbox.delete(message);
    },
  };
}
