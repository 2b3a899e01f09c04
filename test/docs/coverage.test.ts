/** docs/coverage.md says what is so: `-u` writes it anew. */
import { expect, test } from "vitest";
import { countsOf, coverageTable, peerCounts } from "../support/coverage-table.js";
import { peerVectors } from "../support/vectors.js";

test("docs/coverage.md is up to date", async () => {
  await expect(coverageTable()).toMatchFileSnapshot("../../docs/coverage.md");
});

/** Implementations read it in different ways (D-OptionsData), so that there are no bytes that all agree on. */
const WITHOUT_BYTES = ["RopOptionsData"];

test("every request and response has bytes from outside", () => {
  const rows = coverageTable()
    .split("\n")
    .filter((line) => line.startsWith("| 0x"));
  const without = rows.filter((line) => {
    const cells = line
      .split(" | ")
      .slice(4, 7)
      .map((cell) => cell.split(" / "));
    return [0, 1].some((side) => cells.every((cell) => cell[side] === "0"));
  });
  expect(without.map((line) => line.split(" | ")[1])).toEqual(WITHOUT_BYTES);
});

test("the vectors of other implementations were counted right", ({ skip }) => {
  const vectors = peerVectors();
  if (vectors === undefined) return skip("they do not lie beside the project");
  expect(countsOf(vectors)).toEqual(peerCounts());
});
