/** Prints how to read a value where the reader stands. */
import type { DerivedModel, FieldModel, TypeModel } from "../../ir/model.js";
import { wireSize } from "../../plan/sizes.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import { Containers } from "./containers.js";
import { decoderFile, decoderName } from "./names.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import type { Scalars } from "./scalars.js";

export class Values {
  readonly #out: Output;
  readonly #refs: References;
  readonly #scalars: Scalars;
  readonly #containers: Containers;

  constructor(out: Output, refs: References, scalars: Scalars) {
    this.#out = out;
    this.#refs = refs;
    this.#scalars = scalars;
    this.#containers = new Containers(out, refs, scalars, this);
  }

  /** Reads a value where the reader stands. */
  read(type: TypeModel, target: Target): void {
    switch (type.type) {
      case "list":
        return this.#containers.list(type, target);
      case "within":
        return this.#containers.within(type, target);
      case "choose":
        if (target.field === undefined && target.returns !== true && this.#isExpression(type))
          return target.put(this.take(type));
        return this.choose(type, target);
      case "at":
        return this.#containers.at(type, target);
      case "bytes": {
        if (type.extent.extent === "size" && isCounted(type.extent.size, target)) {
          const { size } = type.extent;
          const read = `${this.#out.wire("takeBytes")}(r, ${this.#refs.content(size)})`;
          if (size.none === undefined) return target.put(read);
          this.#out.block(`if (${local(size.property)} !== ${hex(size.none)})`, () => target.put(read));
          return;
        }
        return target.put(this.take(type));
      }
      default:
        this.#refs.guardArguments(type);
        return target.put(this.take(type));
    }
  }

  /** Whether a choice between values fits into one expression: nothing in it can fail for want of a case. */
  #isExpression(type: TypeModel): boolean {
    switch (type.type) {
      case "choose": {
        const { cases, otherwise } = type;
        const booleans = cases.every(({ key }) => key === "true" || key === "false");
        return (booleans || otherwise !== undefined) && alternatives(type).every((of) => this.#isExpression(of));
      }
      case "list":
      case "within":
      case "at":
        return false;
      default:
        return true;
    }
  }

  /** The expression that reads a value where the reader stands. */
  take(type: TypeModel): string {
    switch (type.type) {
      case "integer":
      case "flags":
      case "packed":
      case "bits":
      case "constant":
      case "bigInteger":
      case "float":
        return `${this.#out.wire(`take${type.wire.toUpperCase()}`)}(r)`;
      case "enumeration":
        return this.#scalars.bareName(
          type,
          type.wire.startsWith("bytes")
            ? `${this.#out.wire("takeBytes")}(r, ${wireSize(type.wire)})`
            : `${this.#out.wire(`take${type.wire.toUpperCase()}`)}(r)`,
        );
      case "boolean":
        return type.wire === "u8"
          ? `${this.#out.wire("takeBoolean")}(r)`
          : `${this.#out.wire("booleanOf")}(${this.#out.wire("takeU16")}(r))`;
      case "guid":
        return `${this.#out.wire("takeBytes")}(r, 16)`;
      case "bytes":
        if (type.extent.extent === "fixed") return `${this.#out.wire("takeBytes")}(r, ${type.extent.bytes})`;
        if (type.extent.extent === "toEnd") return `${this.#out.wire("takeRest")}(r)`;
        return `${this.#out.wire("takeBytes")}(r, ${type.extent.size.placed ? this.#refs.content(type.extent.size) : this.#refs.less(type.extent.size, this.lead(type.extent.size))})`;
      case "string":
        return `${this.#out.wire({ ascii: "takeAsciiZ", string8: "takeString8Z", utf16: "takeUtf16Z", reducedUnicode: "takeAsciiZ" }[type.encoding])}(r)`;
      case "stringBy":
        return `${this.#refs.condition(type.unicode)} ? ${this.#out.wire("takeUtf16Z")}(r) : ${this.#out.wire("takeString8Z")}(r)`;
      case "nothing":
        return "undefined";
      case "structure": {
        const args = type.args.map((arg) => this.#refs.argument(arg, type.name));
        const { program, mapper } = this.#out;
        const file = decoderFile(program.fileOfStructure(type.name), mapper);
        return `${this.#out.file.value(file, decoderName(type.name, this.#out.mapper))}(${["r", ...args].join(", ")})`;
      }
      case "choose": {
        const last = type.otherwise ?? type.cases.at(-1)?.of;
        const middle = type.otherwise === undefined ? type.cases.slice(0, -1) : type.cases;
        const tests = middle.map(
          ({ key, values, of }) => `${this.#refs.isCase(type.ref, key, values)} ? ${this.take(of)} : `,
        );
        return `(${tests.join("")}${last === undefined ? "undefined" : this.take(last)})`;
      }
      default:
        throw new Error(`${this.#out.codec.name}: ${type.type} cannot be an element; make a structure of it`);
    }
  }

  /** The expression that reads a count or size in front of what it belongs to. */
  lead(derived: DerivedModel): string {
    return this.#out.lead(derived.property, this.take(derived.base));
  }

  /** An alternative by a reference, as statements; `other` is what reads the cases that are not here. */
  choose(type: TypeModel & { type: "choose" }, { put, field, returns = false }: Target, other?: string): void {
    const target: Target = { put, returns };
    if (type.cases.every(({ key }) => key === "true" || key === "false")) {
      const yes = type.cases.find(({ key }) => key === "true")?.of ?? type.otherwise;
      const no = type.cases.find(({ key }) => key === "false")?.of ?? type.otherwise;
      this.#out.block(
        `if (${this.#refs.boolean(type.ref)})`,
        () => yes !== undefined && this.read(yes, target),
        " else {",
      );
      this.#out.file.lines.indented(() => no !== undefined && this.read(no, target));
      this.#out.line("}");
      return;
    }
    this.#out.block(`switch (${this.#refs.raw(type.ref)})`, () => {
      for (const { values, of } of type.cases) {
        values.slice(0, -1).forEach((value) => {
          this.#out.line(`case ${hex(value)}:`);
        });
        this.#out.block(`case ${hex(values.at(-1) ?? 0)}:`, () => {
          this.read(of, target);
          if (!returns) this.#out.line("break;");
        });
      }
      const { otherwise } = type;
      if (other !== undefined) this.#out.block("default:", () => put(other));
      else if (otherwise !== undefined) this.#out.block("default:", () => this.read(otherwise, target));
      else {
        this.#out.line("default:");
        this.#out.file.lines.indented(() =>
          this.#out.line(
            `throw ${this.#out.wire("unknownCase")}(r.pos, ${JSON.stringify(field === undefined ? "" : type.ref.name)}, ${this.#refs.raw(type.ref)});`,
          ),
        );
      }
    });
  }
}

/** Where a value goes that is being read. */
export interface Target {
  readonly put: (expression: string) => void;
  /** The property that it is: what deviates can be kept beside it. */
  readonly field?: FieldModel;
  /** Its count or size has been read: it stands in front of the field. */
  readonly counted?: boolean;
  /** Whether `p` says as well where it begins. */
  readonly inP?: boolean;
  /** `put` leaves the function. */
  readonly returns?: boolean;
}

export function isCounted(derived: DerivedModel, target: Target): boolean {
  return derived.placed || target.counted === true;
}

export function alternatives(type: TypeModel & { type: "choose" }): readonly TypeModel[] {
  return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])];
}
