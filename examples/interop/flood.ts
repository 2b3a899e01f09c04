/** More notifications than one answer holds: each has to come once, and RopPending says that there are more. */
import { judgePending, NotificationTypes, RopId } from "../../src/index.js";
import { RopBatch, type RopHandle } from "../../src/mapi-http/index.js";
import { ask, LOGON, type Participant, release } from "./ask.js";
import type { Setting } from "./connection.js";
import { openPlace, type Place } from "./folders.js";
import { createMessage, saveMessage } from "./messages.js";
import { Skipped } from "./steps.js";
import { Tag } from "./tags.js";

/** One message is told to each subscription: together more than the 32 KB of an answer. */
const SUBSCRIPTIONS = 32;
const MESSAGES = 48;
/** How many messages are made in one call. */
const PER_CALL = 8;
/** The most calls that A makes to be told everything. */
const MOST_CALLS = 50;

/** Makes the flood; the messages that it was made of. */
export async function flood(
  setting: Setting,
  a: Participant,
  b: Participant,
  place: Place,
): Promise<readonly bigint[]> {
  const { steps, told, mailboxes } = setting;
  const made: bigint[] = [];
  const before = told.length;
  await steps.must("flood", async () => {
    const subscriptions = await subscribe(a, place);
    const handles = new Set(subscriptions.map(({ value }) => value));
    const news = () =>
      told.slice(before).flatMap((rop) => {
        return rop.ropId === RopId.Notify && handles.has(rop.notificationHandle) ? [rop] : [];
      });
    while (made.length < MESSAGES) made.push(...(await createSome(b, place)));

    let calls = 0;
    for (let last = -1; last < news().length && calls < MOST_CALLS; calls++) {
      last = news().length;
      await a.session.rops([]);
      await mailboxes.idle();
    }
    const batch = new RopBatch();
    release(batch, ...subscriptions);
    await ask(a.session, batch);
    const events = news().map(({ notificationHandle, notificationData: data }) => {
      return `${notificationHandle} ${data.type} ${"messageId" in data ? data.messageId : ""}`;
    });
    const wanted = subscriptions.length * made.length;
    const different = new Set(events).size;
    if (events.length !== wanted || different !== wanted) {
      throw new Error(`${wanted} notifications were to come, ${events.length} came, ${different} of them different`);
    }
    return { text: `${wanted} notifications, each once, in ${calls} calls`, value: undefined };
  });
  await steps.may("RopPending", async () => {
    const verdicts = judgePending(told.slice(before), mailboxes.table);
    const [verdict] = verdicts;
    if (verdict === undefined) throw new Skipped("the server sent none");
    const meaning = {
      match: "one of ours, and followed",
      "no-match": "none of ours, and ignored",
      "index-unknown": "nothing says whose that is (--index does)",
    }[verdict.verdict];
    return { text: `${verdicts.length} times; session index ${verdict.sessionIndex}: ${meaning}`, value: undefined };
  });
  return made;
}

async function subscribe(a: Participant, { folderId }: Place): Promise<readonly RopHandle[]> {
  const batch = new RopBatch();
  const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, index) => batch.newHandle(`subscription ${index}`));
  for (const outputHandleIndex of subscriptions) {
    batch.add({
      ropId: RopId.RegisterNotification,
      logonId: LOGON,
      inputHandleIndex: a.logon,
      outputHandleIndex,
      notificationTypes: NotificationTypes.objectCreated,
      wantWholeStore: false,
      folderId,
      messageId: 0n,
    });
  }
  await ask(a.session, batch);
  return subscriptions;
}

async function createSome(b: Participant, place: Place): Promise<readonly bigint[]> {
  const folder = await openPlace(b, place);
  const batch = new RopBatch();
  const saves = Array.from({ length: PER_CALL }, (_, index) => {
    const subject = { propertyTag: Tag.PidTagSubject, propertyValue: `ropwire interop: flood ${index}` };
    const { message } = createMessage(batch, place, folder, [subject]);
    const save = saveMessage(batch, message);
    release(batch, message);
    return save;
  });
  release(batch, folder);
  const answers = await ask(b.session, batch);
  return saves.map((save) => answers.to(save).messageId);
}
