/** Prints values of fixed size at a place that has been checked, and names for their numbers. */
import type { PartModel, TypeModel } from "../../ir/model.js";
import type { Tree } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { bareNameFunction, nameFunction } from "../enumerations.js";
import { behind, masked, unsigned } from "../expressions.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";

/**
 * So many 64-bit numbers a decoder may read by calls: V8 inlines these, and what is small enough itself is inlined where it is
 * called. In a decoder with more of them, it would inline only the first.
 */
const FEW = 4;

export class Scalars {
  readonly #out: Output;
  readonly #fewWide: boolean;

  constructor(out: Output) {
    this.#out = out;
    this.#fewWide = out.plan !== undefined && this.#wideIn(out.plan.tree) <= FEW;
  }

  /** A fixed-size value at a place that has been checked. */
  scalar(type: TypeModel, at: string): string {
    switch (type.type) {
      case "integer":
      case "flags":
      case "packed":
      case "bits":
      case "constant":
      case "bigInteger":
      case "float":
        return this.#number(type.wire, at);
      case "enumeration":
        return type.wire.startsWith("bytes") ? `r.view(${at}, ${wireSize(type.wire)})` : this.#number(type.wire, at);
      case "guid":
        return `r.view(${at}, 16)`;
      case "bytes":
        return `r.view(${at}, ${type.extent.extent === "fixed" ? type.extent.bytes : 0})`;
      case "boolean":
        return `${this.#out.wire("booleanOf")}(${this.#number(type.wire, at)})`;
      case "structure":
        return this.scalar(this.#out.program.sizes.alias(type), at);
      default:
        throw new Error(`${type.type} is not read in place`);
    }
  }

  /** The same in a loop, where it is one function for many numbers. */
  element(type: TypeModel, at: string): string {
    const of = this.#out.program.sizes.alias(type);
    return isWide(of) ? this.#call(of.wire, at) : this.scalar(of, at);
  }

  /** Whether a value is its bytes as a number, or a view of them: nothing else can be the matter with it. */
  isBare(type: TypeModel): boolean {
    const { type: kind } = this.#out.program.sizes.alias(type);
    return kind === "integer" || kind === "flags" || kind === "packed" || kind === "bigInteger" || kind === "guid";
  }

  #number(wire: string, at: string): string {
    if (wire === "u8") return `b[${at}]!`;
    if (wire === "u16" || wire === "u32") return unsigned(at, wireSize(wire));
    if ((wire === "u64" || wire === "i64") && !this.#fewWide)
      return this.#wide(wire === "u64" ? "asUintN" : "asIntN", at);
    return this.#call(wire, at);
  }

  #call(wire: string, at: string): string {
    return `${this.#out.wire(`get${wire.toUpperCase()}`)}(b, ${at})`;
  }

  #wide(as: "asUintN" | "asIntN", at: string): string {
    const [low, high] = [unsigned(at, 4), unsigned(behind(at, 4), 4)];
    return `BigInt.${as}(64, (BigInt(${high}) << 32n) | BigInt(${low}))`;
  }

  /** How many 64-bit numbers have fields of their own, in all forms. */
  #wideIn({ items, end }: Tree): number {
    const own = items.filter((item) => item.item === "field" && isWide(this.#out.program.sizes.alias(item.field.type)));
    if (end.end === "member") return own.length;
    const trees = [...end.branches.map(({ tree }) => tree), ...(end.otherwise === undefined ? [] : [end.otherwise])];
    return trees.reduce((sum, tree) => sum + this.#wideIn(tree), own.length);
  }

  /** The name of a number that is no property of its own: a number that nothing could keep otherwise stays one. */
  bareName(type: TypeModel & { type: "enumeration" }, expression: string): string {
    return `${this.#out.file.value(ENUMERATIONS, bareNameFunction(this.#out.program, type.name))}(${expression})`;
  }

  /** What some bits of a word are in the value. */
  partText({ type, mask, shift }: PartModel, word: string): string {
    if (type.type === "bit" || type.type === "presence") return `(${word} & ${hex(mask)}) !== 0`;
    return this.nameOf(type, masked(word, mask, shift));
  }

  /** The name of a number, where it can have one. */
  nameOf(type: TypeModel, raw: string): string {
    return type.type === "enumeration" ? `${this.#out.file.value(ENUMERATIONS, nameFunction(type.name))}(${raw})` : raw;
  }
}

function isWide(type: TypeModel): type is TypeModel & { readonly wire: "u64" | "i64" } {
  return type.type === "bigInteger";
}

export const ENUMERATIONS = "enumerations.ts";
