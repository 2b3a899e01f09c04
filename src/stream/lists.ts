/** What lists of requests and lists of responses have in common: their options, and how they end early. */
import type { RopContext } from "../../generated/rops.js";
import { inside, moveOffset, RopDecodeError } from "../wire/errors.js";
import { Reader, type ReaderOptions } from "../wire/reader.js";
import type { WriterOptions } from "../wire/writer.js";
import type { Memory } from "./memory.js";

/** RopsList, which both stand in. */
export const SPEC = "MS-OXCROPS 2.2.1";

export interface ListOptions extends ReaderOptions {
  /** What offsets in errors and tails count from: the bytes in front of the list in its buffer. */
  readonly base?: number | undefined;
  /** What the bytes do not say, for every ROP of the list that needs it. */
  readonly context?: RopContext | undefined;
  /** What earlier exchanges left; updated by this one. */
  readonly memory?: Memory | undefined;
}

export interface EncodeListOptions extends WriterOptions {
  /** What layouts depend on and the values do not say, for every ROP of the list that needs it. */
  readonly context?: RopContext | undefined;
  /**
   * What earlier exchanges left; updated by this one, just as if it were read. A memory that has read an exchange has its end
   * before it: write with another one, or with a {@link Memory.copy} from before.
   */
  readonly memory?: Memory | undefined;
}

/** The part of a list that could not be placed: since ROPs carry no length, all that stands behind goes with it. */
export interface UndecodedTail {
  readonly bytes: Uint8Array;
  /** Where it begins, in bytes from the start of the list. */
  readonly offset: number;
  /** Why: an unknown RopId, or a context that is missing. */
  readonly reason: RopDecodeError;
}

/** How a list came to an end before its last byte. */
export interface Ending {
  readonly undecoded?: UndecodedTail;
  /** Bytes that are not what they should be. */
  readonly malformed?: RopDecodeError;
}

/** An unknown ROP and a missing context leave a tail; anything else is an error of the list. */
export function endingOf(
  error: unknown,
  bytes: Uint8Array,
  start: number,
  field: "requests" | "responses",
  rops: readonly object[],
  base = 0,
  index: number = rops.length,
): Ending {
  const framed = inside(error, field, index, { [field]: rops }, SPEC);
  if (!(framed instanceof RopDecodeError)) throw framed;
  if (base !== 0) moveOffset(framed, base);
  if (framed.code !== "unknown-rop" && framed.code !== "missing-context") return { malformed: framed };
  const rest = new Reader(bytes).view(start, bytes.length - start);
  return { undecoded: { bytes: rest, offset: start + base, reason: framed } };
}

/** A list that is well-formed as far as it goes. @throws RopDecodeError */
export function wellFormed<List extends Ending>(list: List): List {
  if (list.malformed !== undefined) throw list.malformed;
  return list;
}
