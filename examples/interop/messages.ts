/** Messages: one is made with properties of many types, a recipient and an attachment, and read again in every way. */
import { isDeepStrictEqual } from "node:util";
import {
  idValueOf,
  type OpenRecipientRow,
  OpenStreamModeFlags,
  type PropertyValue,
  RopId,
  SaveFlags,
  type TaggedPropertyValue,
} from "../../src/index.js";
import { RopBatch, type RopHandle } from "../../src/mapi-http/index.js";
import { propertyTagName } from "../../src/names/index.js";
import { ask, LOGON, type Participant, readTable, release, rowOf } from "./ask.js";
import { hex, idText } from "./bytes.js";
import type { Setting } from "./connection.js";
import { openPlace, type Place } from "./folders.js";
import { need, type Told } from "./steps.js";
import { MULTIPLE_STRING, Tag } from "./tags.js";

const SUBJECT = "ropwire interop: Grüße, 世界, 🙂";
const ADDRESS = "someone@example.com";
const FILE = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) & 0xff);
/** The code page of the logon. */
const CODE_PAGE = 0x0fff;
/** PidTagAttachMethod of a file. */
const BY_VALUE = 1;
/** {00020329-0000-0000-C000-000000000046}: the property set of names that users give. */
const PUBLIC_STRINGS = Uint8Array.of(0x29, 3, 2, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46);

/** What is set, a value of each of the usual types. */
const PROPERTIES: readonly TaggedPropertyValue[] = [
  { propertyTag: Tag.PidTagMessageClass, propertyValue: "IPM.Note" },
  { propertyTag: Tag.PidTagSubject, propertyValue: SUBJECT },
  { propertyTag: Tag.PidTagBody, propertyValue: "Made by a test of ropwire; may be deleted.\r\n".repeat(20) },
  { propertyTag: Tag.PidTagImportance, propertyValue: 2 },
  { propertyTag: Tag.PidTagReadReceiptRequested, propertyValue: false },
  { propertyTag: Tag.PidTagClientSubmitTime, propertyValue: 133_000_000_000_000_000n },
  { propertyTag: Tag.PidTagConversationIndex, propertyValue: Uint8Array.from({ length: 22 }, (_, index) => index) },
];

/** The property tag of the keywords of a message, which are a named property. */
export async function keywords({ steps }: Setting, who: Participant): Promise<number | undefined> {
  return steps.may("named properties", async () => {
    const batch = new RopBatch();
    const request = batch.add({
      ropId: RopId.GetPropertyIdsFromNames,
      logonId: LOGON,
      inputHandleIndex: who.logon,
      flags: "create",
      propertyNames: [{ kind: "name", guid: PUBLIC_STRINGS, name: "Keywords" }],
    });
    const [id = 0] = (await ask(who.session, batch)).to(request).propertyIds;
    if (id < 0x8000) throw new Error(`the id 0x${hex(id, 4)} is not one of a named property`);
    return { text: `Keywords is 0x${hex(id, 4)}`, value: id * 0x10000 + MULTIPLE_STRING };
  });
}

/** Adds a message to the folder: RopCreateMessage and RopSetProperties. */
export function createMessage(
  batch: RopBatch,
  place: Place,
  folder: RopHandle,
  propertyValues: readonly TaggedPropertyValue[],
) {
  const message = batch.newHandle("new message");
  batch.add({
    ropId: RopId.CreateMessage,
    logonId: LOGON,
    inputHandleIndex: folder,
    outputHandleIndex: message,
    codePageId: CODE_PAGE,
    folderId: place.folderId,
    associatedFlag: false,
  });
  const set = batch.add({ ropId: RopId.SetProperties, logonId: LOGON, inputHandleIndex: message, propertyValues });
  return { message, set };
}

