/** Waiting: for one's turn, for a time, for something that does not look at a signal. */

/** Runs tasks one after the other. */
export class Turns {
  /** Settles when everything that was asked for is over; never rejects. */
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `task` when those before it have settled. A caller whose signal aborts stops waiting at once. */
  take<Result>(task: () => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    const result = this.#last.then(() => {
      signal?.throwIfAborted();
      return task();
    });
    this.#last = result.catch(() => {});
    return abortable(result, signal);
  }
}

/** The same promise, rejected with the signal's reason as soon as that aborts. */
export async function abortable<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return promise;
  let stop = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** Resolves after so many milliseconds; rejects with the signal's reason when that aborts. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await abortable(
      new Promise<void>((resolve) => {
        timer = setTimeout(resolve, Math.min(milliseconds, LONGEST));
      }),
      signal,
    );
  } finally {
    clearTimeout(timer);
  }
}

/** What timers can hold, in milliseconds; beyond it they fire at once. */
export const LONGEST = 0x7fffffff;
