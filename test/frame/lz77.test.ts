/** Plain LZ77 against bytes from outside, bytes worked out from the rules by hand, damage, and its own inverse. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compress, decompress } from "../../src/frame/lz77.js";
import { RopDecodeError, type RopErrorCode } from "../../src/wire/errors.js";
import { describePeers, specificationVectors, type Vector } from "../support/peers.js";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const hexOf = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString("hex");
const text = (string: string) => Uint8Array.from(Buffer.from(string, "latin1"));
/** Bytes that hold no match worth mentioning, the same ones every time. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

/** Runs something that has to fail as a decoder does, and returns the error. */
function failure(run: () => unknown, code: RopErrorCode = "invalid-compression"): RopDecodeError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(RopDecodeError);
    expect((error as RopDecodeError).code).toBe(code);
    return error as RopDecodeError;
  }
  throw new Error("nothing was thrown");
}

/** The result, or undefined for input that was rejected in the one way that is allowed. */
function attempt(input: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return decompress(input, size);
  } catch (error) {
    expect(error).toBeInstanceOf(RopDecodeError);
    return undefined;
  }
}

/** A second decoder, after MS-XCA 2.4.4: it is not told the size but goes on to the closing bit, which has to be there. */
function decompressToClosingBit(input: Uint8Array): Uint8Array {
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  const output: number[] = [];
  let pos = 0;
  let halfByte = 0;
  for (;;) {
    const flags = view.getUint32(pos, true);
    pos += 4;
    for (let bit = 31; bit >= 0; bit--) {
      if (((flags >>> bit) & 1) === 0) {
        output.push(view.getUint8(pos++));
        continue;
      }
      if (pos === input.length) return Uint8Array.from(output);
      const match = view.getUint16(pos, true);
      pos += 2;
      let length = match % 8;
      if (length === 7) {
        length = halfByte === 0 ? view.getUint8(pos) % 16 : view.getUint8(halfByte) >> 4;
        halfByte = halfByte === 0 ? pos++ : 0;
        if (length === 15) {
          length = view.getUint8(pos++);
          if (length === 255) {
            length = view.getUint16(pos, true) - 22;
            pos += 2;
          }
          length += 15;
        }
        length += 7;
      }
      for (let i = 0; i < length + 3; i++) output.push(output.at(-1 - (match >> 3))!);
    }
  }
}

function checkVectors(vectors: readonly Vector[]): void {
  const compressed = vectors.filter(({ kind }) => kind === "lz77");

  it("has vectors", () => expect(compressed.length).toBeGreaterThan(0));

  it.each(compressed)("$id: $title", ({ hex, plain_hex }) => {
    const plain = bytesOf(plain_hex!);
    expect(decompress(bytesOf(hex), plain.length)).toEqual(plain);
    const ours = compress(plain);
    if (ours) expect(decompressToClosingBit(ours)).toEqual(plain);
  });

  it.each(compressed)("$id: cut short anywhere, or asked for another size, it is rejected", ({ hex, plain_hex }) => {
    const input = bytesOf(hex);
    const size = plain_hex!.length / 2;
    for (let end = 0; end < input.length; end++) {
      const { offset } = failure(() => decompress(input.subarray(0, end), size));
      expect(offset).toBeLessThanOrEqual(end);
    }
    for (const other of [0, 1, size - 1, size + 1]) {
      if (other !== size) failure(() => decompress(input, other));
    }
  });

  it.each(compressed)("$id: with any byte changed, it is rejected or another payload of that size", (vector) => {
    const input = bytesOf(vector.hex);
    const size = vector.plain_hex!.length / 2;
    for (let i = 0; i < input.length; i++) {
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = input.with(i, input[i]! ^ flip);
        const result = attempt(damaged, size);
        if (result) expect(result.length).toBe(size);
      }
    }
  });
}

describe("lz77, the examples of MS-XCA", () => {
  const vectors = specificationVectors("ms-xca.json");
  checkVectors(vectors);

  it("compresses to the same bytes where there is one best choice", () => {
    const { hex, plain_hex } = vectors.find(({ id }) => id === "xca-3.1-2")!;
    expect(hexOf(compress(bytesOf(plain_hex!)))).toBe(hex);
  });
});

describePeers("lz77, another implementation's tests", "peer-hermex.json", checkVectors);