/** Adds a RopSaveChangesMessage. */
export function saveMessage(batch: RopBatch, message: RopHandle) {
  return batch.add({
    ropId: RopId.SaveChangesMessage,
    logonId: LOGON,
    responseHandleIndex: message,
    inputHandleIndex: message,
    saveFlags: SaveFlags.keepOpenReadWrite,
  });
}

/** Adds a RopOpenMessage for reading and writing. */
export function openMessage(batch: RopBatch, { logon }: Participant, place: Place, messageId: bigint) {
  const message = batch.newHandle("message");
  const open = batch.add({
    ropId: RopId.OpenMessage,
    logonId: LOGON,
    inputHandleIndex: logon,
    outputHandleIndex: message,
    codePageId: CODE_PAGE,
    folderId: place.folderId,
    openModeFlags: 1,
    messageId,
  });
  return { message, open };
}

/** Makes and reads messages: one plain, one with an attachment, one with a recipient. Their ids. */
export async function messages(setting: Setting, who: Participant, place: Place): Promise<readonly bigint[]> {
  const { steps } = setting;
  const tag = await keywords(setting, who);
  const categories = tag === undefined ? [] : [{ propertyTag: tag, propertyValue: ["first", "zweite"] }];
  const values = [...PROPERTIES, ...categories];
  const handles: (RopHandle | undefined)[] = [];
  const ids: (bigint | undefined)[] = [];

  /** A message with whatever `add` adds to it, saved and opened again. */
  const make = async (what: string, add?: (message: RopHandle) => Promise<Told<undefined>>) => {
    const made = await steps.must(`create, ${what}`, () => create(who, place, values));
    if (add !== undefined) await steps.may(`add ${what}`, () => add(need(made, "message")));
    const id = await steps.must(`save, ${what}`, () => save(who, need(made, "message")));
    const opened = await steps.must(`open, ${what}`, () => open(setting, who, place, need(id, "message")));
    handles.push(made, opened);
    ids.push(id);
    return { id, opened };
  };

  const plain = await make("plain");
  await steps.must("contents table", () => contents(who, place, need(plain.id, "message")));
  await steps.must("properties by tag", () => readProperties(who, need(plain.opened, "open message"), values));
  await steps.must("all properties", () => readAll(who, need(plain.opened, "open message"), values));
  const attached = await make("attachment", (message) => addAttachment(who, message));
  await steps.may("attachment table", () => readAttachment(who, need(attached.opened, "open message")));
  await make("recipient", (message) => addRecipient(who, message));

  const left = handles.filter((handle) => handle !== undefined);
  await steps.must("release", async () => {
    const batch = new RopBatch();
    release(batch, ...left);
    await ask(who.session, batch);
    return { text: `${left.length} handles`, value: undefined };
  });
  return ids.filter((id) => id !== undefined);
}

async function create(who: Participant, place: Place, values: readonly TaggedPropertyValue[]) {
  const folder = await openPlace(who, place);
  const batch = new RopBatch();
  const { message, set } = createMessage(batch, place, folder, values);
  release(batch, folder);
  const { propertyProblems } = (await ask(who.session, batch)).to(set);
  const problems = propertyProblems.map(
    ({ propertyTag, errorCode }) => `${nameOf(propertyTag)}: 0x${hex(errorCode, 8)}`,
  );
  if (problems.length > 0) throw new Error(problems.join(", "));
  return { text: `${values.length} properties`, value: message };
}

async function save({ session }: Participant, message: RopHandle) {
  const batch = new RopBatch();
  const request = saveMessage(batch, message);
  const { messageId } = (await ask(session, batch)).to(request);
  return { text: `message ${idText(messageId)}`, value: messageId };
}

async function addRecipient({ session }: Participant, message: RopHandle) {
  const batch = new RopBatch();
  batch.add({
    ropId: RopId.ModifyRecipients,
    logonId: LOGON,
    inputHandleIndex: message,
    recipientColumns: [],
    recipientRows: [
      {
        rowId: 0,
        type: "to",
        resend: false,
        received: false,
        recipientRow: {
          type: "smtp",
          sameTransmittableDisplayName: true,
          otherTransport: false,
          noRichText: false,
          unicode: true,
          emailAddress: ADDRESS,
          displayName: "Someone",
          recipientProperties: { flag: "standard", valueArray: [] },
        },
      },
    ],
  });
  await ask(session, batch);
  return { text: ADDRESS, value: undefined };
}

