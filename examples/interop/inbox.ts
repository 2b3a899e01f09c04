/** The Inbox as it is: its table, its newest messages opened and read in full. Nothing in it is changed. */
import { idOf, RopId } from "../../src/index.js";
import { RopBatch } from "../../src/mapi-http/index.js";
import { PrivateFolder } from "../../src/names/index.js";
import { ask, LOGON, openFolder, type Participant, readTable, release } from "./ask.js";
import type { Setting } from "./connection.js";
import { openMessage } from "./messages.js";
import { need } from "./steps.js";
import { Tag } from "./tags.js";

/** How many messages are opened. */
const SOME = 5;

export async function inbox({ steps }: Setting, who: Participant): Promise<void> {
  const folderId = who.folderIds[PrivateFolder.inbox];
  const rows = await steps.must("Inbox", async () => {
    const batch = new RopBatch();
    const folder = openFolder(batch, who, need(folderId, "Inbox"), "Inbox");
    await ask(who.session, batch);
    const columns = [Tag.PidTagMid, Tag.PidTagMessageClass, Tag.PidTagSubject, Tag.PidTagCreationTime];
    const table = await readTable(who, RopId.GetContentsTable, folder, columns);
    const closing = new RopBatch();
    release(closing, folder);
    await ask(who.session, closing);
    const classes = [...new Set(table.rows.map((row) => row.get(Tag.PidTagMessageClass) ?? "without a class"))];
    return { text: `${table.rowCount} rows ${classes.join(", ")}`.trim(), value: table.rows };
  });
  const ids = (rows ?? []).map((row) => row.get(Tag.PidTagMid)).filter((id) => typeof id === "bigint");
  if (ids.length === 0) return;
  await steps.must("messages of the Inbox", async () => {
    const last = ids.slice(-SOME);
    const counts: number[] = [];
    for (const id of last) {
      const batch = new RopBatch();
      const place = { folderId: need(folderId, "Inbox"), own: false };
      const { message } = openMessage(batch, who, place, idOf(id));
      const all = batch.add({
        ropId: RopId.GetPropertiesAll,
        logonId: LOGON,
        inputHandleIndex: message,
        propertySizeLimit: 0,
        wantUnicode: true,
      });
      release(batch, message);
      counts.push((await ask(who.session, batch)).to(all).propertyValues.length);
    }
    return { text: `${last.length} opened, with ${counts.join(", ")} properties`, value: undefined };
  });
}
