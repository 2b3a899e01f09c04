/** The numbers of enumerations and flags equal the table of test/spec. */
import { describe, expect, test } from "vitest";
import { model } from "../support/codecs.js";
import { enumerationProblems, flagsProblems, numberNames } from "./numbers.js";

describe("enumerations", () => {
  for (const one of model.enumerations) test(one.name, () => expect(enumerationProblems(one)).toEqual([]));
});

describe("flags", () => {
  for (const one of model.flags) test(one.name, () => expect(flagsProblems(one)).toEqual([]));
});

test("all of the table, and no others", () => {
  const names = [...model.enumerations, ...model.flags].map(({ name }) => name);
  expect(names.toSorted()).toEqual([...numberNames].toSorted());
});
