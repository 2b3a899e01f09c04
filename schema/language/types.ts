/** The words for types: how a field lies on the wire and what its value is in TypeScript. */

import type {
  AtType,
  BigIntegerType,
  BitsType,
  BitType,
  BooleanType,
  BytesType,
  Condition,
  ConstantType,
  Count,
  Each,
  EnumerationBase,
  EnumerationType,
  FlagsType,
  FloatType,
  GuidType,
  IntegerType,
  ListType,
  NothingType,
  Offset,
  PackedType,
  Part,
  PresenceType,
  Ref,
  ReservedType,
  Section,
  Size,
  StringByType,
  StringType,
  ToEnd,
  Type,
  Until,
  WhenParts,
  WireValue,
} from "./nodes.js";

/** Unsigned 8-bit integer. */
export const u8: IntegerType = { is: "integer", wire: "u8" };
/** Unsigned 16-bit integer, little-endian. */
export const u16: IntegerType = { is: "integer", wire: "u16" };
/** Unsigned 32-bit integer, little-endian. */
export const u32: IntegerType = { is: "integer", wire: "u32" };
/** Signed 16-bit integer, little-endian. */
export const i16: IntegerType = { is: "integer", wire: "i16" };
/** Signed 32-bit integer, little-endian. */
export const i32: IntegerType = { is: "integer", wire: "i32" };
/** Unsigned 64-bit integer, little-endian; a `bigint`. */
export const u64: BigIntegerType = { is: "bigInteger", wire: "u64" };
/** Signed 64-bit integer, little-endian; a `bigint`. */
export const i64: BigIntegerType = { is: "bigInteger", wire: "i64" };
/** IEEE 754 single. */
export const f32: FloatType = { is: "float", wire: "f32" };
/** IEEE 754 double. */
export const f64: FloatType = { is: "float", wire: "f64" };
/** One byte, 0 or 1; any other nonzero value is true and kept in `asSent`. */
export const bool8: BooleanType = { is: "boolean", base: u8 };
/** Two bytes, 0 or 1; any other nonzero value is true and kept in `asSent`. */
export const bool16: BooleanType = { is: "boolean", base: u16 };
/** One bit of a word (only as the type of a part). */
export const bit: BitType = { is: "bit" };
/** 16 bytes of a GUID as they lie on the wire. */
export const guid: GuidType = { is: "guid" };
/** To the end of the innermost window. */
export const toEnd: ToEnd = { is: "toEnd" };
/** Zero-terminated ASCII. */
export const asciiZ: StringType = { is: "string", encoding: "ascii" };
/** Zero-terminated 8-bit string in the code page of the context. */
export const string8Z: StringType = { is: "string", encoding: "string8" };
/** Zero-terminated UTF-16LE. */
export const utf16Z: StringType = { is: "string", encoding: "utf16" };
/** Zero-terminated UTF-16LE of which only the low bytes are sent (the high ones are all zero). */
export const reducedUnicodeZ: StringType = { is: "string", encoding: "reducedUnicode" };
/** No bytes. */
export const nothing: NothingType = { is: "nothing" };

/** `utf16Z` if the condition holds, else `string8Z`. */
export function stringZ(unicode: Condition): StringByType {
  return { is: "stringBy", unicode };
}

/** So many bytes; `holds` names the structure they can be decoded as on demand. */
export function bytes(extent: number | Size | ToEnd, options: { readonly holds?: string } = {}): BytesType {
  return { is: "bytes", extent, ...options };
}

/** Elements of one type, one after the other. */
export function list<const T extends Type>(length: number | Count | ToEnd | Each | Until, of: T): ListType<T> {
  return { is: "list", length, of };
}

/** One element for each item of a list known from elsewhere; inside, the parts of `view` are the current item's. */
export function each(items: Ref<readonly number[]>, view: PackedType): Each {
  return { is: "each", items, view };
}

/** The element for which the condition holds is the last. */
export function until(last: Condition): Until {
  return { is: "until", last };
}

/** Numbers (or hex bytes) with names. Where they decide what follows, the frequent ones are asked for first. */
export function enumeration<K extends string>(
  name: string,
  section: Section,
  base: EnumerationBase,
  cases: Readonly<Record<K, WireValue>>,
  options: { readonly frequent?: readonly NoInfer<K>[] } = {},
): EnumerationType<K> {
  return { is: "enumeration", name, section, base, cases, ...options };
}

/** A word of informative bits: one number, with a constant for each name. */
export function flags<K extends string>(
  name: string,
  section: Section,
  base: IntegerType,
  names: Readonly<Record<K, number>>,
): FlagsType<K> {
  return { is: "flags", name, section, base, names };
}

/** A word whose bits decide a layout: each part is a property of its own. */
export function bits(base: IntegerType, parts: readonly (Part | WhenParts)[]): BitsType {
  return { is: "bits", base, parts };
}

/** A number that stays one number in the value and whose parts can be referred to. */
export function packed(base: IntegerType, parts: readonly Part[]): PackedType {
  return { is: "packed", base, parts };
}

/** A boolean that only says whether fields follow; not in the value where a field says it. */
export function presence(base: BooleanType | BitType): PresenceType {
  return { is: "presence", base };
}

/** Senders put this value, receivers ignore it; another one received is kept in `asSent`. */
export function reserved(base: IntegerType | BytesType, value = 0): ReservedType {
  return { is: "reserved", base, value };
}

/** Anything else is an error. */
export function constant<const N extends number>(base: IntegerType, value: N): ConstantType<N> {
  return { is: "constant", base, value };
}

/** The content stands at a distance from the block's start; distance 0 means absent. */
export function at<const T extends Type>(offset: Offset, of: T): AtType<T> {
  return { is: "at", offset, of };
}
