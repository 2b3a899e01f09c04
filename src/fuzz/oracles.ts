/** What must hold whatever the bytes are. Each oracle says what does not, or nothing. */
import type { ByteMap } from "../byte-map/byte-map.js";
import { pathText, RopDecodeError } from "../wire/errors.js";
import { hexOf } from "../wire/text.js";
import { sameButForNaNs } from "./bytes.js";

/** Everything that can be found. The list is closed. */
export type FindingKind =
  /** An exception that is not the declared error. */
  | "foreign-error"
  /** More was made of the bytes than the bound allows. */
  | "unbounded"
  /** What was decoded cannot be encoded. */
  | "not-encoded"
  /** Encoding gives other bytes than were decoded. */
  | "other-bytes"
  /** Bytes that end too early are taken for a value, or fail for another reason. */
  | "cut-unnoticed"
  /** Two readers of the same bytes do not agree. */
  | "disagreement"
  /** A byte belongs to no field, or to two. */
  | "not-tiled"
  /** Something threw that promises never to. */
  | "thrown";

export interface Finding {
  readonly kind: FindingKind;
  readonly message: string;
  /** The bytes that show it. */
  readonly bytes: Uint8Array;
}

/** A decoder and the encoder that belongs to it. `decode` takes all bytes or throws. */
export interface Codec {
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly encode: (value: unknown) => Uint8Array;
  /** The map of bytes, whatever comes of them. */
  readonly map?: (bytes: Uint8Array) => ByteMap;
}

/** Whether an error is one that a decoder may end in. */
export type Declared = (error: unknown) => boolean;

const isRopDecodeError: Declared = (error) => error instanceof RopDecodeError;

/** How much may be made of bytes: see {@link sizeOf}. */
export interface Bound {
  /** For each byte. */
  readonly perByte: number;
  /** However few they are. */
  readonly plus: number;
}

/** Rows are the most: a column of PtypNull has a value and no bytes. Enough for rows of 16 columns. */
export const BOUND: Bound = { perByte: 32, plus: 256 };

/** A decoder ends in a value or in the declared error. */
export function onlyDeclaredErrors(
  decode: Codec["decode"],
  bytes: Uint8Array,
  declared: Declared = isRopDecodeError,
): Finding | undefined {
  try {
    decode(bytes);
    return undefined;
  } catch (error) {
    return declared(error) ? undefined : { kind: "foreign-error", message: textOf(error), bytes };
  }
}

/** What comes of the bytes, a value or the part of it in an error, is no larger than the bound. */
export function boundedWork(decode: Codec["decode"], bytes: Uint8Array, bound: Bound = BOUND): Finding | undefined {
  const most = bytes.length * bound.perByte + bound.plus;
  const size = sizeOf(resultOf(decode, bytes), most);
  if (size <= most) return undefined;
  return { kind: "unbounded", message: `more than ${most} parts are made of ${bytes.length} bytes`, bytes };
}

/**
 * How much a value holds: one for each number, object, list and element, and one for each character and each byte in it.
 * What is there twice counts once. Stops counting soon after `most`.
 */
export function sizeOf(value: unknown, most: number = Number.POSITIVE_INFINITY): number {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  let size = 0;
  while (waiting.length > 0 && size <= most) {
    const one = waiting.pop();
    size++;
    if (typeof one === "string") size += one.length;
    if (typeof one !== "object" || one === null || seen.has(one)) continue;
    seen.add(one);
    if (ArrayBuffer.isView(one)) size += one.byteLength;
    else if (Array.isArray(one) && one.length > most) return one.length;
    else waiting.push(...Object.values(one));
  }
  return size;
}

/** What can be decoded can be encoded, and gives the same bytes; signalling NaNs may have become quiet. */
export function sameBytesAgain({ decode, encode }: Codec, bytes: Uint8Array): Finding | undefined {
  const value = decoded(decode, bytes);
  if (value === undefined) return undefined;
  try {
    const again = encode(value.value);
    if (sameButForNaNs(bytes, again)) return undefined;
    return { kind: "other-bytes", message: `encoded as ${hexOf(again)}`, bytes };
  } catch (error) {
    return { kind: "not-encoded", message: textOf(error), bytes };
  }
}

/**
 * Bytes that are a value are none when they end earlier: at every byte the error says `truncated`. What has no end of its
 * own, or may be left out, is still a value then; it must give the shorter bytes again.
 *
 * @param every the distance between the lengths that are tried, in bytes
 */
