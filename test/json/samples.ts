/** Values made from the shape table alone: any form of any value, whether or not it could be sent. */

import { PropertyType } from "../../generated/enumerations.js";
import { shapes } from "../../generated/shapes.js";
import type { ValueContext, ValueName } from "../../src/json/index.js";
import { argument, itemsFor, type Known, resolve, type Scope } from "../../src/json/scope.js";
import type { CodecShape, FormShape, ScalarShape, Shape } from "../../src/wire/shape.js";

export interface Sample {
  readonly value: unknown;
  readonly context: ValueContext;
}

const TYPES: readonly number[] = Object.values(PropertyType);
const FLOATS = [
  0,
  -0,
  0.1,
  -1.5,
  5e-324,
  Number.MAX_VALUE,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];
const TEXTS = ["", "a", "ÿ", "\ud800", "\ufeff€", "__proto__", '"\\'];
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
  u8: [0, 0xff],
  u16: [0, 0xffff],
  i16: [-0x8000, 0x7fff],
  i32: [-0x80000000, 0x7fffffff],
};

/** What was begun leads nowhere: too deep, or a type that nothing is known of. */
class Dead extends Error {}

/** The same for the same seed. */
export function sample(name: ValueName, seed: number): Sample {
  const random = generator(seed);
  for (let attempt = 0; attempt < 2000; attempt++) {
    try {
      const sampler = new Sampler(random);
      const parameters = sampler.parameters(shapes[name]);
      return { value: sampler.codec(name, parameters), context: Object.fromEntries(parameters) };
    } catch (error) {
      if (!(error instanceof Dead)) throw error;
    }
  }
  throw new Error(`no sample of ${name} came to an end`);
}

/** Numbers from 0 up to a limit (mulberry32). */
function generator(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
  };
}

class Sampler {
  readonly #random: (limit: number) => number;
  #depth = 0;

  constructor(random: (limit: number) => number) {
    this.#random = random;
  }

  parameters(codec: CodecShape): ReadonlyMap<string, number | readonly number[]> {
    return new Map(
      Object.entries(codec.parameters ?? {}).map(([name, shape]): [string, number | readonly number[]] => {
        if (typeof shape === "object" && "list" in shape) return [name, this.#times(5, () => this.#tag())];
        const numbers = typeof shape === "object" && "names" in shape ? Object.values(shape.names).map(Number) : [0, 1];
        return [name, this.#one(numbers)];
      }),
    );
  }

  codec(name: string, parameters: ReadonlyMap<string, Known>): unknown {
    if (++this.#depth > 12) throw new Dead();
    const value = this.#of((shapes as Readonly<Record<string, CodecShape>>)[name]?.value ?? "nothing", {
      object: {},
      steps: 0,
      parameters,
    });
    this.#depth--;
    return value;
  }

  #of(shape: Shape, scope: Scope): unknown {
    if (typeof shape === "string") return this.#scalar(shape);
    if ("maybe" in shape) return this.#of(shape.maybe, scope);
    if ("names" in shape) {
      return this.#random(4) === 0 ? this.#scalar(shape.of) : this.#one(Object.keys(shape.names));
    }
    if ("only" in shape) return this.#one(shape.only);
    if ("window" in shape) {
      if (this.#random(4) > 0) return this.#of(shape.window, scope);
      return { undecoded: "missing-context", bytes: this.#scalar("bytes") };
    }
    if ("list" in shape) {
      if (shape.each === undefined) return this.#times(3, () => this.#of(shape.list, scope));
      const items = itemsFor(resolve(shape.each, scope), this.#random(3));
      if (items === undefined) throw new Dead();
      return items.map((item) => this.#of(shape.list, { ...scope, item }));
    }
    if ("cases" in shape) {
      const number = resolve(shape.by, scope);
      const known = typeof number === "number" ? (shape.cases[number] ?? shape.otherwise) : undefined;
      if (known === undefined) throw new Dead();
      return this.#of(known, scope);
    }
    if ("is" in shape) {
      const given = Object.entries(shape.with ?? {}).map(([name, one]): [string, Known] => {
        const known = argument(one, scope);
        if (known === undefined) throw new Dead();
        return [name, known];
      });
      return this.codec(shape.is, new Map(given));
    }
    return this.#object(shape, scope);
  }

  #object(shape: FormShape, { parameters }: Scope): unknown {
    const object: Record<string, unknown> = {};
    const scope = { object, steps: 0, parameters };
    for (let form: FormShape | undefined = shape; form !== undefined; form = this.#next(form, scope)) {
      for (const [name, one] of Object.entries(form.properties)) {
        const absent = typeof one === "object" && "maybe" in one && this.#random(2) === 0;
        if (!absent && !Object.hasOwn(object, name)) object[name] = this.#of(one, scope);
      }
    }
    return object;
  }

  /** Any of the forms, with what makes it one. */
  #next({ split }: FormShape, scope: Scope & { readonly object: Record<string, unknown> }): FormShape | undefined {
    if (split === undefined) return undefined;
    const { by, cases, otherwise } = split;
    if (typeof by !== "string") return cases[String(scope.parameters.get(by.parameter))];
    const [key, form] = this.#one([...Object.entries(cases), ["", otherwise] as const]);
    if (form === undefined) throw new Dead();
    const deciding = form.properties[by];
    scope.object[by] = deciding === undefined ? key === "true" : this.#of(deciding, scope);
    if ((String(scope.object[by]) === key) !== (key !== "")) throw new Dead();
    if (key === "" && Object.hasOwn(cases, String(scope.object[by]))) throw new Dead();
    return form;
  }

  #scalar(shape: ScalarShape): unknown {
    switch (shape) {
      case "nothing":
        return undefined;
      case "boolean":
        return this.#random(2) === 1;
      case "boolean8":
        return this.#one([true, false, 2, 255]);
      case "boolean16":
        return this.#one([true, false, 2, 0xffff]);
      case "string":
        return this.#one(TEXTS);
      case "bytes":
        return Uint8Array.from(this.#times(4, () => this.#random(256)));
      case "guid":
        return Uint8Array.from({ length: 16 }, () => this.#random(256));
      case "u64":
        return this.#one([0n, 1n, 2n ** 53n + 1n, 2n ** 64n - 1n]);
      case "i64":
        return this.#one([0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)]);
      case "f32":
      case "f64":
        return this.#one(FLOATS);
      case "u32":
      case "number":
        return this.#random(5) === 0 ? this.#one([0, 0xffffffff]) : this.#tag();
      default: {
        const [least, most] = RANGES[shape] ?? [0, 0];
        return this.#one([least, most, 0, 1]);
      }
    }
  }

  /** A property tag: of a type that is known. */
  #tag(): number {
    return (((0x6600 + this.#random(256)) << 16) | this.#one(TYPES)) >>> 0;
  }

  #one<T>(all: readonly T[]): T {
    const one = all[this.#random(all.length)];
    if (one === undefined) throw new Dead();
    return one;
  }

  #times<T>(limit: number, make: () => T): readonly T[] {
    return Array.from({ length: this.#random(limit) }, make);
  }
}
