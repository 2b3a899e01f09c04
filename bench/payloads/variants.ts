/** Sixteen differing payloads of a kind, the same ones in every run. */

/** A number from 0 to below, the next of a sequence. */
export type Pick = (below: number) => number;

const VARIANTS = 16;

/** Makes sixteen values, each from a sequence of its own. */
export function variants<T>(make: (pick: Pick) => T): readonly T[] {
  return Array.from({ length: VARIANTS }, (_, index) => make(sequence(index + 1)));
}

function sequence(seed: number): Pick {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    // A small integer to V8: what is a double here would make fields of the same name doubles in all that is decoded.
    return ((state >>> 0) % below) | 0;
  };
}

/** Lower-case letters. */
export function text(pick: Pick, length: number): string {
  return String.fromCharCode(...Array.from({ length }, () => 97 + pick(26)));
}

export function bytes(pick: Pick, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => pick(256));
}

/** A folder or message id: a replica id and a counter. */
export function id(pick: Pick): bigint {
  return (BigInt(1 + pick(1 << 24)) << 16n) | 1n;
}

/** A time of these years, in units of 100 ns since 1601. */
export function time(pick: Pick): bigint {
  return 133_000_000_000_000_000n + BigInt(pick(1 << 30)) * 1_000_000n;
}
