/** No silent hole: every form, every case of a choice, every name, presence and absence of each codec is drawn. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shapes, type Values } from "../../generated/shapes.js";
import type { FormShape, Shape } from "../../src/wire/shape.js";
import { arbitraryOf } from "../support/arbitraries.js";
import { codecs } from "../support/codecs.js";

/** How many values are drawn before something counts as never drawn. */
const LIMIT = 4000;

/** Lists that have elements by the schema: fixed ones, such as end with their last element, and one whose count is not 0. */
const NEVER: ReadonlySet<string> = new Set([
  "ExtendedBuffers is empty",
  "NamedPropertyInformation.namedProperties is empty",
  "RopTellVersionRequest.version is empty",
  "RopLogonResponse[success].folderIds is empty",
]);

type Context = Readonly<Record<string, unknown>>;

function isForm(shape: Shape): shape is FormShape {
  return typeof shape === "object" && "properties" in shape;
}

/** The form without what says that it is this form. */
function without(form: FormShape, by: string | { readonly parameter: string }): FormShape {
  const rest = Object.entries(form.properties).filter(([name]) => name !== by);
  return { ...form, properties: Object.fromEntries(rest) };
}

/** All that there is in a shape; `ends`: a sender may leave out what stands at the end, which is not drawn. */
function* all(shape: Shape, path: string, ends = false): Generator<string> {
  if (shape === "boolean") yield* [`${path} is true`, `${path} is false`];
  if (typeof shape === "string") return;
  if (isForm(shape)) {
    const { properties, split } = shape;
    const asSent = properties.asSent as { maybe: FormShape } | undefined;
    const mayEnd = ends || (asSent !== undefined && "endsBefore" in asSent.maybe.properties);
    for (const [name, inner] of Object.entries(properties))
      if (name !== "asSent") yield* all(inner, `${path}.${name}`, mayEnd);
    if (split === undefined) return;
    for (const [key, form] of Object.entries(split.cases)) {
      yield `${path} by ${key}`;
      yield* all(without(form, split.by), `${path}[${key}]`, mayEnd);
    }
    if (split.otherwise === undefined) return;
    yield `${path} by other`;
    yield* all(without(split.otherwise, split.by), `${path}[other]`, mayEnd);
  } else if ("maybe" in shape) {
    yield `${path} is there`;
    if (!ends) yield `${path} is absent`;
    yield* all(shape.maybe, path);
  } else if ("names" in shape) for (const name of Object.keys(shape.names)) yield `${path} is ${name}`;
  else if ("list" in shape) yield* [`${path} is empty`, `${path} has elements`];
  else if ("only" in shape && shape.only.length > 1) for (const one of shape.only) yield `${path} is ${one}`;
  else if ("window" in shape) yield* all(shape.window, path);
}

/** What of it a value is. */
function* seen(shape: Shape, value: unknown, path: string, context: Context): Generator<string> {
  if (shape === "boolean") yield `${path} is ${value}`;
  if (typeof shape === "string") return;
  if (isForm(shape)) {
    const { properties, split } = shape;
    const given = value as Readonly<Record<string, unknown>>;
    for (const [name, inner] of Object.entries(properties)) yield* seen(inner, given[name], `${path}.${name}`, context);
    if (split === undefined) return;
    const key = String(typeof split.by === "string" ? given[split.by] : context[split.by.parameter]);
    const form = split.cases[key];
    yield `${path} by ${form === undefined ? "other" : key}`;
    yield* seen(form ?? split.otherwise ?? "nothing", value, `${path}[${form === undefined ? "other" : key}]`, context);
  } else if ("maybe" in shape) {
    yield `${path} is ${value === undefined ? "absent" : "there"}`;
    if (value !== undefined) yield* seen(shape.maybe, value, path, context);
  } else if ("names" in shape) yield `${path} is ${value}`;
  else if ("list" in shape) yield `${path} ${(value as unknown[]).length === 0 ? "is empty" : "has elements"}`;
  else if ("only" in shape) yield `${path} is ${value}`;
  else if ("window" in shape) yield* seen(shape.window, value, path, context);
}

describe("everything is drawn", () => {
  for (const { codec } of codecs) {
    test(codec.name, () => {
      const shape = shapes[codec.name as keyof Values].value;
      const left = new Set([...all(shape, codec.name)].filter((one) => !NEVER.has(one)));
      for (let run = 0; run < LIMIT && left.size > 0; run += 50) {
        for (const { value, context } of fc.sample(arbitraryOf(codec), { seed: run, numRuns: 50 })) {
          const named = Object.fromEntries(codec.params.map(({ name }, index) => [name, context[index]]));
          for (const one of seen(shape, value, codec.name, named)) left.delete(one);
        }
      }
      expect([...left]).toEqual([]);
    });
  }

  test("every case of a property value, and every number of a property type", () => {
    const types = new Set<unknown>();
    const pair = codecs.find(({ codec }) => codec.name === "PropertyValue");
    if (pair === undefined) throw new Error("there is no PropertyValue");
    for (const { context } of fc.sample(arbitraryOf(pair.codec), { seed: 1, numRuns: LIMIT })) types.add(context[0]);
    expect(types.size).toBe(44);
  });
});
