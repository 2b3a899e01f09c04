/** Holds what a source states about its bytes against what was read, field by field. */
import { inspect, isDeepStrictEqual } from "node:util";
import { BitmapRelOp, FuzzyLevelLow, RelOp } from "../../generated/enumerations.js";
import type { Mark } from "../../scripts/interpret/interpret.js";
import { hexOf } from "./reading.js";

/** Fields that were read, and the bytes in which they lie. */
export interface Fields {
  readonly bytes: Uint8Array;
  readonly marks: readonly Mark[];
}

/** What came of a comparison. */
export interface Verdict {
  /** How many stated values were found and held against the bytes. */
  compared: number;
  /** Stated values that differ. */
  readonly differences: string[];
  /** Stated names that no field has. */
  readonly unplaced: string[];
  /** Bytes of the first of `read` that no stated value is about, as `start-end`. */
  readonly unstated: string[];
}

interface Statement {
  readonly path: string;
  readonly stated: unknown;
}

/**
 * Compares stated values with the fields that were read. A statement is turned into the bytes it means, and those must
 * be the bytes of the field; text must be the value itself. A notation that is not known is a difference.
 *
 * @param namesOf from a source's name for a field to names in the schema; the first that a field has is taken.
 */
export function holdAgainst(
  stated: Readonly<Record<string, unknown>>,
  read: readonly Fields[],
  namesOf: (path: string) => readonly string[],
): Verdict {
  const places = new Map(
    read.flatMap(({ bytes, marks }) =>
      withTags(marks).map((mark) => [mark.name.toLowerCase(), { mark, bytes }] as const),
    ),
  );
  const verdict: Verdict = { compared: 0, differences: [], unplaced: [], unstated: [] };
  const covered = new Set<number>();
  for (const one of statements(stated, "")) {
    const name = namesOf(one.path).find((candidate) => places.has(candidate.toLowerCase()));
    const place = name === undefined ? undefined : places.get(name.toLowerCase());
    if (place === undefined) {
      // null: the source says itself that the field is not there.
      if (one.stated !== null) verdict.unplaced.push(`${one.path} = ${inspect(one.stated)}`);
      continue;
    }
    if (place.bytes === read[0]?.bytes) for (let at = place.mark.start; at < place.mark.end; at++) covered.add(at);
    const problem = differs(one, place.mark, place.bytes.subarray(place.mark.start, place.mark.end));
    if (problem === undefined) verdict.compared++;
    else verdict.differences.push(`${one.path}: ${problem}`);
  }
  for (const { name, start, end } of read[0]?.marks ?? []) {
    // Sources leave padding out of what they state.
    if (/\.Pad(ding)?$/.test(name)) for (let at = start; at < end; at++) covered.add(at);
  }
  verdict.unstated.push(...gaps(covered, read[0]?.bytes.length ?? 0));
  return verdict;
}

function gaps(covered: ReadonlySet<number>, length: number): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < length; at++) {
    if (covered.has(at)) continue;
    const start = at;
    while (at + 1 < length && !covered.has(at + 1)) at++;
    found.push(`${start}-${at + 1}`);
  }
  return found;
}

/** Type and id of a property as one tag, where the schema has them apart. */
function withTags(marks: readonly Mark[]): readonly Mark[] {
  const tags = marks.flatMap((mark, index): readonly Mark[] => {
    const next = marks[index + 1];
    if (!mark.name.endsWith(".PropertyType") || next?.name.endsWith(".PropertyId") !== true) return [];
    return [{ ...mark, name: mark.name.replace(/Type$/, "Tag"), end: next.end, value: undefined }];
  });
  return [...marks, ...tags];
}

/** Nested statements as paths: `A[0].B`. */
function statements(stated: unknown, path: string): readonly Statement[] {
  if (Array.isArray(stated) && !isRestriction(stated)) {
    return stated.flatMap((item, index) => statements(item, `${path}[${index}]`));
  }
  if (typeof stated !== "object" || stated === null || Array.isArray(stated)) return [{ path, stated }];
  const { PropertyType: type, PropertyId: id } = stated as Readonly<Record<string, unknown>>;
  if (typeof type === "number" && typeof id === "number" && Object.keys(stated).length === 2)
    return [{ path, stated: type + id * 0x10000 }];
  return Object.entries(stated).flatMap(([name, inner]) => statements(inner, path === "" ? name : `${path}.${name}`));
}

function differs({ path, stated }: Statement, mark: Mark, actual: Uint8Array): string | undefined {
  const { value } = mark;
  if (stated === null) return isNothing(value) ? undefined : `${inspect(value)} is read where nothing is stated`;
  if (Array.isArray(stated)) {
    const own = notation(value as Restriction);
    return isDeepStrictEqual(own, plainNumbers(stated)) ? undefined : `${inspect(own)} is read`;
  }
  // An opaque value is stated with the count in front of it or without.
  const content = value instanceof Uint8Array ? hexOf(value) : undefined;
  if (stated === "" && content === "") return undefined;
  const expected = bytesMeant(stated, mark, path);
  if (expected !== undefined) {
    const hex = hexOf(expected);
    return hex === hexOf(actual) || hex === content ? undefined : `${hexOf(actual)} is read where ${hex} is stated`;
  }
  if (typeof stated !== "string") return `the notation ${inspect(stated)} is not known`;
  const text = stated.replace(/^"(.*)"$/, "$1").replace(/\0$/, "");
  return value === text ? undefined : `${inspect(value)} is read where ${inspect(text)} is stated`;
}

