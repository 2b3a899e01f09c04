/** Prints how one form of a value is drawn: variables for what others depend on, then the object. */
import type { Codec, ConditionModel, FieldModel, PartModel, RefModel } from "../../ir/model.js";
import { simplify } from "../../plan/conditions.js";
import { excluded, type Item, type Member, type Plan, type Property } from "../../plan/plan.js";
import { entry, literal, local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex, ropHex, sentName } from "../types.js";
import { type Deeper, everyNode } from "./deeper.js";
import { bitsOf, Expressions } from "./expressions.js";
import { sentText } from "./sent.js";

const ENUMERATIONS = "enumerations.ts";

export function emitForm(program: Program, file: GeneratedFile, deeper: Deeper, plan: Plan, member: Member): void {
  new Form(program, file, deeper, plan, member).emit();
}

class Form {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #plan: Plan;
  readonly #codec: Codec;
  readonly #member: Member;
  readonly #locals: ReadonlySet<string>;
  readonly #print: Expressions;
  readonly #values = new Map<string, string>();

  constructor(program: Program, file: GeneratedFile, deeper: Deeper, plan: Plan, member: Member) {
    this.#program = program;
    this.#file = file;
    this.#plan = plan;
    this.#codec = plan.codec;
    this.#member = member;
    const fields = member.path.flatMap((item) => (item.item === "field" ? [item.field] : []));
    this.#locals = new Set([...referred(member), ...shared(fields)]);
    this.#print = new Expressions(program, file, deeper, plan.codec, fields, this.#locals, member.facts);
  }

  emit(): void {
    const { lines } = this.#file;
    for (const item of this.#member.path) this.#item(item);
    const { ropId } = this.#codec;
    const sent = sentText(this.#program, this.#plan, this.#member, (name) => this.#variable(name));
    const entries = [
      ...(ropId === undefined ? [] : [`ropId: ${ropHex(ropId)}`]),
      ...this.#member.properties.map(({ name }) => entry(name, this.#values.get(name) ?? this.#said(name))),
      ...(sent.length === 0 ? [] : [`asSent: ${this.#sent(sent)}`]),
    ];
    lines.line(`return ${literal(entries, lines.indent + 8)};`);
  }

  #sent(entries: readonly string[]): string {
    const type = this.#file.type(this.#program.fileOf(this.#codec), sentName(this.#codec));
    const text = literal(entries, this.#file.lines.indent + 30 + type.length).replaceAll("\n", "\n  ");
    return `d.sent<${type}>(() => (${text}))`;
  }

  /** What only the form says. */
  #said(name: string): string {
    const property = this.#member.properties.find((one) => one.name === name);
    return property === undefined ? "undefined" : this.#literals(property);
  }

  /** The value of a property in a variable, for those who print after it. */
  #variable(name: string): string {
    if (this.#locals.has(name)) return local(name);
    const value = this.#values.get(name) ?? this.#said(name);
    if (value !== local(name)) this.#file.lines.line(`const ${local(name)} = ${value};`);
    this.#values.set(name, local(name));
    return local(name);
  }

  #item(item: Item): void {
    if (item.item === "derived") {
      if (this.#locals.has(item.derived.property)) this.#count(item.derived.property);
      return;
    }
    if (item.item !== "field") return;
    const { field } = item;
    const left = item.condition === undefined ? true : simplify(item.condition, this.#member.facts);
    if (left === false) return;
    this.#implied(field);
    switch (field.type.type) {
      case "reserved":
      case "nothing":
        return;
      case "bits":
        for (const part of field.type.parts) this.#part(part, left);
        return;
      case "presence":
        return this.#put(field.property, "d.boolean()", left);
      default:
        return this.#put(field.property, this.#print.field(field), left);
    }
  }

  /** A count that stands right before its list, where others ask for it. */
  #implied({ type }: FieldModel): void {
    const derived =
      type.type === "list" && type.length.length === "count"
        ? type.length.count
        : type.type === "bytes" && type.extent.extent === "size"
          ? type.extent.size
          : undefined;
    if (derived !== undefined && !derived.placed && this.#locals.has(derived.property)) this.#count(derived.property);
  }

  #count(property: string): void {
    const { lines } = this.#file;
    const items = firstItems(this.#codec, property);
    if (items === undefined) lines.line(`const ${local(property)} = d.count();`);
    else lines.line(`const ${local(property)} = d.below(${this.#print.ref(items)}.length + 1);`);
  }

  #part(part: PartModel, left: boolean | ConditionModel): void {
    const { facts, presence } = this.#member;
    if (part.type.type === "reserved" || excluded(part, facts)) return;
    if (presence.get(part.name)?.by === "none") return;
    const own = part.condition === undefined ? true : simplify(part.condition, facts);
    const both: boolean | ConditionModel =
      typeof left === "boolean" ? own : typeof own === "boolean" ? left : { test: "all", of: [left, own] };
    this.#put(part.name, this.#print.part(part), both);
  }

  #put(name: string, drawn: string, condition: boolean | ConditionModel): void {
    const property = this.#member.properties.find((one) => one.name === name);
    const text = property === undefined ? drawn : this.#property(property, drawn);
    const nested = text.includes(" ? ") && !text.startsWith("d.") ? `(${text})` : text;
    const value = typeof condition === "boolean" ? text : `${this.#print.condition(condition)} ? ${nested} : undefined`;
    if (this.#locals.has(name)) {
      this.#file.lines.line(`const ${local(name)} = ${value};`);
      this.#values.set(name, local(name));
    } else this.#values.set(name, value);
  }

