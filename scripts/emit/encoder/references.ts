/** Prints references, conditions and arguments: numbers as they will be on the wire. */
import type { ArgumentModel, ConditionModel, FieldModel, RefModel, RowModel, TypeModel } from "../../ir/model.js";
import { isConditional, partOf } from "../../plan/plan.js";
import { nameFunction, numberFunction } from "../enumerations.js";
import { join, masked } from "../expressions.js";
import { withImplied } from "../flatten.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Contents } from "./contents.js";
import type { Output } from "./output.js";

export class References {
  readonly #out: Output;
  readonly #contents: Contents;

  constructor(out: Output, contents: Contents) {
    this.#out = out;
    this.#contents = contents;
  }

  #row(name: string): FieldModel | undefined {
    const near = this.#out.path.find((item) => item.item === "field" && item.field.property === name);
    if (near?.item === "field") return near.field;
    const search = (rows: readonly RowModel[]): FieldModel | undefined => {
      for (const row of rows) {
        if (row.row === "field" && row.property === name) return row;
        const inner =
          row.row === "when" || row.row === "within"
            ? search(row.rows)
            : row.row === "choose"
              ? [...row.cases.map(({ of }) => of), row.otherwise ?? []].map(search).find((one) => one !== undefined)
              : undefined;
        if (inner !== undefined) return inner;
      }
      return undefined;
    };
    const { body } = this.#out.codec;
    if (body.body === "rows") return search(body.rows);
    if (body.body === "outcomes")
      return search(body.head) ?? body.forms.map(({ rows }) => search(rows)).find((one) => one !== undefined);
    return undefined;
  }

  /** The number that a reference is on the wire. */
  raw(ref: RefModel): string {
    switch (ref.ref) {
      case "field": {
        const type = this.#row(ref.name)?.type;
        if (type?.type === "enumeration")
          return this.enumerationNumber(
            type,
            `${this.#out.value}.${ref.name}`,
            `${this.#out.sent}?.${ref.name}`,
            ref.name,
          );
        return `${this.#out.value}.${ref.name}`;
      }
      case "part": {
        const word = this.#row(ref.word);
        if (word?.type.type === "packed") return masked(`${this.#out.value}.${ref.word}`, ref.mask, ref.shift);
        const part = this.#partOf(ref.name);
        if (part?.type.type === "enumeration")
          return this.enumerationNumber(part.type, `${this.#out.value}.${ref.name}`, "undefined", ref.name);
        return `${this.#out.value}.${ref.name}`;
      }
      case "item":
        return masked("item", ref.mask, ref.shift);
      case "derived":
        return `(${this.#derivedText(ref.name)})`;
      case "context":
      case "request":
        return `${this.#out.wire("needs")}(w, ${local(ref.name)}, ${JSON.stringify(ref.name)})`;
      default:
        return local(ref.name);
    }
  }

  enumerationNumber(type: TypeModel & { type: "enumeration" }, access: string, sent: string, property: string): string {
    const { enumerations } = this.#out.program;
    const quoted = JSON.stringify(property);
    if (!enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1))
      return this.numberOf(type, access, quoted);
    const functions = [numberFunction, nameFunction].map((named) =>
      this.#out.file.value(ENUMERATIONS, named(type.name)),
    );
    return `${this.#out.wire("aliasValue")}(w, ${functions.join(", ")}, ${access}, ${sent}, ${quoted})`;
  }

  /** The same where no other number can have been sent. */
  numberOf({ name }: TypeModel & { type: "enumeration" }, access: string, quoted: string): string {
    return `${this.#out.file.value(ENUMERATIONS, numberFunction(name))}(w, ${access}, ${quoted})`;
  }

  /** The number of an enumeration of whose names the form allows only a few, unless others may have been sent in its place. */
  knownNumber(type: TypeModel & { type: "enumeration" }, property: string): string | undefined {
    const fact = this.#out.member?.facts.get(property);
    if (fact === undefined || !("one" in fact) || fact.one.length > FEW) return undefined;
    const cases = this.#out.program.enumerations.get(type.name)?.cases ?? [];
    const numbers = fact.one.map((name) => cases.find(({ key }) => key === name)?.values ?? []);
    if (numbers.some(({ length }) => length !== 1)) return undefined;
    const texts = numbers.map(([number]) => hex(Number(number)));
    return texts.reduceRight(
      (rest, text, index) =>
        `${this.#out.value}.${property} === ${JSON.stringify(fact.one[index])} ? ${text} : ${rest}`,
    );
  }

  #derivedText(name: string): string {
    for (const item of this.#out.path) {
      const derived =
        item.item === "derived"
          ? item.derived
          : item.item === "field"
            ? withImplied([item])
                .flatMap((one) => (one.item === "derived" ? [one.derived] : []))
                .find(({ property }) => property === name)
            : undefined;
      if (derived?.property !== name) continue;
      const content = this.#contents.contentOf(derived, this.#out.path);
      if (content?.by === "length") return this.#contents.lengthText(derived, { ...content, optional: true });
    }
    throw new Error(
      `${this.#out.codec.name}: the size "${name}" is known only behind its content and cannot decide anything`,
    );
  }

  #partOf(name: string): ReturnType<typeof partOf> {
    for (const member of this.#out.plan?.members ?? []) {
      for (const item of member.path) {
        const part = item.item === "field" ? partOf(item.field.type, name) : undefined;
        if (part !== undefined) return part;
      }
    }
    return undefined;
  }

  #boolean(ref: RefModel): string {
    const how = this.#out.member?.presence.get(ref.name);
    if (how?.by === "field") return `${this.#out.value}.${how.property} !== undefined`;
    if (how?.by === "none") return "false";
    if (ref.ref === "context" || ref.ref === "request" || ref.ref === "parameter") return this.raw(ref);
    return `${this.#out.value}.${ref.name}`;
  }

  isCase(ref: RefModel, key: string, values: readonly number[]): string {
    if (key === "true") return this.#boolean(ref);
    if (key === "false") return `!${this.#boolean(ref)}`;
    const raw = this.raw(ref);
    return values.map((value) => `${raw} === ${hex(value)}`).join(" || ");
  }

  list(ref: RefModel): string {
    if (ref.ref !== "field") return local(ref.name);
    // The lists stand under one condition, which has been compared with what is there.
    const there = isConditional(this.#out.plan?.members ?? [], ref.name) ? "!" : "";
    return `${this.#out.value}.${ref.name}${there}`;
  }

  argument(arg: ArgumentModel, access: string, structure: string): string {
    const { value } = arg;
    const boolean = this.#out.program.takesBoolean(structure, arg.name);
    if (value.argument === "literal")
      return boolean
        ? String(value.value !== 0)
        : typeof value.value === "number"
          ? String(value.value)
          : `[${value.value.map(hex).join(", ")}]`;
    if (value.argument === "first") {
      const inner = this.#firstLength(value.count, access);
      return `${this.#out.wire("firstColumns")}(${this.list(value.items)}, ${inner})`;
    }
    if (value.ref.ref === "context" || value.ref.ref === "request") return local(value.ref.name);
    const type = value.ref.ref === "field" ? this.#row(value.ref.name)?.type : undefined;
    if (type?.type === "list") return `${this.#out.value}.${value.ref.name}`;
    return boolean ? this.#boolean(value.ref) : this.raw(value.ref);
  }

  /** How many elements the list of a structure has that takes the first so many of the columns. */
  #firstLength(count: string, access: string): string {
    for (const item of this.#out.path) {
      if (item.item !== "derived" || item.derived.property !== count) continue;
      const content = this.#contents.contentOf(item.derived, this.#out.path);
      if (content?.by === "length") return `${content.access}.length`;
    }
    return `${access}.length`;
  }

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
    if (ref.ref === "parameter") return;
    this.#out.line(
      `if (${local(ref.name)} === undefined) throw ${this.#out.wire("needsContext")}(w, ${JSON.stringify(ref.name)});`,
    );
  }

  condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        const byName = of === "name" && this.#hasName(ref);
        const left = byName
          ? ref.ref === "context" || ref.ref === "request"
            ? this.raw(ref)
            : `${this.#out.value}.${ref.name}`
          : this.raw(ref);
        const right = byName ? keys.map((key) => JSON.stringify(key)) : numbers.map(hex);
        return join(
          right.map((one) => `${left} === ${one}`),
          " || ",
          nested,
        );
      }
      case "has":
        return `(${this.raw(condition.ref)} & ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.#boolean(condition.ref);
      case "not": {
        const { of } = condition;
        if (of.test === "true") {
          const how = this.#out.member?.presence.get(of.ref.name);
          if (how?.by === "field") return `${this.#out.value}.${how.property} === undefined`;
          return `!${this.#boolean(of.ref)}`;
        }
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

  /** Whether the reference is a name in the value (and not a number in a parameter or a packed word). */
  #hasName(ref: RefModel): boolean {
    if (ref.ref === "field" || ref.ref === "context" || ref.ref === "request") return true;
    return ref.ref === "part" && this.#row(ref.word)?.type.type !== "packed";
  }
}

/** So many names are compared rather than looked up. */
const FEW = 4;

export const ENUMERATIONS = "enumerations.ts";
