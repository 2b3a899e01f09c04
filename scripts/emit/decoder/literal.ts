/** Prints the object that a form becomes. */
import { type Member, type Property, partOf } from "../../plan/plan.js";
import { nameFunction } from "../enumerations.js";
import { masked } from "../expressions.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import { ENUMERATIONS, type Scalars } from "./scalars.js";

export class Literals {
  readonly #out: Output;
  readonly #refs: References;
  readonly #scalars: Scalars;

  constructor(out: Output, refs: References, scalars: Scalars) {
    this.#out = out;
    this.#refs = refs;
    this.#scalars = scalars;
  }

  value(property: Property, member: Member): string {
    const { value } = property;
    if (value.kind === "literals") {
      const [first, ...more] = value.literals;
      if (more.length === 0 || typeof first !== "string")
        return typeof first === "number" ? hex(first) : JSON.stringify(first);
      return this.#ternary(property, value.literals as readonly string[], member);
    }
    if (value.kind === "others") {
      return `${this.#out.file.value(ENUMERATIONS, nameFunction(value.enumeration))}(${local(property.name)}) as ${this.#out.own(member.name)}["${property.name}"]`;
    }
    if (value.kind === "part") {
      const { part } = value;
      const item = member.path.find((one) => one.item === "field" && partOf(one.field.type, part.name) !== undefined);
      const word = item?.item === "field" ? local(item.field.property) : "";
      const optional = item?.item === "field" && item.condition !== undefined;
      const plain = this.#scalars.partText(part, word);
      const condition =
        part.condition === undefined || !property.optional ? "" : this.#refs.condition(part.condition, true);
      const guarded = condition === "" ? plain : `${condition} ? ${plain} : undefined`;
      return optional ? `${word} === undefined ? undefined : ${guarded}` : guarded;
    }
    const { type } = value;
    if (type.type === "enumeration") {
      const call = this.#scalars.nameOf(type, local(property.name));
      return property.optional ? `${local(property.name)} === undefined ? undefined : ${call}` : call;
    }
    if (type.type === "constant" && !property.optional) return String(type.value);
    const name = local(property.name);
    return this.#out.inPlace.get(name) ?? name;
  }

  /** Which of the few names that share this form it is. */
  #ternary(property: Property, names: readonly string[], member: Member): string {
    const item = member.path.find(
      (one) =>
        one.item === "field" &&
        (one.field.property === property.name || partOf(one.field.type, property.name) !== undefined),
    );
    if (item?.item !== "field") return JSON.stringify(names[0]);
    const part = partOf(item.field.type, property.name);
    const type = part?.type ?? item.field.type;
    const enumeration = type.type === "enumeration" ? this.#out.program.enumerations.get(type.name) : undefined;
    const raw =
      part === undefined ? local(item.field.property) : masked(local(item.field.property), part.mask, part.shift);
    return names.reduceRight((rest, name, index) => {
      if (index === names.length - 1) return JSON.stringify(name);
      const numbers = enumeration?.cases.find(({ key }) => key === name)?.values ?? [];
      return `${numbers.map((number) => `${raw} === ${hex(Number(number))}`).join(" || ")} ? ${JSON.stringify(name)} : ${rest}`;
    }, "");
  }
}