  #property(property: Property, drawn: string): string {
    const { value } = property;
    const fact = this.#member.facts.get(property.name);
    switch (value.kind) {
      case "literals":
        return this.#literals(property);
      case "others": {
        const names = this.#file.value(ENUMERATIONS, value.enumeration);
        const { wire } = this.#program.enumerations.get(value.enumeration) ?? { wire: "u8" };
        if (wire.startsWith("bytes")) return `d.bytesBut(${names}, ${Number(wire.slice(5))})`;
        return `d.nameBut(${[names, String(bitsOf(wire)), ...value.except.map((key) => JSON.stringify(key))].join(", ")})`;
      }
      default: {
        if (fact === undefined || value.kind !== "type" || value.type.type !== "integer") return drawn;
        const bits = bitsOf(value.type.wire);
        if ("not" in fact) return `d.bitsBut(${[String(bits), ...fact.not.map((key) => hex(Number(key)))].join(", ")})`;
        return "one" in fact ? `d.oneOf(${fact.one.map((key) => hex(Number(key))).join(", ")})` : drawn;
      }
    }
  }

  #literals({ value }: Property): string {
    if (value.kind !== "literals") return "undefined";
    const all = value.literals.map((one) => (typeof one === "number" ? hex(one) : JSON.stringify(one)));
    return all.length === 1 ? (all[0] ?? "") : `d.oneOf(${all.join(", ")})`;
  }
}

/** What conditions, choices and arguments on the way ask for. */
function referred({ path, facts }: Member): readonly string[] {
  const found: string[] = [];
  const note = (node: unknown): void =>
    everyNode(node, (one) => {
      const { ref, name, word, argument, count } = one as Partial<Record<string, string>>;
      if (ref === "part" && word !== undefined && word !== "") found.push(word);
      if ((ref === "field" || ref === "part" || ref === "derived") && name !== undefined) found.push(name);
      if (argument === "first" && count !== undefined) found.push(count);
    });
  for (const item of path) {
    if (item.item !== "field") continue;
    const left = item.condition === undefined ? true : simplify(item.condition, facts);
    if (left === false) continue;
    note(left);
    if (item.field.type.type !== "bits") note(item.field.type);
    else
      for (const { condition } of item.field.type.parts) if (condition !== undefined) note(simplify(condition, facts));
  }
  return found;
}

/** The counts that several lists share. */
function shared(fields: readonly FieldModel[]): readonly string[] {
  const all: string[] = [];
  for (const { type } of fields)
    everyNode(type, (node) => {
      const { derived, property } = node as Partial<Record<string, string>>;
      if ((derived === "count" || derived === "size") && property !== undefined) all.push(property);
    });
  return all.filter((name, index) => all.indexOf(name) !== index);
}

/** The list whose first items a count counts. */
function firstItems({ body }: Codec, count: string): RefModel | undefined {
  let found: RefModel | undefined;
  everyNode(body, (node) => {
    const argument = node as { argument?: string; count?: string; items?: RefModel };
    if (argument.argument === "first" && argument.count === count) found = argument.items;
  });
  return found;
}