describePeers("lz77, requests of Outlook", "peer-openchange.json", (vectors) => {
  checkVectors(vectors);

  const extended = vectors.filter(({ fields }) => /Compressed/.test(String(fields?.Flags)));

  it("has extended buffers", () => expect(extended.length).toBeGreaterThan(0));

  it.each(extended)("$id: Size bytes of payload become SizeActual", ({ hex, plain_hex }) => {
    const buffer = bytesOf(hex);
    const header = new DataView(buffer.buffer);
    const size = header.getUint16(4, true);
    const sizeActual = header.getUint16(6, true);
    expect(hexOf(decompress(buffer.subarray(8, 8 + size), sizeActual))).toBe(plain_hex);
    // Not the same bytes, since encoders choose differently, but about as few.
    expect(compress(bytesOf(plain_hex!))!.length).toBeLessThan(size * 1.05);
  });
});

describe("lz77, the rules one by one", () => {
  it("takes the bits of a mask from the highest, and offset and length from a match", () => {
    // Mask 0x01000000: 7 literals, a match, 24 literals; match 0x0018: 3 bytes from 4 back.
    const rest = "hijklmnopqrstuvwxyzABCDE";
    const input = Buffer.concat([bytesOf("00000001"), text("abcdefg"), bytesOf("1800"), text(rest)]);
    expect(decompress(input, 34)).toEqual(text(`abcdefgdef${rest}`));
  });

  it.each([
    [3, "0000"],
    [9, "0600"],
    [10, "0700 00"],
    [24, "0700 0e"],
    [25, "0700 0f 00"],
    [279, "0700 0f fe"],
    [280, "0700 0f ff 1501"],
    [65538, "0700 0f ff ffff"],
  ])("says a match of %i bytes as %s", (length, match) => {
    const plain = new Uint8Array(1 + length).fill(0x61);
    const input = bytesOf(`ffffff7f 61 ${match}`);
    expect(decompress(input, plain.length, plain.length)).toEqual(plain);
    if (input.length < plain.length) expect(compress(plain)).toEqual(input);
  });

  it("keeps two nibbles of lengths in one byte, the second of them for a later match", () => {
    const plain = text("a".repeat(11) + "b".repeat(13) + "c".repeat(12));
    const input = bytesOf("ffffff57 61 0700 20 62 0700 63 0700 01");
    expect(decompress(input, plain.length)).toEqual(plain);
    expect(compress(plain)).toEqual(input);
  });

  it("lets a longer length go on behind a match whose nibble stands earlier", () => {
    const plain = text("a".repeat(11) + "b".repeat(281) + "c".repeat(26));
    const input = bytesOf("ffffff57 61 0700 f0 62 0700 ff 1501 63 0700 0f 00");
    expect(decompress(input, plain.length)).toEqual(plain);
    expect(compress(plain)).toEqual(input);
  });

  it("closes a full mask with one more, and can do without it", () => {
    const plain = Uint8Array.from({ length: 131 }, (_, i) => Math.min(i, 30));
    const elements = `01000000 ${hexOf(plain.subarray(0, 31))} 0700 0f 4b`;
    expect(compress(plain)).toEqual(bytesOf(`${elements} ffffffff`));
    for (const end of ["", "ffffffff", "00000080", "00000000"]) {
      expect(decompress(bytesOf(elements + end), plain.length)).toEqual(plain);
    }
    for (const end of ["ff", "ffff", "ffffff", "ffffffff00", "ffffffffffffffff"]) {
      failure(() => decompress(bytesOf(elements + end), plain.length));
    }
  });

  it("does not ask for the closing bit", () => {
    expect(decompress(bytesOf("00000000 61"), 1)).toEqual(text("a"));
  });

  it("makes nothing of nothing", () => {
    expect(decompress(bytesOf(""), 0)).toEqual(bytesOf(""));
    expect(decompress(bytesOf("ffffffff"), 0)).toEqual(bytesOf(""));
    expect(compress(bytesOf(""))).toBeUndefined();
  });
});

