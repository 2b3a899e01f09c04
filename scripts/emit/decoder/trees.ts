/** Prints the plan's tree: runs and fields in their order, then a form or a split. */
import type { ConditionModel, DerivedModel, RefModel, TypeModel } from "../../ir/model.js";
import { sameCondition } from "../../plan/conditions.js";
import type { Item, Member, Split, Tree } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import { entry, literal, local } from "../names.js";
import { hex, ropHex } from "../types.js";
import type { Literals } from "./literal.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import type { RunPart, Runs } from "./runs.js";
import type { Values } from "./values.js";
import type { Variables } from "./variables.js";
import type { Words } from "./words.js";

export class Trees {
  readonly #out: Output;
  readonly #refs: References;
  readonly #variables: Variables;
  readonly #words: Words;
  readonly #runs: Runs;
  readonly #literal: Literals;
  readonly #values: Values;

  constructor(
    out: Output,
    refs: References,
    variables: Variables,
    words: Words,
    runs: Runs,
    literal: Literals,
    values: Values,
  ) {
    this.#out = out;
    this.#refs = refs;
    this.#variables = variables;
    this.#words = words;
    this.#runs = runs;
    this.#literal = literal;
    this.#values = values;
  }

  tree(tree: Tree, start: readonly RunPart[] = []): void {
    this.#items(withImplied(tree.items), start, tree);
    if (tree.end.end === "member") this.#leaf(tree.end.member);
    else this.#split(tree.end);
  }

