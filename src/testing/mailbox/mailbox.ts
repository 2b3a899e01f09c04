/** A mailbox in memory: changed by clients through ROPs and by tests directly, and telling whoever listens. */
import type { FolderID } from "../../../generated/structures/identifiers.js";
import { fileTimeOf } from "../../values.js";
import { Folder, type Item, Message, propertiesOf } from "./items.js";
import type { PropertyList } from "./properties.js";
import { defaultMailbox, type FolderScript, lastPartOf, type MailboxScript, type MessageScript } from "./script.js";
import { Tag } from "./tags.js";

/** What happened; `kind` is the name of the event that servers tell. */
export type Change =
  | { readonly kind: "objectCreated" | "objectModified" | "objectDeleted"; readonly item: Item }
  | { readonly kind: "newMail"; readonly item: Message }
  | { readonly kind: "objectMoved"; readonly item: Message; readonly old: Message };

const ROOT = "Root";
const TOP = "Top of Information Store";

/** The folders of a logon response, in the order of RopLogon; true: below the top of the visible ones. */
const SPECIAL: readonly (readonly [name: string, visible: boolean])[] = [
  [ROOT, false],
  ["Deferred Action", false],
  ["Spooler Queue", false],
  [TOP, false],
  ["Inbox", true],
  ["Outbox", true],
  ["Sent Items", true],
  ["Deleted Items", true],
  ["Common Views", false],
  ["Schedule", false],
  ["Finder", false],
  ["Views", false],
  ["Shortcuts", false],
];

/** The replica id of all identifiers of a mailbox. */
export const REPLICA = 1;

export class Mailbox {
  readonly essdn: string;
  readonly displayName: string;
  readonly redirectTo: string | undefined;
  /** The thirteen folders that a logon response tells. */
  readonly special: readonly Folder[];
  readonly #root: Folder;
  /** The top of the visible folders. */
  readonly #top: Folder;
  /** Names the mailbox, and its replica too. */
  readonly guid: Uint8Array = crypto.getRandomValues(new Uint8Array(16));
  /** What time it is in the mailbox. */
  readonly now: () => Date;
  readonly #listeners = new Set<(change: Change) => void>();
  #counter = 0;

  constructor(script: MailboxScript, now: () => Date = () => new Date()) {
    this.essdn = script.essdn;
    this.displayName = script.displayName ?? lastPartOf(script.essdn);
    this.redirectTo = script.redirectTo;
    this.now = now;
    this.#root = new Folder(this.nextId(), undefined, { name: ROOT });
    this.#top = this.#add(this.#root, { name: TOP });
    this.special = SPECIAL.map(([name, visible]) => {
      if (name === ROOT) return this.#root;
      return name === TOP ? this.#top : this.#add(visible ? this.#top : this.#root, { name });
    });
    for (const folder of script.folders ?? defaultMailbox(script.essdn).folders ?? []) this.#fill(this.#top, folder);
  }

  /** Calls a listener on every change until the returned function is called. */
  listen(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A folder by its id, or by its path below the top of the visible ones (`Inbox/Projects`). */
  findFolder(which: FolderID | string): Folder | undefined {
    if (typeof which === "bigint") return [...this.#root].find(({ id }) => id === which);
    return which
      .split("/")
      .reduce<Folder | undefined>((folder, name) => folder?.folders.find((one) => one.name === name), this.#top);
  }

  /**
   * The same where the folder has to be there.
   *
   * @throws Error
   */
  folder(which: FolderID | string): Folder {
    const folder = this.findFolder(which);
    if (folder === undefined) throw new Error(`the mailbox has no folder ${which}`);
    return folder;
  }

  /** An identifier that nothing in the mailbox has yet: the replica id, and a counter, most significant byte first. */
  nextId(): bigint {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(++this.#counter));
    view.setUint16(0, REPLICA, true);
    return view.getBigUint64(0, true);
  }

  /** Creates a folder with all that its script holds. */
  createFolder(parent: Folder, script: FolderScript): Folder {
    const folder = this.#fill(parent, script);
    this.#tell({ kind: "objectCreated", item: folder });
    this.#tell({ kind: "objectModified", item: parent });
    return folder;
  }

  createMessage(folder: Folder, script: MessageScript): Message {
    const properties = propertiesOf(script, this.now());
    return this.insert(new Message(this.nextId(), folder, script.recipients ?? [], properties));
  }

  /** Puts a message that was made elsewhere into its folder. */
  insert(message: Message): Message {
    message.folder.messages.push(message);
    this.#tell({ kind: "objectCreated", item: message });
    this.#tell({ kind: "objectModified", item: message.folder });
    return message;
  }

  /** New mail: creates a message in the Inbox, or in the folder given. */
  deliver(script: MessageScript, folder: Folder = this.folder("Inbox")): Message {
    const message = this.createMessage(folder, script);
    this.#tell({ kind: "newMail", item: message });
    return message;
  }

  modify(message: Message, properties: PropertyList): void {
    const wasRead = message.isRead;
    message.properties.assign([
      { propertyTag: Tag.PidTagLastModificationTime, propertyValue: fileTimeOf(this.now()) },
      ...properties,
    ]);
    this.#tell({ kind: "objectModified", item: message });
    if (message.isRead !== wasRead) this.#tell({ kind: "objectModified", item: message.folder });
  }

  delete(message: Message): void {
    this.#take(message);
    this.#tell({ kind: "objectDeleted", item: message });
    this.#tell({ kind: "objectModified", item: message.folder });
  }

  /** Moves a message, which has another id from then on: the message as it is now. */
  move(old: Message, folder: Folder): Message {
    this.#take(old);
    const stored = old.properties.all.filter(({ propertyTag }) => !old.properties.isComputed(propertyTag));
    const item = new Message(this.nextId(), folder, old.recipients, stored);
    folder.messages.push(item);
    this.#tell({ kind: "objectMoved", item, old });
    for (const changed of [old.folder, folder]) this.#tell({ kind: "objectModified", item: changed });
    return item;
  }

  #take(message: Message): void {
    const { messages } = message.folder;
    const index = messages.indexOf(message);
    if (index < 0) throw new Error("the message is not in its folder any more");
    messages.splice(index, 1);
  }

  /** Creates a folder, or takes the one that is there, and what is in it. */
  #fill(parent: Folder, script: FolderScript): Folder {
    const folder = parent.folders.find(({ name }) => name === script.name) ?? this.#add(parent, script);
    for (const one of script.messages ?? []) {
      const properties = propertiesOf(one, this.now());
      folder.messages.push(new Message(this.nextId(), folder, one.recipients ?? [], properties));
    }
    for (const one of script.folders ?? []) this.#fill(folder, one);
    return folder;
  }

  #add(parent: Folder, script: FolderScript): Folder {
    const folder = new Folder(this.nextId(), parent, script);
    parent.folders.push(folder);
    return folder;
  }

  #tell(change: Change): void {
    for (const listener of [...this.#listeners]) listener(change);
  }
}
