/** The table of the client's live sessions: a session context handle each, and the session index where it is known. */

/** One session of the client. Two sessions are the same when they are the same object. */
export interface Session<Handle> {
  /**
   * What a call on this session context needs: an RPC context handle, a MAPI/HTTP cookie jar, a connection. Where a
   * transport changes it with every answer (cookies do), make it an object that the transport keeps up to date.
   */
  readonly handle: Handle;
  /**
   * The session index, 0 to 65535: what a server writes into RopPending to mean this session. It is `piCxr` of
   * EcDoConnectEx. `undefined` when nobody knows it, as over MAPI/HTTP, where no response carries it.
   */
  readonly index: number | undefined;
}

/**
 * The live sessions of one client, all of them: RopPending is compared with every session that the client created.
 * Iterates in the order in which they were added.
 *
 * ```ts
 * const sessions = new Sessions<ContextHandle>();
 * const session = sessions.add({ handle: connected.pcxh, index: connected.piCxr });
 * sessions.end(session);
 * ```
 */
export class Sessions<Handle> implements Iterable<Session<Handle>> {
  readonly #live = new Set<Session<Handle>>();

  /**
   * Adds a session that has just been created. Leave the index out where it is not known; it is never derived from
   * anything. Two live sessions may have the same index, and an index may come back after its session has ended.
   *
   * @throws RangeError if the index is not an integer of 0 to 65535
   */
  add(session: { readonly handle: Handle; readonly index?: number | undefined }): Session<Handle> {
    const added = { handle: session.handle, index: checkedIndex(session.index) };
    this.#live.add(added);
    return added;
  }

  /** Takes a session out: from now on it matches nothing and no follow-up call starts on it. Ending it twice is harmless. */
  end(session: Session<Handle>): void {
    this.#live.delete(session);
  }

  /**
   * States the index of a session, or with `undefined` that it is no longer known. RopPending judged before stay as
   * they were judged.
   *
   * @throws RangeError if the index is not an integer of 0 to 65535
   */
  setIndex(session: Session<Handle>, index: number | undefined): void {
    // Read-only is for the users of a session; the table is the one that writes it.
    const writable: { index: number | undefined } = session;
    writable.index = checkedIndex(index);
  }

  /** Whether the session is in this table and has not ended. */
  has(session: Session<Handle>): boolean {
    return this.#live.has(session);
  }

  /** How many sessions are live. */
  get size(): number {
    return this.#live.size;
  }

  [Symbol.iterator](): IterableIterator<Session<Handle>> {
    return this.#live.values();
  }
}

/** SessionIndex is a u16: anything else could never match and would hide a mistake. */
function checkedIndex(index: number | undefined): number | undefined {
  if (index === undefined || (Number.isInteger(index) && index >= 0 && index <= 0xffff)) return index;
  throw new RangeError(`A session index is an integer of 0 to 65535, not ${index}.`);
}