async function addAttachment({ session }: Participant, message: RopHandle) {
  const batch = new RopBatch();
  const attachment = batch.newHandle("attachment");
  const stream = batch.newHandle("stream");
  const on = (inputHandleIndex: RopHandle) => ({ logonId: LOGON, inputHandleIndex });
  const create = batch.add({ ropId: RopId.CreateAttachment, ...on(message), outputHandleIndex: attachment });
  batch.add({
    ropId: RopId.SetProperties,
    ...on(attachment),
    propertyValues: [
      { propertyTag: Tag.PidTagAttachMethod, propertyValue: BY_VALUE },
      { propertyTag: Tag.PidTagAttachLongFilename, propertyValue: "file.bin" },
    ],
  });
  batch.add({
    ropId: RopId.OpenStream,
    ...on(attachment),
    outputHandleIndex: stream,
    propertyTag: Tag.PidTagAttachDataBinary,
    openModeFlags: OpenStreamModeFlags.create,
  });
  batch.add({ ropId: RopId.WriteStream, ...on(stream), data: FILE });
  batch.add({ ropId: RopId.CommitStream, ...on(stream) });
  batch.add({
    ropId: RopId.SaveChangesAttachment,
    ...on(message),
    responseHandleIndex: message,
    inputHandleIndex: attachment,
    saveFlags: SaveFlags.keepOpenReadWrite,
  });
  release(batch, stream, attachment);
  const { attachmentId } = (await ask(session, batch)).to(create);
  return { text: `number ${attachmentId}, ${FILE.length} bytes by a stream`, value: undefined };
}

async function contents(who: Participant, place: Place, messageId: bigint) {
  const folder = await openPlace(who, place);
  const columns = [Tag.PidTagMid, Tag.PidTagSubject, Tag.PidTagMessageSize, Tag.PidTagCreationTime];
  const { rows, rowCount } = await readTable(who, RopId.GetContentsTable, folder, columns);
  const batch = new RopBatch();
  release(batch, folder);
  await ask(who.session, batch);
  const mine = rows.find((row) => same(row.get(Tag.PidTagMid), idValueOf(messageId)));
  if (mine === undefined) throw new Error(`message ${idText(messageId)} is not among ${rows.length} rows`);
  const subject = mine.get(Tag.PidTagSubject);
  if (subject !== SUBJECT) throw new Error(`the subject is ${subject}`);
  const absent = columns.filter((column) => !mine.has(column)).map(nameOf);
  const lack = absent.length === 0 ? "" : `; without a value: ${absent.join(", ")}`;
  return { text: `${rowCount} rows, ours with its subject${lack}`, value: undefined };
}

async function open({ steps }: Setting, who: Participant, place: Place, messageId: bigint) {
  const batch = new RopBatch();
  const { message, open } = openMessage(batch, who, place, messageId);
  const response = (await ask(who.session, batch)).to(open);
  const { subjectPrefix, normalizedSubject, recipientCount, recipientRows } = response;
  const subject = [subjectPrefix, normalizedSubject].map((part) => ("string" in part ? part.string : "")).join("");
  if (subject !== SUBJECT) steps.remark(`RopOpenMessage tells the subject "${subject}", not the one that was set`);
  const recipients = recipientRows.map(addressOf);
  return { text: `${recipientCount} recipients: ${recipients.join(", ") || "none"}`, value: message };
}

function addressOf({ recipientRow }: OpenRecipientRow): string {
  if (!("type" in recipientRow)) return "not decoded";
  return "emailAddress" in recipientRow ? (recipientRow.emailAddress ?? "no address") : recipientRow.type;
}