export function cutsNoticed(codec: Codec, bytes: Uint8Array, every = 1): Finding | undefined {
  if (decoded(codec.decode, bytes) === undefined) return undefined;
  for (let length = bytes.length - 1; length >= 0; length -= every) {
    const prefix = bytes.subarray(0, length);
    try {
      codec.decode(prefix);
    } catch (error) {
      if (error instanceof RopDecodeError && error.code === "truncated") continue;
      return { kind: "cut-unnoticed", message: `${length} of ${bytes.length} bytes: ${textOf(error)}`, bytes };
    }
    const lost = sameBytesAgain(codec, prefix);
    if (lost !== undefined) return { kind: "cut-unnoticed", message: `${length} bytes: ${lost.message}`, bytes };
  }
  return undefined;
}

/**
 * Where both say where a value ends, they say the same.
 *
 * @param ends each gives the position behind the value, `undefined` or more than there are bytes where it finds none
 */
export function endsAgree(
  bytes: Uint8Array,
  ...ends: readonly ((bytes: Uint8Array) => number | undefined)[]
): Finding | undefined {
  const found = ends.map((end) => end(bytes)).filter((end) => end !== undefined && end <= bytes.length);
  if (new Set(found).size <= 1) return undefined;
  return { kind: "disagreement", message: `the value ends at ${found.join(" and at ")}`, bytes };
}

/**
 * Several readers make the same value of the bytes, or all of them fail. Absent properties count as `undefined`; how a
 * value was sent (`asSent`) does not count, as only decoders note it.
 *
 * @param readers each by a name for the message; the first is what the others are held against
 */
export function valuesAgree(
  bytes: Uint8Array,
  readers: Readonly<Record<string, (bytes: Uint8Array) => unknown>>,
): Finding | undefined {
  const read = Object.entries(readers).map(([name, run]) => ({ name, ...decoded(run, bytes) }));
  const texts = read.map((one) => ("value" in one ? plainText(one.value) : "nothing"));
  const other = texts.findIndex((text) => text !== texts[0]);
  if (other < 0) return undefined;
  const said = [0, other].map((at) => `${read[at]?.name} reads ${texts[at]}`);
  return { kind: "disagreement", message: said.join(", "), bytes };
}

/** A value in a text that is the same for the same values, in whatever order properties were set. */
function plainText(value: unknown): string {
  if (value instanceof Uint8Array) return `bytes ${hexOf(value)}`;
  if (Array.isArray(value)) return `[${value.map(plainText).join(",")}]`;
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : String(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
  const entries = Object.entries(value).filter(([name, part]) => part !== undefined && name !== "asSent");
  const texts = entries.map(([name, part]) => `${JSON.stringify(name)}:${plainText(part)}`);
  return `{${texts.toSorted().join(",")}}`;
}

/** Something that promises never to throw does not. */
export function neverThrows(run: (bytes: Uint8Array) => unknown, bytes: Uint8Array): Finding | undefined {
  try {
    run(bytes);
    return undefined;
  } catch (error) {
    return { kind: "thrown", message: textOf(error), bytes };
  }
}

/** Every byte belongs to exactly one field of its map; what a failure leaves is one field. */
export function tiled(map: ByteMap): Finding | undefined {
  const { bytes } = map;
  let end = 0;
  for (const { path, field } of map.leaves()) {
    const { offset, length } = field;
    if (offset !== end || length < 1) {
      const message = `${pathText(path)} has ${length} bytes from ${offset} on, where the field before ends at ${end}`;
      return { kind: "not-tiled", message, bytes };
    }
    end += length;
  }
  if (end === bytes.length) return undefined;
  return { kind: "not-tiled", message: `the last field ends at ${end} of ${bytes.length}`, bytes };
}

/** All that holds for a codec, in this order: only declared errors, bounded work, the same bytes again, a map, cuts noticed. */
export function checkCodec(codec: Codec, bytes: Uint8Array, bound?: Bound): Finding | undefined {
  return (
    onlyDeclaredErrors(codec.decode, bytes) ??
    boundedWork(codec.decode, bytes, bound) ??
    sameBytesAgain(codec, bytes) ??
    (codec.map && tiled(codec.map(bytes))) ??
    cutsNoticed(codec, bytes, 1 + (bytes.length >> 3))
  );
}

/** The value in an object of its own, as it may be `undefined` itself. */
function decoded(decode: Codec["decode"], bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: decode(bytes) };
  } catch {
    return undefined;
  }
}

function resultOf(decode: Codec["decode"], bytes: Uint8Array): unknown {
  try {
    return decode(bytes);
  } catch (error) {
    return error instanceof RopDecodeError ? { partial: error.partial, message: error.message } : undefined;
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
