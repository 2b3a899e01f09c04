/** The obfuscation of payloads against bytes from outside and against a byte-wise model. */
import { describe, expect, it } from "vitest";
import { xor, xorInPlace } from "../../src/frame/xor.js";
import { describePeers } from "../support/peers.js";

const bytesOf = (hex: string) => Uint8Array.from(Buffer.from(hex, "hex"));

describe("xor", () => {
  it("uses 0xA5 unless told otherwise", () => {
    expect(xor(bytesOf("00a5ff5a"))).toEqual(bytesOf("a5005aff"));
    expect(xor(bytesOf("00a5ff5a"), 0x0f)).toEqual(bytesOf("0faaf055"));
  });

  it("leaves its input as it is, and copies a Buffer too", () => {
    const input = Buffer.from("0102030405", "hex");
    const result = xor(input);
    expect(input.toString("hex")).toBe("0102030405");
    expect(result.buffer).not.toBe(input.buffer);
    expect(result).toEqual(bytesOf("a4a7a6a1a0"));
  });

  it("treats every length at every alignment alike, and no byte outside", () => {
    for (let start = 0; start < 8; start++) {
      for (let length = 0; length < 140; length++) {
        const whole = Uint8Array.from({ length: start + length + 8 }, (_, i) => i * 7);
        const expected = whole.map((byte, i) => (i >= start && i < start + length ? byte ^ 0xa5 : byte));
        xorInPlace(whole.subarray(start, start + length));
        expect(Buffer.compare(whole, expected), `${length} bytes at ${start}`).toBe(0);
      }
    }
  });
});

describePeers("xor, payloads sent by Outlook", "peer-openchange.json", (vectors) => {
  const payloads = vectors.filter(({ fields }) => /XorMagic/.test(String(fields?.Flags)));

  it("has such payloads", () => expect(payloads.length).toBeGreaterThan(0));

  it.each(payloads)("$id", ({ hex, plain_hex }) => {
    expect(Buffer.from(xor(bytesOf(hex).subarray(8))).toString("hex")).toBe(plain_hex);
  });
});
