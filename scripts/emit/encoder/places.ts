/** Prints how to write at a place that is there already: fields of a run, sizes behind their content. */
import type { DerivedModel, TypeModel } from "../../ir/model.js";
import type { Item } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { behind } from "../expressions.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Contents } from "./contents.js";
import type { Output } from "./output.js";
import { ENUMERATIONS, type References } from "./references.js";

/** What a number of up to four bytes is if its type can hold it. */
const HELD: Readonly<Record<string, string>> = {
  u8: "(n & 0xff)",
  u16: "(n & 0xffff)",
  i16: "(n << 16) >> 16",
  u32: "n >>> 0",
  i32: "(n | 0)",
};

export class Places {
  readonly #out: Output;
  readonly #contents: Contents;
  readonly #refs: References;

  constructor(out: Output, contents: Contents, refs: References) {
    this.#out = out;
    this.#contents = contents;
    this.#refs = refs;
  }

  /** Writes a value of fixed size at a place of the bytes, which `b` holds. */
  put(type: TypeModel, at: string, expression: string, quoted: string): void {
    switch (type.type) {
      case "boolean":
        // Another number than 0 and 1 that was received stays what it was.
        return this.#number(type.wire, at, `(flag = ${expression}) === true ? 1 : flag === false ? 0 : flag`, quoted);
      case "enumeration": {
        if (type.wire.startsWith("bytes")) {
          const names = this.#out.file.value(ENUMERATIONS, type.name);
          const bytes = `${this.#out.wire("enumerationBytes")}(w, ${names}, ${expression}, ${quoted})`;
          return this.#bytes(at, bytes, wireSize(type.wire), quoted);
        }
        return this.#number(type.wire, at, this.#refs.numberOf(type, expression, quoted), quoted);
      }
      case "guid":
        return this.#bytes(at, expression, 16, quoted);
      case "bytes":
        return this.#bytes(at, expression, type.extent.extent === "fixed" ? type.extent.bytes : 0, quoted);
      case "structure":
        return this.put(this.#out.program.sizes.alias(type), at, expression, quoted);
      default:
        if (!("wire" in type)) throw new Error(`${type.type} is not written in place`);
        return this.#number(type.wire, at, expression, quoted);
    }
  }

  /**
   * A number of up to four bytes is checked and stored by plain statements: V8 inlines only so many functions into another, fewer
   * than a form has fields.
   */
  #number(wire: string, at: string, expression: string, quoted: string): void {
    const held = HELD[wire];
    if (held === undefined) {
      return this.#out.line(`${this.#out.wire(`put${wire.toUpperCase()}`)}(w, ${at}, ${expression}, ${quoted});`);
    }
    const known = /^(0x[0-9a-f]+|\d+)$/.test(expression);
    if (!known) {
      const misfit = `${this.#out.wire("misfit")}(${at}, n, "${wire}", ${quoted})`;
      this.#out.line(`if (typeof (n = ${expression}) !== "number" || ${held} !== n) throw ${misfit};`);
    }
    const bytes = Array.from({ length: wireSize(wire) }, (_, byte) => {
      const value = known ? hex((Number(expression) >>> (8 * byte)) & 0xff) : byte === 0 ? "n" : `n >> ${8 * byte}`;
      return `b[${behind(at, byte)}] = ${value};`;
    });
    this.#out.line(bytes.join(" "));
  }

  #bytes(at: string, expression: string, length: number, quoted: string): void {
    const refused = `${this.#out.wire("notBytes")}(${at}, raw, ${length}, ${quoted})`;
    this.#out.line(`if (!((raw = ${expression}) instanceof Uint8Array) || raw.length !== ${length}) throw ${refused};`);
    this.#out.line(`b.set(raw, ${at});`);
  }

  derivedAt(derived: DerivedModel, at: string, items: readonly Item[]): void {
    const quoted = JSON.stringify(derived.property);
    const content = this.#contents.contentOf(derived, items);
    if (content?.by === "length") {
      this.put(derived.base, at, this.#contents.lengthText(derived, content), quoted);
      return;
    }
    const place = `${local(derived.property)}At`;
    this.#out.places.add(place);
    this.#out.line(`${place} = ${at};`);
    this.put(derived.base, at, hex(derived.none ?? 0), quoted);
  }

  /** Writes a size behind its content. */
  patch(derived: DerivedModel, length: string): void {
    const { base } = derived;
    const place = `${local(derived.property)}At`;
    const quoted = JSON.stringify(derived.property);
    const plus = derived.plus === undefined ? length : `${length} + ${derived.plus}`;
    const text =
      derived.none === undefined || derived.derived === "offset"
        ? plus
        : `${this.#out.wire("notNone")}(w, ${plus}, ${hex(derived.none)}, ${quoted})`;
    const put = (type: TypeModel): void => {
      if (type.type !== "choose") return this.put(type, place, text, quoted);
      const others = type.otherwise === undefined ? type.cases.slice(0, -1) : type.cases;
      const last = type.otherwise ?? type.cases.at(-1)?.of;
      for (const { key, values, of } of others) {
        this.#out.line(`${of === others[0]?.of ? "" : "} else "}if (${this.#refs.isCase(type.ref, key, values)}) {`);
        this.#out.file.lines.indented(() => put(of));
      }
      this.#out.line("} else {");
      this.#out.file.lines.indented(() => last !== undefined && put(last));
      this.#out.line("}");
    };
    this.#out.line("b = w.bytes;");
    put(base);
  }
}
