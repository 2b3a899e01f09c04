/** A session context on the server: its cookies, the objects that its handles stand for, and what it has not been told. */
import { randomUUID } from "node:crypto";
import type { RopNotifyResponse } from "../../generated/rops/notification/rop-notify.js";
import type { RopRegisterNotificationRequest } from "../../generated/rops/notification/rop-register-notification.js";
import type { RopContext } from "../../generated/rops.js";
import type { TaggedPropertyValue } from "../../generated/structures/property-values.js";
import { NotificationQueue } from "../session/notification-queue.js";
import type { CodePage } from "../wire/code-page.js";
import { serverCodePage } from "./code-page.js";
import { ErrorCode, RopFailure } from "./codes.js";
import type { Folder, Message } from "./mailbox/items.js";
import type { Change, Mailbox } from "./mailbox/mailbox.js";
import { notificationFor } from "./mailbox/notifications.js";
import type { Table } from "./mailbox/table.js";
import { RECIPIENT_COLUMNS } from "./mailbox/tags.js";

/** What a handle stands for. */
export type ServerObject = { readonly logonId: number } & (
  | ({ readonly mailbox: Mailbox } & (
      | { readonly kind: "logon" }
      | { readonly kind: "folder"; readonly folder: Folder }
      | { readonly kind: "table"; readonly table: Table }
      | OpenMessage
      | { readonly kind: "subscription"; readonly request: RopRegisterNotificationRequest }
    ))
  | ScriptedObject
);

interface OpenMessage {
  readonly kind: "message";
  readonly message: Message;
  /** Of its 8-bit strings. */
  readonly codePage: CodePage;
  /** Whether the message is yet to be put into its folder. */
  isNew: boolean;
  /** What is set and not saved. */
  unsaved: TaggedPropertyValue[];
}

/** What a script has opened, and answers for: the server knows no more of it than what its responses are encoded with. */
interface ScriptedObject {
  readonly kind: "scripted";
  readonly mailbox?: undefined;
  /** Whether RopLogon opened it. */
  readonly isLogon: boolean;
  readonly codePage: CodePage;
  readonly recipientColumns: readonly number[] | undefined;
  tableColumns: readonly number[] | undefined;
}

export type ObjectOf<Kind extends ServerObject["kind"]> = Extract<ServerObject, { readonly kind: Kind }>;

/** No object: not one of the handles that are given out. */
export const NO_HANDLE = 0xffffffff;

/** What a client said when it connected. */
export interface Connected {
  readonly userDn: string;
  /** DefaultCodePage: the code page of 8-bit strings. */
  readonly defaultCodePage: number;
  /** X-ClientInfo without its counter: the same in all session contexts of one client. */
  readonly client: string;
  /** X-RequestId without its counter: the same in all requests of one session context. */
  readonly requestGuid: string;
  /** The Authorization header. */
  readonly authorization: string | undefined;
}

export class ServerSession implements Connected {
  /** The session index: what RopPending says to mean this context. No response tells it to the client. */
  readonly index: number;
  readonly userDn: string;
  readonly defaultCodePage: number;
  readonly client: string;
  readonly requestGuid: string;
  readonly authorization: string | undefined;
  readonly codePage: CodePage;
  /** The session context cookie. */
  readonly cookie: string = randomUUID();
  /** The sequence cookie that the next request has to bring. */
  sequence: string = randomUUID();
  /** Whether a request is being processed; NotificationWait does not count. */
  busy = false;
  /** When the context was used last (milliseconds). */
  usedAt: number;
  readonly #objects = new Map<number, ServerObject>();
  readonly #listening = new Map<Mailbox, () => void>();
  readonly #notifications: NotificationQueue;
  #handles = 0;
  /** Completes the NotificationWait that is outstanding. */
  #wake: (() => void) | undefined;
  #ended = false;

  constructor(connected: Connected, index: number, now: number) {
    this.index = index;
    this.userDn = connected.userDn;
    this.defaultCodePage = connected.defaultCodePage;
    this.client = connected.client;
    this.requestGuid = connected.requestGuid;
    this.authorization = connected.authorization;
    this.usedAt = now;
    this.codePage = serverCodePage(connected.defaultCodePage);
    this.#notifications = new NotificationQueue(index, { codePage: this.codePage });
  }

  /** What waits to be told. */
  get notifications(): NotificationQueue {
    return this.#notifications;
  }

