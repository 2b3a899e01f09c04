/** What a conversation remembers: contexts by the LogonId or the handle they belong to. A plain value, to JSON and back. */
import type { RopContext } from "../../generated/rops.js";

/** Contexts by name, as a ROP left them. */
export type Remembered = Partial<Record<keyof RopContext, unknown>>;

export interface MemoryState {
  /** By LogonId (0 to 255). */
  readonly logons: Readonly<Record<string, Remembered>>;
  /** By the value of the server object handle (u32). */
  readonly handles: Readonly<Record<string, OfHandle>>;
}

/** What is known of an object, and the logon it was opened on. */
export interface OfHandle extends Remembered {
  readonly logonId?: number;
}

/** A context that was asked for and not known. */
export interface Lack {
  readonly context: keyof RopContext;
  /** Whose context: the property that holds the LogonId, the handle or the handle index. */
  readonly key: string;
  readonly value: number;
  /** The handle that the index stands for, where the table says it. */
  readonly handle?: number;
}

/** No handle stands at an index that the table does not have, or whose object is yet to be created. */
const NO_HANDLE = 0xffffffff;

export class Memory {
  readonly #logons = new Map<number, Remembered>();
  readonly #handles = new Map<number, OfHandle>();
  /** Of objects whose handle is not known (yet): by index, for one pair of buffers only. */
  readonly #indexes = new Map<number, Remembered>();
  #table: readonly number[] = [];
  #lacks: Lack[] = [];

  constructor(state?: MemoryState) {
    for (const [id, known] of Object.entries(state?.logons ?? {})) this.#logons.set(Number(id), { ...known });
    for (const [handle, known] of Object.entries(state?.handles ?? {})) this.#handles.set(Number(handle), { ...known });
  }

  /** A copy that shares nothing with the memory. */
  get state(): MemoryState {
    return {
      logons: Object.fromEntries([...this.#logons].map(([id, known]) => [id, { ...known }])),
      handles: Object.fromEntries([...this.#handles].map(([handle, known]) => [handle, { ...known }])),
    };
  }

  /** Begins a buffer: its server object handle table says what the indexes stand for. */
  useTable(table: readonly number[]): void {
    this.#table = table;
  }

  /** Ends a pair of buffers: what is known by index only is no longer of use. */
  endExchange(): void {
    this.#indexes.clear();
  }

  find(context: keyof RopContext, key: string, value: number): unknown {
    const [map, id] = this.#mapOf(key, value);
    return map.get(id)?.[context];
  }

  /** Keeps what an exchange left; of an object also the logon it belongs to. */
  remember(context: keyof RopContext, key: string, value: number, what: unknown, logonId?: number): void {
    const [map, id] = this.#mapOf(key, value);
    const owner = logonId === undefined || map === this.#logons ? {} : { logonId };
    map.set(id, { ...map.get(id), [context]: what, ...owner });
  }

  /** Notes that a context was asked for and is not known. */
  lack(context: keyof RopContext, key: string, value: number): void {
    const handle = key.endsWith("HandleIndex") ? this.#table[value] : undefined;
    this.#lacks.push({ context, key, value, ...(handle === undefined ? {} : { handle }) });
  }

  /** What was asked for and not known since the last time. */
  takeLacks(): readonly Lack[] {
    const lacks = this.#lacks;
    this.#lacks = [];
    return lacks;
  }

  /** A new logon under this id: the objects of the one before are gone. */
  replaceLogon(logonId: number): void {
    this.#logons.delete(logonId);
    for (const [handle, known] of this.#handles) if (known.logonId === logonId) this.#handles.delete(handle);
  }

  /** The session context is gone, and all that belonged to it. */
  clear(): void {
    this.#logons.clear();
    this.#handles.clear();
    this.#indexes.clear();
    this.#lacks = [];
  }

  forget(context: keyof RopContext, key: string, value: number): void {
    const [map, id] = this.#mapOf(key, value);
    const known = map.get(id);
    if (known === undefined) return;
    const { [context]: _, ...rest } = known;
    if (Object.keys(rest).every((name) => name === "logonId")) map.delete(id);
    else map.set(id, rest);
  }

  /** The object is released: nothing of it is kept. */
  release(handleIndex: number): void {
    const [map, id] = this.#mapOf("inputHandleIndex", handleIndex);
    map.delete(id);
  }

  /** A LogonId, a handle, or an index that the table leads to a handle. */
  #mapOf(key: string, value: number): [Map<number, Remembered>, number] {
    if (key === "logonId") return [this.#logons, value];
    if (key === "notificationHandle") return [this.#handles, value];
    const handle = this.#table[value];
    return handle === undefined || handle === NO_HANDLE ? [this.#indexes, value] : [this.#handles, handle];
  }
}
