/** The soak example in small: that it works and counts right, not how long it takes. */
import { expect, test } from "vitest";
import { compare, manySessions } from "../../examples/many-sessions.js";

test("20 sessions: every event comes to each of them once", async () => {
  const { programs, changes, delivered, followUps, ropPendings, ...rest } = await manySessions({
    sessions: 20,
    seconds: 0.8,
  });
  expect(programs).toBe(2);
  expect(changes).toBeGreaterThan(1);
  // Each message is told to the ten sessions of its program.
  expect(delivered).toBe(10 * changes);
  expect(followUps).toBeGreaterThan(0);
  expect(ropPendings).toBeGreaterThan(followUps);
  expect(rest).toMatchObject({ lost: 0, doubled: 0, outOfOrder: 0, problems: 0, left: 0 });
});

test.each([
  [[1n, 2n, 3n], { delivered: 3, lost: 0, doubled: 0, outOfOrder: 0 }],
  [[1n, 3n], { delivered: 2, lost: 1, doubled: 0, outOfOrder: 0 }],
  [[1n, 2n, 2n, 3n], { delivered: 4, lost: 0, doubled: 1, outOfOrder: 0 }],
  [[2n, 1n, 3n], { delivered: 3, lost: 0, doubled: 0, outOfOrder: 1 }],
  [[], { delivered: 0, lost: 3, doubled: 0, outOfOrder: 0 }],
])("of 1, 2, 3 a session was told %o", (told, account) => {
  expect(compare([1n, 2n, 3n], told)).toEqual(account);
});
