/** Folders: their tree, and one to work in, which is deleted in the end. */
import { DeleteFolderFlags, FolderType, RopId } from "../../src/index.js";
import { RopBatch, type RopHandle } from "../../src/mapi-http/index.js";
import { PrivateFolder } from "../../src/names/index.js";
import { ask, LOGON, openFolder, type Participant, readTable, release } from "./ask.js";
import { idText } from "./bytes.js";
import type { Setting } from "./connection.js";
import { need } from "./steps.js";
import { Tag } from "./tags.js";

/** The folder that the tour works in. */
export interface Place {
  readonly folderId: bigint;
  /** Whether the tour made it. */
  readonly own: boolean;
}

/** A name that no folder of a person has, and that is another in every tour. */
const NAME = `ropwire interop ${new Date().toISOString().replace(/\.\d+Z$/, "Z")}`;

/** The top of the folders that a user sees. */
function openTop(batch: RopBatch, who: Participant): RopHandle {
  const folderId = who.folderIds[PrivateFolder.interpersonalMessagesSubtree];
  return openFolder(batch, who, need(folderId, "top folder"), "top folder");
}

export async function hierarchy({ steps }: Setting, who: Participant): Promise<void> {
  await steps.must("hierarchy table", async () => {
    const batch = new RopBatch();
    const top = openTop(batch, who);
    await ask(who.session, batch);
    const columns = [Tag.PidTagFolderId, Tag.PidTagDisplayName, Tag.PidTagContentCount];
    const { rows, rowCount } = await readTable(who, RopId.GetHierarchyTable, top, columns);
    const closing = new RopBatch();
    release(closing, top);
    await ask(who.session, closing);
    if (rows.length !== rowCount) throw new Error(`${rowCount} rows are announced, ${rows.length} come`);
    const ids = rows.filter((row) => typeof row.get(Tag.PidTagFolderId) === "bigint");
    if (ids.length < rows.length) throw new Error("a row has no PidTagFolderId");
    const names = rows.map((row) => `${row.get(Tag.PidTagDisplayName)} (${row.get(Tag.PidTagContentCount) ?? "?"})`);
    return { text: `${rowCount} below the top: ${names.join(", ")}`, value: undefined };
  });
}

/** Makes the folder to work in; where the server refuses, the messages go to the deleted ones. */
export async function makePlace({ steps }: Setting, who: Participant): Promise<Place | undefined> {
  const made = await steps.may("RopCreateFolder", async () => {
    const batch = new RopBatch();
    const top = openTop(batch, who);
    const folder = batch.newHandle("test folder");
    const create = batch.add({
      ropId: RopId.CreateFolder,
      logonId: LOGON,
      inputHandleIndex: top,
      outputHandleIndex: folder,
      folderType: FolderType.generic,
      useUnicodeStrings: true,
      openExisting: false,
      displayName: NAME,
      comment: "Made by a test of ropwire; may be deleted.",
    });
    const { folderId } = (await ask(who.session, batch)).to(create);
    const closing = new RopBatch();
    release(closing, folder, top);
    await ask(who.session, closing);
    return { text: `${NAME}: ${idText(folderId)}`, value: { folderId, own: true } };
  });
  const folderId = who.folderIds[PrivateFolder.deletedItems];
  return made ?? (folderId === undefined ? undefined : { folderId, own: false });
}

/** Opens the folder to work in, on one of the sessions. */
export async function openPlace(who: Participant, place: Place): Promise<RopHandle> {
  const batch = new RopBatch();
  const folder = openFolder(batch, who, place.folderId, `folder of ${who.name}`);
  await ask(who.session, batch);
  return folder;
}

/** Deletes the folder, with whatever is still in it. */
export async function removePlace({ steps }: Setting, who: Participant, place: Place): Promise<void> {
  if (!place.own) return;
  await steps.must("RopDeleteFolder", async () => {
    const batch = new RopBatch();
    const top = openTop(batch, who);
    const { delMessages, delFolders, deleteHardDelete } = DeleteFolderFlags;
    const deletion = batch.add({
      ropId: RopId.DeleteFolder,
      logonId: LOGON,
      inputHandleIndex: top,
      deleteFolderFlags: delMessages | delFolders | deleteHardDelete,
      folderId: place.folderId,
    });
    release(batch, top);
    const { partialCompletion } = (await ask(who.session, batch)).to(deletion);
    if (partialCompletion === true) throw new Error("only part of it was deleted");
    return { text: "the test folder is gone", value: undefined };
  });
}
