/** Prints how to move over a value of each type. */
import type { DerivedModel, TypeModel } from "../../ir/model.js";
import { wireSize } from "../../plan/sizes.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex } from "../types.js";
import type { SkipReach } from "./reach.js";
import { agree, ofMany, type Runs, rowOf, runsOf } from "./runs.js";
import type { Steps } from "./steps.js";

type ListType = TypeModel & { type: "list" };
type StructureType = TypeModel & { type: "structure" };

export class ValueSteps {
  readonly #program: Program;
  readonly #reach: SkipReach;
  readonly #file: GeneratedFile;
  readonly #steps: Steps;
  /** Of the rows that a loop walks over, if it does. */
  readonly #rows: Runs | undefined;
  /** The structure that is met only where its table does not tell how long it is. */
  #varying: string | undefined;

  constructor(program: Program, reach: SkipReach, file: GeneratedFile, steps: Steps, rows?: Runs) {
    this.#program = program;
    this.#reach = reach;
    this.#file = file;
    this.#steps = steps;
    this.#rows = rows;
  }

  /** Moves over a value. `counted`: its count or size stands in front of it as an item of its own. */
  skip(type: TypeModel, counted = false): void {
    const size = this.#program.sizes.constant(type);
    if (size !== undefined) {
      this.#steps.pass(size);
      return;
    }
    switch (type.type) {
      case "string":
        return this.#steps.assign(this.#string(type.encoding === "utf16"));
      case "stringBy":
        return this.#steps.assign(
          `${this.#steps.refs.condition(type.unicode)} ? ${this.#string(true)} : ${this.#string(false)}`,
        );
      case "bytes":
        if (type.extent.extent === "size") return this.#sized(type.extent.size, counted);
        if (type.extent.extent === "toEnd") this.#steps.assign("end");
        return;
      case "within":
        return this.#sized(type.size, counted);
      case "list":
        return this.#list(type, counted);
      case "choose":
        this.choose(type, (of) => {
          this.skip(of);
          this.#steps.settle();
        });
        return this.#steps.varies();
      case "structure":
        return type.name === this.#varying ? this.#structure(type, `skipVariable${type.name}`) : this.#structure(type);
      default:
        return this.#steps.giveUp();
    }
  }

  /** By the structure's function or another one, which is given something before what the structure is given. */
  #structure(type: StructureType, name = `skip${type.name}`, ...first: readonly string[]): void {
    const codec = this.#reach.structure(type.name);
    if (codec === undefined) return this.#steps.giveUp();
    const wanted = new Set(this.#reach.params(codec).map(({ name }) => name));
    const given = type.args.filter(({ name }) => wanted.has(name));
    for (const { value } of given) if (value.argument === "ref") this.#steps.guard(value.ref);
    const args = given.map((arg) => this.#steps.refs.argument(arg, type.name));
    if (args.includes(undefined)) return this.#steps.giveUp();
    const call = this.#file.value(this.#program.fileOfStructure(type.name), name);
    this.#steps.assign(`${call}(${["b", this.#steps.position(), "end", ...first, ...args].join(", ")})`);
  }

  /** Content behind its size. Counts and sizes in front of a field have been read as items of their own. */
  #sized(size: DerivedModel, counted: boolean): void {
    if (!counted && !size.placed) this.readDerived(size);
    const length = this.content(size);
    if (size.none === undefined) this.#steps.assign(`${this.#steps.position()} + ${length}`);
    else {
      this.#steps.settle();
      this.#steps.line(`if (${local(size.property)} !== ${hex(size.none)}) p += ${length};`);
      this.#steps.varies();
    }
  }

  /** Reads a count or size right in front of its content. */
  readDerived({ property, base }: DerivedModel, declare = "const "): void {
    const name = local(this.#steps.refs.use(property));
    if (base.type === "choose") {
      this.#steps.settle();
      const [value, size] = [
        this.#widthOf(base, (of) => this.#number(of)),
        this.#widthOf(base, (of) => wireSize(wireOf(of))),
      ];
      this.#steps.line(`${declare}${name} = ${value};`);
      this.#steps.assign(`p + ${size}`);
    } else {
      const size = wireSize(wireOf(base));
      this.#steps.need(size);
      this.#steps.line(`${declare}${name} = ${this.#number(base)};`);
      this.#steps.pass(size);
    }
  }

  /** What holds for the width that has been chosen. */
  #widthOf(
    { ref, cases, otherwise }: TypeModel & { type: "choose" },
    each: (of: TypeModel) => string | number,
  ): string {
    const last = otherwise ?? cases.at(-1)?.of;
    const tests = (otherwise === undefined ? cases.slice(0, -1) : cases).map(
      ({ key, values, of }) => `${this.#steps.refs.isCase(ref, key, values)} ? ${each(of)} : `,
    );
    return `${tests.join("")}${last === undefined ? 0 : each(last)}`;
  }

  #number(base: TypeModel): string {
    const wire = wireOf(base);
    const at = this.#steps.position();
    return wire === "u8" ? `(b[${at}] ?? 0)` : this.#steps.number(wire, at);
  }

  #list(type: ListType, counted: boolean): void {
    const { length, of } = type;
    if (length.length === "until") return this.#steps.giveUp();
    if (length.length === "toEnd") return this.#each("while (p < end)", () => this.#element(of));
    if (length.length === "each") {
      const { items } = length;
      if (items.ref === "field") return this.#steps.giveUp();
      const runs = this.#rows && runsOf(this.#program, type);
      if (this.#rows !== undefined && runs !== undefined && agree(runs, this.#rows)) return this.#inRuns(type, runs);
      this.#steps.guard(items);
      return this.#each(`for (let i = 0; i < ${local(items.name)}.length; i++)`, () => {
        this.#steps.line(`const item = ${local(items.name)}[i]!;`);
        this.#element(of);
      });
    }
    if (length.length === "count" && !counted && !length.count.placed) this.readDerived(length.count);
    const count = length.length === "fixed" ? String(length.count) : local(this.#steps.refs.use(length.count.property));
    const none = length.length === "count" ? length.count.none : undefined;
    const each = this.#program.sizes.constant(of);
    if (none !== undefined) this.#steps.settle();
    const inner = (): void => {
      if (each !== undefined)
        this.#steps.assign(`${this.#steps.position()} + ${each === 1 ? count : `${count} * ${each}`}`);
      else if (length.length === "count" && of.type === "structure" && this.#isRow(of)) this.#rowsOf(of, count);
      else this.#each(`for (let i = 0; i < ${count} && p <= end; i++)`, () => this.#element(of));
    };
    if (none === undefined) inner();
    else this.#steps.block(`if (${count} !== ${hex(none)})`, inner);
  }

  #isRow({ name }: StructureType): boolean {
    const codec = this.#reach.structure(name);
    return codec !== undefined && rowOf(this.#program, this.#reach, codec) !== undefined;
  }

  /** Rows of the same columns, all at once. */
  #rowsOf(row: StructureType, count: string): void {
    this.#steps.settle();
    // Without rows nothing need be known of their columns.
    this.#steps.block(`if (${count} !== 0)`, () => {
      this.#structure(row, ofMany(row.name), count);
      this.#steps.left = false;
    });
  }

  /** The values of a row, for which `runs` holds what was found out about the columns. */
  #inRuns({ of }: ListType, { value }: Runs): void {
    this.#steps.settle();
    this.#steps.assign("p + runs[0]!");
    this.#each("for (let at = 1; at < runs.length; at += 2)", () => {
      this.#steps.line("const item = runs[at]!;");
      this.#varying = value.name;
      this.#element(of);
      this.#varying = undefined;
      this.#steps.line("p += runs[at + 1]!;");
    });
  }

  /** A loop: how far it is within a turn, only the bytes tell. */
  #each(head: string, turn: () => void): void {
    this.#steps.settle();
    this.#steps.varies();
    this.#steps.block(head, turn);
  }

  #element(of: TypeModel): void {
    this.skip(of);
    this.#steps.settle();
    // There may be none.
    this.#steps.left = false;
  }

  /**
   * An alternative by a reference; `each` moves over what was chosen, `leaves` if it leaves the function. `others`: what is
   * returned where no case is known.
   */
  choose(
    type: TypeModel & { type: "choose" },
    each: (of: TypeModel) => void,
    leaves = false,
    others: string = this.#steps.beyond(),
  ): void {
    const { ref, cases, otherwise } = type;
    this.#steps.guard(ref);
    const { place } = this.#steps;
    const branch = (of: TypeModel): void => {
      this.#steps.place = place;
      this.#steps.left = false;
      each(of);
    };
    if (cases.every(({ key }) => key === "true" || key === "false")) {
      const yes = cases.find(({ key }) => key === "true")?.of ?? otherwise;
      const no = cases.find(({ key }) => key === "false")?.of ?? otherwise;
      const side = (of: TypeModel | undefined) => (): void => {
        if (of !== undefined) branch(of);
      };
      this.#steps.either(this.#steps.refs.boolean(ref), side(yes), side(no));
      return;
    }
    this.#steps.block(`switch (${this.#steps.refs.raw(ref)})`, () => {
      for (const { values, of } of cases)
        this.#steps.case(values, () => {
          branch(of);
          if (!leaves && !this.#steps.left) this.#steps.line("break;");
        });
      if (otherwise === undefined) this.#steps.default(others);
      else this.#steps.block("default:", () => branch(otherwise));
    });
    this.#steps.left = false;
  }

  #string(utf16: boolean): string {
    return `${this.#steps.wire(utf16 ? "skipUtf16Z" : "skipByteZ")}(b, ${this.#steps.position()}, end)`;
  }

  /** How many bytes a size stands for. */
  content({ property, plus }: DerivedModel): string {
    const name = local(this.#steps.refs.use(property));
    if (plus === undefined) return name;
    this.#steps.giveUpIf(`${name} < ${plus}`);
    return `${name} - ${plus}`;
  }
}

function wireOf(type: TypeModel): string {
  return "wire" in type ? type.wire : "";
}
