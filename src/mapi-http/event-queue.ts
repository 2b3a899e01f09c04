/** What was pushed, in order, to one `for await` loop. */

/** A `next` that waits. */
interface Waiting<Event> {
  readonly resolve: (result: IteratorResult<Event, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

export class EventQueue<Event> implements AsyncIterableIterator<Event> {
  readonly #events: Event[] = [];
  readonly #waiting: Waiting<Event>[] = [];
  readonly #left: () => void;
  #end: { readonly error?: unknown } | undefined;

  /** @param left called once, when the loop is left or the queue has ended */
  constructor(left: () => void) {
    this.#left = left;
  }

  push(event: Event): void {
    if (this.#end !== undefined) return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#events.push(event);
    else waiting.resolve({ done: false, value: event });
  }

  /** Nothing more comes: the loop ends when it has seen what is there, with the error if there is one. */
  end(end: { readonly error?: unknown } = {}): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    for (const { resolve, reject } of this.#waiting.splice(0)) this.#last().then(resolve, reject);
    this.#left();
  }

  /** The same at once: what is there is dropped. */
  abort(error: unknown): void {
    this.#events.length = 0;
    this.end({ error });
  }

  async next(): Promise<IteratorResult<Event, undefined>> {
    if (this.#events.length > 0) return { done: false, value: this.#events.shift() as Event };
    if (this.#end !== undefined) return this.#last();
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  async return(): Promise<IteratorResult<Event, undefined>> {
    this.#events.length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** The end of the loop. Its error is thrown once. */
  async #last(): Promise<IteratorResult<Event, undefined>> {
    const end = this.#end;
    this.#end = {};
    if (end !== undefined && "error" in end) throw end.error;
    return { done: true, value: undefined };
  }
}