  #items(items: readonly Item[], start: readonly RunPart[], tree: Tree): void {
    let run: RunPart[] = [...start];
    const flush = (): void => {
      this.#runs.run(run);
      run = [];
    };
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if ((item.item === "field" || item.item === "derived") && item.condition === undefined) {
        const part = this.#runs.runPart(item);
        if (part !== undefined) {
          run.push(part);
          continue;
        }
      }
      flush();
      switch (item.item) {
        case "field":
        case "derived":
          if (item.condition === undefined) this.#variable(item);
          else {
            const same = [item];
            for (
              let next = items[i + 1];
              next !== undefined &&
              "condition" in next &&
              sameCondition(next.condition, item.condition) &&
              next.item !== "mayEnd";
              next = items[i + 1]
            ) {
              same.push(next as typeof item);
              i++;
            }
            this.#conditional(item.condition, same);
          }
          break;
        case "open":
          this.#out.through(() => {
            this.#out.name(item.size.property);
            this.#out.line(
              `const ${this.#out.open()} = ${this.#out.wire("enter")}(r, ${this.#refs.content(item.size)});`,
            );
            this.#out.line("end = r.end;");
          });
          break;
        case "close":
          this.#close(item.size);
          break;
        case "mayEnd":
          this.#mayEnd(item, tree);
          break;
      }
    }
    flush();
  }

  /** Fields under one condition. */
  #conditional(condition: ConditionModel, items: readonly (Item & { item: "field" | "derived" })[]): void {
    this.#out.toP();
    for (const item of items) this.#variables.declare(item);
    this.#out.block(`if (${this.#refs.condition(condition)})`, () => {
      let run: RunPart[] = [];
      for (const { condition: _, ...item } of items) {
        const part = this.#runs.runPart(item as Item & { item: "field" | "derived" });
        if (part !== undefined) {
          run.push(part);
          continue;
        }
        this.#runs.run(run);
        run = [];
        this.#variable(item as Item & { item: "field" | "derived" });
      }
      this.#runs.run(run);
      this.#out.toP();
    });
  }

  #variable(item: Item & { item: "field" | "derived" }): void {
    const { inP } = this.#out;
    this.#out.toR();
    if (item.item === "derived") {
      this.#variables.declare(item);
      this.#out.name(item.derived.property);
      const put = (expression: string): void => this.#out.line(`${local(item.derived.property)} = ${expression};`);
      this.#out.mark(`leaf(${JSON.stringify(`.${item.derived.property}`)})`);
      put(this.#values.take(item.derived.base));
      return;
    }
    const { field } = item;
    if (field.type.type === "nothing") return;
    this.#variables.declare(item);
    this.#out.name(field.property);
    const put = (expression: string): void => this.#out.line(`${local(field.property)} = ${expression};`);
    const read = (): void => this.#values.read(field.type, { put, field, counted: true, inP });
    if (this.#isLeaf(field.type)) this.#out.mark(`leaf(${JSON.stringify(`.${field.property}`)})`);
    // Content at a distance is marked where it lies.
    if (this.#isLeaf(field.type) || field.type.type === "at") read();
    else this.#out.marked(field.property, read);
  }

  /** Whether reading a field makes no marks: it ends where the next one begins. */
  #isLeaf({ type }: TypeModel): boolean {
    return !["structure", "list", "within", "choose", "at"].includes(type);
  }

  #mayEnd(item: Item & { item: "mayEnd" }, tree: Tree): void {
    this.#out.toR();
    const condition = item.condition === undefined ? "" : ` && ${this.#refs.condition(item.condition, true)}`;
    const { items, end } = tree;
    const after = items.slice(items.indexOf(item) + 1).find((one) => one.item === "field");
    if (end.end !== "member" || after?.item !== "field") return;
    this.#out.block(`if (r.pos === r.end${condition})`, () => {
      this.#out.line(
        `sent = ${this.#out.wire("deviation")}(r, sent, "endsBefore", ${JSON.stringify(after.field.property)}, r.pos);`,
      );
      this.#giveBack(end.member);
    });
  }

  #close(size: DerivedModel): void {
    this.#out.toR();
    const outer = this.#out.close();
    if (this.#out.offsets) this.#out.line("if (far > r.pos) r.pos = far;");
    this.#out.name(size.property);
    const rest = `${local(size.property)}Rest`;
    this.#out.line(`const ${rest} = ${this.#out.wire("leave")}(r, ${outer});`);
    this.#out.line("end = r.end;");
    this.#out.mark(`rest(${JSON.stringify(`${size.property}Rest`)}, ${rest})`);
    this.#out.line(
      `if (${rest} !== undefined) sent = ${this.#out.wire("deviation")}(r, sent, ${JSON.stringify(`${size.property}Rest`)}, ${rest}, r.pos - ${rest}.length);`,
    );
  }

  #split(split: Split): void {
    const { ref } = split;
    const word = this.#refs.raw(ref);
    const offset = this.#offsetOf(ref);
    const state = this.#out.inP;
    const named = this.#out.named;
    const { windows, opened } = this.#out;
    const starts = this.#out.starts;
    const branch = (tree: Tree): void => {
      this.#out.starts = new Map(starts);
      this.#out.inP = state;
      this.#out.named = named;
      this.#out.windows = windows;
      this.#out.opened = opened;
      this.tree(tree);
    };
    if (split.by === "boolean") {
      const yes = split.branches.find(({ keys }) => keys[0] === "true")?.tree ?? split.otherwise;
      const no = split.branches.find(({ keys }) => keys[0] === "false")?.tree ?? split.otherwise;
      if (yes !== undefined) this.#out.block(`if (${this.#refs.boolean(ref)})`, () => branch(yes));
      if (no !== undefined) branch(no);
      return;
    }
    const bytes = split.branches.some(({ hex: text }) => text !== undefined);
    this.#out.block(`switch (${bytes ? `${this.#out.wire("hexOf")}(${word})` : word})`, () => {
      const last = hasAll(split) ? split.branches.at(-1) : undefined;
      for (const { values, hex: text, tree } of split.branches.filter((one) => one !== last)) {
        const labels = text === undefined ? values.map(hex) : [JSON.stringify(text)];
        labels.slice(0, -1).forEach((label) => {
          this.#out.line(`case ${label}:`);
        });
        this.#out.block(`case ${labels.at(-1) ?? "undefined"}:`, () => branch(tree));
      }
      const otherwise = split.otherwise ?? last?.tree;
      if (otherwise !== undefined) {
        this.#out.block("default:", () => branch(otherwise));
      } else {
        this.#out.line("default:");
        this.#out.file.lines.indented(() => {
          this.#out.line(
            `throw ${this.#out.wire("unknownCase")}(${offset}, ${JSON.stringify(ref.name)}, ${bytes ? `${this.#out.wire("hexOf")}(${word})` : word});`,
          );
        });
      }
    });
  }

  /** Where the field that decided stands, as well as it is known. */
  #offsetOf(ref: RefModel): string {
    const name = ref.ref === "part" ? this.#refs.wordOf(ref) : ref.name;
    return this.#out.starts.get(name) ?? (this.#out.inP ? "p" : "r.pos");
  }

  #leaf(member: Member): void {
    this.#out.toR();
    if (this.#out.looseOffsets) this.#out.line("if (far > r.pos) r.pos = far;");
    for (const item of member.path) {
      if (item.item !== "field" || item.field.type.type !== "bits" || this.#words.sameUnnamed(item.field)) continue;
      this.#words.unnamed(item.field, item.field.type, member, "r.pos", item.condition !== undefined);
    }
    this.#giveBack(member);
  }

  #giveBack(member: Member): void {
    const plan = this.#out.plan;
    if (plan === undefined) return;
    if (this.#out.codec.depth !== undefined) this.#out.line("r.depth--;");
    if (member.section !== plan.codec.section)
      this.#out.mark(`form(${JSON.stringify(`${member.name} ${member.section}`)})`);
    if (this.#out.offsets) {
      if (this.#out.mapper !== undefined) this.#out.line("if (!tidy) r.block();");
      this.#out.line(
        `if (!tidy) sent = ${this.#out.wire("deviation")}(r, sent, "block", b.subarray(start, r.pos), start);`,
      );
    }
    const entries = [
      ...(this.#out.codec.ropId === undefined ? [] : [`ropId: ${ropHex(this.#out.codec.ropId)}`]),
      ...member.properties.map((property) => entry(property.name, this.#literal.value(property, member))),
      ...(plan.deviations.length > 0 ? ["asSent: sent"] : []),
    ];
    this.#out.line(`return ${literal(entries, this.#out.file.lines.indent + "  return ;".length)};`);
  }
}

/** Whether the bits that decide can hold nothing that has no branch. */
function hasAll({ ref, branches, otherwise }: Split): boolean {
  if (!("mask" in ref) || otherwise !== undefined) return false;
  return new Set(branches.flatMap(({ values }) => values)).size === (ref.mask >>> ref.shift) + 1;
}
