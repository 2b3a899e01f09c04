/** Numbers that decide something on the wire, taken from the schema: better guesses than any number. */
import * as enumerations from "../../generated/enumerations.js";
import { RopId } from "../../generated/rops.js";

/** The values of a table of names, as far as they are numbers. */
function numbersOf(table: unknown): readonly number[] {
  if (typeof table !== "object" || table === null) return [];
  return Object.values(table).filter((value): value is number => typeof value === "number");
}

/** At the edges of fields and of signs. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xfffe, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** RopIds, and the values of all enumerations and flags, each once. */
export const dictionary: readonly number[] = [
  ...new Set([...EDGES, 0xbabe, ...numbersOf(RopId), ...Object.values(enumerations).flatMap(numbersOf)]),
].map((value) => value >>> 0);