async function readProperties({ session }: Participant, message: RopHandle, values: readonly TaggedPropertyValue[]) {
  const batch = new RopBatch();
  const propertyTags = values.map(({ propertyTag }) => propertyTag);
  const request = batch.add({
    ropId: RopId.GetPropertiesSpecific,
    logonId: LOGON,
    inputHandleIndex: message,
    propertySizeLimit: 0,
    wantUnicode: true,
    propertyTags,
  });
  const row = rowOf(propertyTags, (await ask(session, batch)).to(request).rowData);
  const others = values.filter(({ propertyTag, propertyValue }) => !same(row.get(propertyTag), propertyValue));
  if (others.length > 0)
    throw new Error(others.map((value) => otherValue(value, row.get(value.propertyTag))).join("; "));
  return { text: `${values.length} as they were set`, value: undefined };
}

async function readAll({ session }: Participant, message: RopHandle, values: readonly TaggedPropertyValue[]) {
  const batch = new RopBatch();
  const request = batch.add({
    ropId: RopId.GetPropertiesAll,
    logonId: LOGON,
    inputHandleIndex: message,
    propertySizeLimit: 0,
    wantUnicode: true,
  });
  const { propertyValues } = (await ask(session, batch)).to(request);
  const found = new Map(propertyValues.map(({ propertyTag, propertyValue }) => [propertyTag, propertyValue]));
  const others = values.filter(({ propertyTag, propertyValue }) => !same(found.get(propertyTag), propertyValue));
  if (others.length > 0)
    throw new Error(others.map((value) => otherValue(value, found.get(value.propertyTag))).join("; "));
  return { text: `${found.size}, among them those that were set`, value: undefined };
}

async function readAttachment(who: Participant, message: RopHandle) {
  const columns = [Tag.PidTagAttachNumber, Tag.PidTagAttachLongFilename, Tag.PidTagAttachMethod];
  const { rows } = await readTable(who, RopId.GetAttachmentTable, message, columns);
  const attachmentId = rows[0]?.get(Tag.PidTagAttachNumber);
  if (typeof attachmentId !== "number") return { text: `${rows.length} rows`, value: undefined };
  const batch = new RopBatch();
  const attachment = batch.newHandle("attachment");
  const stream = batch.newHandle("stream");
  batch.add({
    ropId: RopId.OpenAttachment,
    logonId: LOGON,
    inputHandleIndex: message,
    outputHandleIndex: attachment,
    openAttachmentFlags: "readOnly",
    attachmentId,
  });
  const open = batch.add({
    ropId: RopId.OpenStream,
    logonId: LOGON,
    inputHandleIndex: attachment,
    outputHandleIndex: stream,
    propertyTag: Tag.PidTagAttachDataBinary,
    openModeFlags: OpenStreamModeFlags.readOnly,
  });
  const read = batch.add({ ropId: RopId.ReadStream, logonId: LOGON, inputHandleIndex: stream, byteCount: 0x4000 });
  release(batch, stream, attachment);
  const answers = await ask(who.session, batch);
  const { streamSize } = answers.to(open);
  if (!same(answers.to(read).data, FILE)) throw new Error("the stream brings other bytes than were written");
  return { text: `${rows.length} row, ${streamSize} bytes as they were written`, value: undefined };
}

/** The bytes of a stream are a view of a larger buffer; those that were set are not. */
function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(plain(a), plain(b));
}

function plain(value: unknown): unknown {
  return value instanceof Uint8Array ? [...value] : value;
}

function otherValue({ propertyTag, propertyValue }: TaggedPropertyValue, found: PropertyValue): string {
  return `${nameOf(propertyTag)} is ${found === undefined ? "missing" : found}, set to ${propertyValue}`;
}

function nameOf(propertyTag: number): string {
  return propertyTagName(propertyTag) ?? `0x${hex(propertyTag, 8)}`;
}
