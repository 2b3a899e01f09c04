/** Prints the number of a word from its parts. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { simplify } from "../../plan/conditions.js";
import { excluded, isOptional, openParts, unnamedMask } from "../../plan/plan.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";

export class Words {
  readonly #out: Output;
  readonly #refs: References;

  constructor(out: Output, refs: References) {
    this.#out = out;
    this.#refs = refs;
  }

  /** The number of a word from its parts. */
  word(field: FieldModel, type: TypeModel & { type: "bits" }): string {
    const member = this.#out.member;
    const parts = type.parts.flatMap((part): string[] => {
      if (part.type.type === "reserved" || (member !== undefined && excluded(part, member.facts))) return [];
      const access = `${this.#out.value}.${part.name}`;
      const quoted = JSON.stringify(part.name);
      if (part.type.type === "presence") {
        const how = member?.presence.get(part.name);
        if (how?.by === "none") return [];
        if (how?.by === "field") return [`(${this.#out.value}.${how.property} !== undefined ? ${hex(part.mask)} : 0)`];
      }
      const left = part.condition === undefined ? true : simplify(part.condition, member?.facts ?? new Map());
      const ifThere = (text: string): string =>
        typeof left === "boolean" && !this.#isOptional(part.name)
          ? text
          : `(${this.#out.wire("present")}(w, ${access}, ${typeof left === "boolean" ? left : this.#refs.condition(left)}, ${quoted}) ? ${text} : 0)`;
      if (part.type.type === "bit" || part.type.type === "presence")
        return [ifThere(this.#flag(access, part.mask, quoted))];
      const max = part.mask >>> part.shift;
      const known = part.type.type === "enumeration" ? this.#refs.knownNumber(part.type, part.name) : undefined;
      if (known === "0") return [];
      if (known !== undefined) return [ifThere(part.shift === 0 ? `(${known})` : `((${known}) << ${part.shift})`)];
      const number =
        part.type.type === "enumeration"
          ? this.#refs.enumerationNumber(part.type, access, "undefined", part.name)
          : access;
      const fit = `${this.#out.wire("partValue")}(w, ${number}, ${hex(max)}, ${quoted})`;
      return [ifThere(part.shift === 0 ? fit : `(${fit} << ${part.shift})`)];
    });
    const unnamed = this.#unnamed(field, type);
    if (unnamed !== undefined)
      parts.push(
        `${this.#out.wire("unnamedBits")}(w, ${this.#out.sent}?.${field.property}, ${unnamed}, ${JSON.stringify(field.property)})`,
      );
    const text = parts.length === 0 ? "0" : parts.join(" | ");
    if (type.wire === "i16") return `((${text}) << 16) >> 16`;
    return type.wire === "u32" ? `(${text}) >>> 0` : text;
  }

  #flag(access: string, mask: number, quoted: string): string {
    const refused = `${this.#out.wire("notBoolean")}(w, ${this.#out.value}, ${quoted})`;
    return `((flag = ${access}) === true ? ${hex(mask)} : flag === false ? 0 : ${refused})`;
  }

  /** The bits of a word that have no name, among them those of parts whose condition does not hold. */
  #unnamed(field: FieldModel, type: TypeModel & { type: "bits" }): string | undefined {
    const member =
      this.#out.member ??
      this.#out.plan?.members.find((one) => one.path.some((item) => item.item === "field" && item.field === field));
    if (member === undefined) return undefined;
    const mask = unnamedMask(type, member);
    const open = openParts(type, member).map(
      ({ condition, mask: bits }) => `(${this.#refs.condition(condition)} ? 0 : ${hex(bits)})`,
    );
    if (open.length > 0) return [hex(mask), ...open].join(" | ");
    return mask === 0 ? undefined : hex(mask);
  }

  #isOptional(property: string): boolean {
    return isOptional(this.#out.member === undefined ? (this.#out.plan?.members ?? []) : [this.#out.member], property);
  }
}
