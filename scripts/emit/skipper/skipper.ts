/**
 * Emits for every response, and for the structures on the way, a function that walks over it: it makes no value, reads
 * only what decides how long something is, and jumps over windows.
 */
import type { Codec, DerivedModel, TypeModel } from "../../ir/model.js";
import { refsOf, sameCondition } from "../../plan/conditions.js";
import type { Item, Split, Tree } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import { frequentFirst } from "../frequent.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { paramText, ropHex, specText } from "../types.js";
import type { SkipReach } from "./reach.js";
import type { References } from "./references.js";
import { type Sizes, sizesOf, tableName } from "./sizes.js";
import { type Loop, Steps } from "./steps.js";
import { ValueSteps } from "./values.js";

export function emitSkipper(program: Program, reach: SkipReach, file: GeneratedFile, codec: Codec): void {
  if (!reach.has(codec)) return;
  printTwice(
    file,
    (needed) => new SkipEmitter(program, reach, file, codec, needed),
    (emitter) => emitter.emit(),
  );
}

/** Prints the same as part of a loop, for a codec that {@link canStandInLoop}; `passed`: the most that lies before it. */
export function emitInLoop(
  program: Program,
  reach: SkipReach,
  file: GeneratedFile,
  codec: Codec,
  loop: Loop,
  passed = 0,
): void {
  printTwice(
    file,
    (needed) => new SkipEmitter(program, reach, file, codec, needed, loop, passed),
    (emitter) => emitter.emitBody(),
  );
}

/** What has to be read shows when it has been printed: the second print reads just that. */
function printTwice(
  { lines }: GeneratedFile,
  make: (needed?: References) => SkipEmitter,
  print: (emitter: SkipEmitter) => void,
): void {
  const mark = lines.mark();
  const draft = make();
  print(draft);
  lines.cut(mark);
  print(make(draft.refs));
}

/** The parameters of what walks over a codec, `more` before what the codec itself takes. */
export function headOf(
  program: Program,
  reach: SkipReach,
  file: GeneratedFile,
  codec: Codec,
  ...more: readonly string[]
): readonly string[] {
  const own = reach.params(codec).map(({ name }) => `${local(name)}: ${paramText(program, file, codec, name)}`);
  return ["b: Uint8Array", "p: number", "end: number", ...more, ...own];
}

