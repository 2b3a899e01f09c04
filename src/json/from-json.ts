/** JSON to values: strictly what the shapes say. */
import { RopEncodeError, type RopErrorCode } from "../wire/errors.js";
import type { FormShape, Names, RefShape, ScalarShape, Shape, Shapes } from "../wire/shape.js";
import {
  argument,
  type Form,
  formOf,
  isMissing,
  itemsFor,
  type Known,
  NO_PARAMETERS,
  type Parameters,
  refOf,
  resolve,
  type Scope,
  scopeOf,
  shapeIn,
} from "./scope.js";
import { decimalBigint, guidBytes, hexBytes, namedFloat } from "./text.js";

const RANGES: Readonly<Record<string, readonly [least: number, most: number]>> = {
  u8: [0, 0xff],
  u16: [0, 0xffff],
  u32: [0, 0xffffffff],
  i16: [-0x8000, 0x7fff],
  i32: [-0x80000000, 0x7fffffff],
  number: [-0x80000000, 0xffffffff],
};

/** How many structures may be in each other, whatever their own limits. */
const DEEPEST = 400;

const UNDECODED: FormShape = { properties: { undecoded: { only: ["missing-context"] }, bytes: "bytes" } };

/** One conversion: it knows where it stands. */
export class FromJson {
  readonly #shapes: Shapes;
  readonly #path: (string | number)[] = [];
  #depth = 0;
  #structures = 0;

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  codec(name: string, json: unknown, parameters: Parameters): unknown {
    const codec = this.#shapes[name];
    if (codec === undefined) throw this.#refuse("invalid-input", `no value is called ${name}`);
    if (codec.depth !== undefined && ++this.#depth > codec.depth) throw this.#tooDeep(codec.depth);
    if (++this.#structures > DEEPEST) throw this.#tooDeep(DEEPEST);
    const value = this.#convert(codec.value, json, { object: {}, steps: this.#path.length, parameters });
    if (codec.depth !== undefined) this.#depth--;
    this.#structures--;
    return value;
  }

  #convert(shape: Shape, json: unknown, scope: Scope): unknown {
    if (typeof shape === "string") return this.#scalar(shape, json);
    if ("maybe" in shape) return this.#convert(shape.maybe, json, scope);
    if ("names" in shape) return this.#named(shape.names, shape.of, json);
    if ("only" in shape) {
      if (shape.only.some((one) => one === json)) return json;
      throw this.#misfit(json, shape.only.map((one) => JSON.stringify(one)).join(" or "));
    }
    if ("window" in shape) return this.#convert(isUndecoded(json) ? UNDECODED : shape.window, json, scope);
    if ("list" in shape) return this.#list(shape, json, scope);
    if ("cases" in shape) {
      const number = this.#resolved(shape.by, scope);
      const known = typeof number === "number" ? (shape.cases[number] ?? shape.otherwise) : undefined;
      if (known === undefined) {
        const text = typeof number === "number" ? `0x${number.toString(16).padStart(4, "0")}` : show(number);
        throw this.#refuse("unknown-discriminant", `is of a type that is not known: ${text}`);
      }
      return this.#convert(known, json, scope);
    }
    if ("is" in shape) {
      if (shape.with === undefined) return this.codec(shape.is, json, NO_PARAMETERS);
      const given = Object.entries(shape.with).map(([name, one]): [string, Known] => {
        const known = argument(one, scope);
        if (known === undefined) throw this.#undecided(refOf(one), scope);
        return [name, known];
      });
      return this.codec(shape.is, json, new Map(given));
    }
    return this.#object(shape, json, scope.parameters);
  }

  #scalar(shape: ScalarShape, json: unknown): unknown {
    switch (shape) {
      case "nothing":
        if (json === undefined || json === null) return undefined;
        throw this.#misfit(json, "null");
      case "string":
        if (typeof json === "string") return json;
        throw this.#misfit(json, "a string");
      case "boolean":
        if (typeof json === "boolean") return json;
        throw this.#misfit(json, "true or false");
      case "boolean8":
        if (typeof json === "boolean" || (isInteger(json, "u8") && json > 1)) return json;
        throw this.#misfit(json, "true, false or an integer from 2 to 255");
      case "boolean16":
        if (typeof json === "boolean" || (isInteger(json, "u16") && json > 1)) return json;
        throw this.#misfit(json, "true, false or an integer from 2 to 65535");
      case "bytes":
        return this.#text(json, hexBytes, "bytes as hex digits");
      case "guid":
        return this.#text(json, guidBytes, "a GUID, like 00000000-0000-0000-c000-000000000046");
      case "u64":
        return this.#text(
          json,
          (text) => decimalBigint(text, false),
          "a string of an integer from 0 to 18446744073709551615",
        );
      case "i64":
        return this.#text(
          json,
          (text) => decimalBigint(text, true),
          "a string of an integer from -9223372036854775808 to 9223372036854775807",
        );
      case "f32":
      case "f64":
        if (typeof json === "number") return json;
        return this.#text(json, namedFloat, 'a number, "Infinity", "-Infinity", "-0" or "NaN"');
      default:
        if (isInteger(json, shape)) return json === 0 ? 0 : json;
        throw this.#misfit(json, integerText(shape));
    }
  }

  #text<T>(json: unknown, read: (text: string) => T | undefined, expected: string): T {
    const value = typeof json === "string" ? read(json) : undefined;
    if (value === undefined) throw this.#misfit(json, expected);
    return value;
  }

  /** A name, or what has none: a number or bytes. */
  #named(names: Names, of: ScalarShape, json: unknown): unknown {
    if (typeof json === "string" && Object.hasOwn(names, json)) return json;
    const value =
      of === "bytes" ? (typeof json === "string" ? hexBytes(json) : undefined) : isInteger(json, of) ? json : undefined;
    if (value !== undefined) return value;
    const rest = of === "bytes" ? "bytes as hex digits" : integerText(of);
    throw this.#misfit(json, `${namesText(Object.keys(names))} or ${rest}`);
  }

  #list(shape: Shape & { readonly list: Shape }, json: unknown, scope: Scope): unknown {
    if (!Array.isArray(json)) throw this.#misfit(json, "a list");
    const items =
      "each" in shape && shape.each !== undefined
        ? itemsFor(this.#resolved(shape.each, scope), json.length)
        : undefined;
    if (items !== undefined && items.length !== json.length) {
      throw this.#refuse("inconsistent-field", `has ${json.length} elements where ${items.length} are needed`);
    }
    return json.map((one: unknown, index) =>
      this.#at(index, () => this.#convert(shape.list, one, scopeOf(scope, items, index))),
    );
  }

  #object(shape: FormShape, json: unknown, parameters: Parameters): unknown {
    if (!isObject(json)) throw this.#misfit(json, "an object");
    const scope: Scope = { object: json, steps: this.#path.length, parameters };
    const form = formOf(shape, scope);
    this.#needForm(form, scope);
    const value: Record<string, unknown> = {};
    for (const name of Object.keys(json)) {
      const one = json[name];
      if (one === undefined) continue;
      this.#path.push(name);
      const known = shapeIn(form, name);
      if (known === undefined) throw this.#refuse("invalid-input", "is no property of this value");
      value[name] = this.#convert(known, one, scope);
      this.#path.pop();
    }
    for (const properties of form.properties) {
      for (const name of Object.keys(properties)) {
        if (json[name] !== undefined) continue;
        const known = properties[name]!;
        if (typeof known === "object" && "maybe" in known) continue;
        value[name] = this.#at(name, () => this.#convert(known, undefined, scope));
      }
    }
    return value;
  }

  #needForm({ stuck }: Form, { object, parameters }: Scope): void {
    if (stuck === undefined) return;
    const { by, cases } = stuck;
    if (typeof by !== "string") {
      const known = parameters.get(by.parameter);
      if (isMissing(known)) throw this.#needs(known.missing);
      throw this.#refuse(
        "unknown-discriminant",
        `${show(known)} as ${by.parameter} is none of the values that are known`,
      );
    }
    this.#at(by, () => {
      throw this.#misfit(object[by], namesText(Object.keys(cases)), "unknown-discriminant");
    });
  }

  /** What a reference leads to; without it the type cannot be known. */
  #resolved(ref: RefShape, scope: Scope): Known {
    const known = resolve(ref, scope);
    if (known === undefined) throw this.#undecided(ref, scope);
    if (isMissing(known)) throw this.#needs(known.missing);
    return known;
  }

  /** The property that decides is not there or not what it should be. */
  #undecided(ref: RefShape | undefined, { object, steps }: Scope): RopEncodeError {
    const field = ref === undefined ? "" : "field" in ref ? ref.field : "lengthOf" in ref ? ref.lengthOf : "";
    this.#path.splice(steps, Number.POSITIVE_INFINITY, field);
    return this.#misfit(object[field], "what decides the type of other properties");
  }

  #at<T>(step: string | number, convert: () => T): T {
    this.#path.push(step);
    const value = convert();
    this.#path.pop();
    return value;
  }

  #refuse(code: RopErrorCode, reason: string): RopEncodeError {
    return new RopEncodeError(code, { reason, path: [...this.#path] });
  }

  #misfit(json: unknown, expected: string, code: RopErrorCode = "invalid-input"): RopEncodeError {
    if (json === undefined) return this.#refuse("invalid-input", `is missing and must be ${expected}`);
    return this.#refuse(code, `is ${show(json)} instead of ${expected}`);
  }

  #needs(context: string): RopEncodeError {
    return this.#refuse("missing-context", `cannot be converted without ${context}`);
  }

  #tooDeep(limit: number): RopEncodeError {
    return this.#refuse("limit-exceeded", `nested deeper than ${limit}`);
  }
}

function isInteger(json: unknown, shape: string): json is number {
  const [least, most] = RANGES[shape] ?? [0, 0];
  return typeof json === "number" && Number.isInteger(json) && json >= least && json <= most;
}

function integerText(shape: string): string {
  const [least, most] = RANGES[shape] ?? [0, 0];
  return `an integer from ${least} to ${most}`;
}

function namesText(names: readonly string[]): string {
  const few = names.slice(0, 8).map((name) => JSON.stringify(name));
  return `${few.join(", ")}${names.length > few.length ? ", …" : ""}`;
}

function show(json: unknown): string {
  if (typeof json === "string") return JSON.stringify(json.length > 40 ? `${json.slice(0, 40)}…` : json);
  if (Array.isArray(json)) return "a list";
  if (typeof json === "object" && json !== null) return "an object";
  return typeof json === "number" || typeof json === "boolean" || json === null ? String(json) : `a ${typeof json}`;
}

function isObject(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function isUndecoded(json: unknown): boolean {
  return isObject(json) && Object.hasOwn(json, "undecoded");
}
