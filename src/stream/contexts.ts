/** What a ROP needs beside its bytes: where the key of each context stands, and the code page of its strings. */
import type { ContextName, ContextUse } from "../../generated/rop-info.js";
import type { RopContext } from "../../generated/rops.js";
import { type CodePage, singleByte } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import { type ContextSource, getU16, getU32, type Reader } from "../wire/reader.js";

/** Something that knows contexts by the property that says whose it is, and the number in it. */
export interface Knows {
  find(context: ContextName, key: string, value: number): unknown;
  /** Notes that it was asked for in vain. */
  lack(context: ContextName, key: string, value: number): void;
}

export const NO_CONTEXT: RopContext = {};

/** What the ROPs with each id need; absent where that is nothing. */
export type UsesById = readonly (readonly ContextUse[] | undefined)[];

/** Gives the ROPs of a list, one after the other, what they need beside their bytes. What is known comes before what was given. */
export class Supply implements ContextSource {
  readonly #given: RopContext;
  readonly #known: Knows;
  readonly #uses: UsesById;
  /** Where the ROP begins that is being read, and whether it has asked. */
  #start = 0;
  #asked = false;
  #context: RopContext;

  constructor(given: RopContext, known: Knows, uses: UsesById) {
    this.#given = given;
    this.#known = known;
    this.#uses = uses;
    this.#context = given;
  }

  /** What the ROP is read with that was begun last. */
  get context(): RopContext {
    return this.#context;
  }

  /** Begins the ROP at the reader, which needs nothing or can wait until it asks. */
  pass(r: Reader): RopContext {
    this.#start = r.pos;
    this.#asked = false;
    // Storing an object takes longer than comparing it.
    if (r.source !== this) r.source = this;
    if (this.#context !== this.#given) this.#context = this.#given;
    return this.#given;
  }

  /** Begins the ROP at the reader, which says by the keys in its bytes whose contexts it needs. Optional ones wait until it asks. */
  at(r: Reader): RopContext {
    this.pass(r);
    for (const use of this.#usesAt(r)) {
      if (use.optional === undefined || this.#given[use.context] !== undefined) this.#find(r, use);
    }
    return this.#context;
  }

  /** Adds what the bytes have no key of. */
  add(more: RopContext): RopContext {
    this.#context = { ...this.#context, ...more };
    return this.#context;
  }

  /** A ROP asks once for each of its elements. */
  ask(r: Reader): unknown {
    const uses = this.#usesAt(r);
    if (!this.#asked) for (const use of uses) this.#find(r, use, true);
    this.#asked = true;
    // What is optional is the only one.
    const [use] = uses;
    return use && this.#context[use.context];
  }

  #usesAt(r: Reader): readonly ContextUse[] {
    return this.#uses[r.bytes[this.#start]!] ?? [];
  }

  #find(r: Reader, use: ContextUse, isLack = false): void {
    const { context, key } = use;
    const value = keyAt(r, this.#start, use);
    if (value === undefined) return;
    const found = this.#known.find(context, key, value);
    if (found !== undefined) this.#context = { ...this.#context, [context]: found };
    else if (isLack && this.#context[context] === undefined) this.#known.lack(context, key, value);
  }
}

/** What a ROP needs that is to be encoded. */
export function contextOf(value: object, uses: readonly ContextUse[], given: RopContext, known: Knows): RopContext {
  let context = given;
  for (const { context: name, key } of uses) {
    const id = numberOf(value, key);
    const found = id === undefined ? undefined : known.find(name, key, id);
    if (found !== undefined) context = { ...context, [name]: found };
  }
  return context;
}

/** The number that says whose context it is, in the ROP that begins at `start`. */
function keyAt({ bytes, end }: Reader, start: number, { at, width }: ContextUse): number | undefined {
  const p = start + at;
  if (p + width > end) return undefined;
  return width === 1 ? bytes[p] : width === 2 ? getU16(bytes, p) : getU32(bytes, p);
}

/** In CodePageId: the one of the logon, which is that of the session. */
export const OF_LOGON = 0x0fff;

/** Whether it names a code page other than that of the session. */
export function isCodePage(codePageId: unknown): codePageId is number {
  return typeof codePageId === "number" && codePageId !== OF_LOGON;
}

/** The code page that a message was opened with; that of the session for anything else. */
export function codePageOf(codePageId: unknown, session: CodePage = singleByte): CodePage {
  // One that is not known here is not replaced by another, which would give wrong characters.
  return isCodePage(codePageId) ? (codePage(codePageId) ?? singleByte) : session;
}

/** The index of the object that a ROP is about. */
export function handleIndexOf(rop: object): number | undefined {
  return numberOf(rop, "inputHandleIndex") ?? numberOf(rop, "sourceHandleIndex");
}

export function numberOf(value: object | undefined, property: string): number | undefined {
  const found = propertyOf(value, property);
  return typeof found === "number" ? found : undefined;
}

export function propertyOf(value: object | undefined, property: string): unknown {
  return (value as Readonly<Record<string, unknown>> | undefined)?.[property];
}
