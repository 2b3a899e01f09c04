/** What must be so: the sessions of two programs on one server, their subscriptions, and the events that each has to get. */
import type { NotificationData, NotificationTypes } from "../../src/index.js";

/** An event of a mailbox as a change makes it, before anybody subscribes to it. */
export interface Happening {
  readonly kind: keyof typeof NotificationTypes;
  readonly folderId: bigint;
  /** The message it is about; a folder otherwise. */
  readonly message?: { readonly id: bigint; readonly subject: string };
  /** Where a message was before it moved. */
  readonly old?: { readonly folderId: bigint; readonly id: bigint };
}

/** What a handle of a session wants to hear: events of a kind in a folder or anywhere, or the rows of a folder's table. */
export type Interest =
  | { readonly wants: "events"; readonly kinds: ReadonlySet<string>; readonly folderId: bigint | undefined }
  | { readonly wants: "rows"; readonly folderId: bigint };

/** What waits for a session, or has been told to it. */
export interface Told {
  readonly handle: number;
  readonly text: string;
}

export class ModelSession {
  readonly id: number;
  /** Which of the two programs it belongs to: they know nothing of each other's sessions. */
  readonly program: number;
  readonly index: number;
  /** Whether its program knows the index. */
  readonly known: boolean;
  readonly interests = new Map<number, Interest>();
  live = true;
  /** The server has forgotten its sequence: no Execute succeeds until it reconnects. */
  broken = false;
  /** Whether a loop over its notifications runs, so that it waits for events. */
  listening = false;
  /** What the server has for it, oldest first. */
  waiting: Told[] = [];
  /** Every RopNotify that it must have received. */
  readonly told: Told[] = [];
  /** What its loop must have seen. */
  readonly heard: Told[] = [];
  /** How its loop must have ended. */
  loop: "running" | "left" | "over" | "gone" = "left";

  constructor(id: number, program: number, index: number, known: boolean) {
    this.id = id;
    this.program = program;
    this.index = index;
    this.known = known;
  }

  /** Everything that waits reaches the client. */
  tell(): void {
    this.told.push(...this.waiting);
    if (this.listening) this.heard.push(...this.waiting.filter(({ handle }) => this.interests.has(handle)));
    this.waiting = [];
  }

  end(loop: "over" | "gone"): void {
    this.live = false;
    if (this.listening) this.loop = loop;
    this.listening = false;
    this.waiting = [];
  }
}

export class Model {
  readonly sessions: ModelSession[] = [];

  get live(): readonly ModelSession[] {
    return this.sessions.filter(({ live }) => live);
  }

  /** Those on which a call succeeds. */
  get healthy(): readonly ModelSession[] {
    return this.live.filter(({ broken }) => !broken);
  }

  /** Whether a follow-up may lead nowhere: an index that two sessions have can mean what the program cannot fetch. */
  get isAmbiguous(): boolean {
    return new Set(this.live.map(({ index }) => index)).size < this.live.length;
  }

  happen(happenings: readonly Happening[]): void {
    for (const happening of happenings) {
      for (const { waiting, interests } of this.live) {
        for (const [handle, interest] of interests) {
          for (const text of textsFor(happening, interest)) waiting.push({ handle, text });
        }
      }
    }
  }

  /**
   * A call on a session was answered: it gets what waits for it, and so do all sessions of its program that the server
   * can name and the program knows. Sessions that listen fetch by themselves.
   */
  answered(session: ModelSession): void {
    for (const other of this.healthy) {
      if (other === session || (other.program === session.program && other.known)) other.tell();
    }
    this.rest();
  }

  /** What happens without a call: the sessions that listen are woken. */
  rest(): void {
    const woken = this.healthy.find(({ listening, waiting }) => listening && waiting.length > 0);
    if (woken !== undefined) this.answered(woken);
  }
}

/** What a handle is told of a happening. A message that moves leaves one table and comes into another. */
function textsFor({ kind, folderId, message, old }: Happening, interest: Interest): readonly string[] {
  if (interest.wants === "events") {
    const isThere = [undefined, folderId, old?.folderId].includes(interest.folderId);
    return interest.kinds.has(kind) && isThere ? [eventText(kind, folderId, message?.id)] : [];
  }
  const row = message !== undefined && ROWS[kind];
  return [
    old?.folderId === interest.folderId ? rowText("tableRowDeleted", old.id) : undefined,
    row && folderId === interest.folderId
      ? rowText(row, message.id, row === "tableRowDeleted" ? undefined : message.subject)
      : undefined,
  ].filter((text) => text !== undefined);
}

const ROWS: { readonly [kind in Happening["kind"]]?: string } = {
  objectCreated: "tableRowAdded",
  objectMoved: "tableRowAdded",
  objectModified: "tableRowModified",
  objectDeleted: "tableRowDeleted",
};

export function eventText(kind: string, folderId: bigint, messageId: bigint | undefined): string {
  return [kind, folderId.toString(16), messageId?.toString(16)].join(" ");
}

function rowText(kind: string, messageId: bigint | undefined, subject?: unknown): string {
  return [kind, messageId?.toString(16), subject].join(" ");
}

/** The same of what was received. */
export function textOf(data: NotificationData): string {
  if (data.type !== "tableModified") {
    const { folderId = 0n, messageId } = data as { readonly folderId?: bigint; readonly messageId?: bigint };
    return eventText(data.type, folderId, messageId);
  }
  const row = "tableRowData" in data && "valueArray" in data.tableRowData ? data.tableRowData.valueArray[0] : undefined;
  return rowText(data.tableEventType, "tableRowMessageId" in data ? data.tableRowMessageId : undefined, row);
}
