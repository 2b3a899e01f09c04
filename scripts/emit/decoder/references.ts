/** Prints references, conditions and arguments: numbers as they were read. */
import type { ArgumentModel, ConditionModel, DerivedModel, RefModel, TypeModel } from "../../ir/model.js";
import { isConditional, partOf } from "../../plan/plan.js";
import { join, masked } from "../expressions.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";

export class References {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  /** The number that a reference is on the wire. */
  raw(ref: RefModel): string {
    switch (ref.ref) {
      case "part":
        return masked(local(this.wordOf(ref)), ref.mask, ref.shift);
      case "item":
        return masked("item", ref.mask, ref.shift);
      case "context":
      case "request":
        return `${this.#out.wire("need")}(r, ${local(ref.name)}, ${JSON.stringify(ref.name)})`;
      default:
        return local(ref.name);
    }
  }

  boolean(ref: RefModel): string {
    if (ref.ref === "part") return `(${local(this.wordOf(ref))} & ${hex(ref.mask)}) !== 0`;
    return this.raw(ref);
  }

  /** The word a part belongs to; references by name alone do not carry it. */
  wordOf(ref: RefModel & { ref: "part" }): string {
    if (ref.word !== "") return ref.word;
    for (const member of this.#out.plan?.members ?? []) {
      for (const item of member.path) {
        if (item.item === "field" && partOf(item.field.type, ref.name) !== undefined) return item.field.property;
      }
    }
    return ref.name;
  }

  list(ref: RefModel): string {
    return ref.ref === "field" && isConditional(this.#out.plan?.members ?? [], ref.name)
      ? `${local(ref.name)}!`
      : local(ref.name);
  }

  argument(arg: ArgumentModel, structure: string): string {
    const { value } = arg;
    const boolean = this.#out.program.takesBoolean(structure, arg.name);
    if (value.argument === "literal")
      return boolean
        ? String(value.value !== 0)
        : typeof value.value === "number"
          ? String(value.value)
          : `[${value.value.map(hex).join(", ")}]`;
    if (value.argument === "first")
      return `${this.#out.wire("firstOf")}(r, ${local(value.items.name)}, ${local(value.count)})`;
    if (value.ref.ref === "context" || value.ref.ref === "request") return local(value.ref.name);
    return boolean ? this.boolean(value.ref) : this.raw(value.ref);
  }

  /** Before a structure is read that cannot do without a context: the context must be there. */
  guardArguments(type: TypeModel): void {
    const all =
      type.type === "choose"
        ? [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])]
        : [type];
    for (const one of all) {
      if (one.type !== "structure") continue;
      for (const { name, value } of one.args) {
        const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
        if (ref !== undefined && !this.#out.program.lenient(one.name, name)) this.guard(ref);
      }
    }
  }

  guard(ref: RefModel): void {
    const param = this.#out.codec.params.find((one) => one.name === ref.name && ref.ref !== "field");
    if (param === undefined || !this.#out.program.mayBeMissing(this.#out.codec, param)) return;
    if (ref.ref === "parameter" && this.#inWindow()) return;
    this.#out.line(
      `if (${local(ref.name)} === undefined) throw ${this.#out.wire("missingContext")}(r, ${JSON.stringify(ref.name)});`,
    );
  }

  #inWindow(): boolean {
    return this.#out.windows.length > 0;
  }

  condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        if (of === "name" && (ref.ref === "context" || ref.ref === "request")) {
          const raw = this.raw(ref);
          return join(
            keys.map((key) => `${raw} === ${JSON.stringify(key)}`),
            " || ",
            nested,
          );
        }
        const raw = this.raw(ref);
        return join(
          numbers.map((number) => `${raw} === ${hex(number)}`),
          " || ",
          nested,
        );
      }
      case "has":
        return `(${this.raw(condition.ref)} & ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.boolean(condition.ref);
      case "not": {
        const { of } = condition;
        if (of.test === "true" && of.ref.ref === "part")
          return `(${local(this.wordOf(of.ref))} & ${hex(of.ref.mask)}) === 0`;
        if (of.test === "is" && of.numbers.length === 1 && of.of !== "name")
          return `${this.raw(of.ref)} !== ${hex(of.numbers[0]!)}`;
        return `!(${this.condition(of)})`;
      }
      default:
        return join(
          condition.of.map((inner) => this.condition(inner, true)),
          condition.test === "all" ? " && " : " || ",
          nested,
        );
    }
  }

  /** A condition over the properties of a list's element. */
  itemCondition(condition: ConditionModel): string {
    if (condition.test === "true") return `item.${condition.ref.name}`;
    if (condition.test === "not") return `!(${this.itemCondition(condition.of)})`;
    if (condition.test === "is")
      return condition.keys
        .map((key) => `item.${condition.ref.name} === ${condition.of === "name" ? JSON.stringify(key) : key}`)
        .join(" || ");
    if (condition.test === "has") return `(item.${condition.ref.name} & ${hex(condition.mask)}) !== 0`;
    return condition.of
      .map((inner) => `(${this.itemCondition(inner)})`)
      .join(condition.test === "all" ? " && " : " || ");
  }

  isCase(ref: RefModel, key: string, values: readonly number[]): string {
    if (key === "true") return this.boolean(ref);
    if (key === "false") return `!${this.boolean(ref)}`;
    const raw = this.raw(ref);
    return values.length === 1
      ? `${raw} === ${hex(values[0]!)}`
      : `(${values.map((value) => `${raw} === ${hex(value)}`).join(" || ")})`;
  }

  /** The bytes or elements that a size or count stands for. */
  content(derived: DerivedModel): string {
    return this.less(derived, local(derived.property));
  }

  less({ plus }: DerivedModel, size: string): string {
    return plus === undefined ? size : `${this.#out.wire("less")}(r, ${size}, ${plus})`;
  }
}
