/** Notifications: session A subscribes, session B changes something, A is told. By waiting, by polling, and in a flood. */
import { NotificationTypes, RopId } from "../../src/index.js";
import { RopBatch, type RopHandle } from "../../src/mapi-http/index.js";
import { ask, LOGON, type Participant, release } from "./ask.js";
import { idText } from "./bytes.js";
import type { Setting } from "./connection.js";
import { flood } from "./flood.js";
import { openPlace, type Place } from "./folders.js";
import { eventText, Listener } from "./listener.js";
import { createMessage, openMessage, saveMessage } from "./messages.js";
import { need, Refused } from "./steps.js";
import { Tag } from "./tags.js";
import { Wiretap } from "./wiretap.js";

const { objectCreated, objectModified, objectDeleted } = NotificationTypes;
/** How long a row of a table may take to be told, in milliseconds: not all servers tell of tables. */
const TABLE_PATIENCE = 5_000;

/** A's subscriptions and its table, and what keeps them. */
interface Watch {
  readonly folder: RopHandle;
  readonly table: RopHandle;
  readonly subscriptions: ReadonlyMap<string, RopHandle>;
}

export async function notifications(
  setting: Setting,
  a: Participant,
  b: Participant,
  place: Place,
  messageIds: readonly bigint[],
): Promise<void> {
  const { steps, options } = setting;
  const watch = await steps.must("RopRegisterNotification", () => subscribe(a, place));
  const made = [...messageIds];
  if (watch !== undefined) {
    const listener = new Listener(a.session);
    const told = async (type: string, id: bigint) => {
      const begun = performance.now();
      const { wakes } = setting.heard;
      const isIt = (data: object) =>
        "type" in data && data.type === type && "messageId" in data && data.messageId === id;
      const { notificationData } = await listener.find(isIt, options.patience);
      const how = setting.heard.wakes > wakes ? "NotificationWait" : "a call";
      return { text: `${eventText(notificationData)} after ${since(begun)}, by ${how}`, value: undefined };
    };
    const created = await steps.must("B creates", () => create(b, place));
    await steps.must("A is told", () => told("objectCreated", need(created, "message")));
    await steps.may("A's table is told", async () => {
      const isRow = (data: object) => "tableEventType" in data && data.tableEventType !== "tableRowDeleted";
      const found = await listener.find(isRow, Math.min(TABLE_PATIENCE, options.patience)).catch((error: Error) => {
        throw new Refused(error.message);
      });
      return { text: eventText(found.notificationData), value: undefined };
    });
    await steps.must("B modifies", () => modify(b, place, need(created, "message")));
    await steps.must("A is told", () => told("objectModified", need(created, "message")));
    const deleted = await steps.must("B deletes", () => remove(b, place, [need(created, "message")]));
    await steps.must("A is told", () => told("objectDeleted", need(created, "message")));
    if (created !== undefined && deleted === undefined) made.push(created);
    if (created !== undefined) compare(setting, watch, created);
    listener.stop();

    const polled = await poll(setting, a, b, place);
    if (polled !== undefined) made.push(polled);
    made.push(...(await flood(setting, a, b, place)));
    await steps.must("release", async () => {
      const batch = new RopBatch();
      release(batch, ...watch.subscriptions.values(), watch.table, watch.folder);
      await ask(a.session, batch);
      return { text: `${watch.subscriptions.size + 2} handles`, value: undefined };
    });
  }
  await steps.must("RopDeleteMessages", () =>
    remove(
      b,
      place,
      made.filter((id) => id !== undefined),
    ),
  );
}

