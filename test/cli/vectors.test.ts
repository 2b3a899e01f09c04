/** Bytes from outside through the pipe: decoded, encoded again, and encoded from the JSON that was answered. */
import { describe, expect, it } from "vitest";
import { describePeers, specificationVectors, type Vector } from "../support/peers.js";
import { agreedVectors, describeVectors, isRop } from "../support/vectors.js";
import { ask, pipeContext } from "./ask.js";

/** Set by oxorule-4.2.1-2, which is another exchange. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  "oxorule-4.2.2-3": ["0x66740014", "0x66840102", "0x6682001f"],
};
/** The page cuts these bytes off. */
const CUT = ["oxctabl-4.5.3.2"];

/** There and back, the second time through JSON alone. */
function comesBack(as: string, hex: string, beside: object = {}): unknown {
  const question = { id: 1, op: "decode", as, hex, reencode: true, ...beside };
  const { value, envelope, ...answer } = ask(question);
  expect(answer).toEqual({
    id: 1,
    ok: true,
    consumed: hex.length / 2,
    hex,
    ...("answers" in answer ? { answers: answer.answers } : {}),
  });
  expect(ask({ op: "encode", as, value, envelope, ...beside })).toEqual({ id: null, ok: true, hex });
  return value;
}

function contextFor(vector: Vector): object {
  const columns = COLUMNS[vector.id];
  return columns === undefined ? pipeContext(vector) : { columns };
}

describeVectors((vectors) => {
  const rops = vectors.filter((vector) => isRop(vector) && !CUT.includes(vector.id) && vector.quality === "good");
  if (rops.length === 0) return it("has no ROPs", () => {});

  it.each(rops)("$id", (vector) => {
    comesBack(vector.kind, vector.hex, { context: contextFor(vector) });
    const list = vector.kind === "rop-request" ? "rop-requests" : "rop-responses";
    expect(comesBack(list, vector.hex, { context: contextFor(vector) })).toHaveLength(1);
  });
});

describe("ROP buffers", () => {
  const frames = specificationVectors("ms-oxcrops.json").filter(({ kind }) => kind === "frame");
  const responses = ["oxcrops-4.6", "oxcrops-4.7"];

  it.each(frames)("$id", ({ id, hex, fields }) => {
    const as = responses.includes(id) ? "rop-output-buffer" : "rop-input-buffer";
    const value = comesBack(as, hex) as Record<string, { readonly ropId: number }[]>;
    const rops = value[responses.includes(id) ? "responses" : "requests"]?.map(({ ropId }) => ropId);
    const stated = Object.entries(fields ?? {}).filter(([name]) => /^Rops\[\d+\]\.RopId$/.test(name));
    expect(rops).toEqual(stated.map(([, ropId]) => Number(ropId)));
  });
});

describe("MAPI/HTTP", () => {
  it.each(specificationVectors("ms-oxcmapihttp.json"))("$id", ({ hex }) => {
    expect(comesBack("mapihttp-request", hex, { requestType: "Connect" })).toMatchObject({ defaultCodePage: 1252 });
  });

  describePeers("Execute requests of Outlook", "peer-lpe.json", (vectors) => {
    it.each(vectors.filter(({ id }) => id.endsWith("-exec")))("$id", ({ id, hex }) => {
      const body = comesBack("mapihttp-request", hex, { requestType: "Execute" }) as { readonly ropBuffer: string };
      const [payload] = comesBack("extended-buffer", body.ropBuffer) as readonly { readonly payload: string }[];
      expect(payload?.payload).toBe(vectors.find((vector) => vector.id === id.replace(/-exec$/, "-frame"))?.hex);
    });
  });
});

describe("LZ77", () => {
  const check = (vectors: readonly Vector[]) =>
    it.each(vectors.filter(({ kind }) => kind === "lz77"))("$id", ({ hex, plain_hex = "" }) => {
      const context = { size: plain_hex.length / 2 };
      expect(ask({ op: "decode", as: "lz77", hex, context })).toMatchObject({ ok: true, value: plain_hex });
      const { hex: own } = ask({ op: "encode", as: "lz77", value: plain_hex });
      if (own !== undefined) expect(ask({ op: "decode", as: "lz77", hex: own, context }).value).toBe(plain_hex);
    });
  check(specificationVectors("ms-xca.json"));
  describePeers("of peers", "peer-hermex.json", check);
});

describePeers("structures of peers", "peer-interop.json", (vectors) => {
  it.each([
    ["its-restriction-projectx", "structure:Restriction"],
    ["its-ruleaction-markread", "structure:RuleAction"],
    ["its-pcl-1", "structure:PredecessorChangeList"],
  ])("%s", (id, as) => {
    comesBack(as, vectors.find((vector) => vector.id === id)?.hex ?? "");
  });
});

it("reads every ROP that two implementations agree on", () => {
  expect(agreedVectors().filter(isRop).length).toBeGreaterThan(380);
});
