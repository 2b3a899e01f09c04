/**
 * Emits for every response, and for the structures on the way, a function that walks over it: it makes no value, reads
 * only what decides how long something is, and jumps over windows.
 */
import type { Codec, DerivedModel, FieldModel, RefModel, TypeModel } from "../../ir/model.js";
import { refsOf, sameCondition } from "../../plan/conditions.js";
import type { Item, Split, Tree } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { withImplied } from "../flatten.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex, paramText, ropHex, specText } from "../types.js";
import type { SkipReach } from "./reach.js";
import { References } from "./references.js";

export function emitSkipper(program: Program, reach: SkipReach, file: GeneratedFile, codec: Codec): void {
  if (!reach.has(codec)) return;
  // What has to be read shows when the function has been printed: the second print reads just that.
  const draft = new SkipEmitter(program, reach, file, codec, undefined);
  const mark = file.lines.mark();
  draft.emit();
  file.lines.cut(mark);
  new SkipEmitter(program, reach, file, codec, draft.used).emit();
}

type Fixed = Item & { item: "field" | "derived" };

class SkipEmitter {
  readonly #program: Program;
  readonly #reach: SkipReach;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #refs: References;
  readonly #needed: ReadonlySet<string> | undefined;
  /** Bytes walked over that `p` does not count yet. */
  #ahead = 0;
  #windows = 0;

  constructor(
    program: Program,
    reach: SkipReach,
    file: GeneratedFile,
    codec: Codec,
    needed: ReadonlySet<string> | undefined,
  ) {
    this.#program = program;
    this.#reach = reach;
    this.#file = file;
    this.#codec = codec;
    this.#needed = needed;
    this.#refs = new References(program, codec);
  }

  /** The fields that the printed code refers to. */
  get used(): ReadonlySet<string> {
    return this.#refs.used;
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section } = this.#codec;
    const params = this.#reach
      .params(this.#codec)
      .map((param) => `${local(param.name)}: ${paramText(this.#program, this.#file, this.#codec, param.name)}`);
    const head = ["b: Uint8Array", "p: number", "end: number", ...params].join(", ");
    lines.doc(
      `The position behind the ${name} at \`p\`; behind \`end\` where it does not fit or only decoding tells. ${specText(section)}`.trim(),
    );
    lines.block(`export function skip${name}(${head}): number`, () => {
      const plan = this.#program.plan(this.#codec);
      if (plan !== undefined) this.#tree(plan.tree, this.#codec.ropId !== undefined);
      else if (this.#codec.body.body === "type") this.#typeBody(this.#codec.body.type);
    });
    lines.line();
  }

  #typeBody(type: TypeModel): void {
    if (type.type === "choose") return this.#choose(type, (of) => this.#typeBody(of));
    this.#skip(type);
    this.#leave();
  }

  // ---- trees ----------------------------------------------------------------------------------------------------

