/** What was pushed, in order, to one `for await` loop. */

export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  readonly #events: Event[] = [];
  readonly #left: () => void;
  #end: { readonly error?: unknown } | undefined;
  /** Wakes the `next` that waits. */
  #wake: (() => void) | undefined;

  /** @param left called once, when the loop is left or the queue has ended */
  constructor(left: () => void) {
    this.#left = left;
  }

  push(event: Event): void {
    if (this.#end !== undefined) return;
    this.#events.push(event);
    this.#wake?.();
  }

  /** Nothing more comes: the loop ends when it has seen what is there, with the error if there is one. */
  end(end: { readonly error?: unknown } = {}): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#wake?.();
    this.#left();
  }

  /** The same at once: what is there is dropped. */
  abort(error: unknown): void {
    this.#events.length = 0;
    this.end({ error });
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    while (this.#events.length === 0 && this.#end === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#events.length > 0) return { done: false, value: this.#events.shift() as Event };
    const end = this.#end;
    this.#end = {};
    if (end !== undefined && "error" in end) throw end.error;
    return { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.#events.length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
