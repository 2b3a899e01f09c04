/** conformance/cases.jsonl holds every vector that the pipe has a word for: `-u` writes it anew. */
import { expect, test } from "vitest";
import { conformanceCases } from "./cases.js";

const cases = conformanceCases();

test("conformance/cases.jsonl is up to date", async () => {
  const text = cases.map((one) => `${JSON.stringify(one)}\n`).join("");
  await expect(text).toMatchFileSnapshot("../../conformance/cases.jsonl");
});

test("every case is decoded, and all but compressed ones are encoded to the same bytes", () => {
  expect(cases.length).toBeGreaterThan(430);
  const without = (check: string) => cases.filter(({ checks }) => !checks.some((one) => one === check));
  expect(without("decode").map(({ id }) => id)).toEqual([]);
  expect(without("encode").filter(({ as }) => as !== "lz77")).toEqual([]);
  expect(without("cut").length).toBeLessThan(30);
  expect(without("more").length).toBeLessThan(10);
});
