/** What a conversation remembers: contexts by the LogonId or the handle they belong to. A plain value, to JSON and back. */
import type { ContextName } from "../../generated/rop-info.js";
import { isCodePage } from "./contexts.js";

/** Contexts by name, as a ROP left them. */
export type Remembered = Partial<Record<ContextName, unknown>>;

export interface MemoryState {
  /** By LogonId (0 to 255). */
  readonly logons: Readonly<Record<string, OfLogon>>;
  /** By the value of the server object handle (u32). */
  readonly handles: Readonly<Record<string, OfHandle>>;
}

/** What is known of a logon. */
export interface OfLogon extends Remembered {
  /** The handle of the logon itself: with it, all its objects are released. */
  readonly handle?: number;
}

/** What is known of an object. */
export interface OfHandle extends Remembered {
  /** The logon it was opened on. */
  readonly logonId?: number;
  /** The RopId of the ROP that made it. */
  readonly madeBy?: number;
}

type Known = { -readonly [Name in keyof (OfLogon & OfHandle)]: (OfLogon & OfHandle)[Name] };

/** A context that was asked for and not known. */
export interface Lack {
  readonly context: ContextName;
  /** Whose context: the property that holds the LogonId, the handle or the handle index. */
  readonly key: string;
  readonly value: number;
  /** The handle that the index stands for, where the table says it. */
  readonly handle?: number;
}

/** No handle stands at an index that the table does not have, or whose object is yet to be created. */
const NO_HANDLE = 0xffffffff;

const NO_TABLE: readonly number[] = [];

/** More are not noted until somebody takes them. */
const MOST_LACKS = 1000;

export class Memory {
  readonly #logons = new Map<number, Known>();
  readonly #handles = new Map<number, Known>();
  /** Of objects whose handle is not known (yet): by index, for one pair of buffers only. */
  readonly #indexes = new Map<number, Known>();
  /** The handle at each index, as the ROPs of a pair of buffers change it one after the other. */
  #table: number[] = [];
  /** The handles that the server returns: those of new objects among them. */
  #returned: readonly number[] = NO_TABLE;
  /** Whether the table is that of requests which are yet to be answered. */
  #asked = false;
  #knowsCodePages = false;
  #lacks: Lack[] = [];

  constructor(state?: MemoryState) {
    if (state === undefined) return;
    for (const [id, known] of Object.entries(state.logons ?? {})) this.#logons.set(Number(id), { ...known });
    for (const [handle, known] of Object.entries(state.handles ?? {})) this.#handles.set(Number(handle), { ...known });
    this.#knowsCodePages = [...this.#handles.values()].some(({ codePageId }) => isCodePage(codePageId));
  }

