/** Prints how to write at a place that is there already: fields of a run, sizes behind their content. */
import type { DerivedModel, TypeModel } from "../../ir/model.js";
import type { Item } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { local } from "../names.js";
import { hex } from "../types.js";
import type { Contents } from "./contents.js";
import type { Output } from "./output.js";
import { ENUMERATIONS, type References } from "./references.js";

/** Written through the writer's view of its bytes. */
const NEEDS_VIEW: ReadonlySet<string> = new Set(["u64", "i64", "f32", "f64"]);

export class Places {
  readonly #out: Output;
  readonly #contents: Contents;
  readonly #refs: References;

  constructor(out: Output, contents: Contents, refs: References) {
    this.#out = out;
    this.#contents = contents;
    this.#refs = refs;
  }

  /** Writes a value of fixed size at a place of the bytes, which `b` holds while a run is written. */
  put(type: TypeModel, at: string, expression: string, quoted: string, b = "b"): void {
    switch (type.type) {
      case "boolean":
        return this.put({ type: "integer", wire: type.wire }, at, `Number(${expression})`, quoted, b);
      case "enumeration": {
        const names = this.#out.file.value(ENUMERATIONS, type.name);
        if (type.wire.startsWith("bytes")) {
          const bytes = `${this.#out.wire("enumerationBytes")}(w, ${names}, ${expression}, ${quoted})`;
          return this.#out.line(
            `${this.#out.wire("putBytes")}(${b}, ${at}, ${bytes}, ${wireSize(type.wire)}, ${quoted});`,
          );
        }
        const number = `${this.#out.wire("enumerationValue")}(w, ${names}, ${expression}, ${quoted})`;
        return this.put({ type: "integer", wire: type.wire as "u8" }, at, number, quoted, b);
      }
      case "guid":
        return this.#out.line(`${this.#out.wire("putBytes")}(${b}, ${at}, ${expression}, 16, ${quoted});`);
      case "bytes":
        return this.#out.line(
          `${this.#out.wire("putBytes")}(${b}, ${at}, ${expression}, ${type.extent.extent === "fixed" ? type.extent.bytes : 0}, ${quoted});`,
        );
      case "structure":
        return this.put(this.#out.program.sizes.alias(type), at, expression, quoted, b);
      default:
        if (!("wire" in type)) throw new Error(`${type.type} is not written in place`);
        return this.#out.line(
          `${this.#out.wire(`put${type.wire.toUpperCase()}`)}(${NEEDS_VIEW.has(type.wire) ? "w" : b}, ${at}, ${expression}, ${quoted});`,
        );
    }
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
      if (type.type !== "choose") return this.put(type, place, text, quoted, "w.bytes");
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
    put(base);
  }
}
