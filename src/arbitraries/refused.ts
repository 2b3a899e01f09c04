/** Values that are not valid: one part of a valid value replaced by what no encoder may take. */
import type { Arbitrary } from "fast-check";
import { arbitrary } from "./arbitrary.js";
import type { Draw } from "./draw.js";

/** A value that the encoder has to refuse with RopEncodeError. */
export interface Refused {
  readonly value: unknown;
  /** Where the part stands that is wrong. */
  readonly path: readonly (string | number)[];
}

/**
 * Values with one property, element or the whole replaced by `null`, a symbol or a function.
 * `asSent` and `ropId` are left alone.
 */
export function refused(valid: (d: Draw) => unknown): Arbitrary<Refused> {
  return arbitrary((d) => {
    const value = valid(d);
    const places = placesIn(value);
    const path = places[d.below(places.length)] ?? [];
    const wrong = d.oneOf<unknown>(null, Symbol.iterator, placesIn);
    return { value: replaced(value, path, wrong), path };
  });
}

/** What is said otherwise: the RopId by the encoder's name. */
const SAID: ReadonlySet<string> = new Set(["asSent", "ropId"]);

/** Every part of a value that is there. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (value === undefined) return [];
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [path];
  const inner = Array.isArray(value)
    ? value.flatMap((one, index) => placesIn(one, [...path, index]))
    : Object.entries(value).flatMap(([name, one]) => (SAID.has(name) ? [] : placesIn(one, [...path, name])));
  return [path, ...inner];
}

function replaced(value: unknown, [step, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (step === undefined) return by;
  if (Array.isArray(value)) return value.with(Number(step), replaced(value[Number(step)], rest, by));
  const all = value as Readonly<Record<string, unknown>>;
  return { ...all, [step]: replaced(all[step], rest, by) };
}
