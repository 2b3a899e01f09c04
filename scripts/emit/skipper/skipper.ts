/**
 * Emits for every response, and for the structures on the way, a function that walks over it: it makes no value, reads
 * only what decides how long something is, and jumps over windows.
 */
import type { Codec, DerivedModel, ParamModel, TypeModel } from "../../ir/model.js";
import { uncapital } from "../../ir/names.js";
import { refsOf, sameCondition } from "../../plan/conditions.js";
import type { Item, Split, Tree } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import { frequentFirst } from "../frequent.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { paramText, ropHex, specText } from "../types.js";
import type { SkipReach } from "./reach.js";
import type { References } from "./references.js";
import { type Sizes, sizesOf } from "./sizes.js";
import { Steps } from "./steps.js";
import { ValueSteps } from "./values.js";

export function emitSkipper(program: Program, reach: SkipReach, file: GeneratedFile, codec: Codec): void {
  if (!reach.has(codec)) return;
  // What has to be read shows when the function has been printed: the second print reads just that.
  const draft = new SkipEmitter(program, reach, file, codec, undefined);
  const mark = file.lines.mark();
  draft.emit();
  file.lines.cut(mark);
  new SkipEmitter(program, reach, file, codec, draft.refs).emit();
}

type Fixed = Item & { item: "field" | "derived" };

class SkipEmitter {
  readonly #program: Program;
  readonly #reach: SkipReach;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #steps: Steps;
  readonly #values: ValueSteps;
  /** What refers to fields, which therefore have to be read; undefined in the draft, which finds out. */
  readonly #needed: References | undefined;
  /** The windows that are open, by the numbers of their variables, and the highest of those numbers. */
  #windows: readonly number[] = [];
  #opened = 0;

  constructor(program: Program, reach: SkipReach, file: GeneratedFile, codec: Codec, needed: References | undefined) {
    this.#program = program;
    this.#reach = reach;
    this.#file = file;
    this.#codec = codec;
    this.#needed = needed;
    this.#steps = new Steps(program, file, codec);
    this.#values = new ValueSteps(program, reach, file, this.#steps);
  }

  /** What the printed code refers to. */
  get refs(): References {
    return this.#steps.refs;
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section, body } = this.#codec;
    const params = this.#reach.params(this.#codec);
    const typed = params.map(
      (param) => `${local(param.name)}: ${paramText(this.#program, this.#file, this.#codec, param.name)}`,
    );
    const head = ["b: Uint8Array", "p: number", "end: number", ...typed].join(", ");
    const type = body.body === "type" ? frequentFirst(body.type) : undefined;
    const sizes = type?.type === "choose" ? sizesOf(this.#program, type) : undefined;
    const table = `${uncapital(name)}Sizes`;
    if (sizes !== undefined) {
      lines.line(`const ${table}: readonly number[] = [${sizes.table.join(", ")}];`);
      lines.line();
    }
    lines.doc(
      `The position behind the ${name} at \`p\`; behind \`end\` where it does not fit or only decoding tells. ${specText(section)}`.trim(),
    );
    lines.block(`export function skip${name}(${head}): number`, () => {
      const plan = this.#program.plan(this.#codec);
      if (sizes !== undefined) this.#bySize(sizes, table, `skipOther${name}`, params);
      else if (plan !== undefined) this.#tree(plan.tree, this.#codec.ropId !== undefined);
      else if (type !== undefined) this.#typeBody(type);
    });
    lines.line();
    if (sizes === undefined) return;
    lines.block(`function skipOther${name}(${head}): number`, () => this.#typeBody(sizes.rest));
    lines.line();
  }

  /** A function so small that it becomes part of those that call it. */
  #bySize({ rest }: Sizes, table: string, other: string, params: readonly ParamModel[]): void {
    this.#steps.guard(rest.ref);
    this.#steps.line(`const far = ${table}[${this.#steps.refs.raw(rest.ref)}];`);
    this.#steps.line("if (far !== undefined && far >= 0) return p + far;");
    this.#steps.line(`return ${other}(${["b", "p", "end", ...params.map(({ name }) => local(name))].join(", ")});`);
  }

  #typeBody(type: TypeModel): void {
    if (type.type === "choose") return this.#values.choose(type, (of) => this.#typeBody(of), true);
    this.#values.skip(type);
    this.#steps.leave();
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
      else if (item.condition === undefined) {
        this.#variable(item);
        if (this.#steps.left) return this.#steps.leave();
      } else {
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
    else this.#steps.leave();
  }

  #conditional({ condition }: Fixed, items: readonly Fixed[]): void {
    if (condition === undefined) return;
    this.#steps.settle();
    for (const ref of refsOf(condition)) this.#steps.guard(ref);
    for (const item of items) {
      const name = nameOf(item);
      if (this.#isNeeded(name)) this.#steps.line(`let ${this.#variableOf(name)} = ${isBoolean(item) ? "false" : "0"};`);
    }
    this.#steps.block(`if (${this.#steps.refs.condition(condition)})`, () => {
      let run: Fixed[] = [];
      for (const item of items) {
        if (this.#size(item) !== undefined) {
          run.push(item);
          continue;
        }
        this.#run(run, false, "");
        run = [];
        this.#variable(item, "");
        if (this.#steps.left) return;
      }
      this.#run(run, false, "");
      this.#steps.settle();
    });
    this.#steps.left = false;
  }

