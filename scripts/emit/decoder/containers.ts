/** Prints how to read what holds other values: lists, windows, content at an offset. */
import type { FieldModel, TypeModel } from "../../ir/model.js";
import { local } from "../names.js";
import { hex, missingContextOf, typeText } from "../types.js";
import { flatText } from "./flat.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import { layoutOf } from "./runs.js";
import type { Scalars } from "./scalars.js";
import { isCounted, type Target, type Values } from "./values.js";

export class Containers {
  readonly #out: Output;
  readonly #refs: References;
  readonly #scalars: Scalars;
  readonly #values: Values;

  constructor(out: Output, refs: References, scalars: Scalars, values: Values) {
    this.#out = out;
    this.#refs = refs;
    this.#scalars = scalars;
    this.#values = values;
  }

  list(type: TypeModel & { type: "list" }, target: Target): void {
    const { length, of } = type;
    const { put, field } = target;
    const element = typeText(this.#out.program, this.#out.file, of, "value", this.#out.codec);
    const flat = field === undefined ? undefined : this.#flat(of);
    const inPlace =
      length.length === "count" && field !== undefined && (this.#scalars.isBare(of) || flat !== undefined);
    if (!inPlace) this.#out.lists = true;
    // Elements that are values of one size have one mark for all of them.
    const alike = inPlace || this.#isScalar(of);
    const mark = (): void => {
      if (alike) this.#out.mark(`run(r.pos, ${JSON.stringify(`*:${this.#layout(of)}`)})`);
    };
    const name = field === undefined ? "list" : local(field.property);
    const declare = field === undefined ? "const " : "";
    const array = element.includes(" ") ? `(${element})[]` : `${element}[]`;
    if (length.length === "toEnd" || length.length === "until") {
      this.#out.line(`${declare}${name}${field === undefined ? `: ${array}` : ""} = [];`);
      mark();
      if (length.length === "toEnd") {
        this.#out.block("for (index = 0; r.pos < r.end; index++)", () =>
          this.#element(of, alike, (expression) => this.#out.line(`${name}.push(${expression});`)),
        );
      } else {
        this.#out.block("for (index = 0; ; index++)", () => {
          this.#element(of, alike, (expression) => this.#out.line(`const item = ${expression};`));
          this.#out.line(`${name}.push(item);`);
          this.#out.line(`if (${this.#refs.itemCondition(length.last)}) break;`);
        });
      }
    } else {
      const least = this.#out.program.sizes.least(of);
      const none = length.length === "count" ? length.count.none : undefined;
      const count =
        length.length === "fixed"
          ? String(length.count)
          : length.length === "each"
            ? `${this.#refs.list(length.items)}.length`
            : isCounted(length.count, target)
              ? local(length.count.property)
              : this.#values.lead(length.count);
      const inner = (): void => {
        this.#out.line(
          `const count = ${length.length === "count" ? `${this.#out.wire("countable")}(r, ${count}, ${least})` : count};`,
        );
        this.#out.line(`${declare}${name} = new Array<${element}>(count);`);
        mark();
        if (inPlace) {
          this.#out.inP = target.inP === true && isCounted(length.count, target);
          return this.#inPlace(name, flat ?? this.#scalars.element(of, "p"), least);
        }
        this.#out.block("for (index = 0; index < count; index++)", () => {
          if (length.length === "each") this.#out.line(`const item = ${this.#refs.list(length.items)}[index]!;`);
          this.#element(of, alike, (expression) => this.#out.line(`${name}[index] = ${expression};`));
        });
        if (!alike) this.#out.mark("close()", "if (index > 0) ");
        this.#out.line("index = -1;");
        if (field === undefined) put(name);
      };
      if (length.length === "each") this.#refs.guard(length.items);
      if (none === undefined) this.#braces(field === undefined, inner);
      else this.#out.block(`if (${count} !== ${hex(none)})`, inner);
      return;
    }
    if (!alike) this.#out.mark("close()", length.length === "toEnd" ? "if (index > 0) " : "");
    this.#out.line("index = -1;");
    if (field === undefined) put(name);
  }

  /** Elements of fixed size, which the count has shown to be there. */
  #inPlace(name: string, element: string, size: number): void {
    this.#out.toP();
    const loop = `for (let i = 0; i < count; i++, p += ${size})`;
    const put = `${name}[i] = ${element};`;
    if (element.includes("\n")) this.#out.block(loop, () => this.#out.line(put));
    else this.#out.line(`${loop} ${put}`);
    this.#out.toR();
  }

  /** A structure that needs no call; the byte map marks what a call reads. */
  #flat(of: TypeModel): string | undefined {
    const { program, file, mapper } = this.#out;
    return mapper === undefined ? flatText(program, file, of, "p") : undefined;
  }

  /** Local constants of a list stay in a block of their own. */
  #braces(bare: boolean, inner: () => void): void {
    if (bare) inner();
    else {
      this.#out.line("{");
      this.#out.file.lines.indented(inner);
      this.#out.line("}");
    }
  }

  #element(of: TypeModel, alike: boolean, put: (expression: string) => void): void {
    this.#refs.guardArguments(of);
    const read = (): void => {
      if (of.type === "choose") this.#values.read(of, { put });
      else put(this.#values.take(of));
    };
    if (!alike) this.#out.mark("item(index)");
    read();
  }

  #isScalar(of: TypeModel): boolean {
    return of.type !== "structure" && of.type !== "nothing" && this.#out.program.sizes.fixed(of) !== undefined;
  }

  #layout(of: TypeModel): string {
    const alias = this.#out.program.sizes.alias(of);
    return layoutOf(alias, this.#out.program.sizes.fixed(alias) ?? 0);
  }

  within(type: TypeModel & { type: "within" }, target: Target): void {
    const { size, of } = type;
    const { put, field } = target;
    const length = isCounted(size, target) ? this.#refs.content(size) : this.#refs.less(size, this.#values.lead(size));
    const read = (): void => {
      const missing = missingContextOf(this.#out.program, this.#out.codec, type);
      const inner = (): void => {
        const { windows } = this.#out;
        this.#out.windows = [...windows, windows.length + 1];
        const outer = `outer${windows.length + 1}`;
        const content =
          of.type === "string" && field !== undefined ? this.#stringIn(of, length, field, put) : undefined;
        if (content === undefined) {
          this.#out.line(`const ${outer} = ${this.#out.wire("enter")}(r, ${length});`);
          if (field === undefined) {
            if (of.type === "choose") {
              this.#out.line(
                `let content: ${typeText(this.#out.program, this.#out.file, of, "value", this.#out.codec)};`,
              );
              this.#values.choose(of, { put: (expression) => this.#out.line(`content = ${expression};`) });
            } else {
              this.#refs.guardArguments(of);
              this.#out.line(`const content = ${this.#values.take(of)};`);
            }
            this.#out.line(`${this.#out.wire("leaveEmpty")}(r, ${outer});`);
            put("content");
          } else {
            this.#values.read(of, { put, field });
            this.#out.line(`const rest = ${this.#out.wire("leave")}(r, ${outer});`);
            this.#rest(field);
          }
        }
        this.#out.windows = windows;
      };
      if (missing === undefined) this.#braces(false, inner);
      else {
        this.#out.line(`${local(missing)} ??= ${this.#out.wire("asked")}(r);`);
        this.#out.block(
          `if (${local(missing)} === undefined)`,
          () => put(`${this.#out.wire("takeUndecoded")}(r, ${length})`),
          " else {",
        );
        this.#out.file.lines.indented(inner);
        this.#out.line("}");
      }
    };
    if (size.none === undefined) read();
    else this.#out.block(`if (${local(size.property)} !== ${hex(size.none)})`, read);
  }

  /** A zero-terminated string that fills a window, with or without its terminator. */
  #stringIn(
    type: TypeModel & { type: "string" },
    length: string,
    field: FieldModel,
    put: (expression: string) => void,
  ): true {
    const outer = `outer${this.#out.windows.at(-1)}`;
    this.#out.line(`const ${outer} = ${this.#out.wire("enter")}(r, ${length});`);
    this.#out.block(
      `if (${this.#out.wire("isTerminated")}(r, ${type.encoding === "utf16" ? 2 : 1}))`,
      () => put(this.#values.take(type)),
      " else {",
    );
    this.#out.file.lines.indented(() => {
      this.#out.line(
        `sent = ${this.#out.wire("deviation")}(r, sent, ${JSON.stringify(`${field.property}Unterminated`)}, true, r.pos);`,
      );
      const read = { ascii: "takeAscii", string8: "takeString8", utf16: "takeUtf16", reducedUnicode: "takeAscii" }[
        type.encoding
      ];
      put(`${this.#out.wire(read)}(r)`);
    });
    this.#out.line("}");
    this.#out.line(`const rest = ${this.#out.wire("leave")}(r, ${outer});`);
    this.#rest(field);
    return true;
  }

  /** Keeps what the window of a field had behind its content. */
  #rest(field: FieldModel): void {
    const name = JSON.stringify(`${field.property}Rest`);
    this.#out.mark(`behind(${name}, rest)`);
    this.#out.line(
      `if (rest !== undefined) sent = ${this.#out.wire("deviation")}(r, sent, ${name}, rest, r.pos - rest.length);`,
    );
  }

  at(type: TypeModel & { type: "at" }, { put, field }: Target): void {
    this.#out.offsets = true;
    if (this.#out.windows.length === 0) this.#out.looseOffsets = true;
    const offset = local(type.offset.property);
    this.#out.block(
      `if (${offset} !== 0)`,
      () => {
        this.#out.line("const back = r.pos;");
        this.#out.mark("stop()");
        this.#out.line(`if (start + ${offset} !== Math.max(far, back)) tidy = false;`);
        this.#out.line(`${this.#out.wire("seek")}(r, start + ${offset}, start);`);
        const read = (): void => this.#values.read(type.of, { put, ...(field === undefined ? {} : { field }) });
        this.#out.marked((field ?? type.offset).property, read);
        this.#out.line("if (r.pos > far) far = r.pos;");
        this.#out.line("r.pos = back;");
      },
      type.of.type === "bytes" && type.of.extent.extent === "size" && type.of.extent.size.placed
        ? ` else if (${local(type.of.extent.size.property)} !== 0) tidy = false;`
        : "",
    );
  }
}
