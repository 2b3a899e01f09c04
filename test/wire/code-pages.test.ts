/** Every code page: what its bytes mean, and that no byte is ever lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeWith, encodeWith } from "../../src/codec.js";
import type { CodePage } from "../../src/wire/code-page.js";
import { codePage, codePageNumbers } from "../../src/wire/code-pages.js";
import { takeString8Z } from "../../src/wire/reader.js";
import { appendString8Z } from "../../src/wire/writer.js";
import { DOUBLE_BYTE_TEXTS, UPPER_HALVES } from "./code-page-tables.js";

function page(number: number): CodePage {
  const found = codePage(number);
  if (found === undefined) throw new Error(`no code page ${number}`);
  return found;
}

function decode(number: number, bytes: Uint8Array): string {
  return page(number).decode(bytes, 0, bytes.length);
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("hex");
}

describe.each(Object.entries(UPPER_HALVES))("the single-byte page %s", (number, characters) => {
  it("has the characters of its table", () => {
    const found = Array.from({ length: 128 }, (_, index) => decode(Number(number), Uint8Array.of(0x80 + index)));
    expect(found.map((one, index) => (characters[index] === "\ufffd" ? "\ufffd" : one)).join("")).toBe(characters);
  });
});

describe.each(DOUBLE_BYTE_TEXTS)("the double-byte page %i", (number, text, bytes) => {
  it(`reads and writes ${text}`, () => {
    expect(decode(number, Buffer.from(bytes, "hex"))).toBe(text);
    expect(hex(page(number).encode(text))).toBe(bytes);
  });
});

describe.each(codePageNumbers)("the page %i", (number) => {
  const comesBack = (bytes: Uint8Array): void => {
    expect(hex(page(number).encode(decode(number, bytes)))).toBe(hex(bytes));
  };

  it("is ASCII below 0x80", () => {
    const ascii = Uint8Array.from({ length: 128 }, (_, byte) => byte);
    expect(decode(number, ascii)).toBe(String.fromCharCode(...ascii));
    expect(decode(number, Uint8Array.of(...ascii, 0xfe)).slice(0, 128)).toBe(String.fromCharCode(...ascii));
  });

  it("loses no byte", () => {
    for (let byte = 0; byte < 256; byte++) comesBack(Uint8Array.of(byte));
    comesBack(Uint8Array.from({ length: 512 }, (_, index) => index));
  });

  it("loses no two bytes", () => {
    for (let first = 0x80; first < 256; first++) {
      comesBack(Uint8Array.from({ length: 512 }, (_, index) => (index % 2 === 0 ? first : index >> 1)));
    }
  });

  it("loses no bytes of any kind", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), comesBack), { numRuns: 200 });
  });

  it("never replaces a character", () => {
    const all = Uint8Array.from({ length: 512 }, (_, index) => index);
    expect(decode(number, all)).not.toContain("\ufffd");
  });

  it("keeps the offset of what it reads", () => {
    expect(page(number).decode(Uint8Array.of(0xff, 0x41, 0x42, 0xff), 1, 3)).toBe("AB");
  });
});

it("writes a character with one byte where two would do", () => {
  // Younger decoders of 936 read the euro sign in a2e3 as well.
  expect(decode(936, Uint8Array.of(0x80, 0x41))).toBe("€A");
  expect(decode(936, Uint8Array.of(0xa2, 0xe3))).not.toBe("€");
  expect(hex(page(936).encode("€"))).toBe("80");
});

describe("what has no character", () => {
  it("is a lone surrogate of that byte", () => {
    expect(decode(1253, Uint8Array.of(0x41, 0xd2))).toBe("A\udcd2");
    expect(decode(20127, Uint8Array.of(0x41, 0xe4))).toBe("A\udce4");
    expect(decode(932, Uint8Array.of(0x82))).toBe("\udc82");
    expect(decode(65001, Uint8Array.of(0x41, 0xc3))).toBe("A\udcc3");
  });

  it("is one as well where other bytes are written for the character", () => {
    expect(decode(932, Uint8Array.of(0x87, 0x90))).toBe("\udc87\udc90");
    expect(decode(932, Uint8Array.of(0xed, 0x40))).toBe("\udced@");
  });

  it.each([
    [1252, "日"],
    [1252, "\x80"],
    [28591, "€"],
    [932, "한"],
    [20127, "é"],
    [65001, "\ud800"],
    [1252, "\udc7f"],
    [950, "\ud800\udc80"],
  ])("is refused by page %i where it is %j", (number, text) => {
    expect(page(number).encode(text)).toBeUndefined();
  });
});

describe("UTF-8", () => {
  it.each([
    ["c3a4e282acf09f98801f", "ä€😀\u001f"],
    ["efbbbf41", "\ufeffA"],
    // Overlong, surrogates, beyond the last plane, continuation bytes alone, cut off.
    ["c0af", "\udcc0\udcaf"],
    ["e0809f", "\udce0\udc80\udc9f"],
    ["eda080", "\udced\udca0\udc80"],
    ["f4908080", "\udcf4\udc90\udc80\udc80"],
    ["f0808080", "\udcf0\udc80\udc80\udc80"],
    ["80bf", "\udc80\udcbf"],
    ["e282", "\udce2\udc82"],
    ["e28241", "\udce2\udc82A"],
  ])("%s", (bytes, text) => {
    expect(decode(65001, Buffer.from(bytes, "hex"))).toBe(text);
    expect(hex(page(65001).encode(text))).toBe(bytes);
  });

  it("agrees with a strict decoder on what is well-formed", () => {
    const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const bytes = new TextEncoder().encode(text);
        expect(decode(65001, bytes)).toBe(strict.decode(bytes));
      }),
    );
  });
});

it("unknown numbers have no page", () => {
  for (const number of [0, 1200, 1259, 50220, 65000, -1]) expect(codePage(number)).toBeUndefined();
});

it("is what readers and writers take", () => {
  const options = { codePage: page(1252) };
  const bytes = Uint8Array.of(0x80, 0x00);
  expect(decodeWith(options, takeString8Z, bytes)).toBe("€");
  expect(encodeWith(options, appendString8Z, "€")).toEqual(bytes);
});
