/** Bytes laid out by hand decode to what they mean and encode back. */
import { expect, test } from "vitest";
import { codecOf } from "../support/codecs.js";
import { same } from "../support/comparable.js";
import { LAID_OUT } from "../support/laid-out.js";
import { hexOf } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";

for (const { codec, hex, value } of LAID_OUT) {
  test(`${codec} ${hex}`, () => {
    const { decode, encode } = codecOf(codec);
    const decoded = decode(bytesOf(hex));
    same(decoded, value);
    expect(hexOf(encode(decoded))).toBe(hex);
  });
}
