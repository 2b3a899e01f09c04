/** Prints how to write a value where the writer stands. */
import type { DerivedModel, FieldModel, TypeModel } from "../../ir/model.js";
import { hex, typeText } from "../types.js";
import { Containers } from "./containers.js";
import type { Contents } from "./contents.js";
import type { Output } from "./output.js";
import type { Places } from "./places.js";
import type { References } from "./references.js";
import type { Runs } from "./runs.js";

export class Values {
  readonly #out: Output;
  readonly #contents: Contents;
  readonly #refs: References;
  readonly #places: Places;
  readonly #runs: Runs;
  readonly #containers: Containers;

  constructor(out: Output, contents: Contents, refs: References, places: Places, runs: Runs) {
    this.#out = out;
    this.#contents = contents;
    this.#refs = refs;
    this.#places = places;
    this.#runs = runs;
    this.#containers = new Containers(out, refs, places, this);
  }

  /** Writes a value where the writer stands. */
  append(type: TypeModel, access: string, source: Source = {}): void {
    const size = type.type === "list" || type.type === "structure" ? undefined : this.#out.program.sizes.fixed(type);
    if (size !== undefined && size > 0) {
      return this.#runs.alone([{ size, write: (at) => this.#places.put(type, at, access, '""') }]);
    }
    switch (type.type) {
      case "list":
        return this.#containers.list(type, access, source);
      case "within":
        return this.#containers.within(type, access, source);
      case "choose":
        return this.choose(type, access);
      case "at": {
        this.#places.patch(type.offset, "w.pos - start");
        if (source.field === undefined) return this.append(type.of, access);
        this.#out.name(source.field.property);
        return this.append(type.of, access, { field: source.field });
      }
      case "bytes":
        if (type.extent.extent === "size" && !isCounted(type.extent.size, source)) {
          const { base, plus } = type.extent.size;
          this.length(base, `${this.#out.length(access, '""')}${plus === undefined ? "" : ` + ${plus}`}`);
        }
        this.agreeWithSize(type, access, source.field);
        return this.#out.line(`${this.#out.wire("appendBytes")}(w, ${access});`);
      case "string":
        return this.#out.line(`${this.#out.wire(appendString(type.encoding))}(w, ${access});`);
      case "stringBy":
        this.#out.block(
          `if (${this.#refs.condition(type.unicode)})`,
          () => this.#out.line(`${this.#out.wire("appendUtf16Z")}(w, ${access});`),
          " else {",
        );
        this.#out.file.lines.indented(() => this.#out.line(`${this.#out.wire("appendString8Z")}(w, ${access});`));
        this.#out.line("}");
        return;
      case "nothing":
        return this.#out.line(`${this.#out.wire("noValue")}(w, ${access});`);
      case "structure": {
        this.#refs.guardArguments(type);
        const args = type.args.map((arg) => this.#refs.argument(arg, access, type.name));
        const file = this.#out.program.fileOfStructure(type.name);
        return this.#out.line(
          `${this.#out.file.value(file, `encode${type.name}`)}(${["w", access, ...args].join(", ")});`,
        );
      }
      default:
        throw new Error(`${this.#out.codec.name}: ${type.type} cannot be written here`);
    }
  }

  /** Two lists or bytes of one count or size must agree. */
  agreeWithSize(type: TypeModel & { type: "bytes" | "list" }, access: string, field: FieldModel | undefined): void {
    const derived =
      type.type === "bytes"
        ? type.extent.extent === "size"
          ? type.extent.size
          : undefined
        : type.length.length === "count"
          ? type.length.count
          : undefined;
    if (derived === undefined || !derived.placed || field === undefined) return;
    const content = this.#contents.contentOf(derived, this.#out.path);
    if (content?.by === "length" && content.field !== field.property) {
      this.#out.line(
        `${this.#out.wire("agree")}(w, ${this.#out.length(access, '""')}, ${this.#contents.lengthText(derived, content)}, "");`,
      );
    }
  }

  /** Writes a count or size. Its width by a parameter is taken for complete: only schemas fill that in. */
  length(base: TypeModel, access: string): void {
    if (base.type === "choose") this.choose(base, access, { complete: base.ref.ref === "parameter" });
    else this.append(base, access);
  }

  /** `other` is the call that writes the cases that are not here; `complete` where there can be no further ones. */
  choose(
    type: TypeModel & { type: "choose" },
    access: string,
    { other, complete = false }: { readonly other?: string; readonly complete?: boolean } = {},
  ): void {
    const { ref, cases, otherwise } = type;
    const all = [...cases.map(({ of }) => of), ...(otherwise === undefined ? [] : [otherwise])];
    const alike = all.every((of) => of.type === "integer");
    const append = (of: TypeModel): void => {
      const asIs = alike || of.type === "list" || of.type === "within" || of.type === "nothing";
      this.append(
        of,
        asIs ? access : `${access} as ${typeText(this.#out.program, this.#out.file, of, "value", this.#out.codec)}`,
      );
    };
    const [first, second] = cases;
    const booleans = cases.every(({ key }) => key === "true" || key === "false");
    const last = second === undefined || booleans || complete ? (second?.of ?? otherwise) : undefined;
    if (other === undefined && first !== undefined && last !== undefined && cases.length <= 2) {
      this.#out.block(`if (${this.#refs.isCase(ref, first.key, first.values)})`, () => append(first.of), " else {");
      this.#out.file.lines.indented(() => append(last));
      this.#out.line("}");
      return;
    }
    this.#out.block(`switch (${this.#refs.raw(ref)})`, () => {
      for (const { values, of } of cases) {
        values.slice(0, -1).forEach((value) => {
          this.#out.line(`case ${hex(value)}:`);
        });
        this.#out.block(`case ${hex(values.at(-1) ?? 0)}:`, () => {
          append(of);
          this.#out.line("break;");
        });
      }
      this.#out.block("default:", () => {
        if (other !== undefined) this.#out.line(`${other};`);
        else if (otherwise === undefined)
          this.#out.line(`throw ${this.#out.wire("noCase")}(w, "", ${this.#refs.raw(ref)});`);
        else append(otherwise);
      });
    });
  }
}

/** Where a value comes from that is being written. */
export interface Source {
  /** The property that it is: what deviated stands beside it. */
  readonly field?: FieldModel;
  /** Its count or size has been written: it stands in front of the field. */
  readonly counted?: boolean;
}

export function isCounted(derived: DerivedModel, source: Source): boolean {
  return derived.placed || source.counted === true;
}

function appendString(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode"): string {
  return { ascii: "appendAsciiZ", string8: "appendString8Z", utf16: "appendUtf16Z", reducedUnicode: "appendAsciiZ" }[
    encoding
  ];
}
