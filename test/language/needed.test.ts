/** Which parameters structures cannot be read without: the answer is the same wherever one begins to ask. */
import { expect, test } from "vitest";
import { neededParameters } from "../../scripts/plan/needed.js";
import { compiled, language } from "./support.js";

test("in whatever order the structures come", () => {
  const structures = compiled("rings").model?.structures ?? [];
  for (let turn = 0; turn < structures.length; turn++) {
    for (const order of [[...structures.slice(turn), ...structures.slice(0, turn)]].flatMap((one) => [
      one,
      one.toReversed(),
    ])) {
      expect([...neededParameters(order)].toSorted()).toEqual(["Link.widths", "Ring.widths"]);
    }
  }
});

test("what can do without the parameter keeps the bytes of its window", () => {
  const { decode, both } = language("rings");
  const missing = { undecoded: "missing-context" };
  expect(decode("Boxes", "01 00 00  01 00 00")).toMatchObject({ boxes: [{ link: missing }, { link: missing }] });
  both("Box", "05 00 01 01 00 07 00", { link: { rings: [{ links: [{ rings: [] }], width: 7 }] } }, 1);
});