  #tree(tree: Tree, hasRopId = false): void {
    const items = withImplied(tree.items);
    let run: Fixed[] = [];
    let ropId = hasRopId;
    const flush = (): void => {
      this.#run(run, ropId);
      run = [];
      ropId = false;
    };
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (
        (item.item === "field" || item.item === "derived") &&
        item.condition === undefined &&
        this.#size(item) !== undefined
      ) {
        run.push(item);
        continue;
      }
      flush();
      if (item.item === "open") this.#open(item.size);
      else if (item.item === "close") this.#close();
      else if (item.item === "mayEnd") this.#mayEnd(item);
      else if (item.condition === undefined) this.#variable(item);
      else {
        const same: Fixed[] = [item];
        for (
          let next = items[i + 1];
          (next?.item === "field" || next?.item === "derived") && sameCondition(next.condition, item.condition);
          next = items[++i + 1]
        )
          same.push(next);
        this.#conditional(item, same);
      }
    }
    flush();
    if (tree.end.end === "split") this.#split(tree.end);
    else this.#leave();
  }

  #conditional({ condition }: Fixed, items: readonly Fixed[]): void {
    if (condition === undefined) return;
    this.#settle();
    for (const ref of refsOf(condition)) this.#guard(ref);
    for (const item of items) {
      const name = nameOf(item);
      if (this.#isNeeded(name)) this.#line(`let ${local(name)} = ${isBoolean(item) ? "false" : "0"};`);
    }
    this.#block(`if (${this.#refs.condition(condition)})`, () => {
      let run: Fixed[] = [];
      for (const item of items) {
        if (this.#size(item) !== undefined) {
          run.push(item);
          continue;
        }
        this.#run(run, false, "");
        run = [];
        this.#variable(item);
      }
      this.#run(run, false, "");
      this.#settle();
    });
  }

  #split(split: Split): void {
    const { ref, branches, otherwise } = split;
    const ahead = this.#ahead;
    const windows = this.#windows;
    const branch = (tree: Tree): void => {
      this.#ahead = ahead;
      this.#windows = windows;
      this.#tree(tree);
    };
    if (branches.some(({ hex: text }) => text !== undefined)) return this.#giveUp();
    if (split.by === "boolean") {
      const yes = branches.find(({ keys }) => keys[0] === "true")?.tree ?? otherwise;
      const no = branches.find(({ keys }) => keys[0] === "false")?.tree ?? otherwise;
      if (yes !== undefined) this.#block(`if (${this.#refs.boolean(ref)})`, () => branch(yes));
      if (no !== undefined) branch(no);
      return;
    }
    this.#block(`switch (${this.#refs.raw(ref)})`, () => {
      for (const { values, tree } of branches) this.#case(values, () => branch(tree));
      if (otherwise !== undefined) this.#block("default:", () => branch(otherwise));
      else this.#default();
    });
  }

  #open(size: DerivedModel): void {
    this.#settle();
    const outer = `outer${++this.#windows}`;
    this.#line(`const ${outer} = end;`);
    this.#line(`end = p + ${this.#content(size)};`);
    this.#line(`if (end > ${outer}) return ${this.#beyond()};`);
  }

  #close(): void {
    this.#ahead = 0;
    this.#line("p = end;");
    this.#line(`end = outer${this.#windows--};`);
  }

  /** The end of the value may come early, in which case the window's end is its own. */
  #mayEnd({ condition }: Item & { item: "mayEnd" }): void {
    const test = condition === undefined ? "" : ` && ${this.#refs.condition(condition, true)}`;
    this.#line(`if (${this.#position()} === end${test}) return end;`);
  }

  // ---- runs of fixed-size fields --------------------------------------------------------------------------------

  #size(item: Fixed): number | undefined {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    return this.#program.sizes.fixed(type);
  }

  #run(items: readonly Fixed[], ropId: boolean, declare = "const "): void {
    const sizes = items.map((item) => this.#size(item) ?? 0);
    const total = sizes.reduce((sum, size) => sum + size, ropId ? 1 : 0);
    if (total === 0) return;
    const reads = items.some((item) => this.#isNeeded(nameOf(item)));
    if (reads || ropId) {
      const other = this.#codec.alsoRopId === undefined ? "" : ` && b[p] !== ${ropHex(this.#codec.alsoRopId)}`;
      const id = `b[p] !== ${ropHex(this.#codec.ropId ?? 0)}${other}`;
      const check = ` || ${other === "" ? id : `(${id})`}`;
      this.#line(`if (${this.#position(total)} > end${ropId ? check : ""}) return ${this.#beyond()};`);
    }
    let offset = ropId ? 1 : 0;
    items.forEach((item, index) => {
      if (this.#isNeeded(nameOf(item)))
        this.#line(`${declare}${local(nameOf(item))} = ${this.#read(item, this.#position(offset))};`);
      offset += sizes[index] ?? 0;
    });
    this.#ahead += total;
  }

  /** A number, or whether a boolean is true. */
  #read(item: Fixed, at: string): string {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    if ((type.type === "boolean" || type.type === "presence") && isBoolean(item))
      return type.wire === "u16" ? `${this.#wire("getU16")}(b, ${at}) !== 0` : `b[${at}] !== 0`;
    if (!("wire" in type)) return this.#refuse(item);
    if (type.wire === "u8") return `b[${at}]!`;
    if (!/^[ui](16|32)$/.test(type.wire)) return this.#refuse(item);
    return `${this.#wire(`get${type.wire.toUpperCase()}`)}(b, ${at})`;
  }

  #refuse(item: Fixed): never {
    throw new Error(`${this.#codec.name}.${nameOf(item)}: only numbers and booleans decide how long something is`);
  }

  // ---- variable-size fields -------------------------------------------------------------------------------------

  #variable(item: Fixed): void {
    if (item.item === "derived") return; // its base is of fixed size
    this.#skip(item.field.type, item.field);
  }

  #skip(type: TypeModel, field?: FieldModel): void {
    const size = this.#program.sizes.fixed(this.#program.sizes.alias(type));
    if (size !== undefined) {
      this.#ahead += size;
      return;
    }
    switch (type.type) {
      case "string":
        return this.#assign(this.#string(type.encoding === "utf16"));
      case "stringBy":
        return this.#assign(`${this.#refs.condition(type.unicode)} ? ${this.#string(true)} : ${this.#string(false)}`);
      case "bytes":
        if (type.extent.extent === "size") return this.#sized(type.extent.size, field !== undefined);
        if (type.extent.extent === "toEnd") this.#assign("end");
        return;
      case "within":
        return this.#sized(type.size, field !== undefined);
      case "list":
        return this.#list(type, field !== undefined);
      case "choose":
        return this.#choose(type, (of) => {
          this.#skip(of);
          this.#settle();
        });
      case "structure":
        return this.#structure(type);
      default:
        return this.#giveUp();
    }
  }

  #structure(type: TypeModel & { type: "structure" }): void {
    const codec = this.#reach.structure(type.name);
    if (codec === undefined) return this.#giveUp();
    const wanted = new Set(this.#reach.params(codec).map(({ name }) => name));
    const given = type.args.filter(({ name }) => wanted.has(name));
    for (const { value } of given) if (value.argument === "ref") this.#guard(value.ref);
    const args = given.map((arg) => this.#refs.argument(arg, type.name));
    if (args.includes(undefined)) return this.#giveUp();
    const call = this.#file.value(this.#program.fileOfStructure(type.name), `skip${type.name}`);
    this.#assign(`${call}(${["b", this.#position(), "end", ...args].join(", ")})`);
  }

  /** Content behind its size. Counts and sizes in front of a field have been read as items of their own. */
  #sized(size: DerivedModel, counted: boolean): void {
    if (!counted && !size.placed) this.#readDerived(size);
    const length = this.#content(size);
    if (size.none === undefined) this.#assign(`${this.#position()} + ${length}`);
    else {
      this.#settle();
      this.#line(`if (${local(size.property)} !== ${hex(size.none)}) p += ${length};`);
    }
  }

  /** Reads a count or size right in front of its content. */
  #readDerived({ property, base }: DerivedModel): void {
    const name = local(this.#refs.use(property));
    if (base.type === "choose") {
      this.#settle();
      const [value, size] = [
        this.#widthOf(base, (of) => this.#number(of)),
        this.#widthOf(base, (of) => wireSize(wireOf(of))),
      ];
      this.#line(`const ${name} = ${value};`);
      this.#line(`p += ${size};`);
    } else {
      const size = wireSize(wireOf(base));
      this.#line(`if (${this.#position(size)} > end) return ${this.#beyond()};`);
      this.#line(`const ${name} = ${this.#number(base)};`);
      this.#ahead += size;
    }
  }

  /** What holds for the width that a parameter has chosen. */
  #widthOf(
    { ref, cases, otherwise }: TypeModel & { type: "choose" },
    each: (of: TypeModel) => string | number,
  ): string {
    const last = otherwise ?? cases.at(-1)?.of;
    const tests = (otherwise === undefined ? cases.slice(0, -1) : cases).map(({ values, of }) => {
      const test = values.map((value) => `${this.#refs.raw(ref)} === ${hex(value)}`).join(" || ");
      return `${test} ? ${each(of)} : `;
    });
    return `${tests.join("")}${last === undefined ? 0 : each(last)}`;
  }

  #number(base: TypeModel): string {
    const wire = wireOf(base);
    const at = this.#position();
    return wire === "u8" ? `(b[${at}] ?? 0)` : `${this.#wire(`get${wire.toUpperCase()}`)}(b, ${at})`;
  }

  #list(type: TypeModel & { type: "list" }, counted: boolean): void {
    const { length, of } = type;
    if (length.length === "until") return this.#giveUp();
    if (length.length === "toEnd") {
      this.#settle();
      return this.#block("while (p < end)", () => this.#element(of));
    }
    if (length.length === "each") {
      const { items } = length;
      if (items.ref === "field") return this.#giveUp();
      this.#settle();
      this.#guard(items);
      return this.#block(`for (let i = 0; i < ${local(items.name)}.length; i++)`, () => {
        this.#line(`const item = ${local(items.name)}[i]!;`);
        this.#element(of);
      });
    }
    if (length.length === "count" && !counted && !length.count.placed) this.#readDerived(length.count);
    const count = length.length === "fixed" ? String(length.count) : local(this.#refs.use(length.count.property));
    const none = length.length === "count" ? length.count.none : undefined;
    const each = this.#program.sizes.fixed(this.#program.sizes.alias(of));
    if (none !== undefined || each === undefined) this.#settle();
    const inner = (): void => {
      if (each !== undefined) this.#assign(`${this.#position()} + ${each === 1 ? count : `${count} * ${each}`}`);
      else this.#block(`for (let i = 0; i < ${count} && p <= end; i++)`, () => this.#element(of));
    };
    if (none === undefined) inner();
    else this.#block(`if (${count} !== ${hex(none)})`, inner);
  }

  #element(of: TypeModel): void {
    this.#skip(of);
    this.#settle();
  }

  #choose(type: TypeModel & { type: "choose" }, each: (of: TypeModel) => void): void {
    const { ref, cases, otherwise } = type;
    this.#guard(ref);
    const ahead = this.#ahead;
    const branch = (of: TypeModel): void => {
      this.#ahead = ahead;
      this.#left = false;
      each(of);
    };
    const returns = this.#codec.body.body === "type" && this.#codec.body.type === type;
    if (cases.every(({ key }) => key === "true" || key === "false")) {
      const yes = cases.find(({ key }) => key === "true")?.of ?? otherwise;
      const no = cases.find(({ key }) => key === "false")?.of ?? otherwise;
      this.#block(`if (${this.#refs.boolean(ref)})`, () => yes !== undefined && branch(yes), " else {");
      this.#file.lines.indented(() => no !== undefined && branch(no));
      this.#line("}");
      return;
    }
    this.#block(`switch (${this.#refs.raw(ref)})`, () => {
      for (const { values, of } of cases)
        this.#case(values, () => {
          branch(of);
          if (!returns && !this.#left) this.#line("break;");
        });
      if (otherwise === undefined) this.#default();
      else this.#block("default:", () => branch(otherwise));
    });
    this.#left = false;
  }

  /** Whether the last line printed leaves the function. */
  #left = false;

  /** What is not in the bytes may be missing. */
  #guard({ ref, name }: RefModel): void {
    const param = ref === "field" ? undefined : this.#codec.params.find((one) => one.name === name);
    if (param !== undefined && this.#program.mayBeMissing(this.#codec, param))
      this.#line(`if (${local(name)} === undefined) return ${this.#beyond()};`);
  }

  // ---- small things ---------------------------------------------------------------------------------------------

  #case(values: readonly number[], inner: () => void): void {
    for (const value of values.slice(0, -1)) this.#line(`case ${hex(value)}:`);
    this.#block(`case ${hex(values.at(-1) ?? 0)}:`, inner);
  }

  #default(): void {
    this.#line("default:");
    this.#file.lines.indented(() => this.#line(`return ${this.#beyond()};`));
  }

  #giveUp(): void {
    this.#line(`return ${this.#beyond()};`);
    this.#ahead = 0;
    this.#left = true;
  }

  #leave(): void {
    if (!this.#left) this.#line(`return ${this.#position()};`);
    this.#ahead = 0;
    this.#left = false;
  }

  #string(utf16: boolean): string {
    return `${this.#wire(utf16 ? "skipUtf16Z" : "skipByteZ")}(b, ${this.#position()}, end)`;
  }

  #content({ property, plus }: DerivedModel): string {
    const name = local(this.#refs.use(property));
    if (plus === undefined) return name;
    this.#line(`if (${name} < ${plus}) return ${this.#beyond()};`);
    return `${name} - ${plus}`;
  }

  #isNeeded(name: string): boolean {
    return this.#needed?.has(name) === true;
  }

  #position(more = 0): string {
    const ahead = this.#ahead + more;
    return ahead === 0 ? "p" : `p + ${ahead}`;
  }

  #assign(position: string): void {
    const plus = /^p \+ (.*)$/.exec(position)?.[1];
    this.#line(plus === undefined ? `p = ${position};` : `p += ${plus};`);
    this.#ahead = 0;
  }

  #settle(): void {
    if (this.#ahead > 0) this.#line(`p += ${this.#ahead};`);
    this.#ahead = 0;
  }

  #beyond(): string {
    return this.#wire("BEYOND");
  }

  #wire(name: string): string {
    return this.#file.value(this.#program.wire, name);
  }

  #line(text: string): void {
    this.#file.lines.line(text);
  }

  #block(head: string, inner: () => void, tail = ""): void {
    this.#file.lines.block(head, inner, tail);
  }
}

function wireOf(type: TypeModel): string {
  return "wire" in type ? type.wire : "";
}

function isBoolean(item: Fixed): boolean {
  return item.item === "field" && (item.field.type.type === "boolean" || item.field.type.type === "presence");
}

function nameOf(item: Fixed): string {
  return item.item === "field" ? item.field.property : item.derived.property;
}