  #split(split: Split): void {
    const { ref, branches, otherwise } = split;
    const ahead = this.#steps.ahead;
    const [windows, opened] = [this.#windows, this.#opened];
    const branch = (tree: Tree): void => {
      this.#steps.ahead = ahead;
      this.#windows = windows;
      this.#opened = opened;
      this.#tree(tree);
    };
    if (branches.some(({ hex: text }) => text !== undefined)) return this.#steps.giveUp();
    if (split.by === "boolean") {
      const yes = branches.find(({ keys }) => keys[0] === "true")?.tree ?? otherwise;
      const no = branches.find(({ keys }) => keys[0] === "false")?.tree ?? otherwise;
      if (yes !== undefined) this.#steps.block(`if (${this.#steps.refs.boolean(ref)})`, () => branch(yes));
      if (no !== undefined) branch(no);
      return;
    }
    const [only] = branches;
    if (ref.ref === "field" && branches.length === 1 && only?.values.join() === "0" && otherwise !== undefined) {
      this.refs.tested.add(ref.name);
      this.#steps.block(`if (${this.#variableOf(ref.name)} === 0)`, () => branch(only.tree));
      branch(otherwise);
      return;
    }
    this.#steps.block(`switch (${this.#steps.refs.raw(ref)})`, () => {
      for (const { values, tree } of branches) this.#steps.case(values, () => branch(tree));
      if (otherwise !== undefined) this.#steps.block("default:", () => branch(otherwise));
      else this.#steps.default();
    });
  }

  #open(size: DerivedModel): void {
    this.#steps.settle();
    this.#windows = [...this.#windows, ++this.#opened];
    const outer = `outer${this.#opened}`;
    this.#steps.line(`const ${outer} = end;`);
    this.#steps.line(`end = p + ${this.#values.content(size)};`);
    this.#steps.giveUpIf(`end > ${outer}`);
  }

  #close(): void {
    this.#steps.ahead = 0;
    this.#steps.line("p = end;");
    this.#steps.line(`end = outer${this.#windows.at(-1)};`);
    this.#windows = this.#windows.slice(0, -1);
  }

  /** The end of the value may come early, in which case the window's end is its own. */
  #mayEnd({ condition }: Item & { item: "mayEnd" }): void {
    const test = condition === undefined ? "" : ` && ${this.#steps.refs.condition(condition, true)}`;
    this.#steps.line(`if (${this.#steps.position()} === end${test}) return end;`);
  }

  // ---- runs of fixed-size fields --------------------------------------------------------------------------------

  #size(item: Fixed): number | undefined {
    return this.#program.sizes.constant(item.item === "field" ? item.field.type : item.derived.base);
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
      this.#steps.giveUpIf(`${this.#steps.position(total)} > end${ropId ? check : ""}`);
    }
    let offset = ropId ? 1 : 0;
    items.forEach((item, index) => {
      const name = nameOf(item);
      const size = sizes[index] ?? 0;
      if (this.#isNeeded(name)) {
        const read = this.#isUsed(name) ? this.#read(item, this.#steps.position(offset)) : this.#bits(offset, size);
        this.#steps.line(`${declare}${this.#variableOf(name)} = ${read};`);
      }
      offset += size;
    });
    this.#steps.ahead += total;
  }

  /** A number, or whether a boolean is true. */
  #read(item: Fixed, at: string): string {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    if ((type.type === "boolean" || type.type === "presence") && isBoolean(item))
      return type.wire === "u16" ? `${this.#steps.wire("getU16")}(b, ${at}) !== 0` : `b[${at}] !== 0`;
    if (!("wire" in type)) return this.#refuse(item);
    if (type.wire === "u8") return `b[${at}]!`;
    if (!/^[ui](16|32)$/.test(type.wire)) return this.#refuse(item);
    return `${this.#steps.wire(`get${type.wire.toUpperCase()}`)}(b, ${at})`;
  }

  /** The variable of a field: its value or, if all that is asked of it is whether it is 0, its bits in any order. */
  #variableOf(name: string): string {
    return this.#isUsed(name) ? local(name) : `${local(name)}Bits`;
  }

  #bits(offset: number, size: number): string {
    return Array.from({ length: size }, (_, index) => `b[${this.#steps.position(offset + index)}]!`).join(" | ");
  }

  #refuse(item: Fixed): never {
    throw new Error(`${this.#codec.name}.${nameOf(item)}: only numbers and booleans decide how long something is`);
  }

  #variable(item: Fixed, declare = "const "): void {
    if (item.item === "field") this.#values.skip(item.field.type, true);
    else this.#values.readDerived(item.derived, declare);
  }

  #isUsed(name: string): boolean {
    return this.#needed?.used.has(name) === true;
  }

  #isNeeded(name: string): boolean {
    return this.#isUsed(name) || this.#needed?.tested.has(name) === true;
  }
}

function isBoolean(item: Fixed): boolean {
  return item.item === "field" && (item.field.type.type === "boolean" || item.field.type.type === "presence");
}

function nameOf(item: Fixed): string {
  return item.item === "field" ? item.field.property : item.derived.property;
}
