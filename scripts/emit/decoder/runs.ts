/** Prints runs of fixed-size fields: one check of the bounds and of the constants, then each field in place. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { type Item, reservedName } from "../../plan/plan.js";
import { nameFunction } from "../enumerations.js";
import { behind } from "../expressions.js";
import { local } from "../names.js";
import { hex, typeText } from "../types.js";
import type { Output } from "./output.js";
import { ENUMERATIONS, type Scalars } from "./scalars.js";
import { listText, type Variables } from "./variables.js";
import type { Words } from "./words.js";

export class Runs {
  readonly #out: Output;
  readonly #scalars: Scalars;
  readonly #variables: Variables;
  readonly #words: Words;

  constructor(out: Output, scalars: Scalars, variables: Variables, words: Words) {
    this.#out = out;
    this.#scalars = scalars;
    this.#variables = variables;
    this.#words = words;
  }

  /** The field as part of a run, if its size is fixed and it is read in place. */
  runPart(item: Item & { item: "field" | "derived" }): RunPart | undefined {
    const type = item.item === "field" ? this.#out.program.sizes.alias(item.field.type) : item.derived.base;
    const size = this.#out.program.sizes.fixed(type);
    if (size === undefined || type.type === "nothing" || type.type === "structure") return undefined;
    const name = item.item === "field" ? item.field.property : item.derived.property;
    const layout = layoutOf(type, size);
    return {
      name,
      size,
      layout,
      mark: `${name}:${this.#marked(item, type, layout)}`,
      ...(type.type === "constant" ? { constant: this.#constant(type) } : {}),
      read: (at) => {
        if (item.item === "derived") {
          this.#variables.declare(item);
          this.#out.line(`${this.#out.const}${local(name)} = ${this.#scalars.scalar(type, at)};`);
        } else this.#fixedField(item.field, type, at);
      },
    };
  }

  #constant({ wire, value }: TypeModel & { type: "constant" }): Constant {
    return {
      value,
      isWrong: (at) => `${this.#scalars.scalar({ type: "integer", wire }, at)} !== ${hex(value)}`,
    };
  }

  /** The layout with what a reader of the map wants to know besides: the elements of a list, the parts of a word. */
  #marked(item: Item & { item: "field" | "derived" }, type: TypeModel, layout: string): string {
    if (type.type === "list" && type.length.length === "fixed") {
      const of = this.#out.program.sizes.alias(type.of);
      return `${layoutOf(of, this.#out.program.sizes.fixed(of) ?? 0)}*${type.length.count}`;
    }
    const bits = item.item === "field" ? item.field.type : type;
    return bits.type === "bits" || bits.type === "packed"
      ? `${layout}=${bits.parts.map(({ name }) => name).join("+")}`
      : layout;
  }

  run(run: readonly RunPart[]): void {
    let total = 0;
    const placed = run.map((part) => {
      const offset = total;
      total += part.size;
      return { part, offset, at: behind("p", offset) };
    });
    if (total === 0) return;
    this.#out.toP();
    this.#out.unname();
    this.#out.mark(`run(p, ${JSON.stringify(`${this.#out.form}${run.map((part) => part.mark).join(" ")}`)})`);
    this.#out.form = "";
    const end = this.#out.const === "" ? "end" : "r.end";
    const bad = [`p + ${total} > ${end}`, ...placed.flatMap(({ part, at }) => part.constant?.isWrong(at) ?? [])];
    const layout = JSON.stringify(run.map(checked).join(" "));
    this.#out.line(`if (${bad.join(" || ")}) throw ${this.#out.wire("badRun")}(r, p, ${layout}${this.#out.spec()});`);
    for (const { part, offset, at } of placed) {
      part.read(at);
      this.#out.starts.set(part.name, `p - ${total - offset}`);
    }
    for (const name of this.#out.starts.keys())
      if (!run.some((part) => part.name === name)) this.#out.starts.delete(name);
    if (this.#out.const === "") this.#out.line(`p += ${total};`);
    else this.#out.line(`r.pos = p + ${total};`);
  }

  #fixedField(field: FieldModel, type: TypeModel, at: string): void {
    const name = local(field.property);
    const quoted = JSON.stringify(field.property);
    switch (type.type) {
      case "reserved": {
        const quoted = JSON.stringify(reservedName(field));
        if (type.base.type === "bytes") {
          this.#out.line(
            `if (${this.#out.wire("anyNonzero")}(b, ${at}, ${type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0})) sent = ${this.#out.wire("deviation")}(r, sent, ${quoted}, ${this.#scalars.scalar(type.base, at)}, ${at});`,
          );
          return;
        }
        this.#out.line(`n = ${this.#scalars.scalar(type.base, at)};`);
        this.#out.line(
          `if (n !== ${hex(type.value)}) sent = ${this.#out.wire("deviation")}(r, sent, ${quoted}, n, ${at});`,
        );
        return;
      }
      case "constant": {
        if (this.#variables.isOptional(field)) {
          this.#out.declareLocal(field.property, String(type.value));
          this.#out.line(`${name} = ${type.value};`);
        }
        return;
      }
      case "boolean":
      case "presence": {
        this.#out.declareLocal(field.property, "boolean");
        const read = this.#scalars.scalar({ type: "integer", wire: type.wire as "u8" | "u16" }, at);
        this.#out.line(`n = ${read};`);
        this.#out.line(`${name} = n !== 0;`);
        this.#out.line(`if (n > 1) sent = ${this.#out.wire("deviation")}(r, sent, ${quoted}, n, ${at});`);
        return;
      }
      case "list": {
        this.#out.declareLocal(
          field.property,
          listText(typeText(this.#out.program, this.#out.file, type.of, "value", this.#out.codec)),
        );
        const of = this.#out.program.sizes.alias(type.of);
        const size = this.#out.program.sizes.fixed(of) ?? 0;
        const count = type.length.length === "fixed" ? type.length.count : 0;
        this.#out.line(
          `${this.#out.const}${name} = new Array<${typeText(this.#out.program, this.#out.file, type.of, "value", this.#out.codec)}>(${count});`,
        );
        const place = size === 1 ? `${at} + i` : `${at} + ${size} * i`;
        const read = this.#scalars.element(of, place);
        const element = of.type === "enumeration" ? this.#scalars.bareName(of, read) : read;
        this.#out.line(`for (let i = 0; i < ${count}; i++) ${name}[i] = ${element};`);
        return;
      }
      default: {
        if (this.#out.const !== "" && this.#scalars.isBare(type)) {
          this.#out.inPlace.set(name, this.#scalars.scalar(type, at));
          return;
        }
        this.#variables.declare({ item: "field", field });
        this.#out.line(`${this.#out.const}${name} = ${this.#scalars.scalar(type, at)};`);
        if (type.type === "enumeration") this.#alias(field, type, at);
        if (type.type === "bits" && this.#words.sameUnnamed(field)) {
          const member = this.#out.plan?.members.find((one) =>
            one.path.some((item) => item.item === "field" && item.field === field),
          );
          if (member !== undefined) this.#words.unnamed(field, type, member, at);
        }
      }
    }
  }

  /** Another number than the canonical one of its name. */
  #alias(field: FieldModel, type: TypeModel & { type: "enumeration" }, at: string): void {
    const enumeration = this.#out.program.enumerations.get(type.name);
    const aliases = enumeration?.cases.flatMap(({ values }) => values.slice(1)) ?? [];
    if (aliases.length === 0) return;
    const name = local(field.property);
    this.#out.line(
      `if (${this.#out.wire("isAlias")}(${this.#out.file.value(ENUMERATIONS, type.name)}, ${this.#out.file.value(ENUMERATIONS, nameFunction(type.name))}(${name}), ${name})) sent = ${this.#out.wire("deviation")}(r, sent, ${JSON.stringify(field.property)}, ${name}, ${at});`,
    );
  }
}

export interface RunPart {
  readonly name: string;
  readonly size: number;
  readonly layout: string;
  /** The same for the byte map. */
  readonly mark: string;
  readonly constant?: Constant;
  read(at: string): void;
}

export interface Constant {
  readonly value: number;
  /** The condition under which another value stands at a place. */
  isWrong(at: string): string;
}

/** The layout as `badRun` takes it. */
function checked({ name, size, layout, constant }: RunPart): string {
  const digits = layout.startsWith("b") ? String(size).padStart(2, "0") : size;
  return [name, digits, ...(constant === undefined ? [] : [constant.value.toString(16)])].join(":");
}

export function layoutOf(type: TypeModel, size: number): string {
  const wire = "wire" in type ? type.wire : type.type === "reserved" && "wire" in type.base ? type.base.wire : "";
  if (/^u(8|16|32|64)$/.test(wire)) return `u${size}`;
  return `b${size}`;
}
