/** Listens to the notifications of a session, as a program would, and waits for a certain one. */
import { setTimeout } from "node:timers/promises";
import type { NotificationData, RopNotifyResponse } from "../../src/index.js";
import type { MailboxSession } from "../../src/mapi-http/index.js";
import { idText } from "./bytes.js";

export class Listener {
  readonly #events: RopNotifyResponse[] = [];
  readonly #stop = new AbortController();
  #error: unknown;
  /** Wakes whoever waits for an event. */
  #wake = () => {};

  constructor(session: MailboxSession) {
    void this.#listen(session);
  }

  stop(): void {
    this.#stop.abort();
  }

  /**
   * The first event of a kind, which may have come already.
   *
   * @param patience in milliseconds
   * @throws Error if none comes
   */
  async find(wanted: (data: NotificationData) => boolean, patience: number): Promise<RopNotifyResponse> {
    const end = performance.now() + patience;
    for (;;) {
      const found = this.#events.find(({ notificationData }) => wanted(notificationData));
      if (found !== undefined) return found;
      if (this.#error !== undefined) throw this.#error;
      const left = end - performance.now();
      if (left <= 0) throw new Error(`not told within ${patience / 1000} s; told: ${this.#summary()}`);
      await this.#next(left);
    }
  }

  async #listen(session: MailboxSession): Promise<void> {
    const { signal } = this.#stop;
    try {
      for await (const event of session.notifications({ signal })) {
        this.#events.push(event);
        this.#wake();
      }
    } catch (error) {
      if (!signal.aborted) this.#error = error;
      this.#wake();
    }
  }

  /** Resolves at the next event, or after so many milliseconds. */
  async #next(milliseconds: number): Promise<void> {
    const over = new AbortController();
    const event = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const { signal } = over;
    await Promise.race([event, setTimeout(milliseconds, undefined, { signal }).catch(() => {})]);
    over.abort();
  }

  #summary(): string {
    return this.#events.map(({ notificationData }) => eventText(notificationData)).join(", ") || "nothing";
  }
}

/** `objectCreated of message 0001-000000000123`. */
export function eventText(data: NotificationData): string {
  if (data.type === "tableModified") return data.tableEventType;
  const message = "messageId" in data ? data.messageId : undefined;
  const folder = "folderId" in data ? `folder ${idText(data.folderId)}` : "something";
  return `${data.type} of ${message === undefined ? folder : `message ${idText(message)}`}`;
}
