/** Bytes laid out by hand from the documents, with the values that they mean, read under any model. */
import { isDeepStrictEqual } from "node:util";
import type { Raw } from "../../scripts/interpret/conditions.js";
import { codecOf, model } from "../support/codecs.js";
import { comparable } from "../support/comparable.js";
import { LAID_OUT } from "../support/laid-out.js";
import { SHAPES } from "../support/notify-shapes.js";
import { KINDS } from "../support/property-kinds.js";
import { read } from "../support/reading.js";
import { bytesOf } from "../support/vectors.js";
import { type Codecs, Noting } from "./outside.js";

export interface Example {
  readonly name: string;
  readonly codec: string;
  readonly bytes: Uint8Array;
  readonly context: ReadonlyMap<string, Raw>;
  readonly value: unknown;
  /** The codecs that its bytes lead to. */
  readonly reaches: ReadonlySet<string>;
}

type Stated = Omit<Example, "reaches">;

export function handExamples(): readonly Example[] {
  return [...notifications(), ...KINDS.flatMap(values), ...laidOut()].map((example) => {
    const noting = new Noting(model);
    read(codecOf(example.codec).codec, example.bytes, example.context, noting);
    return { ...example, reaches: new Set([example.codec, ...noting.noted]) };
  });
}

export function exampleProblems({ codec, bytes, context, value }: Example, codecs: Codecs): readonly string[] {
  const found = read(codecs.codec(codec), bytes, context, codecs.definitions);
  const problems = found.end === bytes.length ? [] : [`${codec} takes ${found.end} bytes of ${bytes.length}`];
  const own = codec === "NotificationData" ? withoutMessage(found.value) : found.value;
  if (isDeepStrictEqual(comparable(own, true), comparable(value, true))) return problems;
  return [...problems, `${codec} is read otherwise`];
}

function withoutMessage(value: unknown): unknown {
  const { message: _, ...rest } = value as Readonly<Record<string, unknown>>;
  return rest;
}

function notifications(): readonly Stated[] {
  return SHAPES.map(({ name, hex, columns, value }) => ({
    name,
    codec: "NotificationData",
    bytes: bytesOf(hex),
    context: new Map(columns === undefined ? [] : [["columns", columns]]),
    value,
  }));
}

function laidOut(): readonly Stated[] {
  return LAID_OUT.map(({ codec, hex, value }) => ({
    name: `${codec} ${hex}`,
    codec,
    bytes: bytesOf(hex),
    context: new Map(),
    value,
  }));
}

/** The value bare, with 16 and with 32 bits; behind its type; in a cell, in a row. */
function values({ name, code, hex, wide = hex, value }: (typeof KINDS)[number]): readonly Stated[] {
  const type = hex4(code);
  const given = (widths: number): ReadonlyMap<string, Raw> =>
    new Map([
      ["propertyType", code],
      ["widths", widths],
    ]);
  const of = (codec: string, context: ReadonlyMap<string, Raw>, text: string, meant: unknown): Stated => ({
    name: `${codec} ${name}`,
    codec,
    bytes: bytesOf(text),
    context,
    value: meant,
  });
  const tag = { propertyTag: 0x66000000 + code };
  const typed = { propertyType: nameOf(code), propertyValue: value };
  const columns = new Map<string, Raw>([["columns", [tag.propertyTag, 0]]]);
  const row = `${hex}${hex4(0x000b)}01`;
  return [
    of("PropertyValue", given(0), hex, value),
    of("PropertyValue", given(1), wide, value),
    of("TypedPropertyValue", given(0), type + hex, typed),
    of("TaggedPropertyValue", given(0), `${type}0066${hex}`, { ...tag, propertyValue: value }),
    of("FlaggedPropertyValue", given(0), `00${hex}`, { flag: "value", propertyValue: value }),
    of("FlaggedPropertyValueWithType", given(0), `${type}00${hex}`, { ...typed, flag: "value" }),
    ...(code === 0
      ? []
      : [
          of("PropertyRow", columns, `00${row}`, {
            flag: "standard",
            valueArray: [value, { propertyType: "boolean", propertyValue: true }],
          }),
        ]),
  ];
}

function nameOf(code: number): string | undefined {
  const found = model.enumerations.find(({ name }) => name === "PropertyType");
  return found?.cases.find(({ values: numbers }) => numbers.includes(code))?.key;
}

/** Two bytes, the low one first. */
function hex4(number: number): string {
  return [number & 0xff, number >> 8].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
