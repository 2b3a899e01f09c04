/** Every mutant, decided by all: `npm run mutate`. */
import { expect, test } from "vitest";
import { page, results, survives, survivors } from "./score.js";

test("every mutant is noticed by facts from outside, or is known to live", async () => {
  const all = [...results()];
  const text = page(all);
  console.log(text.slice(text.indexOf("## By operator")));
  const alive = all.filter(survives).map(({ id }) => id);
  expect(alive.toSorted()).toEqual(survivors.map(({ mutant }) => mutant).toSorted());
  await expect(text).toMatchFileSnapshot("../../docs/mutation.md");
});
