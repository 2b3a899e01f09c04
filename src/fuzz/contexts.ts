/** What bytes do not say, chosen by one byte: so that inputs of a fuzzer reach every layout that a context decides. */
import { CountWidths, type LogonKind, PropertyType } from "../../generated/enumerations.js";
import type { RopContext } from "../../generated/rops.js";

const TYPES: readonly number[] = Object.values(PropertyType);
/** Columns of so many types stand beside each other. */
const COLUMNS = 5;
/** The byte for no columns, and for knowing nothing of ROPs. */
const NOTHING = 0xff;

/** By the names of the parameters of structures. */
export interface StructureContext {
  readonly widths: number;
  readonly propertyType: number;
  readonly columns: readonly number[];
}

/** The lowest bit chooses widths, the next the kind of the logon, the others types. */
export function structureContext(byte: number): StructureContext {
  const type = byte >> 2;
  return {
    widths: (byte & 1) === 0 ? CountWidths.narrow : CountWidths.wide,
    propertyType: TYPES[type % TYPES.length]!,
    columns: byte === NOTHING ? [] : columnsFrom(type),
  };
}

/** The same byte for ROPs, which can also do without. */
export function ropContext(byte: number): RopContext {
  if (byte === NOTHING) return {};
  const columns = columnsFrom(byte >> 2);
  const logonKind: LogonKind = (byte & 2) === 0 ? "private" : "public";
  return { tableColumns: columns, propertyTags: columns, recipientColumns: columns, logonKind };
}

function columnsFrom(first: number): readonly number[] {
  return Array.from({ length: COLUMNS }, (_, index) => {
    const id = 0x3001 + index;
    return ((id << 16) | TYPES[(first + index) % TYPES.length]!) >>> 0;
  });
}
