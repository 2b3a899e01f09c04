/** Every form of every structure, request and response comes back from JSON as it was. */
import { describe, expect, it } from "vitest";
import { shapes } from "../../generated/shapes.js";
import { isValueName, type ValueName } from "../../src/json/index.js";
import { sample } from "./samples.js";
import { throughJson } from "./through-json.js";

const names = Object.keys(shapes).filter(isValueName);

describe("values of any form", () => {
  it.each(names)("%s", (name: ValueName) => {
    for (let seed = 0; seed < 12; seed++) {
      const { value, context } = sample(name, seed);
      expect(throughJson(name, value as never, context)).toStrictEqual(value);
    }
  });
});
