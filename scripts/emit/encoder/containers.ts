/** Prints how to write what holds other values: lists and windows. */
import type { ConditionModel, TypeModel } from "../../ir/model.js";
import { local } from "../names.js";
import { hex, missingContextOf, typeText } from "../types.js";
import type { Output } from "./output.js";
import type { Places } from "./places.js";
import type { References } from "./references.js";
import { isCounted, type Source, type Values } from "./values.js";

export class Containers {
  readonly #out: Output;
  readonly #refs: References;
  readonly #places: Places;
  readonly #values: Values;

  constructor(out: Output, refs: References, places: Places, values: Values) {
    this.#out = out;
    this.#refs = refs;
    this.#places = places;
    this.#values = values;
  }

  list(type: TypeModel & { type: "list" }, access: string, source: Source): void {
    const { length, of } = type;
    const { field } = source;
    this.#out.lists = true;
    const bare = field === undefined;
    const typed = bare
      ? `${access} as ${listCast(typeText(this.#out.program, this.#out.file, of, "value", this.#out.codec))}`
      : access;
    const inner = (): void => {
      this.#out.line(`const list = ${typed};`);
      if (bare || length.length === "toEnd" || length.length === "until")
        this.#out.line(`${this.#out.length("list", '""')};`);
      if (length.length === "count" && !isCounted(length.count, source))
        this.#values.length(length.count.base, bare ? "list.length" : this.#out.length("list", '""'));
      if (length.length === "fixed")
        this.#out.line(`${this.#out.wire("agree")}(w, ${this.#out.length("list", '""')}, ${length.count}, "");`);
      if (length.length === "each") {
        this.#refs.guard(length.items);
        this.#out.line(
          `${this.#out.wire("agree")}(w, ${this.#out.length("list", '""')}, ${this.#refs.list(length.items)}.length, "");`,
        );
      }
      this.#values.agreeWithSize(type, "list", field);
      if (length.length === "until") this.#out.line(`if (list.length === 0) throw ${this.#out.wire("noLast")}(w);`);
      this.#out.block("for (index = 0; index < list.length; index++)", () => {
        this.#refs.guardArguments(of);
        if (length.length === "each") this.#out.line(`const item = ${this.#refs.list(length.items)}[index]!;`);
        this.#out.line("const one = list[index]!;");
        this.#values.append(of, "one");
        if (length.length === "until")
          this.#out.line(
            `if ((${itemCondition(length.last)}) !== (index === list.length - 1)) throw ${this.#out.wire("noLast")}(w);`,
          );
      });
      this.#out.line("index = -1;");
    };
    this.#out.line("{");
    this.#out.file.lines.indented(inner);
    this.#out.line("}");
  }

  within(type: TypeModel & { type: "within" }, access: string, { field }: Source): void {
    const { size, of } = type;
    if (field === undefined) {
      // A window among values: its size is written in front, then patched.
      this.#out.line("const sizeAt = w.pos;");
      this.#values.length(size.base, "0");
      this.#out.line("const contentAt = w.pos;");
      const cast = typeText(this.#out.program, this.#out.file, of, "value", this.#out.codec);
      this.#values.append(
        of,
        cast === typeText(this.#out.program, this.#out.file, type, "value", this.#out.codec) && access === "one"
          ? access
          : `${access} as ${cast}`,
      );
      const plus = size.plus === undefined ? "" : ` + ${size.plus}`;
      const length = `w.pos - contentAt${plus}`;
      this.#out.line("b = w.bytes;");
      this.#places.put(size.base, "sizeAt", length, JSON.stringify(size.property));
      return;
    }
    const start = `${local(field.property)}Start`;
    this.#out.line(`const ${start} = w.pos;`);
    const missing = missingContextOf(this.#out.program, this.#out.codec, type);
    if (missing === undefined) this.#values.append(of, access, { field });
    else {
      this.#out.block(
        `if (${this.#out.wire("isUndecoded")}(w, ${access}))`,
        () => this.#out.line(`${this.#out.wire("appendBytes")}(w, ${access}.bytes);`),
        " else {",
      );
      this.#out.file.lines.indented(() => {
        this.#out.line(
          `if (${local(missing)} === undefined) throw ${this.#out.wire("needsContext")}(w, ${JSON.stringify(missing)});`,
        );
        this.#values.append(of, access, { field });
      });
      this.#out.line("}");
    }
    if (of.type === "string") {
      const rest = `${field.property}Rest`;
      const width = of.encoding === "utf16" ? 2 : 1;
      const without = `${this.#out.wire("dropTerminator")}(w, ${width}, ${this.#out.sent}.${rest}, "${rest}")`;
      this.#out.line(`if (${this.#out.sent}?.${field.property}Unterminated === true) ${without};`);
    }
    this.#out.line(
      `if (${this.#out.sent}?.${field.property}Rest !== undefined) ${this.#out.wire("appendBytes")}(w, ${this.#out.sent}.${field.property}Rest);`,
    );
    this.#out.unname();
    this.#places.patch(size, `w.pos - ${start}`);
  }
}

function itemCondition(condition: ConditionModel): string {
  if (condition.test === "true") return `one.${condition.ref.name}`;
  if (condition.test === "not") return `!(${itemCondition(condition.of)})`;
  if (condition.test === "is")
    return condition.keys
      .map((key) => `one.${condition.ref.name} === ${condition.of === "name" ? JSON.stringify(key) : key}`)
      .join(" || ");
  if (condition.test === "has") return `(one.${condition.ref.name} & ${hex(condition.mask)}) !== 0`;
  return condition.of.map((inner) => `(${itemCondition(inner)})`).join(condition.test === "all" ? " && " : " || ");
}

function listCast(element: string): string {
  return element.includes(" ") ? `readonly (${element})[]` : `readonly ${element}[]`;
}
