/** Values to JSON. */
import { RopEncodeError, type RopErrorCode } from "../wire/errors.js";
import type { ArgumentShape, Shape, Shapes } from "../wire/shape.js";
import { hexOf } from "../wire/text.js";
import {
  argument,
  formOf,
  itemsFor,
  type Known,
  NO_PARAMETERS,
  type Parameters,
  resolve,
  type Scope,
  scopeOf,
  shapeIn,
} from "./scope.js";
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
      return this.#list(value, (one, index) => this.#convert(shape.list, one, scopeOf(scope, items, index)));
    }
    if ("cases" in shape) {
      const number = resolve(shape.by, scope);
      const known = typeof number === "number" ? (shape.cases[number] ?? shape.otherwise) : undefined;
      return known === undefined ? this.plain(value) : this.#convert(known, value, scope);
    }
    if ("is" in shape) {
      return this.codec(shape.is, value, shape.with === undefined ? NO_PARAMETERS : argumentsOf(shape.with, scope));
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
    if (Array.isArray(value)) return this.#list(value, (one) => this.plain(one));
    if (!isObject(value)) throw this.#refuse("invalid-input", "is an object of a class, which no value holds");
    return this.#object(value, (_, one) => this.plain(one));
  }

  #list(list: readonly unknown[], convert: (one: unknown, index: number) => JsonValue): JsonValue {
    return list.map((one, index) => {
      this.#path.push(index);
      const json = convert(one, index);
      this.#path.pop();
      return json;
    });
  }

  /** `undefined` properties are left out. */
  #object(value: Readonly<Record<string, unknown>>, convert: (name: string, one: unknown) => JsonValue): JsonValue {
    const json: Record<string, JsonValue> = {};
    for (const name of Object.keys(value)) {
      const one = value[name];
      if (one === undefined) continue;
      this.#path.push(name);
      setOwn(json, name, convert(name, one));
      this.#path.pop();
    }
    return json;
  }

  #refuse(code: RopErrorCode, reason: string): RopEncodeError {
    return new RopEncodeError(code, { reason, path: [...this.#path] });
  }
}

function argumentsOf(given: Readonly<Record<string, ArgumentShape>>, scope: Scope): Parameters {
  const parameters = new Map<string, Known>();
  for (const [name, one] of Object.entries(given)) {
    const known = argument(one, scope);
    if (known !== undefined) parameters.set(name, known);
  }
  return parameters;
}

/** Assigning to `__proto__` would give the object another prototype. */
function setOwn(json: Record<string, JsonValue>, name: string, one: JsonValue): void {
  if (name !== "__proto__") json[name] = one;
  else Object.defineProperty(json, name, { value: one, enumerable: true, configurable: true, writable: true });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === "[object Object]";
}
