/** The vectors: bytes from outside with the values that their sources state, and what it takes to read them. */
import { readFileSync } from "node:fs";
import { describe } from "vitest";
import type { Raw } from "../../scripts/interpret/conditions.js";
import { type CodecPair, codecOf } from "./codecs.js";
import { describePeers, peerVectorsOf, specificationVectors, type Vector } from "./peers.js";

export type { Vector } from "./peers.js";

export const SPECIFICATIONS = [
  "ms-oxcfold.json",
  "ms-oxcfxics.json",
  "ms-oxcmapihttp.json",
  "ms-oxcmsg.json",
  "ms-oxcperm.json",
  "ms-oxcprpt.json",
  "ms-oxcrops.json",
  "ms-oxctabl.json",
  "ms-oxomsg.json",
  "ms-oxorule.json",
  "ms-xca.json",
] as const;

export const PEERS = [
  "peer-hermex.json",
  "peer-interop.json",
  "peer-lpe-synthetic.json",
  "peer-lpe.json",
  "peer-mfcmapi.json",
  "peer-openchange.json",
] as const;

/** Vectors that cannot match, and why. */
export const CANNOT_MATCH: Readonly<Record<string, string>> = {
  "oxctabl-4.5.3.2": "the document shows only the beginning of the rows, and not the columns",
  "mfc-entryid-18": "three bytes of something else stand behind the id",
  "mfc-entryid-24": "something else stands behind a distinguished name that is cut off",
  "mfc-rulecondition-4": "names of properties stand in front, so that it is no restriction; doubtful",
};

/** What two independent implementations read alike. */
export function agreedVectors(): readonly Vector[] {
  return JSON.parse(readFileSync(new URL("../vectors/agreed.json", import.meta.url), "utf8")) as readonly Vector[];
}

/** A suite over the vectors of each file; those of peers only where they lie beside the project. */
export function describeVectors(suite: (vectors: readonly Vector[], file: string) => void): void {
  describe("agreed.json", () => suite(agreedVectors(), "agreed.json"));
  for (const file of SPECIFICATIONS) describe(file, () => suite(specificationVectors(file), file));
  for (const file of PEERS) describePeers(file, file, (vectors) => suite(vectors, file));
}

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}

export function isRop({ kind }: Vector): boolean {
  return kind === "rop-request" || kind === "rop-response";
}

/** What other implementations' tests hold, where it lies beside the project. */
export function peerVectors(): readonly Vector[] | undefined {
  return peerVectorsOf(PEERS);
}

/** The single ROPs in a document's examples. */
export function specificationRops(file: string): readonly Vector[] {
  return specificationVectors(file).filter(isRop);
}

/** The codec of a vector that is a single ROP. */
export function ropCodec({ rop, kind }: Vector): CodecPair {
  return codecOf(`${rop}${kind === "rop-request" ? "Request" : "Response"}`);
}

/** What the bytes of a vector do not say, under the names of the codecs' parameters, in the numbers of the wire. */
export function contextOf(vector: Vector): ReadonlyMap<string, Raw> {
  const known = new Map<string, Raw>();
  const { context } = vector;
  const logon = (kind: string): Map<string, Raw> => known.set("logonKind", kind === "private" ? 1 : 0);
  if (typeof context === "string") {
    // Sources state the columns in a sentence that begins with the word.
    const tags = context.startsWith("columns") ? context.match(/0x[0-9A-Fa-f]{8}/g) : null;
    if (tags !== null) known.set("tableColumns", tags.map(Number)).set("columns", tags.map(Number));
  } else if (typeof context === "object" && context !== null) {
    const { columns, propertyTags, recipientColumns, logon: kind } = context as Readonly<Record<string, unknown>>;
    if (Array.isArray(columns)) known.set("tableColumns", columns.map(Number));
    if (Array.isArray(propertyTags)) known.set("propertyTags", propertyTags.map(Number));
    if (Array.isArray(recipientColumns)) known.set("recipientColumns", recipientColumns.map(Number));
    if (typeof kind === "string") logon(kind);
  }
  return known;
}
