/** Walking over a response ends where decoding it ends, for vectors, made-up values, cut and changed bytes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeRopResponse, type RopContext, skipFrequentRopResponses, skipRopResponse } from "../../generated/rops.js";
import type { Codec } from "../../scripts/ir/model.js";
import { Reader, RopDecodeError } from "../../src/index.js";
import { ropCodecs } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";
import { runs } from "../support/runs.js";
import { callArguments, samples } from "../support/samples.js";
import { bytesOf, CANNOT_MATCH, contextOf, describeVectors, ropCodec } from "../support/vectors.js";

quickErrors();

const responses = ropCodecs.map(({ codec }) => codec).filter(({ kind }) => kind === "response");

/** Only decoding tells how long a restriction or a rule action in a property is. */
const RECURSIVE: ReadonlySet<number> = new Set([0xfd, 0xfe]);

/** Those that stand in the loop: RopOpenFolder, RopOpenMessage, RopSetProperties, RopSaveChangesMessage, RopSetColumns, RopNotify. */
const FREQUENT: ReadonlySet<number> = new Set([0x02, 0x03, 0x0a, 0x0c, 0x12, 0x2a]);

/** The same context for both, by the names of the codec's parameters. */
function ropContext(codec: Codec, args: readonly unknown[]): RopContext {
  return Object.fromEntries(codec.params.map(({ name }, index) => [name, args[index]]));
}

/** Where decoding ends, or undefined where it fails. */
function decodedEnd(bytes: Uint8Array, context: RopContext): number | undefined {
  const r = new Reader(bytes);
  try {
    decodeRopResponse(r, context);
    return r.pos;
  } catch (error) {
    if (error instanceof RopDecodeError) return undefined;
    throw error;
  }
}

/** Whether a column or a tag in the bytes may be one whose values only decoding understands. */
function mayBeRecursive(bytes: Uint8Array, context: RopContext): boolean {
  const tags = [...(context.tableColumns ?? []), ...(context.propertyTags ?? [])];
  return tags.some((tag) => (tag & 0xffff) === 0 || RECURSIVE.has(tag & 0xffff)) || bytes.some((b) => RECURSIVE.has(b));
}

describeVectors((vectors) => {
  const rops = vectors.filter(({ kind, id }) => kind === "rop-response" && !(id in CANNOT_MATCH));
  if (rops.length === 0) test.skip("no responses");
  for (const vector of rops) {
    test(vector.id, () => {
      const bytes = bytesOf(vector.hex);
      const { codec } = ropCodec(vector);
      const context = ropContext(codec, callArguments(codec, contextOf(vector)));
      const framed = Uint8Array.of(0xaa, 0xbb, 0xcc, ...bytes);
      const end = skipRopResponse(framed, 3, framed.length, context);
      if (end !== framed.length) expect(mayBeRecursive(bytes, context)).toBe(true);
      for (let length = 0; length < bytes.length; length++) {
        const prefix = bytes.subarray(0, length);
        const stopped = skipRopResponse(bytes, 0, length, context);
        expect(stopped <= length ? stopped : undefined).toBe(decodedEnd(prefix, context));
      }
    });
  }
});

describe("made-up values", () => {
  for (const codec of responses) {
    test(codec.name, () => {
      let walked = 0;
      fc.assert(
        fc.property(samples(codec), fc.nat(), fc.nat(255), ({ bytes, args }, at, byte) => {
          const context = ropContext(codec, args);
          const end = skipRopResponse(bytes, 0, bytes.length, context);
          if (end === bytes.length) walked++;
          else expect([end > bytes.length, mayBeRecursive(bytes, context)]).toEqual([true, true]);
          const changed = Uint8Array.from(bytes);
          changed[at % bytes.length] = byte;
          const decoded = decodedEnd(changed, context);
          const skipped = skipRopResponse(changed, 0, changed.length, context);
          if (decoded !== undefined && skipped <= changed.length) expect(skipped).toBe(decoded);
        }),
        runs(60),
      );
      expect(walked).toBeGreaterThan(20);
    });
  }
});

describe("the loop over frequent responses", () => {
  const frequent = responses.filter(({ ropId }) => FREQUENT.has(ropId ?? -1)).map((codec) => samples(codec));
  const others = responses.map((codec) => samples(codec));
  const one = fc.oneof({ weight: 30, arbitrary: fc.oneof(...frequent) }, { weight: 1, arbitrary: fc.oneof(...others) });
  const lists = fc.array(one, { minLength: 1, maxLength: 30 }).map((list) => list.flatMap(({ bytes }) => [...bytes]));

  /** The positions behind the responses that can be walked over one by one, from the first on, and the end of the last one. */
  function stepsOver(
    bytes: Uint8Array,
    end: number,
  ): { readonly steps: ReadonlySet<number>; readonly stopped: number } {
    const steps = new Set([0]);
    let p = 0;
    while (p < end) {
      p = skipRopResponse(bytes, p, end);
      if (p <= end) steps.add(p);
    }
    return { steps, stopped: p };
  }

  test("stops between two responses, or behind the end as they do", () => {
    let far = 0;
    fc.assert(
      fc.property(lists, fc.nat(), fc.nat(255), fc.nat(300), fc.nat(255), (list, at, byte, cut, sought) => {
        const bytes = Uint8Array.from(list);
        // Every other list is as it was.
        if (at % 2 === 0) bytes[at % bytes.length] = byte;
        const end = Math.max(0, bytes.length - cut);
        const { steps, stopped } = stepsOver(bytes, end);
        const p = skipFrequentRopResponses(bytes, 0, end, sought);
        if (p > end) expect(stopped).toBeGreaterThan(end);
        else expect(steps.has(p)).toBe(true);
        for (const step of steps) if (step < p && p <= end) expect(bytes[step]).not.toBe(sought);
        if (p > 100) far++;
      }),
      runs(400),
    );
    expect(far).toBeGreaterThan(20);
  });

  test("does not walk over what is sought", () => {
    const list = Uint8Array.of(
      ...new Array(20).fill([0x12, 0, 0, 0, 0, 0, 0]).flat(),
      0x6e,
      1,
      0,
      ...new Array(90).fill(0),
    );
    expect(skipFrequentRopResponses(list, 0, list.length, 0x6e)).toBe(140);
    expect(skipFrequentRopResponses(list, 0, list.length, 0x12)).toBe(0);
    expect(skipFrequentRopResponses(list, 14, 140, 0x6e)).toBeGreaterThan(70);
  });
});
