/** Bytes from outside, decoded, as JSON text and back, encoded: they must come out as they went in. */
import { describe, expect, it } from "vitest";
import { hexBytes } from "../../src/json/index.js";
import { hexOf } from "../../src/wire/text.js";
import { describePeers } from "../support/peers.js";
import { bytesThroughJson, isRop, type RopVector, vectorsOf } from "./through-json.js";

const SPECIFICATIONS = ["oxcfold", "oxcmsg", "oxcperm", "oxcprpt", "oxcrops", "oxctabl", "oxomsg", "oxorule"];
/** Set by oxorule-4.2.1-2. */
const COLUMNS = { "oxorule-4.2.2-3": { columns: ["0x66740014", "0x66840102", "0x6682001f"] } };
/** The page cuts these bytes off. */
const CUT = ["oxctabl-4.5.3.2"];

function bytesOf({ hex }: RopVector): Uint8Array {
  return hexBytes(hex) ?? new Uint8Array();
}

function complete(vector: RopVector): RopVector {
  const columns = new Map<string, unknown>(Object.entries(COLUMNS)).get(vector.id);
  return columns === undefined ? vector : { ...vector, context: columns };
}

function returns(vectors: readonly RopVector[]): void {
  it.each(vectors.filter((vector) => isRop(vector) && !CUT.includes(vector.id)))("$id", (vector) => {
    expect(hexOf(bytesThroughJson(vector, bytesOf(vector)))).toBe(vector.hex);
  });
}

describe("vectors that two implementations agree on", () => {
  const vectors = vectorsOf("agreed.json");
  it("are one request and up to two responses of each ROP", () => {
    expect(vectors.length).toBeGreaterThan(380);
  });
  returns(vectors);
});

describe.each(SPECIFICATIONS)("examples of ms-%s", (document) => {
  returns(vectorsOf(`specifications/ms-${document}.json`).map(complete));
});

describePeers("ROPs of other implementations", "peer-lpe.json", (vectors) => {
  returns(vectors as readonly unknown[] as readonly RopVector[]);
});
