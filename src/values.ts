/** Numbers as properties and as ROPs have them: times, and ids, which have a sign in the one and none in the other. */

/** 1970 in 100-ns ticks since 1601. */
const UNIX_EPOCH = 116_444_736_000_000_000n;
const TICKS_PER_MILLISECOND = 10_000n;

/**
 * A date as the value of a PtypTime: 100-ns ticks since 1601 (u64). [MS-DTYP] 2.3.3
 *
 * @throws RangeError for a date before 1601, or one that is not valid
 */
export function fileTimeOf(date: Date): bigint {
  const ticks = BigInt(date.getTime()) * TICKS_PER_MILLISECOND + UNIX_EPOCH;
  if (ticks < 0n) throw new RangeError(`${date.toISOString()} is before 1601.`);
  return ticks;
}

/** The date of a PtypTime (u64 of 100-ns ticks since 1601), without what is less than a millisecond. */
export function dateOf(fileTime: bigint): Date {
  // Division rounds towards zero: first the ticks, which have no sign, then the years before 1970.
  return new Date(Number(fileTime / TICKS_PER_MILLISECOND - UNIX_EPOCH / TICKS_PER_MILLISECOND));
}

/**
 * The id in a PtypInteger64 (PidTagMid, PidTagFolderId, ...), as ROPs have it (u64): the same eight bytes without a sign.
 *
 * @example `messageId: idOf(row.valueArray[0] as bigint)`
 */
export function idOf(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

/** An id (u64) as the value of a PtypInteger64 (i64): the same eight bytes with a sign. */
export function idValueOf(id: bigint): bigint {
  return BigInt.asIntN(64, id);
}
