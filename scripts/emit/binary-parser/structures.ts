/** Prints the parsers of structures, with what they are given. */
import type { ArgumentModel, TypeModel } from "../../ir/model.js";
import { propertyName } from "../../ir/names.js";
import type { Expression } from "../layout.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import { hasString8, isOfRecord, structuresIn } from "./models.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import { Inexpressible, inRecord, quoted } from "./text.js";
import { ENUMERATIONS } from "./values.js";

export class Structures {
  readonly #out: Output;
  readonly #refs: References;

  constructor(out: Output, refs: References) {
    this.#out = out;
    this.#refs = refs;
  }

  factory(structure: string): string {
    return this.#out.file.value(`${FOLDER}${this.#out.program.fileOfStructure(structure)}`, factory(structure));
  }

  arguments(type: TypeModel & { type: "structure" }): readonly string[] {
    const args = type.args.map((arg) => this.#argument(arg, type.name));
    return this.usesCodePage(type.name) ? [...args, "codePage"] : args;
  }

  #argument({ name, value }: ArgumentModel, structure: string): string {
    if (value.argument === "literal") {
      if (typeof value.value !== "number") return `[${value.value.map(hex).join(", ")}]`;
      return this.#out.program.takesBoolean(structure, name) ? String(value.value !== 0) : String(value.value);
    }
    if (value.argument === "first") {
      if (this.#out.bare > 0) throw new Inexpressible(`an element that needs ${value.count} of the record around it`);
      const items = isOfRecord(value.items)
        ? `${this.#out.step("numbers")}(${this.#refs.ref(value.items)})`
        : value.items.name === this.#out.known
          ? local(value.items.name)
          : this.#refs.ref(value.items);
      return `${this.#out.step("firstOf")}(${items}, ${inRecord(this.#out.hide(value.count))})`;
    }
    const { ref } = value;
    if (ref.ref === "parameter" || ref.ref === "context" || ref.ref === "request") return local(ref.name);
    const read = this.#refs.ref(ref);
    if (this.#out.program.takesBoolean(structure, name)) return `${read} === true`;
    if (ref.ref === "item") return read;
    const param = this.#out.program.structures.get(structure)?.params.find((one) => one.name === name);
    if (param?.type.type === "list") return `${this.#out.step("numbers")}(${read})`;
    const enumeration = this.#refs.enumerationOf(ref);
    if (enumeration !== undefined)
      return `${this.#out.step("numberOf")}(${this.#out.file.value(ENUMERATIONS, enumeration)}, ${read})`;
    return read.startsWith("masked(") ? read : `${this.#out.step("number")}(${read})`;
  }

  /** A parser of a structure; if a context that it cannot do without may be missing, that is found out when it is used. */
  structure(type: TypeModel & { type: "structure" }): Expression {
    const made: Expression = { call: this.factory(type.name), args: this.arguments(type) };
    const context = type.args.flatMap(({ name, value }) => {
      const ref = value.argument === "ref" ? value.ref : undefined;
      const param = this.#out.codec.params.find((one) => one.name === ref?.name);
      const lacks =
        param !== undefined &&
        this.#out.program.mayBeMissing(this.#out.codec, param) &&
        !this.#out.program.lenient(type.name, name);
      return lacks && param.kind !== "parameter" ? [param.name] : [];
    })[0];
    return context === undefined
      ? made
      : this.#out.call("known", local(context), quoted(context), { parameter: local(context), result: made });
  }

  /** A parser of a structure that takes what has been read: it is only made while parsing. */
  later(type: TypeModel & { type: "structure" }, name: string): Expression {
    const args = this.arguments(type).join(", ");
    return this.#out.call("later", quoted(name), this.factory(type.name), this.#refs.closure(`[${args}]`));
  }

  usesCodePage(structure: string, seen: Set<string> = new Set()): boolean {
    if (seen.has(structure)) return false;
    seen.add(structure);
    const codec = this.#out.program.codecs.find(({ name }) => name === structure);
    return (
      codec !== undefined &&
      (hasString8(codec.body) || structuresIn(codec.body).some((inner) => this.usesCodePage(inner, seen)))
    );
  }
}

export const FOLDER = "parsers/";

export function factory(codec: string): string {
  return `${propertyName(codec)}Parser`;
}
