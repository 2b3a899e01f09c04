/** What the bytes of a vector are: which codecs take them, and what their fields are called where the vector states them. */

import type { Raw } from "../../scripts/interpret/conditions.js";
import type { Mark } from "../../scripts/interpret/interpret.js";
import { openExtendedBuffers } from "../../src/index.js";
import { codecOf, ropOf } from "./codecs.js";
import { read } from "./reading.js";
import { schemaNames } from "./source-names.js";
import { bytesOf, contextOf, type Vector } from "./vectors.js";

/** Bytes that one codec takes, all of them. */
export interface Reading {
  readonly codec: string;
  readonly bytes: Uint8Array;
  /** What the bytes do not say, by the names of the codec's parameters. */
  readonly context: ReadonlyMap<string, Raw>;
  /** The fields under the names by which they are stated. */
  readonly marks: (marks: readonly Mark[], value: unknown) => readonly Mark[];
}

export interface Readings {
  readonly readings: readonly Reading[];
  /** From a source's name for a field to names in the schema. */
  readonly namesOf: (path: string) => readonly string[];
}

/** Nothing where the bytes are not those of codecs one behind the other. */
export function readingsOf(vector: Vector): Readings | undefined {
  const bytes = bytesOf(vector.hex);
  const alone = (...readings: readonly Reading[]): Readings => ({ readings, namesOf: schemaNames });
  const states = (name: string): boolean => vector.fields !== null && name in vector.fields;
  switch (vector.kind) {
    case "rop-request":
      return alone(reading(`${vector.rop}Request`, bytes, contextOf(vector)));
    case "rop-response":
      return alone(reading(`${vector.rop}Response`, bytes, contextOf(vector)));
    case "frame": {
      if (!states("SizeActual")) return alone(...ropBuffer(bytes, isResponse(vector)));
      const namesOf = (path: string): readonly string[] => [...schemaNames(path), `[0].${path}`];
      return { readings: vector.id.includes("aux") ? auxBuffer(bytes) : extended(bytes, isResponse(vector)), namesOf };
    }
    case "http": {
      if (states("UserDn")) return alone(reading("ConnectRequest", bytes));
      const { ropBuffer: buffers } = readValue("ExecuteRequest", bytes) as { readonly ropBuffer: Uint8Array };
      const [header, ...inner] = extended(buffers, isResponse(vector));
      const readings = [
        reading("ExecuteRequest", bytes),
        ...(header === undefined ? [] : [header]),
        ...inner.map(unnamed),
      ];
      return { readings, namesOf: (path) => [path, path.replace("RPC_HEADER_EXT", "[0]")] };
    }
    default:
      return vector.kind.startsWith("structure:") ? ofStructure(vector.kind.slice(10), bytes) : undefined;
  }
}

/** Whether a frame goes to the client. */
export function isResponse({ context }: Vector): boolean {
  return typeof context === "string" && /response direction|answer of/.test(context);
}

export function reading(codec: string, bytes: Uint8Array, context: ReadonlyMap<string, Raw> = new Map()): Reading {
  return { codec, bytes, context, marks: (marks) => marks };
}

/** Read, but nothing is stated about it. */
function unnamed(one: Reading): Reading {
  return { ...one, marks: () => [] };
}

function readValue(codec: string, bytes: Uint8Array, context?: ReadonlyMap<string, Raw>): unknown {
  return read(codecOf(codec).codec, bytes, context).value;
}

// ---- frames ---------------------------------------------------------------------------------------------------------

function extended(bytes: Uint8Array, response: boolean): readonly Reading[] {
  const buffers = openExtendedBuffers(bytes).flatMap(({ payload }) => ropBuffer(payload, response));
  return [reading("ExtendedBuffers", bytes), ...buffers];
}