describe("lz77, what is rejected", () => {
  it.each([
    ["no mask", "", 1, 0],
    ["half a mask", "ffff", 1, 0],
    ["no literal", "00000000", 1, 4],
    ["half a match", "ffffff7f 61 07", 4, 5],
    ["no nibble", "ffffff7f 61 0700", 20, 5],
    ["no byte of length", "ffffff7f 61 0700 0f", 30, 5],
    ["half a word of length", "ffffff7f 61 0700 0f ff 15", 400, 5],
    ["a word of length that a byte could have said", "ffffff7f 61 0700 0f ff 1500", 25, 5],
    ["no length in the word", "ffffff7f 61 0700 0f ff 0000 19000000", 29, 5],
    ["an offset with nothing there", "ffffffff 0000", 3, 4],
    ["an offset before the start", "ffffff7f 61 0800", 4, 5],
    ["a match beyond the size", "ffffff7f 61 0000", 3, 5],
    ["a literal beyond the size", "0000003f 6161", 1, 5],
    ["bytes behind the end", "ffffff7f 61 0000 ffffffff", 4, 7],
  ])("%s", (_, hex, size, offset) => {
    const error = failure(() => decompress(bytesOf(hex), size));
    expect(error.offset).toBe(offset);
    expect(error.spec).toMatch(/^MS-OXCRPC /);
  });

  it("a size beyond the limit, before any memory is taken", () => {
    const run = bytesOf("ffffff7f 61 0700 0f ff fb7f");
    expect(decompress(run, 0x7fff)).toEqual(new Uint8Array(0x7fff).fill(0x61));
    for (const size of [0x8001, 2 ** 40, Infinity, -1, 1.5, Number.NaN]) {
      failure(() => decompress(run, size), "limit-exceeded");
    }
    failure(() => decompress(run, 0x7fff, 0x7ffe), "limit-exceeded");
    // The limit alone does not stand in the way of 0x8000.
    failure(() => decompress(run, 0x8000));
  });

  it("garbage, in no other way", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(600), (input, size) => {
        const result = attempt(input, size);
        expect(result?.length ?? size).toBe(size);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("lz77, there and back", () => {
  function roundTrip(plain: Uint8Array): number | undefined {
    const compressed = compress(plain);
    if (compressed === undefined) return undefined;
    expect(compressed.length).toBeLessThan(plain.length);
    expect(Buffer.compare(decompress(compressed, plain.length, plain.length), plain)).toBe(0);
    return compressed.length;
  }

  it("for every length of a match", () => {
    const lengths = [
      ...Array(320).keys(),
      4096,
      0x7fff,
      0x8000,
      65535,
      65536,
      65537,
      65538,
      65539,
      65541,
      65562,
      140000,
    ];
    for (const length of lengths) {
      // A match of that length at an offset of 5, between two others.
      const head = text("abcdeabcdefghijabcde");
      const run = Uint8Array.from({ length }, (_, i) => head[15 + (i % 5)]!);
      const plain = Buffer.concat([head, run, text("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]);
      expect(roundTrip(plain), `length ${length}`).toBeGreaterThan(0);
      expect(decompressToClosingBit(compress(plain)!).length).toBe(plain.length);
    }
  });

  it("for matches as far back as an offset reaches, and no further", () => {
    const block = noise(8192);
    expect(roundTrip(Buffer.concat([block, block]))).toBeLessThan(8192 * 1.2);
    const longer = noise(8193);
    expect(roundTrip(Buffer.concat([longer, longer]))).toBeUndefined();
  });

  it("for 64 KiB of anything", () => {
    const words = ["/o=First Organization", "/ou=Administrative Group", "/cn=Recipients", "IPM.Note", "\0\0\0\0"];
    const rows = noise(0x10000, 7).map((_, i) => i);
    let pos = 0;
    for (const pick of noise(6000, 3)) {
      const word = text(pick < 160 ? words[pick % 5]! : String.fromCharCode(pick));
      rows.set(word.subarray(0, rows.length - pos), pos);
      pos = Math.min(pos + word.length, rows.length);
    }
    expect(roundTrip(rows)).toBeLessThan(0x8000);
    expect(roundTrip(new Uint8Array(0x10000))).toBe(11);
    expect(compress(noise(0x10000))).toBeUndefined();
  });

  it("gains from 8 equal bytes on", () => {
    expect(compress(new Uint8Array(7))).toBeUndefined();
    expect(compress(new Uint8Array(8))).toEqual(bytesOf("ffffff7f 00 0400"));
  });

  it("for a view into a larger buffer, which stays as it is", () => {
    const whole = Buffer.from("xxxxabcabcabcabcabcabcabcabcabcyyyy", "latin1");
    const plain = whole.subarray(4, -4);
    expect(hexOf(decompress(compress(plain)!, plain.length))).toBe(plain.toString("hex"));
    expect(whole.toString("latin1")).toBe("xxxxabcabcabcabcabcabcabcabcabcyyyy");
  });

  it("for whatever repeats itself", () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      // A copy of what came before: how far back, how many bytes.
      fc.record({ back: fc.nat(9000), length: fc.oneof(fc.nat(40), fc.nat(700)) }),
      fc.record({ back: fc.nat(3), length: fc.nat(5000) }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const plain: number[] = [];
        for (const part of pieces) {
          if (part instanceof Uint8Array) plain.push(...part);
          else for (let i = 0; i < part.length; i++) plain.push(plain.at(-1 - part.back) ?? i & 0xff);
        }
        roundTrip(Uint8Array.from(plain));
      }),
      { numRuns: 300 },
    );
  });
});
