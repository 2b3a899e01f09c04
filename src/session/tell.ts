/** Listeners are called where nobody waits for what they do. */

/** Calls a listener. What it throws is left uncaught, as with any listener, and the caller goes on. */
export function tell<Event>(listener: (event: Event) => void, event: Event): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