/** A ROP buffer and the ROPs in it, each with its place in the list. */
function ropBuffer(bytes: Uint8Array, response: boolean): readonly Reading[] {
  const readings = [reading("RopBuffer", bytes)];
  const { ropsList } = readValue("RopBuffer", bytes) as { readonly ropsList: Uint8Array };
  for (let at = 0; at < ropsList.length; ) {
    const rest = ropsList.subarray(at);
    const rop = ropOf(rest[0] ?? 0, response ? "response" : "request");
    const codec = response ? rop?.response : rop?.request;
    if (codec === undefined) throw new Error(`no ROP has the id ${rest[0]}`);
    const own = rest.subarray(0, read(codec, rest).end);
    const prefix = `Rops[${readings.length - 1}].`;
    readings.push({ ...reading(codec.name, own), marks: (marks) => marks.map((mark) => renamed(mark, prefix)) });
    at += own.length;
  }
  return readings;
}

function renamed(mark: Mark, prefix: string): Mark {
  return { ...mark, name: prefix + mark.name };
}

function auxBuffer(bytes: Uint8Array): readonly Reading[] {
  const [opened] = openExtendedBuffers(bytes);
  const blocks = reading("AuxBlocks", opened?.payload ?? new Uint8Array(0));
  return [reading("ExtendedBuffers", bytes), { ...blocks, marks: auxMarks }];
}

/** Auxiliary blocks as `Aux[0]`, with Version and Type apart, which the schema reads as one number. */
function auxMarks(marks: readonly Mark[]): readonly Mark[] {
  const parts = marks.flatMap((mark) => {
    const block = /^(\[\d+\])\.VersionAndType$/.exec(mark.name)?.[1];
    if (block === undefined) return [];
    const { start, end } = mark;
    return [
      { ...mark, name: `${block}.Version`, end: start + 1 },
      { ...mark, name: `${block}.Type`, start: start + 1, end },
    ];
  });
  return [...marks, ...parts].map((mark) => renamed(mark, "Aux"));
}

// ---- structures -----------------------------------------------------------------------------------------------------

const NARROW: ReadonlyMap<string, Raw> = new Map([["widths", 0]]);
/** Structures that are known by another name. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  ExtendedRuleAction: "ExtendedRuleMessageActions",
  ExtendedRuleCondition: "ExtendedRuleMessageCondition",
};

function ofStructure(name: string, bytes: Uint8Array): Readings | undefined {
  const alone = (...readings: readonly Reading[]): Readings => ({ readings, namesOf: schemaNames });
  switch (name) {
    case "Restriction":
      // The restriction itself is stated, too, under the empty name.
      return alone({ ...reading(name, bytes, NARROW), marks: (marks, value) => [...marks, whole(bytes, value)] });
    case "RuleAction":
      return alone(reading(name, bytes, NARROW));
    case "EntryID": {
      const same = bytes.length === 46 ? ["FolderEntryID"] : bytes.length === 70 ? ["MessageEntryID"] : [];
      return alone(reading(name, bytes), ...same.map((other) => unnamed(reading(other, bytes))));
    }
    case "ExtendedRuleAction":
    case "ExtendedRuleCondition":
    case "XID":
    case "PredecessorChangeList":
      return alone(reading(OTHER_NAMES[name] ?? name, bytes));
    case "PtypBinary": {
      const binary = reading("PropertyValue", bytes, new Map([...NARROW, ["propertyType", 0x0102]]));
      const id = reading("EntryID", readValue("PropertyValue", bytes, binary.context) as Uint8Array);
      return { readings: [binary, id], namesOf: (path) => [path.replace("EntryID.", "")] };
    }
    case "ServerObjectHandleTable":
      return {
        readings: [reading("RopBuffer", Uint8Array.from([2, 0, ...bytes]))],
        namesOf: (path) => [path.replace(/^HandleIndex(\d+)$/, "ServerObjectHandleTable[$1]")],
      };
    case "AuxBuffer":
      return { readings: auxBuffer(bytes), namesOf: (path) => [path, `[0].${path}`] };
    default:
      return undefined;
  }
}

function whole(bytes: Uint8Array, value: unknown): Mark {
  return { name: "", start: 0, end: bytes.length, value, number: false, derived: false };
}
