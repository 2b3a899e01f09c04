/** Three readers of one schema: the decoders, the parsers, and the interpreter. On changed bytes they say the same. */
import { describe, expect, test } from "vitest";
import { Interpreter } from "../../scripts/interpret/index.js";
import { mutateBytes, Random, valuesAgree } from "../../src/fuzz/index.js";
import { RopDecodeError } from "../../src/index.js";
import { codecOf, model } from "../support/codecs.js";
import { quickErrors } from "../support/quick-errors.js";
import { decoded, parsing, ropVectors } from "./support.js";

quickErrors();

/** So many changes of each vector. */
const CHANGES = 40;

const own = new Interpreter(model);

describe("decoder, parser and interpreter", () => {
  test.for(ropVectors)("$id as $codec", ({ codec, args, bytes }) => {
    const { params } = codecOf(codec).codec;
    const context = Object.fromEntries(params.map(({ name }, index) => [name, args[index]]));
    const parse = parsing(codec, args);
    const decoder = (input: Uint8Array): unknown => {
      const { value, error } = decoded(codec, input, args);
      if (error !== undefined) throw error;
      return value;
    };
    const parser = (input: Uint8Array): unknown => {
      const { value, error } = parse(input);
      if (error !== undefined) throw error;
      return value;
    };
    const interpreter = (input: Uint8Array): unknown => own.read(codec, input, context).value;
    const random = new Random(bytes.length);
    for (const input of [bytes, ...Array.from({ length: CHANGES }, () => mutateBytes(bytes, random))]) {
      expect(valuesAgree(input, { decoder, parser })).toBeUndefined();
      // The interpreter takes what only a rule refuses; what is cut off it does not.
      if (isRefused(decoder, input)) continue;
      expect(valuesAgree(input, { decoder, interpreter })).toBeUndefined();
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
