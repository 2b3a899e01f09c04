/** Text of every length is written alike, by the loop and natively, and a NUL is found wherever it stands. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RopEncodeError } from "../../src/wire/errors.js";
import {
  hexOf,
  latin1,
  portableHex,
  portableLatin1,
  portableUtf16,
  portableWriteUtf16,
  utf16,
  writeUtf16,
} from "../../src/wire/text.js";
import { appendUtf16Z, Writer } from "../../src/wire/writer.js";

const LENGTHS = Array.from({ length: 70 }, (_, length) => length);
const UNITS = [0x61, 0xe4, 0xd800, 0xfeff, 0xdc00, 0x20ac, 0xffff, 0x0100];

function textOf(length: number): string {
  return Array.from({ length }, (_, i) => String.fromCharCode(UNITS[i % UNITS.length]!)).join("");
}

function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length + 2);
  portableWriteUtf16(bytes, 0, text);
  return bytes;
}

describe("UTF-16 text", () => {
  test.each(LENGTHS)("of %i characters", (length) => {
    const text = textOf(length);
    const w = new Writer(1);
    appendUtf16Z(w, "x");
    appendUtf16Z(w, text);
    expect(w.result().subarray(4)).toEqual(bytesOf(text));
    const native = new Uint8Array(2 * length + 2);
    writeUtf16(native, 0, text);
    expect(native).toEqual(bytesOf(text));
  });

  test.each(LENGTHS.slice(1))("of %i characters with a NUL is refused where it begins", (length) => {
    for (let at = 0; at < length; at++) {
      const w = new Writer();
      appendUtf16Z(w, "x");
      const text = `${textOf(at)}\0${textOf(length - at - 1)}`;
      expect(() => appendUtf16Z(w, text)).toThrow(RopEncodeError);
      expect(() => appendUtf16Z(w, text)).toThrow(expect.objectContaining({ code: "invalid-string", offset: 4 }));
    }
  });
});

test("hex digits are the same in both ways", () => {
  expect(hexOf(Uint8Array.of(0, 0x0f, 0xa0, 0xff))).toBe("000fa0ff");
  fc.assert(fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => portableHex(bytes) === hexOf(bytes)));
});

describe("text is read alike, however long it is and wherever it stands", () => {
  const units = { ASCII: 0x7f, Latin: 0xff, any: 0xffff };
  test.each(Object.entries(units))("of %s characters", (_, greatest) => {
    for (const length of LENGTHS) {
      const text = Array.from({ length }, (_, i) => String.fromCharCode(1 + ((i * 40_503) % greatest))).join("");
      const start = 3 + (length % 2);
      const wide = new Uint8Array(2 * length + start + 2).fill(0xee);
      portableWriteUtf16(wide, start, text);
      const end = start + 2 * length;
      expect([utf16(wide, start, end), portableUtf16(wide, start, end)]).toEqual([text, text]);
      if (greatest > 0xff) continue;
      const narrow = Uint8Array.from(`xy${text}z`, (character) => character.charCodeAt(0));
      expect([latin1(narrow, 2, 2 + length), portableLatin1(narrow, 2, 2 + length)]).toEqual([text, text]);
    }
  });
});
