/** Three readers of one schema: the decoders, the parsers, and a slow walk over ir.json. On changed bytes they say the same. */
import { describe, expect, test } from "vitest";
import { mutateBytes, Random, valuesAgree } from "../../src/fuzz/index.js";
import { RopDecodeError } from "../../src/index.js";
import { codecOf } from "../support/codecs.js";
import { comparable } from "../support/comparable.js";
import { quickErrors } from "../support/quick-errors.js";
import { read } from "../support/reading.js";
import { rawArguments } from "../support/samples.js";
import { decoded, parsing, ropVectors } from "./support.js";

quickErrors();

/** So many changes of each vector. */
const CHANGES = 40;

describe("decoder, parser and walk", () => {
  test.for(ropVectors)("$id as $codec", ({ codec, args, bytes }) => {
    const { codec: model } = codecOf(codec);
    const named = rawArguments(model, args);
    const parse = parsing(codec, args);
    const decoder = (input: Uint8Array): unknown => {
      const { value, error } = decoded(codec, input, args);
      if (error !== undefined) throw error;
      return comparable(value, true);
    };
    const parser = (input: Uint8Array): unknown => {
      const { value, error } = parse(input);
      if (error !== undefined) throw error;
      return comparable(value, true);
    };
    const walk = (input: Uint8Array): unknown => comparable(read(model, input, named).value, true);
    const random = new Random(bytes.length);
    for (const input of [bytes, ...Array.from({ length: CHANGES }, () => mutateBytes(bytes, random))]) {
      expect(valuesAgree(input, { decoder, parser })).toBeUndefined();
      // The walk takes what only a rule refuses; what is cut off it does not.
      if (isRefused(decoder, input)) continue;
      expect(valuesAgree(input, { decoder, walk })).toBeUndefined();
    }
  });
});

function isRefused(decoder: (bytes: Uint8Array) => unknown, bytes: Uint8Array): boolean {
  try {
    decoder(bytes);
    return false;
  } catch (error) {
    return !(error instanceof RopDecodeError && error.code === "truncated");
  }
}