function isNothing(value: unknown): boolean {
  if (value instanceof Uint8Array || Array.isArray(value)) return value.length === 0;
  return value === undefined || (value as { flag?: unknown }).flag === "absent";
}

/** The bytes that a statement means; `undefined` where it is text. */
function bytesMeant(stated: unknown, mark: Mark, path: string): Uint8Array | undefined {
  const width = mark.end - mark.start;
  if (typeof stated === "number") return integer(BigInt(stated), width);
  if (typeof stated !== "string") return undefined;
  const hex = /^0x([0-9a-fA-F]+)(?: \(.*\))?$/.exec(stated)?.[1];
  if (hex !== undefined) return integer(BigInt(`0x${hex}`), width);
  const id = /^([0-9A-F]{4})-([0-9A-F]{12})$/.exec(stated);
  if (id !== null) return Uint8Array.from([...digits(id[1]).reverse(), ...digits(id[2])]);
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(stated);
  if (guid !== null) return guidBytes(stated);
  const xid = /^size (\d+) guid (\S+) localId ([0-9a-f]+)$/.exec(stated);
  if (xid !== null) return Uint8Array.from([Number(xid[1]), ...guidBytes(xid[2] ?? ""), ...digits(xid[3])]);
  const list = /^\[\](byte|mapi\.PropTag)\{(.*)\}$/.exec(stated);
  if (list !== null) {
    const numbers = list[2]?.split(", ").map(BigInt) ?? [];
    return Uint8Array.from(numbers.flatMap((number) => [...integer(number, list[1] === "byte" ? 1 : 4)]));
  }
  const plain = stated.replaceAll(" ", "");
  const isHex = plain !== "" && /^([0-9a-f]{2})*$/.test(plain);
  if (mark.number && !path.endsWith(".Value")) {
    // 64-bit numbers are stated in decimal; bytes that happen to be a number, in full.
    if (isHex && plain.length === 2 * width && width !== 1 && width !== 8) return digits(plain);
    return /^-?\d+$/.test(stated) ? integer(BigInt(stated), width) : undefined;
  }
  return isHex && (plain.length === 2 * width || mark.value instanceof Uint8Array) ? digits(plain) : undefined;
}

/** Little-endian; empty where the number does not fit. */
function integer(value: bigint, width: number): Uint8Array {
  const unsigned = BigInt.asUintN(8 * width, value);
  if (unsigned !== value && BigInt.asIntN(8 * width, value) !== value) return new Uint8Array(0);
  return Uint8Array.from({ length: width }, (_, i) => Number((unsigned >> BigInt(8 * i)) & 0xffn));
}

function digits(hex: string | undefined): Uint8Array {
  return Uint8Array.from((hex ?? "").match(/../g) ?? [], (two) => Number.parseInt(two, 16));
}

function guidBytes(text: string): Uint8Array {
  const [a, b, c, d, e] = text.split("-");
  return Uint8Array.from([...[a, b, c].flatMap((part) => [...digits(part)].reverse()), ...digits(d), ...digits(e)]);
}

// ---- restrictions -------------------------------------------------------------------------------------------------

type Restriction = { readonly restrictType: string } & Readonly<Record<string, unknown>>;

function isRestriction(stated: readonly unknown[]): boolean {
  return typeof stated[0] === "string" && /^[A-Z]+$/.test(stated[0]);
}

/** A restriction as sources write it: `["CONTENT", low, high, tag, tag, value]`. */
function notation(restriction: Restriction): unknown {
  const { restrictType, ...rest } = restriction;
  const several = (): readonly unknown[] => (rest.restricts as readonly Restriction[]).map(notation);
  const inner = (): unknown => notation(rest.restriction as Restriction);
  const tagged = (): readonly unknown[] => {
    const { propertyTag, propertyValue } = rest.taggedValue as { propertyTag: number; propertyValue: unknown };
    return [propertyTag, typeof propertyValue === "number" ? propertyValue >>> 0 : propertyValue];
  };
  switch (restrictType) {
    case "and":
      return ["AND", ...several()];
    case "or":
      return ["OR", ...several()];
    case "not":
      return ["NOT", inner()];
    case "content":
      return [
        "CONTENT",
        FuzzyLevelLow[rest.fuzzyLevelLow as keyof typeof FuzzyLevelLow],
        rest.fuzzyLevelHigh,
        rest.propertyTag,
        ...tagged(),
      ];
    case "property":
      return ["PROPERTY", RelOp[rest.relOp as keyof typeof RelOp], rest.propTag, ...tagged()];
    case "bitMask":
      return ["BITMASK", BitmapRelOp[rest.bitmapRelOp as keyof typeof BitmapRelOp], rest.propTag, rest.mask];
    case "exist":
      return ["EXIST", rest.propTag];
    case "subObject":
      return ["SUB", rest.subobject, inner()];
    default:
      return [`no notation for ${restrictType}`];
  }
}

/** `"0x001A001F"` as the number that it is. */
function plainNumbers(stated: unknown): unknown {
  if (Array.isArray(stated)) return stated.map(plainNumbers);
  return typeof stated === "string" && /^0x[0-9A-F]+$/.test(stated) ? Number(stated) : stated;
}
