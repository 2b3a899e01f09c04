/** Walking over a response ends where decoding it ends, for vectors, made-up values, cut and changed bytes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeRopResponse, type RopContext, skipRopResponse } from "../../generated/rops.js";
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
          else expect({ end, walked: mayBeRecursive(bytes, context) }).toEqual({ end: Infinity, walked: true });
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
