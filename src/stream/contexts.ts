/** What a ROP needs beside its bytes: where the key of each context stands, and the code page of its strings. */
import type { ContextName, ContextUse } from "../../generated/rop-info.js";
import type { RopContext } from "../../generated/rops.js";
import { type CodePage, singleByte } from "../wire/code-page.js";
import { codePage } from "../wire/code-pages.js";
import { type Reader, takeU8, takeU16, takeU32 } from "../wire/reader.js";

/** A context by the property that says whose it is, and the number in it. */
export type Find = (context: ContextName, key: string, value: number) => unknown;

/** Takes down that a context was asked for and not found. */
export type Lacking = (context: ContextName, key: string, value: number) => void;

export const NO_CONTEXT: RopContext = {};
const NOTHING: readonly ContextUse[] = [];

/** What the ROP at the reader needs, by the keys that stand in its bytes. What is found comes before what was given. */
export function contextAt(
  r: Reader,
  uses: readonly ContextUse[] | undefined,
  given: RopContext | undefined,
  find: Find,
  lack: Lacking,
): RopContext {
  let context = given;
  for (const { context: name, key, at, width } of uses ?? NOTHING) {
    const start = r.pos;
    if (start + at + width > r.end) break;
    r.pos = start + at;
    const value = width === 1 ? takeU8(r) : width === 2 ? takeU16(r) : takeU32(r);
    r.pos = start;
    const known = find(name, key, value);
    if (known !== undefined) context = { ...context, [name]: known };
    else if (context?.[name] === undefined) lack(name, key, value);
  }
  return context ?? NO_CONTEXT;
}

/** The same for a value that is to be encoded. */
export function contextOf(
  value: object,
  uses: readonly ContextUse[] | undefined,
  given: RopContext | undefined,
  find: Find,
): RopContext {
  let context = given;
  for (const { context: name, key } of uses ?? NOTHING) {
    const id = numberOf(value, key);
    const known = id === undefined ? undefined : find(name, key, id);
    if (known !== undefined) context = { ...context, [name]: known };
  }
  return context ?? NO_CONTEXT;
}

/** In CodePageId: the one of the logon, which is that of the session. */
const OF_LOGON = 0x0fff;

/** The code page that a message was opened with; that of the session for anything else. */
export function codePageOf(codePageId: unknown, session: CodePage = singleByte): CodePage {
  if (typeof codePageId !== "number" || codePageId === OF_LOGON) return session;
  // One that is not known here is not replaced by another, which would give wrong characters.
  return codePage(codePageId) ?? singleByte;
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
