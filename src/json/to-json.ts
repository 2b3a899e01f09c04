/** Values to JSON. */
import { RopEncodeError, type RopErrorCode } from "../wire/errors.js";
import { hexOf } from "../wire/reader.js";
import type { Shape, Shapes } from "../wire/shape.js";
import { argument, formOf, itemsFor, type Parameters, resolve, type Scope, shapeIn } from "./scope.js";
import { floatText, guidText } from "./text.js";

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [property: string]: JsonValue };

/** The deepest nesting of what is converted without a shape. */
const DEEPEST = 512;

/** One conversion: it knows where it stands. Where the shape is not known, the value alone says how it is written. */
export class ToJson {
  readonly #shapes: Shapes;
  readonly #path: (string | number)[] = [];
  #depth = 0;

  constructor(shapes: Shapes) {
    this.#shapes = shapes;
  }

  codec(name: string, value: unknown, parameters: Parameters): JsonValue {
    const codec = this.#shapes[name];
    if (codec === undefined) return this.plain(value);
    if (codec.depth !== undefined && ++this.#depth > codec.depth) {
      throw this.#refuse("limit-exceeded", `nested deeper than ${codec.depth}`);
    }
    const json = this.#convert(codec.value, value, { object: {}, steps: this.#path.length, parameters });
    if (codec.depth !== undefined) this.#depth--;
    return json;
  }

  #convert(shape: Shape, value: unknown, scope: Scope): JsonValue {
    if (typeof shape === "string") {
      if (shape === "guid" && value instanceof Uint8Array && value.length === 16) return guidText(value);
      // Integers have no negative zero.
      if (typeof value === "number" && value === 0 && shape !== "f32" && shape !== "f64") return 0;
      return this.plain(value);
    }
    if ("maybe" in shape) return this.#convert(shape.maybe, value, scope);
    if ("window" in shape) return this.#convert(shape.window, value, scope);
    if ("list" in shape) {
      if (!Array.isArray(value)) return this.plain(value);
      const items = shape.each === undefined ? undefined : itemsFor(resolve(shape.each, scope), value.length);
      return value.map((one, index) =>
        this.#at(index, () =>
          this.#convert(shape.list, one, items === undefined ? scope : { ...scope, item: items[index] }),
        ),
      );
    }
    if ("cases" in shape) {
      const number = resolve(shape.by, scope);
      const known = typeof number === "number" ? (shape.cases[number] ?? shape.otherwise) : undefined;
      return known === undefined ? this.plain(value) : this.#convert(known, value, scope);
    }
    if ("is" in shape) {
      const parameters = new Map<string, NonNullable<ReturnType<typeof argument>>>();
      for (const [name, given] of Object.entries(shape.with ?? {})) {
        const known = argument(given, scope);
        if (known !== undefined) parameters.set(name, known);
      }
      return this.codec(shape.is, value, parameters);
    }
    if (!("properties" in shape) || !isObject(value)) return this.plain(value);
    const inner: Scope = { object: value, steps: this.#path.length, parameters: scope.parameters };
    const form = formOf(shape, inner);
    return this.#object(value, (name, one) => {
      const known = shapeIn(form, name);
      return known === undefined ? this.plain(one) : this.#convert(known, one, inner);
    });
  }

  /** By the value alone: 64-bit integers as decimal strings, bytes as hex, no value as `null`. */
  plain(value: unknown): JsonValue {
    switch (typeof value) {
      case "undefined":
        return null;
      case "bigint":
        return String(value);
      case "number":
        return floatText(value);
      case "string":
      case "boolean":
        return value;
      case "object":
        break;
      default:
        throw this.#refuse("invalid-input", `is a ${typeof value}, which no value holds`);
    }
    if (value === null) return null;
    if (value instanceof Uint8Array) return hexOf(value);
    if (this.#path.length > DEEPEST) throw this.#refuse("limit-exceeded", `nested deeper than ${DEEPEST}`);
    if (Array.isArray(value)) return value.map((one, index) => this.#at(index, () => this.plain(one)));
    if (!isObject(value)) throw this.#refuse("invalid-input", "is an object of a class, which no value holds");
    return this.#object(value, (_, one) => this.plain(one));
  }

  /** `undefined` properties are left out. */
  #object(value: Readonly<Record<string, unknown>>, convert: (name: string, one: unknown) => JsonValue): JsonValue {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, one]) => one !== undefined)
        .map(([name, one]) => [name, this.#at(name, () => convert(name, one))]),
    );
  }

  #at(step: string | number, convert: () => JsonValue): JsonValue {
    this.#path.push(step);
    const json = convert();
    this.#path.pop();
    return json;
  }

  #refuse(code: RopErrorCode, message: string): RopEncodeError {
    return new RopEncodeError(code, { message, path: [...this.#path] });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
