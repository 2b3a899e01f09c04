/** Decoded responses as the session rule sees them, and small tools for its tests. */
import type { RopLike } from "../../src/session/index.js";

export interface TestRop extends RopLike {
  readonly sessionIndex?: number;
  readonly notificationHandle?: number;
}

/** RopPending: RopId and SessionIndex are all it has. */
export const pending = (sessionIndex: number): TestRop => ({ ropId: 0x6e, sessionIndex });

/** RopNotify; the handle tells one from another. */
export const notify = (notificationHandle: number): TestRop => ({ ropId: 0x2a, notificationHandle });

/** The response to a request, RopOpenFolder say. */
export const answer = (): TestRop => ({ ropId: 0x02 });

/** A promise settled from outside. */
export function deferred<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets everything run that waits for nothing from outside. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
