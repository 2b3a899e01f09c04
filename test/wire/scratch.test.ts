/** Writers that are used again: nothing of what they wrote before comes back, whatever happened in between. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { encode, encodeInputBuffer, RopId, type Writer } from "../../src/index.js";
import { borrowWriter, resultOf, returnWriter } from "../../src/wire/scratch.js";
import { codecs } from "../support/codecs.js";
import { hexOf } from "../support/reading.js";
import { runs } from "../support/runs.js";
import { samples } from "../support/samples.js";

/** Every writer that may be lent next has written nothing but 0xFF. */
function soil(): void {
  const all = Array.from({ length: 4 }, () => borrowWriter({}));
  for (const w of all) w.bytes.fill(0xff);
  for (const w of all) returnWriter(w);
}

describe("encoders write all the bytes that they move over", () => {
  for (const { codec, encode: written } of codecs) {
    test(codec.name, () => {
      fc.assert(
        fc.property(samples(codec), ({ value, bytes, args }) => {
          soil();
          expect(hexOf(written(value, args))).toBe(hexOf(bytes));
        }),
        runs(5),
      );
    });
  }
});

const encodeAfter =
  (text: string) =>
  (w: Writer, value: number): void => {
    for (const character of text) w.bytes[w.pos++] = character.charCodeAt(0);
    w.bytes[w.pos++] = value;
  };

test("a result is a copy", () => {
  const first = encode(encodeAfter("a"), 1);
  const second = encode(encodeAfter("bc"), 2);
  expect([hexOf(first), hexOf(second)]).toEqual(["6101", "626302"]);
  expect(first.buffer.byteLength).toBe(2);
});

test("an encode within an encode has a writer of its own", () => {
  const inner = (w: Writer, value: number): void => {
    const within = encode(encodeAfter("in"), value);
    w.bytes.set(within, w.pos);
    w.pos += within.length;
  };
  const outer = (w: Writer, value: number): void => {
    w.bytes[w.pos++] = 0x28;
    inner(w, value);
    w.bytes[w.pos++] = 0x29;
  };
  expect(hexOf(encode(outer, 7))).toBe("28696e0729");
});

test("what was refused leaves nothing behind", () => {
  const released = { ropId: RopId.Release, logonId: 0, inputHandleIndex: 0 } as const;
  const before = hexOf(encodeInputBuffer([released], [1]));
  expect(() => encodeInputBuffer([released, { ...released, logonId: 256 }], [1])).toThrow(/requests\[1\]\.logonId/);
  expect(() => encodeInputBuffer([released], [-1])).toThrow(/serverObjectHandleTable/);
  expect(hexOf(encodeInputBuffer([released], [1]))).toBe(before);
});

test("a code page holds for one encode", () => {
  const codePage = { encode: () => Uint8Array.of(0x3f), decode: () => "?" };
  const w = borrowWriter({ codePage });
  returnWriter(w);
  const other = borrowWriter({});
  expect(other.codePage).not.toBe(codePage);
  returnWriter(other);
});

test("one that grew large is not kept", () => {
  const w = borrowWriter({});
  w.grow(0x20000);
  w.pos = 0x20000;
  expect(resultOf(w)).toHaveLength(0x20000);
  expect(borrowWriter({})).not.toBe(w);
});
