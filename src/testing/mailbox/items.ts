/** What a mailbox is made of: folders and messages. */
import { MessageFlags } from "../../../generated/enumerations.js";
import type { FolderID, MessageID } from "../../../generated/structures/identifiers.js";
import { fileTimeOf, idValueOf } from "../../values.js";
import { Properties, type PropertyList } from "./properties.js";
import type { FolderScript, MessageScript, RecipientScript } from "./script.js";
import { Tag } from "./tags.js";

/** Anything that can be a row of a table. */
export type Item = Folder | Message;

export class Folder {
  readonly id: FolderID;
  readonly name: string;
  /** `undefined` for the root. */
  readonly parent: Folder | undefined;
  readonly folders: Folder[] = [];
  readonly messages: Message[] = [];
  readonly properties: Properties;

  constructor(id: FolderID, parent: Folder | undefined, script: Omit<FolderScript, "folders" | "messages">) {
    this.id = id;
    this.name = script.name;
    this.parent = parent;
    this.properties = new Properties(
      {
        [Tag.PidTagFolderId]: () => idValueOf(id),
        [Tag.PidTagParentFolderId]: () => idValueOf((parent ?? this).id),
        [Tag.PidTagDisplayName]: () => script.name,
        [Tag.PidTagContentCount]: () => this.messages.length,
        [Tag.PidTagContentUnreadCount]: () => this.unread,
        [Tag.PidTagSubfolders]: () => this.folders.length > 0,
      },
      [
        { propertyTag: Tag.PidTagContainerClass, propertyValue: script.containerClass ?? "IPF.Note" },
        ...(script.properties ?? []),
      ],
    );
  }

  get unread(): number {
    return this.messages.filter(({ isRead }) => !isRead).length;
  }

  /** This folder and all below it. */
  *[Symbol.iterator](): Generator<Folder> {
    yield this;
    for (const folder of this.folders) yield* folder;
  }
}

export class Message {
  readonly id: MessageID;
  readonly folder: Folder;
  readonly recipients: readonly RecipientScript[];
  readonly properties: Properties;

  constructor(id: MessageID, folder: Folder, recipients: readonly RecipientScript[], properties: PropertyList) {
    this.id = id;
    this.folder = folder;
    this.recipients = recipients;
    this.properties = new Properties(
      {
        [Tag.PidTagMid]: () => idValueOf(id),
        [Tag.PidTagFolderId]: () => idValueOf(folder.id),
        [Tag.PidTagInstID]: () => idValueOf(id),
        [Tag.PidTagInstanceNum]: () => 0,
        [Tag.PidTagSubjectPrefix]: () => this.subject.prefix,
        [Tag.PidTagNormalizedSubject]: () => this.subject.normalized,
        [Tag.PidTagDisplayTo]: () => names(recipients, "to"),
        [Tag.PidTagDisplayCc]: () => names(recipients, "cc"),
        [Tag.PidTagHasAttachments]: () => false,
      },
      properties,
    );
  }

  get isRead(): boolean {
    return (Number(this.properties.get(Tag.PidTagMessageFlags) ?? 0) & MessageFlags.mfRead) !== 0;
  }

  get messageClass(): string {
    return String(this.properties.get(Tag.PidTagMessageClass) ?? "IPM.Note");
  }

  /** The subject in its two parts: at most three letters and a colon, and the rest. */
  get subject(): { readonly prefix: string; readonly normalized: string } {
    const subject = String(this.properties.get(Tag.PidTagSubject) ?? "");
    const prefix = /^\p{L}{1,3}: /u.exec(subject)?.[0] ?? "";
    return { prefix, normalized: subject.slice(prefix.length) };
  }
}

/** The properties of a scripted message. */
export function propertiesOf(script: MessageScript, now: Date): PropertyList {
  const { from } = script;
  const received = fileTimeOf(script.received ?? now);
  const texts = { [Tag.PidTagSubject]: script.subject ?? "", [Tag.PidTagBody]: script.body ?? "" };
  const sender =
    from === undefined
      ? {}
      : {
          [Tag.PidTagSentRepresentingName]: from.displayName,
          [Tag.PidTagSentRepresentingEmailAddress]: from.address,
        };
  const values = {
    [Tag.PidTagMessageClass]: script.messageClass ?? "IPM.Note",
    ...texts,
    ...sender,
    [Tag.PidTagMessageFlags]: script.read === true ? MessageFlags.mfRead : 0,
    [Tag.PidTagMessageDeliveryTime]: received,
    [Tag.PidTagCreationTime]: received,
    [Tag.PidTagLastModificationTime]: received,
  };
  const list = Object.entries(values).map(([tag, propertyValue]) => ({ propertyTag: Number(tag), propertyValue }));
  return [...list, ...(script.properties ?? [])];
}

function names(recipients: readonly RecipientScript[], type: "to" | "cc"): string {
  return recipients
    .filter((recipient) => (recipient.type ?? "to") === type)
    .map(({ displayName }) => displayName)
    .join("; ");
}
