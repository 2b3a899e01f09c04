/** Prints references and conditions for code that holds numbers in local variables, and notes what it refers to. */
import type { ArgumentModel, Codec, ConditionModel, RefModel } from "../../ir/model.js";
import { partOf } from "../../plan/plan.js";
import { join, masked } from "../expressions.js";
import { local } from "../names.js";
import type { Program } from "../program.js";
import { hex } from "../types.js";

export class References {
  /** Every field whose value was referred to. */
  readonly used: Set<string> = new Set();
  /** Every field of which it was asked whether it is 0. */
  readonly tested: Set<string> = new Set();
  readonly #program: Program;
  readonly #codec: Codec;

  constructor(program: Program, codec: Codec) {
    this.#program = program;
    this.#codec = codec;
  }

  use(name: string): string {
    this.used.add(name);
    return name;
  }

  /** The number that a reference is on the wire. */
  raw(ref: RefModel): string {
    if (ref.ref === "part") return masked(local(this.use(this.#wordOf(ref))), ref.mask, ref.shift);
    if (ref.ref === "item") return masked("item", ref.mask, ref.shift);
    return local(this.use(ref.name));
  }

  boolean(ref: RefModel): string {
    if (ref.ref === "part") return `(${local(this.use(this.#wordOf(ref)))} & ${hex(ref.mask)}) !== 0`;
    return this.raw(ref);
  }

  isCase(ref: RefModel, key: string, values: readonly number[]): string {
    if (key === "true") return this.boolean(ref);
    if (key === "false") return `!(${this.boolean(ref)})`;
    return values.map((value) => `${this.raw(ref)} === ${hex(value)}`).join(" || ");
  }

  condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        const raw = this.raw(ref);
        const named = of === "name" && (ref.ref === "context" || ref.ref === "request");
        const values = named ? keys.map((key) => JSON.stringify(key)) : numbers.map(hex);
        return join(
          values.map((value) => `${raw} === ${value}`),
          " || ",
          nested,
        );
      }
      case "has":
        return `(${this.raw(condition.ref)} & ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.boolean(condition.ref);
      case "not":
        return `!(${this.condition(condition.of)})`;
      default:
        return join(
          condition.of.map((inner) => this.condition(inner, true)),
          condition.test === "all" ? " && " : " || ",
          nested,
        );
    }
  }

  /** What a structure is given; undefined where only a decoded value would do. */
  argument({ name, value }: ArgumentModel, structure: string): string | undefined {
    const boolean = this.#program.takesBoolean(structure, name);
    if (value.argument === "first") return undefined;
    if (value.argument === "literal") {
      if (boolean) return String(value.value !== 0);
      return typeof value.value === "number" ? String(value.value) : `[${value.value.map(hex).join(", ")}]`;
    }
    return boolean ? this.boolean(value.ref) : this.raw(value.ref);
  }

  /** The word a part belongs to; references by name alone do not carry it. */
  #wordOf(ref: RefModel & { ref: "part" }): string {
    if (ref.word !== "") return ref.word;
    const items = (this.#program.plan(this.#codec)?.members ?? []).flatMap(({ path }) => path);
    const word = items.find((item) => item.item === "field" && partOf(item.field.type, ref.name) !== undefined);
    return word?.item === "field" ? word.field.property : ref.name;
  }
}