/** Subscriptions to the folder and to the whole mailbox, and a table of the folder, which is one too. */
async function subscribe(a: Participant, place: Place) {
  const folder = await openPlace(a, place);
  const batch = new RopBatch();
  const ofFolder = batch.newHandle("subscription to the folder");
  const ofMailbox = batch.newHandle("subscription to the mailbox");
  const table = batch.newHandle("watched table");
  const register = {
    ropId: RopId.RegisterNotification,
    logonId: LOGON,
    inputHandleIndex: a.logon,
    notificationTypes: objectCreated | objectModified | objectDeleted,
  } as const;
  const { folderId } = place;
  batch.add({ ...register, outputHandleIndex: ofFolder, wantWholeStore: false, folderId, messageId: 0n });
  batch.add({ ...register, outputHandleIndex: ofMailbox, wantWholeStore: true });
  batch.add({
    ropId: RopId.GetContentsTable,
    logonId: LOGON,
    inputHandleIndex: folder,
    outputHandleIndex: table,
    tableFlags: 0,
  });
  const onTable = { logonId: LOGON, inputHandleIndex: table };
  const propertyTags = [Tag.PidTagMid, Tag.PidTagSubject];
  batch.add({ ropId: RopId.SetColumns, ...onTable, setColumnsFlags: 0, propertyTags });
  batch.add({ ropId: RopId.QueryRows, ...onTable, queryRowsFlags: 0, forwardRead: true, rowCount: 10 });
  await ask(a.session, batch);
  const subscriptions = new Map([
    ["folder", ofFolder],
    ["mailbox", ofMailbox],
  ]);
  const text = `to the folder (0x${ofFolder.value?.toString(16)}) and the mailbox (0x${ofMailbox.value?.toString(16)})`;
  return { text, value: { folder, table, subscriptions } };
}

async function create(b: Participant, place: Place) {
  const folder = await openPlace(b, place);
  const batch = new RopBatch();
  const subject = { propertyTag: Tag.PidTagSubject, propertyValue: "ropwire interop: of session B" };
  const { message } = createMessage(batch, place, folder, [subject]);
  const save = saveMessage(batch, message);
  release(batch, message, folder);
  const { messageId } = (await ask(b.session, batch)).to(save);
  return { text: `message ${idText(messageId)}`, value: messageId };
}

async function modify(b: Participant, place: Place, messageId: bigint) {
  const batch = new RopBatch();
  const { message } = openMessage(batch, b, place, messageId);
  const propertyValues = [{ propertyTag: Tag.PidTagSubject, propertyValue: "ropwire interop: modified" }];
  batch.add({ ropId: RopId.SetProperties, logonId: LOGON, inputHandleIndex: message, propertyValues });
  saveMessage(batch, message);
  release(batch, message);
  await ask(b.session, batch);
  return { text: `message ${idText(messageId)}`, value: undefined };
}

async function remove(b: Participant, place: Place, messageIds: readonly bigint[]) {
  const folder = await openPlace(b, place);
  const batch = new RopBatch();
  const deletion = batch.add({
    ropId: RopId.DeleteMessages,
    logonId: LOGON,
    inputHandleIndex: folder,
    wantAsynchronous: false,
    notifyNonRead: false,
    messageIds,
  });
  release(batch, folder);
  const { partialCompletion } = (await ask(b.session, batch)).to(deletion);
  if (partialCompletion === true) throw new Error("only some of them were deleted");
  return { text: `${messageIds.length} messages`, value: messageIds };
}

/** Both subscriptions are for the same events of this message. */
function compare({ steps, told }: Setting, { subscriptions }: Watch, messageId: bigint): void {
  const kinds = ["objectCreated", "objectModified", "objectDeleted"];
  for (const [name, { value }] of subscriptions) {
    const heard = told
      .flatMap((rop) => (rop.ropId === RopId.Notify && rop.notificationHandle === value ? [rop.notificationData] : []))
      .filter((data) => "messageId" in data && data.messageId === messageId);
    const missing = kinds.filter((kind) => heard.every(({ type }) => type !== kind));
    if (missing.length > 0) steps.remark(`the subscription to the ${name} is not told ${missing.join(", ")}`);
  }
}

/** A server that has no NotificationWait is polled. */
async function poll({ steps, options }: Setting, a: Participant, b: Participant, place: Place) {
  const { context } = a.session;
  if (!(context instanceof Wiretap)) return undefined;
  context.refuseWaits = true;
  const listener = new Listener(a.session);
  let messageId: bigint | undefined;
  await steps.must("A is told by polling", async () => {
    const begun = performance.now();
    messageId = (await create(b, place)).value;
    const isIt = (data: object) => "messageId" in data && data.messageId === messageId;
    const { notificationData } = await listener.find(isIt, options.patience);
    return { text: `${eventText(notificationData)} after ${since(begun)}`, value: undefined };
  });
  listener.stop();
  context.refuseWaits = false;
  return messageId;
}

function since(begun: number): string {
  return `${((performance.now() - begun) / 1000).toFixed(2)} s`;
}
