/** The conditions of NotificationData, evaluated, give exactly the 45 shapes of the table. */
import { expect, test } from "vitest";
import type { Condition, EnumerationType, Ref, Type } from "../../schema/language/index.js";
import { NotificationData } from "../../schema/structures/notification-data.js";
import { flattenTable } from "./flatten.js";
import { specTable } from "./spec-tables.js";

const shapes = specTable(
  "notification-presence.tsv",
  "notification_flags",
  "table_event_type",
  "fields_in_order",
  "fixed_bytes",
);
const [layout] = NotificationData.body.is === "table" ? flattenTable(NotificationData.body) : [];

test("the table has every shape once", () => {
  expect(new Set(shapes.map((shape) => `${shape.notification_flags} ${shape.table_event_type}`)).size).toBe(45);
});

for (const shape of shapes) {
  test(`NotificationFlags ${shape.notification_flags}, TableEventType ${shape.table_event_type || "absent"}`, () => {
    const rows = (layout?.rows ?? []).filter((row) =>
      (row.condition ?? []).every((condition) =>
        holds(condition, Number(shape.notification_flags), Number(shape.table_event_type)),
      ),
    );
    const bytes = rows.reduce((sum, row) => sum + (row.size === "variable" ? 0 : row.size), 0);
    expect(rows.map((row) => row.name)).toEqual(shape.fields_in_order.replace(/\(.*?\)/g, "").split(", "));
    expect(bytes).toBe(Number(shape.fixed_bytes));
  });
}

function holds(condition: Condition, flags: number, event: number): boolean {
  const inner = (of: Condition) => holds(of, flags, event);
  switch (condition.is) {
    case "all":
      return condition.of.every(inner);
    case "any":
      return condition.of.some(inner);
    case "not":
      return !inner(condition.of);
    case "is":
      return condition.values.some((value) => value === worth(condition.ref, flags, event));
    case "has":
      throw new Error("NotificationData has no flags words");
    default:
      return worth(condition, flags, event) === true;
  }
}

/** What a reference is worth: a part of NotificationFlags or the event type. */
function worth(ref: Ref, flags: number, event: number): string | boolean | undefined {
  if (ref.is === "part") return named(ref.type, flags & ref.mask);
  if (ref.is === "field" && ref.name === "TableEventType") return named(ref.type, event);
  throw new Error(`a condition refers to ${ref.is}`);
}

function named(type: Type, wire: number): string | boolean | undefined {
  if (type.is === "enumeration") return caseOf(type, wire);
  return wire !== 0;
}

function caseOf(type: EnumerationType, wire: number): string | undefined {
  return Object.entries(type.cases).find(([, value]) => value === wire)?.[0];
}
