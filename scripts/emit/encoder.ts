/** Emits the encoder of a codec: the decoder's mirror over the same plan. Counts, sizes and presence bits are derived. */
import type {
  ArgumentModel,
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  RefModel,
  RowModel,
  TypeModel,
} from "../ir/model.js";
import { sameCondition, simplify } from "../plan/conditions.js";
import {
  deviationsOf,
  excluded,
  type Item,
  type Member,
  membersOf,
  noneOf,
  openParts,
  type Plan,
  partOf,
  reservedName,
  type Split,
  showsItself,
  type Tree,
  unnamedMask,
} from "../plan/plan.js";
import { wireSize } from "../plan/sizes.js";
import { nameFunction } from "./enumerations.js";
import { withImplied } from "./flatten.js";
import { local } from "./names.js";
import type { GeneratedFile, Program } from "./program.js";
import { hex, missingContextOf, paramText, ropHex, specText, typeText } from "./types.js";

const ENUMERATIONS = "enumerations.ts";

export function emitEncoder(program: Program, file: GeneratedFile, codec: Codec): void {
  new EncoderEmitter(program, file, codec).emit();
}

class EncoderEmitter {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #plan: Plan | undefined;
  /** Positions of sizes and offsets that are written after their content. */
  readonly #places = new Set<string>();
  #lists = false;
  #offsets = false;
  #member: Member | undefined;
  /** The rows before the form is decided. */
  #now: readonly Item[] = [];
  #afterEnd = false;
  /** Whether `at` holds the name of a field. */
  #named = false;
  /** The variable that holds the value: narrowed by a cast where a parameter decides the form. */
  #value = "value";

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.#program = program;
    this.#file = file;
    this.#codec = codec;
    this.#plan = program.plan(codec);
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section, params } = this.#codec;
    const more = params.map(
      (param) => `${local(param.name)}: ${paramText(this.#program, this.#file, this.#codec, param.name)}`,
    );
    const head = [`w: ${this.#file.type(this.#program.wire, "Writer")}`, `value: ${name}`, ...more].join(", ");
    lines.doc(`Encodes a ${name} where the writer stands. ${specText(section)}`.trim(), "@throws RopEncodeError");
    lines.block(`export function encode${name}(${head}): void`, () => {
      const mark = lines.mark();
      if (this.#plan === undefined) this.#typeBody();
      else this.#tableBody(this.#plan);
      const body = lines.cut(mark);
      const text = body.join("\n");
      if (/\bat = /.test(text)) lines.line('let at = "";');
      if (this.#lists) lines.line("let index = -1;");
      if (/\bp = reserve/.test(text)) lines.line("let p: number;");
      if (this.#offsets) lines.line("const start = w.pos;");
      for (const place of this.#places) lines.line(`let ${place} = 0;`);
      lines.guarded(body, () => {
        lines.line(
          `throw ${this.#wire("inside")}(error, ${/\bat = /.test(text) ? "at" : '""'}, ${this.#lists ? "index" : "-1"}, undefined, ${JSON.stringify(section)});`,
        );
      });
    });
    lines.line();
  }

  #line(text: string): void {
    this.#file.lines.line(text);
  }

  #block(head: string, inner: () => void, tail = ""): void {
    this.#file.lines.block(head, inner, tail);
  }

  #wire(name: string): string {
    return this.#file.value(this.#program.wire, name);
  }

  #typeBody(): void {
    const { body, depth } = this.#codec;
    if (body.body !== "type") return;
    if (depth !== undefined) this.#line(`${this.#wire("deeperInto")}(w, ${depth});`);
    this.#append(body.type, "value", undefined);
    if (depth !== undefined) this.#line("w.depth--;");
  }

  #tableBody(plan: Plan): void {
    const { codec, tree } = plan;
    this.#line(`${this.#wire("needObject")}(w, value);`);
    if (plan.deviations.some(({ name }) => name === "block")) {
      this.#block(`if (${this.#value}.asSent?.block !== undefined)`, () => {
        this.#line(`${this.#wire("appendBytes")}(w, ${this.#value}.asSent.block);`);
        this.#line("return;");
      });
    }
    if (codec.depth !== undefined) this.#line(`${this.#wire("deeperInto")}(w, ${codec.depth});`);
    const start: RunPart[] = codec.ropId === undefined ? [] : [{ size: 1, write: (at) => this.#ropId(codec, at) }];
    this.#tree(tree, start, []);
    if (codec.depth !== undefined) this.#line("w.depth--;");
  }

  #ropId(codec: Codec, at: string): void {
    const id = ropHex(codec.ropId ?? 0);
    this.#line(`${this.#wire("putRopId")}(w, ${at}, value.ropId, ${id});`);
    if (codec.alsoRopId === undefined) return;
    const sent = `${this.#wire("oneOf")}(w, value.asSent?.ropId ?? ${id}, "ropId", ${id}, ${ropHex(codec.alsoRopId)})`;
    this.#line(`${this.#wire("putU8")}(w, ${at}, ${sent}, "ropId");`);
  }

  // ---- trees ----------------------------------------------------------------------------------------------------

  #tree(tree: Tree, start: readonly RunPart[], pending: readonly Item[]): void {
    const items = [...pending, ...withImplied(tree.items)];
    if (tree.end.end === "member") {
      this.#member = tree.end.member;
      this.#refuseOthers(tree.end.member);
      this.#items(items, start);
      this.#member = undefined;
      return;
    }
    // What depends on the form is written in the branches.
    const at = items.findIndex((item) => this.#dependsOnForm(item, items));
    const now = at < 0 ? items : items.slice(0, at);
    const later = at < 0 ? [] : items.slice(at);
    const before = this.#now;
    this.#now = [...before, ...items];
    if (now.length > 0) this.#items(now, start);
    this.#split(tree.end, now.length > 0 ? [] : start, later);
    this.#now = before;
  }

  #dependsOnForm(item: Item, items: readonly Item[]): boolean {
    if (item.item === "derived") return this.#contentOf(item.derived, items) === undefined;
    if (item.item === "open") return true;
    if (item.item !== "field") return false;
    const { type } = item.field;
    if (type.type === "presence") return true;
    return (
      type.type === "bits" && type.parts.some((part) => part.type.type === "presence" || part.condition !== undefined)
    );
  }

  /** Properties of other forms must not be set: they would be dropped. */
  #refuseOthers(member: Member): void {
    const { members } = this.#plan ?? { members: [] };
    const own = new Set(member.properties.map(({ name }) => name));
    const others = [...new Set(members.flatMap(({ properties }) => properties.map(({ name }) => name)))].filter(
      (name) => !own.has(name),
    );
    if (others.length > 0)
      this.#line(
        `${this.#wire("absent")}(w, ${this.#value}, ${others.map((name) => JSON.stringify(name)).join(", ")});`,
      );
    this.#refuseOtherDeviations(member);
  }

  /** What was sent otherwise in another form cannot be written in this one. */
  #refuseOtherDeviations(member: Member): void {
    const { enumerations } = this.#program;
    const own = new Set(deviationsOf([member], enumerations).map(({ name }) => name));
    const others = (this.#plan?.deviations ?? [])
      .map(({ name }) => name)
      .filter((name) => name !== "ropId" && !own.has(name));
    if (others.length === 0) return;
    const names = others.map((name) => JSON.stringify(name)).join(", ");
    this.#line(`if (${this.#value}.asSent !== undefined) ${this.#wire("absent")}(w, ${this.#value}.asSent, ${names});`);
  }

  #split(split: Split, start: readonly RunPart[], pending: readonly Item[]): void {
    const { ref } = split;
    if (split.by === "boolean") {
      const yes = split.branches.find(({ keys }) => keys[0] === "true")?.tree ?? split.otherwise;
      const no = split.branches.find(({ keys }) => keys[0] === "false")?.tree ?? split.otherwise;
      this.#block(
        `if (${this.#value}.${ref.name})`,
        () => yes !== undefined && this.#tree(yes, start, pending),
        " else {",
      );
      this.#file.lines.indented(() => no !== undefined && this.#tree(no, start, pending));
      this.#line("}");
      return;
    }
    if (ref.ref === "parameter") return this.#splitByParameter(split, start, pending);
    const discriminant = split.by === "outcome" ? "outcome" : ref.name;
    this.#block(`switch (${this.#value}.${discriminant})`, () => {
      for (const { keys, values, tree } of split.branches) {
        keys.slice(0, -1).forEach((key) => {
          this.#line(`case ${JSON.stringify(key)}:`);
        });
        this.#block(`case ${JSON.stringify(keys.at(-1))}:`, () => {
          if (split.by === "outcome") this.#checkDeciding("oneOf", ref.name, values);
          this.#tree(tree, start, pending);
          this.#line("break;");
        });
      }
      const { otherwise } = split;
      if (otherwise !== undefined && split.by === "outcome") {
        const name = this.#outcomeOf(otherwise);
        this.#block(`case ${JSON.stringify(name)}:`, () => {
          this.#checkDeciding(
            "noneOf",
            ref.name,
            split.branches.flatMap(({ values }) => values),
          );
          this.#tree(otherwise, start, pending);
          this.#line("break;");
        });
      }
      if (otherwise !== undefined && split.by !== "outcome") {
        this.#block("default:", () => {
          this.#tree(otherwise, start, pending);
        });
      } else {
        this.#line("default:");
        this.#file.lines.indented(() => {
          this.#line(
            `throw ${this.#wire("noCase")}(w, "${discriminant}", (value as { ${discriminant}?: unknown }).${discriminant});`,
          );
        });
      }
    });
  }

  /** The number that decides the form must fit the outcome. */
  #checkDeciding(check: "oneOf" | "noneOf", property: string, values: readonly number[]): void {
    this.#line(
      `${this.#wire(check)}(w, ${this.#value}.${property}, ${JSON.stringify(property)}, ${values.map(hex).join(", ")});`,
    );
  }

  /** A parameter decides: the value itself does not say its form. */
  #splitByParameter(split: Split, start: readonly RunPart[], pending: readonly Item[]): void {
    const { ref } = split;
    const outer = this.#value;
    const branch = (tree: Tree): void => {
      const forms = membersOf(tree).map(({ name }) => name);
      this.#value = outer === "value" ? "form" : `${outer}Form`;
      this.#line(`const ${this.#value} = ${outer} as ${forms.join(" | ")};`);
      this.#tree(tree, start, pending);
      this.#value = outer;
    };
    this.#block(`switch (${local(ref.name)})`, () => {
      for (const { values, tree } of split.branches) {
        this.#block(`case ${hex(values[0] ?? 0)}:`, () => {
          branch(tree);
          this.#line("break;");
        });
      }
      const { otherwise } = split;
      this.#block("default:", () => {
        if (otherwise === undefined) this.#line(`throw ${this.#wire("noCase")}(w, "", ${local(ref.name)});`);
        else branch(otherwise);
      });
    });
  }

  #outcomeOf(tree: Tree): string {
    const member = firstMember(tree);
    const outcome = member?.properties.find(({ name }) => name === "outcome")?.value;
    return outcome?.kind === "literals" ? String(outcome.literals[0]) : "";
  }

  // ---- items ----------------------------------------------------------------------------------------------------

  #items(items: readonly Item[], start: readonly RunPart[]): void {
    let run: RunPart[] = [...start];
    const flush = (): void => {
      this.#run(run);
      run = [];
    };
    const stack: { size: DerivedModel }[] = [];
    this.#afterEnd = false;
    let closing = 0;
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if (
        (item.item === "field" || item.item === "derived") &&
        item.condition === undefined &&
        !this.#mayBeMissing(item)
      ) {
        const part = this.#runPart(item, items);
        if (part !== undefined) {
          run.push(part);
          continue;
        }
      }
      flush();
      switch (item.item) {
        case "field":
        case "derived":
          if (item.condition === undefined && !this.#mayBeMissing(item)) this.#variable(item, items);
          else {
            const same: (Item & { item: "field" | "derived" })[] = [item];
            // A count or size belongs to the field behind it.
            while (same.at(-1)?.item === "derived") {
              const next = items[i + 1];
              if (next?.item !== "field" && next?.item !== "derived") break;
              if (!sameCondition(next.condition, item.condition)) break;
              same.push(next);
              i++;
            }
            this.#conditional(same, items);
          }
          break;
        case "open":
          stack.push({ size: item.size });
          this.#line(`const ${local(item.size.property)}Start = w.pos;`);
          break;
        case "close": {
          const { size } = item;
          stack.pop();
          this.#line(
            `if (${this.#value}.asSent?.${size.property}Rest !== undefined) ${this.#wire("appendBytes")}(w, ${this.#value}.asSent.${size.property}Rest);`,
          );
          this.#patch(size, `w.pos - ${local(size.property)}Start`);
          break;
        }
        case "mayEnd": {
          const after = items.slice(i + 1).flatMap((one) => (one.item === "field" ? [one.field.property] : []));
          const allowed = item.condition === undefined ? "true" : this.#condition(item.condition);
          this.#block(
            `if (${this.#wire("endsEarly")}(w, ${this.#endsHere(items.slice(i + 1))}, ${JSON.stringify(after[0] ?? "")}, ${allowed}))`,
            () => {
              this.#line(
                `${this.#wire("absent")}(w, ${this.#value}, ${after.map((name) => JSON.stringify(name)).join(", ")});`,
              );
            },
            " else {",
          );
          closing++;
          this.#file.lines.deeper();
          this.#afterEnd = true;
          break;
        }
      }
    }
    flush();
    for (; closing > 0; closing--) {
      this.#file.lines.shallower();
      this.#line("}");
    }
    this.#afterEnd = false;
  }

  /** Where the value ends early, unless that is one of the later places where it may. */
  #endsHere(items: readonly Item[]): string {
    const sent = `${this.#value}.asSent?.endsBefore`;
    const later = items.flatMap((item, index) => {
      const next = item.item === "mayEnd" ? items.slice(index).find((one) => one.item === "field") : undefined;
      return next?.item === "field" ? [`${sent} === ${JSON.stringify(next.field.property)}`] : [];
    });
    return later.length === 0 ? sent : `${later.join(" || ")} ? undefined : ${sent}`;
  }

  /** Behind a tolerated end, properties are optional and must be asked for. */
  #mayBeMissing(item: Item & { item: "field" | "derived" }): boolean {
    return this.#afterEnd && item.item === "field" && item.field.type.type !== "reserved";
  }

  #conditional(items: readonly (Item & { item: "field" | "derived" })[], all: readonly Item[]): void {
    const field = items.find((item) => item.item === "field")?.field;
    const condition = items[0]?.condition;
    const bare = items.map(({ condition: _, ...item }) => item as Item & { item: "field" | "derived" });
    const inner = (): void => {
      const end = this.#afterEnd;
      this.#afterEnd = false;
      this.#bare(bare, all);
      this.#afterEnd = end;
    };
    if (field === undefined || !showsItself(field.type, this.#program.structures)) {
      if (condition === undefined) return inner();
      // The value does not show whether it is there: only what must not be there is refused.
      const names = field === undefined ? [] : this.#propertiesOf(field);
      const refuse = `${this.#wire("absent")}(w, ${this.#value}, ${names.map((name) => JSON.stringify(name)).join(", ")});`;
      return this.#block(`if (${this.#condition(condition)})`, inner, names.length === 0 ? "" : ` else ${refuse}`);
    }
    if (condition !== undefined && this.#isSaidBy(condition, field.property)) {
      this.#block(`if (${this.#value}.${field.property} !== undefined)`, inner);
      return;
    }
    const text = condition === undefined ? "true" : this.#condition(condition);
    this.#block(
      `if (${this.#wire("present")}(w, ${this.#value}.${field.property}, ${text}, ${JSON.stringify(field.property)}))`,
      inner,
    );
  }

  /** The properties that a field is in the value: one, none, or one for each part of a word. */
  #propertiesOf({ property, type }: FieldModel): readonly string[] {
    const own = type.type === "bits" ? type.parts.map(({ name }) => name) : [property];
    const all = this.#member === undefined ? (this.#plan?.members ?? []) : [this.#member];
    return own.filter((name) => all.some(({ properties }) => properties.some((one) => one.name === name)));
  }

  #bare(items: readonly (Item & { item: "field" | "derived" })[], all: readonly Item[]): void {
    let run: RunPart[] = [];
    for (const item of items) {
      const part = this.#runPart(item, all);
      if (part !== undefined) {
        run.push(part);
        continue;
      }
      this.#run(run);
      run = [];
      this.#variable(item, all);
    }
    this.#run(run);
  }

  /** Whether the condition is the presence bit that this very property stands for. */
  #isSaidBy(condition: ConditionModel, property: string): boolean {
    if (condition.test !== "true") return false;
    const how = this.#member?.presence.get(condition.ref.name);
    return how?.by === "field" && how.property === property;
  }

  // ---- runs of fixed-size fields --------------------------------------------------------------------------------

  #run(run: readonly RunPart[]): void {
    const total = run.reduce((sum, { size }) => sum + size, 0);
    if (total === 0) return;
    this.#line(`p = ${this.#wire("reserve")}(w, ${total});`);
    let offset = 0;
    for (const part of run) {
      part.write(offset === 0 ? "p" : `p + ${offset}`);
      offset += part.size;
    }
  }

  #runPart(item: Item & { item: "field" | "derived" }, items: readonly Item[]): RunPart | undefined {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    const size = this.#program.sizes.fixed(type);
    if (size === undefined || type.type === "nothing" || type.type === "structure") return undefined;
    if (item.item === "derived") return { size, write: (at) => this.#derivedAt(item.derived, at, items) };
    return { size, write: (at) => this.#fieldAt(item.field, type, at) };
  }

  #fieldAt(field: FieldModel, type: TypeModel, at: string): void {
    const access = `${this.#value}.${field.property}`;
    const sent = `${this.#value}.asSent?.${field.property}`;
    const quoted = JSON.stringify(field.property);
    switch (type.type) {
      case "reserved": {
        const sent = `${this.#value}.asSent?.${reservedName(field)}`;
        const quoted = JSON.stringify(reservedName(field));
        if (type.base.type === "bytes") {
          const length = type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0;
          return this.#line(`${this.#wire("putReserved")}(w, ${at}, ${sent}, ${length}, ${quoted});`);
        }
        return this.#put(type.base, at, `${sent} ?? ${hex(type.value)}`, quoted);
      }
      case "constant":
        return this.#put(
          { type: "integer", wire: type.wire },
          at,
          `${this.#wire("oneOf")}(w, ${access}, ${quoted}, ${hex(type.value)})`,
          quoted,
        );
      case "boolean":
        return this.#put(
          { type: "integer", wire: type.wire },
          at,
          `${this.#wire("booleanValue")}(w, ${access}, ${sent}, ${quoted})`,
          quoted,
        );
      case "presence": {
        const how = this.#member?.presence.get(field.property);
        const yes = how?.by === "field" ? `${this.#value}.${how.property} !== undefined` : access;
        return this.#put(
          { type: "integer", wire: type.wire as "u8" | "u16" },
          at,
          `${this.#wire("booleanValue")}(w, ${yes}, ${sent}, ${quoted})`,
          quoted,
        );
      }
      case "enumeration":
        if (type.wire.startsWith("bytes")) return this.#put(type, at, access, quoted);
        return this.#put(
          { type: "integer", wire: type.wire as "u8" },
          at,
          this.#enumerationNumber(type, access, sent, field.property),
          quoted,
        );
      case "bits":
        return this.#put({ type: "integer", wire: type.wire }, at, this.#word(field, type), quoted);
      case "list": {
        const count = type.length.length === "fixed" ? type.length.count : 0;
        const of = this.#program.sizes.alias(type.of);
        const size = this.#program.sizes.fixed(of) ?? 0;
        this.#line(
          `${this.#wire("agree")}(w, ${this.#wire("lengthOf")}(w, ${access}, ${quoted}), ${count}, ${quoted});`,
        );
        this.#block(`for (let i = 0; i < ${count}; i++)`, () =>
          this.#put(of, `${at} + ${size} * i`, `${access}[i]!`, quoted),
        );
        return;
      }
      case "integer": {
        const fact = this.#member?.facts.get(field.property);
        if (fact !== undefined && "one" in fact) {
          return this.#put(
            type,
            at,
            `${this.#wire("oneOf")}(w, ${access}, ${quoted}, ${fact.one.map((key) => hex(Number(key))).join(", ")})`,
            quoted,
          );
        }
        if (fact !== undefined && "not" in fact) {
          return this.#put(
            type,
            at,
            `${this.#wire("noneOf")}(w, ${access}, ${quoted}, ${fact.not.map((key) => hex(Number(key))).join(", ")})`,
            quoted,
          );
        }
        return this.#put(type, at, access, quoted);
      }
      default:
        return this.#put(type, at, access, quoted);
    }
  }

  #put(type: TypeModel, at: string, expression: string, quoted: string): void {
    switch (type.type) {
      case "boolean":
        return this.#put({ type: "integer", wire: type.wire }, at, `Number(${expression})`, quoted);
      case "enumeration": {
        const names = this.#file.value(ENUMERATIONS, type.name);
        if (type.wire.startsWith("bytes")) {
          const bytes = `${this.#wire("enumerationBytes")}(w, ${names}, ${expression}, ${quoted})`;
          return this.#line(`${this.#wire("putBytes")}(w, ${at}, ${bytes}, ${wireSize(type.wire)}, ${quoted});`);
        }
        const number = `${this.#wire("enumerationValue")}(w, ${names}, ${expression}, ${quoted})`;
        return this.#put({ type: "integer", wire: type.wire as "u8" }, at, number, quoted);
      }
      case "guid":
        return this.#line(`${this.#wire("putBytes")}(w, ${at}, ${expression}, 16, ${quoted});`);
      case "bytes":
        return this.#line(
          `${this.#wire("putBytes")}(w, ${at}, ${expression}, ${type.extent.extent === "fixed" ? type.extent.bytes : 0}, ${quoted});`,
        );
      case "structure":
        return this.#put(this.#program.sizes.alias(type), at, expression, quoted);
      default:
        if (!("wire" in type)) throw new Error(`${type.type} is not written in place`);
        return this.#line(`${this.#wire(`put${type.wire.toUpperCase()}`)}(w, ${at}, ${expression}, ${quoted});`);
    }
  }

  #enumerationNumber(
    type: TypeModel & { type: "enumeration" },
    access: string,
    sent: string,
    property: string,
  ): string {
    const names = this.#file.value(ENUMERATIONS, type.name);
    const aliased = this.#program.enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1) ?? false;
    const quoted = JSON.stringify(property);
    if (!aliased) return `${this.#wire("enumerationValue")}(w, ${names}, ${access}, ${quoted})`;
    return `${this.#wire("aliasValue")}(w, ${names}, ${this.#file.value(ENUMERATIONS, nameFunction(type.name))}, ${access}, ${sent}, ${quoted})`;
  }

  /** The number of a word from its parts. */
  #word(field: FieldModel, type: TypeModel & { type: "bits" }): string {
    const member = this.#member;
    const parts = type.parts.flatMap((part): string[] => {
      if (part.type.type === "reserved" || (member !== undefined && excluded(part, member.facts))) return [];
      const access = `${this.#value}.${part.name}`;
      const quoted = JSON.stringify(part.name);
      if (part.type.type === "presence") {
        const how = member?.presence.get(part.name);
        if (how?.by === "none") return [];
        if (how?.by === "field") return [`(${this.#value}.${how.property} !== undefined ? ${hex(part.mask)} : 0)`];
      }
      const left = part.condition === undefined ? true : simplify(part.condition, member?.facts ?? new Map());
      const ifThere = (text: string): string =>
        typeof left === "boolean" && !this.#isOptional(part.name)
          ? text
          : `(${this.#wire("present")}(w, ${access}, ${typeof left === "boolean" ? left : this.#condition(left)}, ${quoted}) ? ${text} : 0)`;
      if (part.type.type === "bit" || part.type.type === "presence")
        return [ifThere(`${this.#wire("flagValue")}(w, ${access}, ${hex(part.mask)}, ${quoted})`)];
      const max = part.mask >>> part.shift;
      const number =
        part.type.type === "enumeration" ? this.#enumerationNumber(part.type, access, "undefined", part.name) : access;
      const fit = `${this.#wire("partValue")}(w, ${number}, ${hex(max)}, ${quoted})`;
      return [ifThere(part.shift === 0 ? fit : `(${fit} << ${part.shift})`)];
    });
    const unnamed = this.#unnamed(field, type);
    if (unnamed !== undefined)
      parts.push(
        `${this.#wire("unnamedBits")}(w, ${this.#value}.asSent?.${field.property}, ${unnamed}, ${JSON.stringify(field.property)})`,
      );
    const text = parts.length === 0 ? "0" : parts.join(" | ");
    return type.wire === "u32" ? `(${text}) >>> 0` : text;
  }

  /** The bits of a word that have no name, among them those of parts whose condition does not hold. */
  #unnamed(field: FieldModel, type: TypeModel & { type: "bits" }): string | undefined {
    const member =
      this.#member ??
      this.#plan?.members.find((one) => one.path.some((item) => item.item === "field" && item.field === field));
    if (member === undefined) return undefined;
    const mask = unnamedMask(type, member);
    const open = openParts(type, member).map(
      ({ condition, mask: bits }) => `(${this.#condition(condition)} ? 0 : ${hex(bits)})`,
    );
    if (open.length > 0) return [hex(mask), ...open].join(" | ");
    return mask === 0 ? undefined : hex(mask);
  }

  #isOptional(property: string): boolean {
    const all = this.#member === undefined ? (this.#plan?.members ?? []) : [this.#member];
    return all.some(({ properties }) => properties.some(({ name, optional }) => name === property && optional));
  }

  // ---- counts, sizes, offsets -----------------------------------------------------------------------------------

  /** What a count, size or offset belongs to. */
  #contentOf(derived: DerivedModel, items: readonly Item[]): Content | undefined {
    for (const item of items) {
      if (item.item === "open" && item.size.property === derived.property) return { by: "window" };
      if (item.item !== "field") continue;
      const found = this.#contentIn(
        item.field,
        item.field.type,
        derived,
        `${this.#value}.${item.field.property}`,
        item.condition !== undefined,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #contentIn(
    field: FieldModel,
    type: TypeModel,
    derived: DerivedModel,
    access: string,
    conditional: boolean,
  ): Content | undefined {
    const optional = conditional || noneOf(field.type) !== undefined;
    const same = (other: DerivedModel): boolean => other.property === derived.property;
    switch (type.type) {
      case "bytes":
        return type.extent.extent === "size" && same(type.extent.size)
          ? { by: "length", access, field: field.property, optional }
          : undefined;
      case "list":
        return type.length.length === "count" && same(type.length.count)
          ? { by: "length", access, field: field.property, optional }
          : undefined;
      case "within":
        if (same(type.size)) return { by: "window" };
        return this.#contentIn(field, type.of, derived, access, conditional);
      case "at":
        if (same(type.offset)) return { by: "window" };
        return this.#contentIn(field, type.of, derived, access, true);
      case "structure": {
        for (const { name, value } of type.args) {
          if (value.argument !== "first" || value.count !== derived.property) continue;
          const list = this.#program.structures.get(type.name);
          const property = list === undefined ? undefined : eachProperty(list, name);
          if (property !== undefined)
            return { by: "length", access: `${access}?.${property}`, field: field.property, optional: false };
        }
        return undefined;
      }
      default:
        return undefined;
    }
  }

  #derivedAt(derived: DerivedModel, at: string, items: readonly Item[]): void {
    const quoted = JSON.stringify(derived.property);
    const content = this.#contentOf(derived, items);
    if (content?.by === "length") {
      this.#put(derived.base, at, this.#lengthText(derived, content), quoted);
      return;
    }
    const place = `${local(derived.property)}At`;
    this.#places.add(place);
    this.#line(`${place} = ${at};`);
    this.#put(derived.base, at, hex(derived.none ?? 0), quoted);
  }

  #lengthText(derived: DerivedModel, content: Content & { by: "length" }): string {
    const { access, field, optional } = content;
    const quoted = JSON.stringify(field);
    const length = `${this.#wire("lengthOf")}(w, ${access}, ${quoted})`;
    const plus = derived.plus === undefined ? length : `${length} + ${derived.plus}`;
    if (derived.none !== undefined) {
      return `${access} === undefined ? ${hex(derived.none)} : ${this.#wire("notNone")}(w, ${plus}, ${hex(derived.none)}, ${quoted})`;
    }
    return optional ? `${access} === undefined ? 0 : ${plus}` : plus;
  }

  /** Writes a size behind its content. */
  #patch(derived: DerivedModel, length: string): void {
    const { base } = derived;
    const place = `${local(derived.property)}At`;
    const quoted = JSON.stringify(derived.property);
    const plus = derived.plus === undefined ? length : `${length} + ${derived.plus}`;
    const text =
      derived.none === undefined || derived.derived === "offset"
        ? plus
        : `${this.#wire("notNone")}(w, ${plus}, ${hex(derived.none)}, ${quoted})`;
    const put = (type: TypeModel): void => {
      if (type.type !== "choose") return this.#put(type, place, text, quoted);
      const others = type.otherwise === undefined ? type.cases.slice(0, -1) : type.cases;
      const last = type.otherwise ?? type.cases.at(-1)?.of;
      for (const { key, values, of } of others) {
        this.#line(`${of === others[0]?.of ? "" : "} else "}if (${this.#isCase(type.ref, key, values)}) {`);
        this.#file.lines.indented(() => put(of));
      }
      this.#line("} else {");
      this.#file.lines.indented(() => last !== undefined && put(last));
      this.#line("}");
    };
    put(base);
  }

  // ---- variable-size fields -------------------------------------------------------------------------------------

  #variable(item: Item & { item: "field" | "derived" }, items: readonly Item[]): void {
    if (item.item === "derived") {
      const { derived } = item;
      const content = this.#contentOf(derived, items);
      if (content?.by === "length") return this.#append(derived.base, this.#lengthText(derived, content));
      const place = `${local(derived.property)}At`;
      this.#places.add(place);
      this.#line(`${place} = w.pos;`);
      return this.#append(derived.base, hex(derived.none ?? 0));
    }
    const { field } = item;
    if (field.type.type === "nothing") return;
    const access = `${this.#value}.${field.property}`;
    const none = noneOf(field.type);
    const inner = (): void => {
      // An offset that does not fit is not the fault of what stands there.
      if (field.type.type !== "at") this.#name(field.property);
      this.#append(field.type, access, { field, counted: true });
      this.#unname();
    };
    if (none === undefined) inner();
    else this.#block(`if (${access} !== undefined)`, inner);
  }

  #name(property: string): void {
    this.#line(`at = ${JSON.stringify(property)};`);
    this.#named = true;
  }

  #unname(): void {
    if (this.#named) this.#line('at = "";');
    this.#named = false;
  }

  /** Writes a value where the writer stands. */
  #append(type: TypeModel, access: string, source: Source = {}): void {
    switch (type.type) {
      case "list":
        return this.#list(type, access, source);
      case "within":
        return this.#within(type, access, source);
      case "choose":
        return this.#choose(type, access);
      case "at": {
        this.#offsets = true;
        this.#patch(type.offset, "w.pos - start");
        if (source.field === undefined) return this.#append(type.of, access);
        this.#name(source.field.property);
        return this.#append(type.of, access, { field: source.field });
      }
      case "bytes":
        if (type.extent.extent === "fixed")
          return this.#line(`${this.#wire("appendFixedBytes")}(w, ${access}, ${type.extent.bytes});`);
        if (type.extent.extent === "size" && !isCounted(type.extent.size, source)) {
          const { base, plus } = type.extent.size;
          this.#append(base, `${this.#wire("lengthOf")}(w, ${access}, "")${plus === undefined ? "" : ` + ${plus}`}`);
        }
        this.#agreeWithSize(type, access, source.field);
        return this.#line(`${this.#wire("appendBytes")}(w, ${access});`);
      case "integer":
      case "flags":
      case "packed":
      case "bits":
      case "constant":
      case "bigInteger":
      case "float":
        return this.#line(`${this.#wire(`append${type.wire.toUpperCase()}`)}(w, ${access});`);
      case "enumeration":
        if (type.wire.startsWith("bytes")) {
          return this.#line(
            `${this.#wire("appendFixedBytes")}(w, ${this.#wire("enumerationBytes")}(w, ${this.#file.value(ENUMERATIONS, type.name)}, ${access}, ""), ${wireSize(type.wire)});`,
          );
        }
        return this.#line(
          `${this.#wire(`append${type.wire.toUpperCase()}`)}(w, ${this.#wire("enumerationValue")}(w, ${this.#file.value(ENUMERATIONS, type.name)}, ${access}, ""));`,
        );
      case "boolean":
        if (type.wire === "u16") return this.#line(`${this.#wire("appendU16")}(w, Number(${access}));`);
        return this.#line(`${this.#wire("appendBoolean")}(w, ${access});`);
      case "guid":
        return this.#line(`${this.#wire("appendFixedBytes")}(w, ${access}, 16);`);
      case "string":
        return this.#line(`${this.#wire(appendString(type.encoding))}(w, ${access});`);
      case "stringBy":
        this.#block(
          `if (${this.#condition(type.unicode)})`,
          () => this.#line(`${this.#wire("appendUtf16Z")}(w, ${access});`),
          " else {",
        );
        this.#file.lines.indented(() => this.#line(`${this.#wire("appendString8Z")}(w, ${access});`));
        this.#line("}");
        return;
      case "nothing":
        return this.#line(`${this.#wire("noValue")}(w, ${access});`);
      case "structure": {
        this.#guardArguments(type);
        const args = type.args.map((arg) => this.#argument(arg, access, type.name));
        const file = this.#program.fileOfStructure(type.name);
        return this.#line(`${this.#file.value(file, `encode${type.name}`)}(${["w", access, ...args].join(", ")});`);
      }
      default:
        throw new Error(`${this.#codec.name}: ${type.type} cannot be written here`);
    }
  }

  /** Two lists or bytes of one count or size must agree. */
  #agreeWithSize(type: TypeModel & { type: "bytes" | "list" }, access: string, field: FieldModel | undefined): void {
    const derived =
      type.type === "bytes"
        ? type.extent.extent === "size"
          ? type.extent.size
          : undefined
        : type.length.length === "count"
          ? type.length.count
          : undefined;
    if (derived === undefined || !derived.placed || field === undefined) return;
    const content = this.#contentOf(derived, this.#path);
    if (content?.by === "length" && content.field !== field.property) {
      this.#line(
        `${this.#wire("agree")}(w, ${this.#wire("lengthOf")}(w, ${access}, ""), ${this.#lengthText(derived, content)}, "");`,
      );
    }
  }

  #list(type: TypeModel & { type: "list" }, access: string, source: Source): void {
    const { length, of } = type;
    const { field } = source;
    this.#lists = true;
    const bare = field === undefined;
    const typed = bare
      ? `${access} as ${listCast(typeText(this.#program, this.#file, of, "value", this.#codec))}`
      : access;
    const inner = (): void => {
      this.#line(`const list = ${typed};`);
      if (bare || length.length === "toEnd" || length.length === "until")
        this.#line(`${this.#wire("lengthOf")}(w, list, "");`);
      if (length.length === "count" && !isCounted(length.count, source))
        this.#append(length.count.base, bare ? "list.length" : `${this.#wire("lengthOf")}(w, list, "")`);
      if (length.length === "fixed")
        this.#line(`${this.#wire("agree")}(w, ${this.#wire("lengthOf")}(w, list, ""), ${length.count}, "");`);
      if (length.length === "each") {
        this.#guard(length.items);
        this.#line(
          `${this.#wire("agree")}(w, ${this.#wire("lengthOf")}(w, list, ""), ${this.#listRef(length.items)}.length, "");`,
        );
      }
      this.#agreeWithSize(type, "list", field);
      if (length.length === "until") this.#line(`if (list.length === 0) throw ${this.#wire("noLast")}(w);`);
      this.#block("for (index = 0; index < list.length; index++)", () => {
        this.#guardArguments(of);
        if (length.length === "each") this.#line(`const item = ${this.#listRef(length.items)}[index]!;`);
        this.#line("const one = list[index]!;");
        this.#append(of, "one");
        if (length.length === "until")
          this.#line(
            `if ((${itemCondition(length.last)}) !== (index === list.length - 1)) throw ${this.#wire("noLast")}(w);`,
          );
      });
      this.#line("index = -1;");
    };
    this.#line("{");
    this.#file.lines.indented(inner);
    this.#line("}");
  }

  #within(type: TypeModel & { type: "within" }, access: string, { field }: Source): void {
    const { size, of } = type;
    if (field === undefined) {
      // A window among values: its size is written in front, then patched.
      this.#line("const sizeAt = w.pos;");
      this.#append(size.base, "0");
      this.#line("const contentAt = w.pos;");
      const cast = typeText(this.#program, this.#file, of, "value", this.#codec);
      this.#append(
        of,
        cast === typeText(this.#program, this.#file, type, "value", this.#codec) && access === "one"
          ? access
          : `${access} as ${cast}`,
      );
      const plus = size.plus === undefined ? "" : ` + ${size.plus}`;
      this.#put(size.base, "sizeAt", `w.pos - contentAt${plus}`, JSON.stringify(size.property));
      return;
    }
    const start = `${local(field.property)}Start`;
    this.#line(`const ${start} = w.pos;`);
    const missing = missingContextOf(this.#program, this.#codec, type);
    if (missing === undefined) this.#append(of, access, { field });
    else {
      this.#block(
        `if (${this.#wire("isUndecoded")}(w, ${access}))`,
        () => this.#line(`${this.#wire("appendBytes")}(w, ${access}.bytes);`),
        " else {",
      );
      this.#file.lines.indented(() => {
        this.#line(
          `if (${local(missing)} === undefined) throw ${this.#wire("needsContext")}(w, ${JSON.stringify(missing)});`,
        );
        this.#append(of, access, { field });
      });
      this.#line("}");
    }
    if (of.type === "string") {
      this.#line(
        `if (${this.#value}.asSent?.${field.property}Unterminated === true) w.pos -= ${of.encoding === "utf16" ? 2 : 1};`,
      );
    }
    this.#line(
      `if (${this.#value}.asSent?.${field.property}Rest !== undefined) ${this.#wire("appendBytes")}(w, ${this.#value}.asSent.${field.property}Rest);`,
    );
    this.#unname();
    this.#patch(size, `w.pos - ${start}`);
  }

  #choose(type: TypeModel & { type: "choose" }, access: string): void {
    const { ref, cases, otherwise } = type;
    const all = [...cases.map(({ of }) => of), ...(otherwise === undefined ? [] : [otherwise])];
    const alike = all.every((of) => of.type === "integer");
    const append = (of: TypeModel): void => {
      const asIs = alike || of.type === "list" || of.type === "within" || of.type === "nothing";
      this.#append(of, asIs ? access : `${access} as ${typeText(this.#program, this.#file, of, "value", this.#codec)}`);
    };
    const [first, second] = cases;
    const booleans = cases.every(({ key }) => key === "true" || key === "false");
    // Widths by a parameter are taken for complete: only schemas fill parameters in.
    const last =
      second === undefined || booleans || (alike && ref.ref === "parameter") ? (second?.of ?? otherwise) : undefined;
    if (first !== undefined && last !== undefined && cases.length <= 2) {
      this.#block(`if (${this.#isCase(ref, first.key, first.values)})`, () => append(first.of), " else {");
      this.#file.lines.indented(() => append(last));
      this.#line("}");
      return;
    }
    this.#block(`switch (${this.#raw(ref)})`, () => {
      for (const { values, of } of cases) {
        values.slice(0, -1).forEach((value) => {
          this.#line(`case ${hex(value)}:`);
        });
        this.#block(`case ${hex(values.at(-1) ?? 0)}:`, () => {
          append(of);
          this.#line("break;");
        });
      }
      this.#block("default:", () => {
        if (otherwise === undefined) this.#line(`throw ${this.#wire("noCase")}(w, "", ${this.#raw(ref)});`);
        else append(otherwise);
      });
    });
  }

  // ---- references -----------------------------------------------------------------------------------------------

  /** The rows on the way to here, as far as it is decided. */
  get #path(): readonly Item[] {
    return this.#member?.path ?? this.#now;
  }

  #row(name: string): FieldModel | undefined {
    const near = this.#path.find((item) => item.item === "field" && item.field.property === name);
    if (near?.item === "field") return near.field;
    const search = (rows: readonly RowModel[]): FieldModel | undefined => {
      for (const row of rows) {
        if (row.row === "field" && row.property === name) return row;
        const inner =
          row.row === "when" || row.row === "within"
            ? search(row.rows)
            : row.row === "choose"
              ? [...row.cases.map(({ of }) => of), row.otherwise ?? []].map(search).find((one) => one !== undefined)
              : undefined;
        if (inner !== undefined) return inner;
      }
      return undefined;
    };
    const { body } = this.#codec;
    if (body.body === "rows") return search(body.rows);
    if (body.body === "outcomes")
      return search(body.head) ?? body.forms.map(({ rows }) => search(rows)).find((one) => one !== undefined);
    return undefined;
  }

  /** The number that a reference is on the wire. */
  #raw(ref: RefModel): string {
    switch (ref.ref) {
      case "field": {
        const type = this.#row(ref.name)?.type;
        if (type?.type === "enumeration")
          return this.#enumerationNumber(
            type,
            `${this.#value}.${ref.name}`,
            `${this.#value}.asSent?.${ref.name}`,
            ref.name,
          );
        return `${this.#value}.${ref.name}`;
      }
      case "part": {
        const word = this.#row(ref.word);
        if (word?.type.type === "packed") return masked(`${this.#value}.${ref.word}`, ref.mask, ref.shift);
        const part = this.#partOf(ref.name);
        if (part?.type.type === "enumeration")
          return this.#enumerationNumber(part.type, `${this.#value}.${ref.name}`, "undefined", ref.name);
        return `${this.#value}.${ref.name}`;
      }
      case "item":
        return masked("item", ref.mask, ref.shift);
      case "derived":
        return `(${this.#derivedText(ref.name)})`;
      case "context":
      case "request":
        return `${this.#wire("needs")}(w, ${local(ref.name)}, ${JSON.stringify(ref.name)})`;
      default:
        return local(ref.name);
    }
  }

  #derivedText(name: string): string {
    for (const item of this.#path) {
      const derived =
        item.item === "derived"
          ? item.derived
          : item.item === "field"
            ? withImplied([item])
                .flatMap((one) => (one.item === "derived" ? [one.derived] : []))
                .find(({ property }) => property === name)
            : undefined;
      if (derived?.property !== name) continue;
      const content = this.#contentOf(derived, this.#path);
      if (content?.by === "length") return this.#lengthText(derived, { ...content, optional: true });
    }
    throw new Error(
      `${this.#codec.name}: the size "${name}" is known only behind its content and cannot decide anything`,
    );
  }

  #partOf(name: string): ReturnType<typeof partOf> {
    for (const member of this.#plan?.members ?? []) {
      for (const item of member.path) {
        const part = item.item === "field" ? partOf(item.field.type, name) : undefined;
        if (part !== undefined) return part;
      }
    }
    return undefined;
  }

  #boolean(ref: RefModel): string {
    const how = this.#member?.presence.get(ref.name);
    if (how?.by === "field") return `${this.#value}.${how.property} !== undefined`;
    if (how?.by === "none") return "false";
    if (ref.ref === "context" || ref.ref === "request" || ref.ref === "parameter") return this.#raw(ref);
    return `${this.#value}.${ref.name}`;
  }

  #isCase(ref: RefModel, key: string, values: readonly number[]): string {
    if (key === "true") return this.#boolean(ref);
    if (key === "false") return `!${this.#boolean(ref)}`;
    const raw = this.#raw(ref);
    return values.map((value) => `${raw} === ${hex(value)}`).join(" || ");
  }

  #listRef(ref: RefModel): string {
    return ref.ref === "field" ? `${this.#value}.${ref.name}` : local(ref.name);
  }

  #argument(arg: ArgumentModel, access: string, structure: string): string {
    const { value } = arg;
    const boolean = this.#program.takesBoolean(structure, arg.name);
    if (value.argument === "literal")
      return boolean
        ? String(value.value !== 0)
        : typeof value.value === "number"
          ? String(value.value)
          : `[${value.value.map(hex).join(", ")}]`;
    if (value.argument === "first") {
      const inner = this.#firstLength(value.count, access);
      return `${this.#listRef(value.items)}.slice(0, ${inner})`;
    }
    if (value.ref.ref === "context" || value.ref.ref === "request") return local(value.ref.name);
    const type = value.ref.ref === "field" ? this.#row(value.ref.name)?.type : undefined;
    if (type?.type === "list") return `${this.#value}.${value.ref.name}`;
    return boolean ? this.#boolean(value.ref) : this.#raw(value.ref);
  }

  /** How many elements the list of a structure has that takes the first so many of the columns. */
  #firstLength(count: string, access: string): string {
    for (const item of this.#path) {
      if (item.item !== "derived" || item.derived.property !== count) continue;
      const content = this.#contentOf(item.derived, this.#path);
      if (content?.by === "length") return `${content.access}.length`;
    }
    return `${access}.length`;
  }

  #guardArguments(type: TypeModel): void {
    const all =
      type.type === "choose"
        ? [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])]
        : [type];
    for (const one of all) {
      if (one.type !== "structure") continue;
      for (const { name, value } of one.args) {
        const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
        if (ref !== undefined && !this.#program.lenient(one.name, name)) this.#guard(ref);
      }
    }
  }

  #guard(ref: RefModel): void {
    const param = this.#codec.params.find((one) => one.name === ref.name && ref.ref !== "field");
    if (param === undefined || !this.#program.mayBeMissing(this.#codec, param)) return;
    if (ref.ref === "parameter") return;
    this.#line(
      `if (${local(ref.name)} === undefined) throw ${this.#wire("needsContext")}(w, ${JSON.stringify(ref.name)});`,
    );
  }

  #condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        const byName = of === "name" && this.#hasName(ref);
        const left = byName
          ? ref.ref === "context" || ref.ref === "request"
            ? this.#raw(ref)
            : `${this.#value}.${ref.name}`
          : this.#raw(ref);
        const right = byName ? keys.map((key) => JSON.stringify(key)) : numbers.map(hex);
        return join(
          right.map((one) => `${left} === ${one}`),
          " || ",
          nested,
        );
      }
      case "has":
        return `(${this.#raw(condition.ref)} & ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.#boolean(condition.ref);
      case "not": {
        const { of } = condition;
        if (of.test === "true") {
          const how = this.#member?.presence.get(of.ref.name);
          if (how?.by === "field") return `${this.#value}.${how.property} === undefined`;
          return `!${this.#boolean(of.ref)}`;
        }
        return `!(${this.#condition(of)})`;
      }
      default:
        return join(
          condition.of.map((inner) => this.#condition(inner, true)),
          condition.test === "all" ? " && " : " || ",
          nested,
        );
    }
  }

  /** Whether the reference is a name in the value (and not a number in a parameter or a packed word). */
  #hasName(ref: RefModel): boolean {
    if (ref.ref === "field" || ref.ref === "context" || ref.ref === "request") return true;
    return ref.ref === "part" && this.#row(ref.word)?.type.type !== "packed";
  }
}