/** Whether a codec needs no function of its own: nothing has to be given to it, and it can stand in a loop. */
export function canStandInLoop(program: Program, reach: SkipReach, codec: Codec): boolean {
  return program.plan(codec) !== undefined && reach.canLoop(codec) && reach.params(codec).length === 0;
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
  readonly #loop: Loop | undefined;
  /** The windows that are open, by the numbers of their variables, and the highest of those numbers. */
  #windows: readonly number[] = [];
  #opened = 0;

  constructor(
    program: Program,
    reach: SkipReach,
    file: GeneratedFile,
    codec: Codec,
    needed: References | undefined,
    loop?: Loop,
    passed?: number,
  ) {
    this.#program = program;
    this.#reach = reach;
    this.#file = file;
    this.#codec = codec;
    this.#needed = needed;
    this.#loop = loop;
    this.#steps = new Steps(program, file, codec, loop, passed);
    this.#values = new ValueSteps(program, reach, file, this.#steps, loop?.rows);
  }

  /** What the printed code refers to. */
  get refs(): References {
    return this.#steps.refs;
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section } = this.#codec;
    const head = headOf(this.#program, this.#reach, this.#file, this.#codec);
    const sizes = sizesOf(this.#program, this.#codec);
    if (sizes !== undefined) {
      lines.line(`export const ${tableName(this.#codec)}: readonly number[] = [${sizes.table.join(", ")}];`);
      lines.line();
    }
    lines.doc(
      `The position behind the ${name} at \`p\`; behind \`end\` where it does not fit or only decoding tells. ${specText(section)}`.trim(),
    );
    lines.function(`export function skip${name}`, head, "number", () => {
      if (sizes !== undefined) this.#bySize(sizes);
      else this.emitBody();
    });
    lines.line();
    if (sizes === undefined) return;
    lines.doc("The same where the table does not tell.");
    const { frequent, others } = sizes;
    const other = `skipOther${name}`;
    lines.function(`export function skipVariable${name}`, head, "number", () => {
      if (frequent === undefined) this.#typeBody(others);
      else this.#values.choose(frequent, (of) => this.#typeBody(of), true, this.#call(other));
    });
    lines.line();
    if (frequent === undefined) return;
    lines.function(`function ${other}`, head, "number", () => this.#typeBody(others));
    lines.line();
  }

  /** What stands in the function. */
  emitBody(): void {
    const { body, ropId } = this.#codec;
    const plan = this.#program.plan(this.#codec);
    if (plan !== undefined) this.#tree(plan.tree, ropId !== undefined);
    else if (body.body === "type") this.#typeBody(frequentFirst(body.type));
  }

  /** A function so small that it becomes part of those that call it. */
  #bySize({ others: { ref } }: Sizes): void {
    this.#steps.guard(ref);
    this.#steps.line(`const far = ${tableName(this.#codec)}[${this.#steps.refs.raw(ref)}];`);
    this.#steps.line("if (far !== undefined && far >= 0) return p + far;");
    this.#steps.line(`return ${this.#call(`skipVariable${this.#codec.name}`)};`);
  }

  #call(name: string): string {
    const params = this.#reach.params(this.#codec).map((param) => local(param.name));
    return `${name}(${["b", "p", "end", ...params].join(", ")})`;
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
        if (i === items.length - 1 && tree.end.end !== "split" && this.#inLoop(item)) return;
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

  /** In a loop a structure that nothing follows stands where it is met. */
  #inLoop(item: Fixed): boolean {
    const type = item.item === "field" ? item.field.type : undefined;
    const codec = type?.type === "structure" ? this.#reach.structure(type.name) : undefined;
    if (this.#loop === undefined || codec === undefined || !canStandInLoop(this.#program, this.#reach, codec))
      return false;
    this.#steps.settle();
    // A block of its own, for names of its own.
    this.#steps.line("{");
    this.#file.lines.indented(() =>
      emitInLoop(this.#program, this.#reach, this.#file, codec, this.#loop!, this.#steps.place.passed),
    );
    this.#steps.line("}");
    return true;
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
    const { place, outermost } = this.#steps;
    const [windows, opened] = [this.#windows, this.#opened];
    const branch = (tree: Tree): void => {
      this.#steps.place = place;
      this.#steps.outermost = outermost;
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
    if (this.#windows.length === 1) this.#steps.outermost = outer;
    this.#steps.line(`const ${outer} = end;`);
    this.#steps.line(`end = p + ${this.#values.content(size)};`);
    this.#steps.giveUpIf(`end > ${outer}`);
  }

  #close(): void {
    this.#steps.varies();
    this.#steps.line("p = end;");
    this.#steps.line(`end = outer${this.#windows.at(-1)};`);
    this.#windows = this.#windows.slice(0, -1);
    if (this.#windows.length === 0) this.#steps.outermost = "end";
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
      this.#steps.need(total, ropId ? check : "");
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
    this.#steps.pass(total);
  }

  /** A number, or whether a boolean is true. */
  #read(item: Fixed, at: string): string {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    if ((type.type === "boolean" || type.type === "presence") && isBoolean(item))
      return type.wire === "u16" ? `${this.#steps.number("u16", at)} !== 0` : `b[${at}] !== 0`;
    if (!("wire" in type)) return this.#refuse(item);
    if (!/^(u8|[ui](16|32))$/.test(type.wire)) return this.#refuse(item);
    return this.#steps.number(type.wire, at);
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