  /** A copy that shares nothing with the memory. */
  get state(): MemoryState {
    return {
      logons: Object.fromEntries([...this.#logons].map(([id, known]) => [id, { ...known }])),
      handles: Object.fromEntries([...this.#handles].map(([handle, known]) => [handle, { ...known }])),
    };
  }

  /** Another one that knows the same, of an exchange under way as well, and shares nothing with it: to try something out. */
  copy(): Memory {
    const copy = new Memory(this.state);
    for (const [index, known] of this.#indexes) copy.#indexes.set(index, { ...known });
    copy.#table = this.#table.slice();
    copy.#returned = this.#returned;
    copy.#asked = this.#asked;
    copy.#knowsCodePages = this.#knowsCodePages;
    return copy;
  }

  /** What is known of the object that a handle stands for; nothing after its release. */
  object(handle: number): OfHandle | undefined {
    return this.#handles.get(handle);
  }

  /** Begins a buffer of requests: its server object handle table says what the indexes stand for. */
  useTable(table: readonly number[]): void {
    this.#table = table.slice();
    this.#returned = NO_TABLE;
    this.#asked = true;
  }

  /**
   * Begins the buffer that answers them. Its own table holds the new handles; of the others it may leave some out, and a
   * handle that was released is often no longer there.
   */
  useReturnedTable(table: readonly number[]): void {
    if (!this.#asked) this.#table = table.slice();
    this.#returned = table;
    this.#asked = false;
  }

  /** Ends a pair of buffers: what is known by index only is no longer of use. */
  endExchange(): void {
    // Clearing a map makes new memory for it.
    if (this.#indexes.size > 0) this.#indexes.clear();
    this.#returned = NO_TABLE;
    this.#asked = false;
    this.#table = [];
  }

  find(context: ContextName, key: string, value: number): unknown {
    return this.#knownBy(key, value)?.[context];
  }

  /** Whether any object ever had a code page of its own: asked before it is worth to find out whose. */
  get knowsCodePages(): boolean {
    return this.#knowsCodePages;
  }

  /** Keeps what an exchange left; of an object also the logon it belongs to. */
  remember(context: ContextName, key: string, value: number, what: unknown, logonId?: number): void {
    let known = this.#knownBy(key, value);
    if (known === undefined) this.#keep(key, value, (known = {}));
    known[context] = what;
    if (context === "codePageId" && isCodePage(what)) this.#knowsCodePages = true;
    if (logonId !== undefined && key !== "logonId") known.logonId = logonId;
  }

  /** Notes that a context was asked for and is not known. */
  lack(context: ContextName, key: string, value: number): void {
    if (this.#lacks.length >= MOST_LACKS) return;
    const handle = isIndex(key) ? this.#handleAt(value) : undefined;
    this.#lacks.push(handle === undefined ? { context, key, value } : { context, key, value, handle });
  }

  /** What was asked for and not known since the last time. */
  takeLacks(): readonly Lack[] {
    const lacks = this.#lacks;
    this.#lacks = [];
    return lacks;
  }

  /**
   * A new object: nothing is known of it but how it came into being, whatever its handle stood for before. What is opened
   * from a message has its code page.
   */
  open(handleIndex: number, madeBy: number, logonId: number | undefined, openedFrom: number | undefined): void {
    const codePageId = openedFrom === undefined ? undefined : this.find("codePageId", "inputHandleIndex", openedFrom);
    this.#table[handleIndex] = this.#returned[handleIndex] ?? NO_HANDLE;
    const known: Known = { madeBy };
    if (logonId !== undefined) known.logonId = logonId;
    if (codePageId !== undefined) known.codePageId = codePageId;
    this.#keep("outputHandleIndex", handleIndex, known);
  }

  /** A new logon in place of the one under this id, if there was one: the objects of that are gone. */
  openLogon(logonId: number, handleIndex: number): void {
    this.#endLogon(logonId);
    const handle = this.#returned[handleIndex];
    this.#logons.set(logonId, handle === undefined || handle === NO_HANDLE ? {} : { handle });
  }

  forget(context: ContextName, key: string, value: number): void {
    const known = this.#knownBy(key, value);
    if (known === undefined) return;
    const { [context]: _, ...rest } = known;
    this.#keep(key, value, Object.keys(rest).every((name) => name === "logonId") ? undefined : rest);
  }

  /** The object is released: nothing of it is kept, and with a logon nothing of its objects. */
  release(handleIndex: number): void {
    const handle = this.#handleAt(handleIndex);
    if (handle === undefined) this.#indexes.delete(handleIndex);
    else {
      this.#handles.delete(handle);
      for (const [logonId, logon] of this.#logons) if (logon.handle === handle) this.#endLogon(logonId);
    }
    this.#table[handleIndex] = NO_HANDLE;
  }

  /** The session context is gone, and all that belonged to it. */
  clear(): void {
    this.#logons.clear();
    this.#handles.clear();
    this.#lacks = [];
    this.endExchange();
  }

  #endLogon(logonId: number): void {
    this.#logons.delete(logonId);
    for (const [handle, known] of this.#handles) if (known.logonId === logonId) this.#handles.delete(handle);
  }

  #handleAt(index: number): number | undefined {
    const own = this.#table[index];
    const handle = own === undefined || own === NO_HANDLE ? this.#returned[index] : own;
    return handle === NO_HANDLE ? undefined : handle;
  }

  #knownBy(key: string, value: number): Known | undefined {
    const id = this.#idOf(key, value);
    return this.#mapOf(key, id).get(id ?? value);
  }

  /** Puts in its place what is known, or that nothing is. */
  #keep(key: string, value: number, known: Known | undefined): void {
    const id = this.#idOf(key, value);
    const map = this.#mapOf(key, id);
    if (known === undefined) map.delete(id ?? value);
    else map.set(id ?? value, known);
  }

  /** A LogonId, or a handle: of an index the one that the table leads to, if there is any. */
  #idOf(key: string, value: number): number | undefined {
    return isIndex(key) ? this.#handleAt(value) : value;
  }

  #mapOf(key: string, id: number | undefined): Map<number, Known> {
    if (key === "logonId") return this.#logons;
    return id === undefined ? this.#indexes : this.#handles;
  }
}

/** Whether the property holds the index of a handle. */
function isIndex(key: string): boolean {
  return key !== "notificationHandle" && key !== "logonId";
}