/** Where a value comes from that is being written. */
interface Source {
  /** The property that it is: what deviated stands beside it. */
  readonly field?: FieldModel;
  /** Its count or size has been written: it stands in front of the field. */
  readonly counted?: boolean;
}

function isCounted(derived: DerivedModel, source: Source): boolean {
  return derived.placed || source.counted === true;
}

interface RunPart {
  readonly size: number;
  write(at: string): void;
}

/** What a count, size or offset is taken from: the length of a list or of bytes, or bytes that are counted when written. */
type Content =
  | { readonly by: "length"; readonly access: string; readonly field: string; readonly optional: boolean }
  | { readonly by: "window" };

/** The list of a structure that has one element for each item of a parameter. */
function eachProperty(codec: Codec, parameter: string): string | undefined {
  const search = (rows: readonly RowModel[]): string | undefined => {
    for (const row of rows) {
      if (
        row.row === "field" &&
        row.type.type === "list" &&
        row.type.length.length === "each" &&
        row.type.length.items.name === parameter
      )
        return row.property;
      const inner =
        row.row === "choose"
          ? row.cases.map(({ of }) => search(of)).find((one) => one !== undefined)
          : row.row === "when" || row.row === "within"
            ? search(row.rows)
            : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return codec.body.body === "rows" ? search(codec.body.rows) : undefined;
}

function firstMember(tree: Tree): Member | undefined {
  if (tree.end.end === "member") return tree.end.member;
  const next = tree.end.branches[0]?.tree ?? tree.end.otherwise;
  return next === undefined ? undefined : firstMember(next);
}

function appendString(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode"): string {
  return { ascii: "appendAsciiZ", string8: "appendString8Z", utf16: "appendUtf16Z", reducedUnicode: "appendAsciiZ" }[
    encoding
  ];
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

function masked(word: string, mask: number, shift: number): string {
  if (mask === 0xffffffff) return word;
  return shift === 0 ? `(${word} & ${hex(mask)})` : `((${word} & ${hex(mask)}) >>> ${shift})`;
}

function join(parts: readonly string[], operator: string, nested: boolean): string {
  const text = parts.join(operator);
  return nested && parts.length > 1 ? `(${text})` : text;
}

function listCast(element: string): string {
  return element.includes(" ") ? `readonly (${element})[]` : `readonly ${element}[]`;
}
