/** Changes to lists of ROPs: whole ROPs moved about, handle indexes exchanged, restrictions nested. */
import {
  decodeRopRequest,
  decodeRopResponse,
  encodeRopRequest,
  encodeRopResponse,
  type RopContext,
  type RopRequest,
  type RopResponse,
} from "../../generated/rops.js";
import { RopCodecError } from "../wire/errors.js";
import { Reader } from "../wire/reader.js";
import { Writer } from "../wire/writer.js";
import { joined } from "./bytes.js";
import { type Mutator, mutateBytes } from "./mutate.js";
import type { Random } from "./random.js";

export type Direction = "request" | "response";

/** Behind RopId and LogonId in requests, behind RopId in responses. */
const HANDLE_INDEX_AT = { request: 2, response: 1 } as const;

/** The ROPs of a list, each by itself; what cannot be placed is the last part. */
export function ropsOf(list: Uint8Array, direction: Direction, context: RopContext = {}): readonly Uint8Array[] {
  const r = new Reader(list);
  const rops: Uint8Array[] = [];
  let start = 0;
  try {
    while (r.pos < r.end) {
      start = r.pos;
      if (direction === "request") decodeRopRequest(r, context);
      else decodeRopResponse(r, context);
      rops.push(list.subarray(start, r.pos));
    }
    return rops;
  } catch (error) {
    if (!(error instanceof RopCodecError)) throw error;
    return [...rops, list.subarray(start)];
  }
}

/** Changes a list of ROPs: whole ROPs of it, one of them, or any bytes. */
export function ropsMutator(direction: Direction, context: RopContext = {}): Mutator {
  return (list, random, other = list) => {
    const rops = ropsOf(list, direction, context);
    if (rops.length === 0 || random.once(8)) return mutateBytes(list, random, other);
    const at = random.below(rops.length);
    const rop = rops[at]!;
    switch (random.below(6)) {
      case 0:
        return joined(...rops.toSpliced(at, 1));
      case 1:
        return joined(...rops.toSpliced(at, 0, ...Array<Uint8Array>(1 + random.below(3)).fill(rop)));
      case 2: {
        const others = ropsOf(other, direction, context);
        return joined(...rops.toSpliced(at, random.below(2), ...others.slice(random.below(others.length))));
      }
      case 3:
        return joined(...exchangeHandleIndexes(rops, at, random, HANDLE_INDEX_AT[direction]));
      case 4:
        return joined(...rops.with(at, nestRestrictions(rop, direction, 1 + random.below(8), context)));
      default:
        return joined(...rops.with(at, mutateBytes(rop, random, other)));
    }
  };
}

/** The handle index of one ROP given to another, which gives its own, or is any. */
function exchangeHandleIndexes(
  rops: readonly Uint8Array[],
  one: number,
  random: Random,
  place: number,
): readonly Uint8Array[] {
  const other = random.below(rops.length);
  const withIndex = (rop: Uint8Array, index: number | undefined) =>
    rop.length > place && index !== undefined ? rop.slice().fill(index, place, place + 1) : rop;
  const first = rops[one]!;
  const second = rops[other]!;
  if (one === other) return rops.with(one, withIndex(first, random.oneOf([0, 1, 2, 0x7f, 0xff])));
  return rops.with(one, withIndex(first, second[place])).with(other, withIndex(second, first[place]));
}

/** The ROP with each of its restrictions inside so many NotRestrictions; the ROP as it is where that cannot be. */
export function nestRestrictions(
  rop: Uint8Array,
  direction: Direction,
  levels: number,
  context: RopContext = {},
): Uint8Array {
  const w = new Writer();
  try {
    const r = new Reader(rop);
    if (direction === "request")
      encodeRopRequest(w, nested(decodeRopRequest(r, context), levels) as RopRequest, context);
    else encodeRopResponse(w, nested(decodeRopResponse(r, context), levels) as RopResponse, context);
    return w.result();
  } catch (error) {
    if (!(error instanceof RopCodecError)) throw error;
    return rop;
  }
}

function nested(value: unknown, levels: number): unknown {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
  if ("restrictType" in value) {
    let restriction: unknown = value;
    for (let level = 0; level < levels; level++) restriction = { restrictType: "not", restriction };
    return restriction;
  }
  if (Array.isArray(value)) return value.map((item) => nested(item, levels));
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, nested(part, levels)]));
}
