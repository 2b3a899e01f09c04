/** What is wrong with the fields of NotificationData, held against the table of its shapes. */
import type { Model } from "../../scripts/ir/model.js";
import { isThere } from "./conditions.js";
import { flattenCodec } from "./flatten.js";
import { specTable } from "./spec-tables.js";

type Shape = Readonly<Record<"notification_flags" | "table_event_type" | "fields_in_order" | "fixed_bytes", string>>;

export const shapes: readonly Shape[] = specTable(
  "notification-presence.tsv",
  "notification_flags",
  "table_event_type",
  "fields_in_order",
  "fixed_bytes",
);

/** The shape must have exactly the fields of its line, and as many bytes of fixed size. */
export function presenceProblems(model: Model, shape: Shape): readonly string[] {
  const codec = model.structures.find(({ name }) => name === "NotificationData");
  const [layout] = codec === undefined ? [] : flattenCodec(model, codec);
  const all = layout?.rows ?? [];
  const situation = new Map([
    ["NotificationFlags", Number(shape.notification_flags)],
    ["TableEventType", Number(shape.table_event_type)],
    ["TagCount", 1],
  ]);
  const rows = all.filter((row) => isThere(row, all, situation));
  const bytes = rows.reduce((sum, { size }) => sum + (size === "variable" ? 0 : size), 0);
  const names = rows.map(({ name }) => name).join(", ");
  const expected = shape.fields_in_order.replace(/\(.*?\)/g, "");
  return [
    ...(names === expected ? [] : [`has ${names}, not ${expected}`]),
    ...(bytes === Number(shape.fixed_bytes) ? [] : [`has ${bytes} bytes, not ${shape.fixed_bytes}`]),
  ];
}
