/** The conditions of NotificationData, evaluated, give exactly the 45 shapes of the table. */
import { expect, test } from "vitest";
import { model } from "../support/codecs.js";
import { presenceProblems, shapes } from "./presence.js";

test("the table has every shape once", () => {
  expect(new Set(shapes.map((shape) => `${shape.notification_flags} ${shape.table_event_type}`)).size).toBe(45);
});

for (const shape of shapes) {
  test(`NotificationFlags ${shape.notification_flags}, TableEventType ${shape.table_event_type || "absent"}`, () => {
    expect(presenceProblems(model, shape)).toEqual([]);
  });
}