  /** The handles of its objects. */
  get handles(): readonly number[] {
    return [...this.#objects.keys()];
  }

  /** Whether a NotificationWait is outstanding. */
  get isWaiting(): boolean {
    return this.#wake !== undefined;
  }

  /** Lets something wait to be told, of whatever kind, and completes the NotificationWait. */
  notify(response: RopNotifyResponse, tableColumns?: readonly number[]): void {
    this.#notifications.add(response, tableColumns);
    this.#wake?.();
  }

  // ---- handles ----------------------------------------------------------------------------------------------------

  /** The handle of the next object. */
  get nextHandle(): number {
    return this.#handles + 1;
  }

  open(object: ServerObject): number {
    this.#handles++;
    this.#objects.set(this.#handles, object);
    if (object.kind === "logon" && !this.#listening.has(object.mailbox)) {
      const { mailbox } = object;
      this.#listening.set(
        mailbox,
        mailbox.listen((change) => this.#changed(mailbox, change)),
      );
    }
    return this.#handles;
  }

  /**
   * The object of a kind behind a handle. [MS-OXCROPS] 3.2.5.4
   *
   * @throws RopFailure also where the handle was never given out (NullObject), or was released (InvalidObject)
   */
  object<Kind extends ServerObject["kind"]>(
    handle: number | undefined,
    logonId: number,
    ...kinds: readonly Kind[]
  ): ObjectOf<Kind> {
    const object = handle === undefined ? undefined : this.#objects.get(handle);
    if (object === undefined) {
      const wasGiven = handle !== undefined && handle > 0 && handle < this.nextHandle;
      throw new RopFailure(wasGiven ? ErrorCode.invalidObject : ErrorCode.nullObject);
    }
    if (object.logonId !== logonId) throw new RopFailure(ErrorCode.accessDenied);
    if (!isOf(object, kinds)) throw new RopFailure(ErrorCode.notSupported);
    return object;
  }

  /** The code page of the 8-bit strings of the object behind a handle: a message has its own. */
  codePageOf(handle: number | undefined): CodePage {
    const object = handle === undefined ? undefined : this.#objects.get(handle);
    return object !== undefined && "codePage" in object ? object.codePage : this.codePage;
  }

  /** What a response about the object behind a handle cannot be encoded without. */
  contextOf(handle: number | undefined): RopContext {
    const object = handle === undefined ? undefined : this.#objects.get(handle);
    switch (object?.kind) {
      case "table":
        return { tableColumns: object.table.columns };
      case "message":
        return { recipientColumns: RECIPIENT_COLUMNS };
      case "scripted":
        return { tableColumns: object.tableColumns, recipientColumns: object.recipientColumns };
      default:
        return {};
    }
  }

  /** Releases an object, with what waits to be told of it; a logon with all objects on it. */
  release(handle: number): void {
    const released = this.#objects.get(handle);
    if (released === undefined) return;
    for (const [one, { logonId }] of this.#objects) {
      if (one !== handle && !(isLogon(released) && logonId === released.logonId)) continue;
      this.#objects.delete(one);
      this.#notifications.drop(one);
    }
    if (isLogon(released)) this.#listenLess();
  }

  /** A logon with this id takes the place of the one before it. */
  releaseLogon(logonId: number): void {
    for (const [handle, object] of this.#objects) {
      if (isLogon(object) && object.logonId === logonId) this.release(handle);
    }
  }

  /** Sets the columns of a table. Rows that wait to be told became useless by that, the table is told as a whole. */
  setColumns(handle: number, columns: readonly number[]): void {
    const object = this.#objects.get(handle);
    if (object?.kind === "scripted") object.tableColumns = columns;
    if (object?.kind !== "table") return;
    const { logonId, table } = object;
    table.columns = columns;
    if (this.#notifications.drop(handle) === 0) return;
    this.notify({ ropId: 0x2a, notificationHandle: handle, logonId, notificationData: table.changed });
  }

  #listenLess(): void {
    const used = new Set([...this.#objects.values()].map(({ mailbox }) => mailbox));
    for (const [mailbox, stop] of this.#listening) {
      if (used.has(mailbox)) continue;
      stop();
      this.#listening.delete(mailbox);
    }
  }

  #changed(mailbox: Mailbox, change: Change): void {
    for (const [notificationHandle, object] of this.#objects) {
      if (object.mailbox !== mailbox) continue;
      const { logonId } = object;
      if (object.kind === "subscription") {
        const notificationData = notificationFor(change, object.request);
        if (notificationData !== undefined) this.notify({ ropId: 0x2a, notificationHandle, logonId, notificationData });
      } else if (object.kind === "table" && change.kind !== "newMail") {
        for (const item of change.kind === "objectMoved" ? [change.old, change.item] : [change.item]) {
          const { table } = object;
          const notificationData = table.follow(item);
          if (notificationData !== undefined) {
            this.notify({ ropId: 0x2a, notificationHandle, logonId, notificationData }, table.columns);
          }
        }
      }
    }
  }

  // ---- waiting ----------------------------------------------------------------------------------------------------

  /** Resolves when something waits to be told (true), or when the time is over or the context has ended (false). */
  async wait(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    if (this.#notifications.size === 0 && !this.#ended && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", wake);
          this.#wake = undefined;
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        signal.addEventListener("abort", wake);
        this.#wake = wake;
      });
    }
    return this.#notifications.size > 0;
  }

  /** Ends the context: its objects are gone, and a NotificationWait completes. */
  end(): void {
    this.#ended = true;
    this.#objects.clear();
    this.#listenLess();
    this.#wake?.();
  }
}

function isLogon(object: ServerObject): boolean {
  return object.kind === "logon" || (object.kind === "scripted" && object.isLogon);
}

function isOf<Kind extends ServerObject["kind"]>(
  object: ServerObject,
  kinds: readonly Kind[],
): object is ObjectOf<Kind> {
  return (kinds as readonly string[]).includes(object.kind);
}
