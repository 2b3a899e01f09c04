/** What a ROP needs beside its bytes: where the key of each context stands, and the code page of its strings. */
import type { ContextName, ContextUse } from "../../generated/rop-info.js";
import type { RopContext } from "../../generated/rops.js";
import { type CodePage, singleByte } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import { getU16, getU32, type Reader } from "../wire/reader.js";

/** Something that knows contexts by the property that says whose it is, and the number in it. */
export interface Knows {
  find(context: ContextName, key: string, value: number): unknown;
  /** Notes that it was asked for in vain. */
  lack(context: ContextName, key: string, value: number): void;
}

export const NO_CONTEXT: RopContext = {};

/** What the ROP at the reader needs, by the keys that stand in its bytes. What is found comes before what was given. */
export function contextAt(r: Reader, uses: readonly ContextUse[], given: RopContext, known: Knows): RopContext {
  let context = given;
  for (const use of uses) {
    const key = keyAt(r, r.pos, use);
    const found = key === undefined ? undefined : known.find(use.context, use.key, key);
    if (found !== undefined) context = { ...context, [use.context]: found };
  }
  return context;
}

/** The same for a value that is to be encoded. */
export function contextOf(value: object, uses: readonly ContextUse[], given: RopContext, known: Knows): RopContext {
  let context = given;
  for (const { context: name, key } of uses) {
    const id = numberOf(value, key);
    const found = id === undefined ? undefined : known.find(name, key, id);
    if (found !== undefined) context = { ...context, [name]: found };
  }
  return context;
}

/** Takes down what the ROP which begins at `start` needs and nobody knows. */
export function noteLacks(
  r: Reader,
  start: number,
  uses: readonly ContextUse[],
  given: RopContext,
  known: Knows,
): void {
  for (const use of uses) {
    const { context, key } = use;
    const value = keyAt(r, start, use);
    if (value !== undefined && given[context] === undefined && known.find(context, key, value) === undefined)
      known.lack(context, key, value);
  }
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
