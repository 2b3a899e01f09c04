/** Emits the decoder of a codec: straight-line code over the plan's tree. */
import type {
  ArgumentModel,
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  PartModel,
  RefModel,
  TypeModel,
} from "../ir/model.js";
import { sameCondition } from "../plan/conditions.js";
import {
  type Item,
  type Member,
  openParts,
  type Plan,
  type Property,
  partOf,
  reservedName,
  type Split,
  type Tree,
  unnamedMask,
} from "../plan/plan.js";
import { wireSize } from "../plan/sizes.js";
import { bareNameFunction, nameFunction } from "./enumerations.js";
import { withImplied } from "./flatten.js";
import { entry, literal, local } from "./names.js";
import type { GeneratedFile, Program } from "./program.js";
import { hex, missingContextOf, paramText, ropHex, sentName, specText, typeText } from "./types.js";

const ENUMERATIONS = "enumerations.ts";

export function emitDecoder(program: Program, file: GeneratedFile, codec: Codec): void {
  new DecoderEmitter(program, file, codec).emit();
}

class DecoderEmitter {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #plan: Plan | undefined;
  /** Hoisted local variables and their types. */
  readonly #locals = new Map<string, Set<string>>();
  #lists = false;
  #offsets = false;
  /** Content at a distance stands outside of any window, so that the end of the value is the farthest one's. */
  #looseOffsets = false;
  #windows = 0;
  /** Whether `p` (true) or `r.pos` (false) says where the decode stands. */
  #inP = true;
  /** `const ` where variables need not outlive a failure. */
  #const = "";
  /** Whether `at` may hold the name of a field that has been read. */
  #named = false;

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.#program = program;
    this.#file = file;
    this.#codec = codec;
    this.#plan = program.plan(codec);
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section } = this.#codec;
    const params = this.#codec.params.map(
      (param) => `${local(param.name)}: ${paramText(this.#program, this.#file, this.#codec, param.name)}`,
    );
    const head = [`r: ${this.#file.type(this.#program.wire, "Reader")}`, ...params].join(", ");
    lines.doc(`Decodes a ${name} where the reader stands. ${specText(section)}`.trim(), "@throws RopDecodeError");
    lines.block(`export function decode${name}(${head}): ${name}`, () => {
      if (this.#plan === undefined) this.#typeBody();
      else this.#tableBody(this.#plan);
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

  // ---- bodies ---------------------------------------------------------------------------------------------------

  #typeBody(): void {
    const { body, depth } = this.#codec;
    if (body.body !== "type") return;
    const { type } = body;
    this.#inP = false;
    const index = containsList(type);
    if (index) this.#line("let index = -1;");
    const mark = this.#file.lines.mark();
    if (depth !== undefined) this.#line(`${this.#wire("deeper")}(r, ${depth});`);
    const put = (expression: string): void => {
      if (depth !== undefined) {
        this.#line(`const value = ${expression};`);
        this.#line("r.depth--;");
        this.#line("return value;");
      } else this.#line(`return ${expression};`);
    };
    this.#read(type, { put, returns: true });
    this.#file.lines.guarded(this.#file.lines.cut(mark), () => {
      const spec = JSON.stringify(this.#codec.section);
      this.#line(`throw ${this.#wire("inside")}(error, "", ${index ? "index" : "-1"}, undefined, ${spec});`);
    });
  }

  #tableBody(plan: Plan): void {
    const { codec, tree } = plan;
    // Printed into a side file first: what it needs (hoisted variables, lists, offsets) stands above it.
    const start =
      codec.ropId === undefined
        ? []
        : [{ name: "ropId", size: 1, layout: "u1", read: (at: string) => this.#checkRopId(at) }];
    const { lines } = this.#file;
    const simple = this.#isSimple(plan);
    this.#const = simple ? "const " : "";
    const mark = lines.mark();
    if (codec.depth !== undefined) this.#line(`${this.#wire("deeper")}(r, ${codec.depth});`);
    this.#tree(tree, start);
    const body = lines.cut(mark);
    const text = body.join("\n");
    if (/\bb\b[[,.]/.test(text) || /\(b, /.test(text)) lines.line("const b = r.bytes;");
    if (/\bend\b/.test(text.replaceAll("r.end", "")))
      lines.line(`${/\bend = /.test(text) ? "let" : "const"} end = r.end;`);
    if (simple) {
      lines.line("const p = r.pos;");
      lines.paste(body.map((line) => line.replace(/^ {2}/, "")));
      return;
    }
    lines.line("let p = r.pos;");
    const named = /\bat = /.test(text);
    if (named) lines.line('let at = "";');
    if (this.#lists) lines.line("let index = -1;");
    if (this.#offsets) {
      lines.line("const start = p;");
      lines.line("let far = p;");
      lines.line("let tidy = true;");
    }
    for (const [name, types] of this.#locals) lines.line(`let ${name}: ${[...types, "undefined"].join(" | ")};`);
    if (plan.deviations.length > 0) lines.line(`let sent: ${sentName(codec)} | undefined;`);
    const partial = [...(codec.ropId === undefined ? [] : [`ropId: ${ropHex(codec.ropId)}`]), ...this.#partial(plan)];
    lines.guarded(body, () => {
      const place = `throw ${this.#wire("inside")}(error, ${named ? "at" : '""'}, ${this.#lists ? "index" : "-1"}, `;
      const spec = `, ${JSON.stringify(codec.section)});`;
      lines.line(`${place}${literal(partial, lines.indent + place.length + spec.length)}${spec}`);
    });
  }

  /** What has been decoded so far, as it would be in the value. */
  #partial(plan: Plan): readonly string[] {
    const names = new Set(plan.members.flatMap(({ properties }) => properties.map(({ name }) => name)));
    const found = new Map<string, string>();
    for (const item of plan.members.flatMap(({ path }) => path)) {
      if (item.item !== "field") continue;
      const { property, type } = item.field;
      const name = local(property);
      if (!this.#locals.has(name)) continue;
      const values =
        type.type === "bits"
          ? type.parts.map((part) => [part.name, this.#partText(part, name)] as const)
          : [[property, this.#nameOf(type, name)] as const];
      for (const [key, text] of values) {
        if (!names.has(key) || found.has(key)) continue;
        found.set(key, text === name ? text : `${name} === undefined ? undefined : ${text}`);
      }
    }
    return [...found].map(([name, text]) => entry(name, text));
  }

  /** One run of fixed-size fields and nothing that could deviate: no need to keep track of anything. */
  #isSimple(plan: Plan): boolean {
    const { codec, tree } = plan;
    return (
      codec.depth === undefined &&
      plan.deviations.length === 0 &&
      tree.end.end === "member" &&
      tree.items.length > 0 &&
      withImplied(tree.items).every(
        (item) =>
          (item.item === "field" || item.item === "derived") &&
          item.condition === undefined &&
          this.#runPart(item) !== undefined,
      )
    );
  }

  #checkRopId(at: string): void {
    const id = ropHex(this.#codec.ropId ?? 0);
    if (this.#codec.alsoRopId !== undefined) {
      const other = ropHex(this.#codec.alsoRopId);
      this.#line(`if (b[${at}] === ${other}) sent = ${this.#wire("deviation")}(r, sent, "ropId", ${other}, ${at});`);
      this.#line(
        `else if (b[${at}] !== ${id}) throw ${this.#wire("unexpected")}(${at}, "ropId", b[${at}], ${id}${this.#spec()});`,
      );
      return;
    }
    this.#line(
      `if (b[${at}] !== ${id}) throw ${this.#wire("unexpected")}(${at}, "ropId", b[${at}], ${id}${this.#spec()});`,
    );
  }

  // ---- trees ----------------------------------------------------------------------------------------------------

  #tree(tree: Tree, start: readonly RunPart[] = []): void {
    this.#items(withImplied(tree.items), start, tree);
    if (tree.end.end === "member") this.#leaf(tree.end.member);
    else this.#split(tree.end);
  }

  #items(items: readonly Item[], start: readonly RunPart[], tree: Tree): void {
    let run: RunPart[] = [...start];
    const flush = (): void => {
      this.#run(run);
      run = [];
    };
    for (let i = 0; i < items.length; i++) {
      const item = items[i]!;
      if ((item.item === "field" || item.item === "derived") && item.condition === undefined) {
        const part = this.#runPart(item);
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
          this.#toR();
          this.#name(item.size.property);
          this.#line(`const outer${++this.#windows} = ${this.#wire("enter")}(r, ${this.#content(item.size)});`);
          this.#line("end = r.end;");
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
    this.#toP();
    for (const item of items) this.#declare(item);
    this.#block(`if (${this.#condition(condition)})`, () => {
      let run: RunPart[] = [];
      for (const { condition: _, ...item } of items) {
        const part = this.#runPart(item as Item & { item: "field" | "derived" });
        if (part !== undefined) {
          run.push(part);
          continue;
        }
        this.#run(run);
        run = [];
        this.#variable(item as Item & { item: "field" | "derived" });
      }
      this.#run(run);
      this.#toP();
    });
  }

  #mayEnd(item: Item & { item: "mayEnd" }, tree: Tree): void {
    this.#toR();
    const condition = item.condition === undefined ? "" : ` && ${this.#condition(item.condition, true)}`;
    const { items, end } = tree;
    const after = items.slice(items.indexOf(item) + 1).find((one) => one.item === "field");
    if (end.end !== "member" || after?.item !== "field") return;
    this.#block(`if (r.pos === r.end${condition})`, () => {
      this.#line(
        `sent = ${this.#wire("deviation")}(r, sent, "endsBefore", ${JSON.stringify(after.field.property)}, r.pos);`,
      );
      this.#return(end.member);
    });
  }

  #close(size: DerivedModel): void {
    this.#toR();
    const outer = `outer${this.#windows}`;
    this.#windows--;
    if (this.#offsets) this.#line("if (far > r.pos) r.pos = far;");
    this.#name(size.property);
    const rest = `${local(size.property)}Rest`;
    this.#line(`const ${rest} = ${this.#wire("leave")}(r, ${outer});`);
    this.#line("end = r.end;");
    this.#line(
      `if (${rest} !== undefined) sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(`${size.property}Rest`)}, ${rest}, r.pos - ${rest}.length);`,
    );
  }

  #split(split: Split): void {
    const { ref } = split;
    const word = this.#raw(ref);
    const offset = this.#offsetOf(ref);
    const state = this.#inP;
    const named = this.#named;
    const windows = this.#windows;
    const starts = this.#starts;
    const branch = (tree: Tree): void => {
      this.#starts = new Map(starts);
      this.#inP = state;
      this.#named = named;
      this.#windows = windows;
      this.#tree(tree);
    };
    if (split.by === "boolean") {
      const yes = split.branches.find(({ keys }) => keys[0] === "true")?.tree ?? split.otherwise;
      const no = split.branches.find(({ keys }) => keys[0] === "false")?.tree ?? split.otherwise;
      if (yes !== undefined) this.#block(`if (${this.#boolean(ref)})`, () => branch(yes));
      if (no !== undefined) branch(no);
      return;
    }
    const bytes = split.branches.some(({ hex: text }) => text !== undefined);
    this.#block(`switch (${bytes ? `${this.#wire("hexOf")}(${word})` : word})`, () => {
      for (const { values, hex: text, tree } of split.branches) {
        const labels = text === undefined ? values.map(hex) : [JSON.stringify(text)];
        labels.slice(0, -1).forEach((label) => {
          this.#line(`case ${label}:`);
        });
        this.#block(`case ${labels.at(-1) ?? "undefined"}:`, () => branch(tree));
      }
      if (split.otherwise !== undefined) {
        const { otherwise } = split;
        this.#block("default:", () => branch(otherwise));
      } else {
        this.#line("default:");
        this.#file.lines.indented(() => {
          this.#line(
            `throw ${this.#wire("unknownCase")}(${offset}, ${JSON.stringify(ref.name)}, ${bytes ? `${this.#wire("hexOf")}(${word})` : word});`,
          );
        });
      }
    });
  }

  /** Where the field that decided stands, as well as it is known. */
  #offsetOf(ref: RefModel): string {
    const name = ref.ref === "part" ? this.#wordOf(ref) : ref.name;
    return this.#starts.get(name) ?? (this.#inP ? "p" : "r.pos");
  }

  /** Fields whose offset from the current `p` is known while `p` has not moved on: a variable holds it otherwise. */
  #starts = new Map<string, string>();

  #leaf(member: Member): void {
    this.#toR();
    if (this.#looseOffsets) this.#line("if (far > r.pos) r.pos = far;");
    for (const item of member.path) {
      if (item.item !== "field" || item.field.type.type !== "bits" || this.#sameUnnamed(item.field)) continue;
      this.#unnamed(item.field, item.field.type, member, "r.pos", item.condition !== undefined);
    }
    this.#return(member);
  }

  #return(member: Member): void {
    const plan = this.#plan;
    if (plan === undefined) return;
    if (this.#codec.depth !== undefined) this.#line("r.depth--;");
    if (this.#offsets) {
      this.#line(`if (!tidy) sent = ${this.#wire("deviation")}(r, sent, "block", b.subarray(start, r.pos), start);`);
    }
    const entries = [
      ...(this.#codec.ropId === undefined ? [] : [`ropId: ${ropHex(this.#codec.ropId)}`]),
      ...member.properties.map((property) => entry(property.name, this.#value(property, member))),
      ...(plan.deviations.length > 0 ? ["asSent: sent"] : []),
    ];
    this.#line(`return ${literal(entries, this.#file.lines.indent + "  return ;".length)};`);
  }

  // ---- values in the literal ------------------------------------------------------------------------------------

  #value(property: Property, member: Member): string {
    const { value } = property;
    if (value.kind === "literals") {
      const [first, ...more] = value.literals;
      if (more.length === 0 || typeof first !== "string")
        return typeof first === "number" ? hex(first) : JSON.stringify(first);
      return this.#ternary(property, value.literals as readonly string[], member);
    }
    if (value.kind === "others") {
      return `${this.#file.value(ENUMERATIONS, nameFunction(value.enumeration))}(${local(property.name)}) as ${member.name}["${property.name}"]`;
    }
    if (value.kind === "part") {
      const { part } = value;
      const item = member.path.find((one) => one.item === "field" && partOf(one.field.type, part.name) !== undefined);
      const word = item?.item === "field" ? local(item.field.property) : "";
      const optional = item?.item === "field" && item.condition !== undefined;
      const plain = this.#partText(part, word);
      const condition = part.condition === undefined || !property.optional ? "" : this.#condition(part.condition, true);
      const guarded = condition === "" ? plain : `${condition} ? ${plain} : undefined`;
      return optional ? `${word} === undefined ? undefined : ${guarded}` : guarded;
    }
    const { type } = value;
    if (type.type === "enumeration") {
      const call = this.#nameOf(type, local(property.name));
      return property.optional ? `${local(property.name)} === undefined ? undefined : ${call}` : call;
    }
    if (type.type === "constant" && !property.optional) return String(type.value);
    return local(property.name);
  }

  /** What some bits of a word are in the value. */
  #partText({ type, mask, shift }: PartModel, word: string): string {
    if (type.type === "bit" || type.type === "presence") return `(${word} & ${hex(mask)}) !== 0`;
    return this.#nameOf(type, masked(word, mask, shift));
  }

  /** The name of a number, where it can have one. */
  #nameOf(type: TypeModel, raw: string): string {
    return type.type === "enumeration" ? `${this.#file.value(ENUMERATIONS, nameFunction(type.name))}(${raw})` : raw;
  }

  /** Which of the few names that share this form it is. */
  #ternary(property: Property, names: readonly string[], member: Member): string {
    const item = member.path.find(
      (one) =>
        one.item === "field" &&
        (one.field.property === property.name || partOf(one.field.type, property.name) !== undefined),
    );
    if (item?.item !== "field") return JSON.stringify(names[0]);
    const part = partOf(item.field.type, property.name);
    const type = part?.type ?? item.field.type;
    const enumeration = type.type === "enumeration" ? this.#program.enumerations.get(type.name) : undefined;
    const raw =
      part === undefined ? local(item.field.property) : masked(local(item.field.property), part.mask, part.shift);
    return names.reduceRight((rest, name, index) => {
      if (index === names.length - 1) return JSON.stringify(name);
      const numbers = enumeration?.cases.find(({ key }) => key === name)?.values ?? [];
      return `${numbers.map((number) => `${raw} === ${hex(Number(number))}`).join(" || ")} ? ${JSON.stringify(name)} : ${rest}`;
    }, "");
  }

  // ---- runs of fixed-size fields --------------------------------------------------------------------------------

  /** The field as part of a run, if its size is fixed and it is read in place. */
  #runPart(item: Item & { item: "field" | "derived" }): RunPart | undefined {
    const type = item.item === "field" ? this.#program.sizes.alias(item.field.type) : item.derived.base;
    const size = this.#program.sizes.fixed(type);
    if (size === undefined || type.type === "nothing" || type.type === "structure") return undefined;
    const name = item.item === "field" ? item.field.property : item.derived.property;
    return {
      name,
      size,
      layout: layoutOf(type, size),
      read: (at) => {
        if (item.item === "derived") {
          this.#declare(item);
          this.#line(`${this.#const}${local(name)} = ${this.#scalar(type, at)};`);
        } else this.#fixedField(item.field, type, at);
      },
    };
  }

  #run(run: readonly RunPart[]): void {
    const total = run.reduce((sum, { size }) => sum + size, 0);
    if (total === 0) return;
    this.#toP();
    this.#unname();
    const layout = run.map(({ name, layout: one }) => `${name}:${one}`).join(" ");
    this.#line(`if (p + ${total} > end) throw ${this.#wire("cut")}(r, p, ${JSON.stringify(layout)}${this.#spec()});`);
    let offset = 0;
    for (const part of run) {
      part.read(offset === 0 ? "p" : `p + ${offset}`);
      this.#starts.set(part.name, `p - ${total - offset}`);
      offset += part.size;
    }
    for (const name of this.#starts.keys()) if (!run.some((part) => part.name === name)) this.#starts.delete(name);
    if (this.#const === "") this.#line(`p += ${total};`);
    else this.#line(`r.pos = p + ${total};`);
  }

  /** The section, where no frame adds it on the way out. */
  #spec(): string {
    return this.#const === "" ? "" : `, ${JSON.stringify(this.#codec.section)}`;
  }

  #fixedField(field: FieldModel, type: TypeModel, at: string): void {
    const name = local(field.property);
    const quoted = JSON.stringify(field.property);
    switch (type.type) {
      case "reserved": {
        const quoted = JSON.stringify(reservedName(field));
        if (type.base.type === "bytes") {
          this.#line(
            `if (${this.#wire("anyNonzero")}(b, ${at}, ${type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0})) sent = ${this.#wire("deviation")}(r, sent, ${quoted}, ${this.#scalar(type.base, at)}, ${at});`,
          );
          return;
        }
        const read = this.#scalar(type.base, at);
        this.#line(
          `if (${read} !== ${hex(type.value)}) sent = ${this.#wire("deviation")}(r, sent, ${quoted}, ${read}, ${at});`,
        );
        return;
      }
      case "constant": {
        const read = this.#scalar({ type: "integer", wire: type.wire }, at);
        this.#line(
          `if (${read} !== ${hex(type.value)}) throw ${this.#wire("unexpected")}(${at}, ${quoted}, ${read}, ${hex(type.value)}${this.#spec()});`,
        );
        if (this.#isOptional(field)) {
          this.#declareLocal(field.property, String(type.value));
          this.#line(`${name} = ${type.value};`);
        }
        return;
      }
      case "boolean":
      case "presence": {
        this.#declareLocal(field.property, "boolean");
        const read = this.#scalar({ type: "integer", wire: type.wire as "u8" | "u16" }, at);
        this.#line(`${name} = ${read} !== 0;`);
        this.#line(`if (${read} > 1) sent = ${this.#wire("deviation")}(r, sent, ${quoted}, ${read}, ${at});`);
        return;
      }
      case "list": {
        this.#declareLocal(
          field.property,
          listText(typeText(this.#program, this.#file, type.of, "value", this.#codec)),
        );
        const of = this.#program.sizes.alias(type.of);
        const size = this.#program.sizes.fixed(of) ?? 0;
        const count = type.length.length === "fixed" ? type.length.count : 0;
        this.#line(
          `${this.#const}${name} = new Array<${typeText(this.#program, this.#file, type.of, "value", this.#codec)}>(${count});`,
        );
        const place = size === 1 ? `${at} + i` : `${at} + ${size} * i`;
        const read = this.#scalar(of, place);
        const element = of.type === "enumeration" ? this.#bareName(of, read) : read;
        this.#line(`for (let i = 0; i < ${count}; i++) ${name}[i] = ${element};`);
        return;
      }
      default: {
        this.#declare({ item: "field", field });
        this.#line(`${this.#const}${name} = ${this.#scalar(type, at)};`);
        if (type.type === "enumeration") this.#alias(field, type, at);
        if (type.type === "bits" && this.#sameUnnamed(field)) {
          const member = this.#plan?.members.find((one) =>
            one.path.some((item) => item.item === "field" && item.field === field),
          );
          if (member !== undefined) this.#unnamed(field, type, member, at);
        }
      }
    }
  }

  #isOptional({ property }: FieldModel): boolean {
    return (
      this.#plan?.members.some(({ properties }) =>
        properties.some(({ name, optional }) => name === property && optional),
      ) ?? false
    );
  }

  /** Another number than the canonical one of its name. */
  #alias(field: FieldModel, type: TypeModel & { type: "enumeration" }, at: string): void {
    const enumeration = this.#program.enumerations.get(type.name);
    const aliases = enumeration?.cases.flatMap(({ values }) => values.slice(1)) ?? [];
    if (aliases.length === 0) return;
    const name = local(field.property);
    this.#line(
      `if (${this.#wire("isAlias")}(${this.#file.value(ENUMERATIONS, type.name)}, ${this.#file.value(ENUMERATIONS, nameFunction(type.name))}(${name}), ${name})) sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(field.property)}, ${name}, ${at});`,
    );
  }

  /** Whether the same bits of a word have no name in every form. */
  #sameUnnamed(field: FieldModel): boolean {
    const { type } = field;
    if (type.type !== "bits") return true;
    const members =
      this.#plan?.members.filter((member) =>
        member.path.some((item) => item.item === "field" && item.field === field),
      ) ?? [];
    const masks = members.map((member) => JSON.stringify([unnamedMask(type, member), openParts(type, member)]));
    return new Set(masks).size <= 1;
  }

  /** Keeps the bits of a word that have no name, among them those of parts whose condition does not hold. */
  #unnamed(
    field: FieldModel,
    type: TypeModel & { type: "bits" },
    member: Member,
    at: string,
    conditional = false,
  ): void {
    const mask = unnamedMask(type, member);
    const open = openParts(type, member).map(
      ({ condition, mask: bits }) => `(${this.#condition(condition)} ? 0 : ${hex(bits)})`,
    );
    if (mask === 0 && open.length === 0) return;
    const name = local(field.property);
    const text = open.length === 0 ? hex(mask) : `(${[hex(mask), ...open].join(" | ")})`;
    const left = wireSize(type.wire) === 4 ? `(${name} & ${text}) >>> 0` : `${name} & ${text}`;
    const there = conditional ? `${name} !== undefined && ` : "";
    this.#line(
      `if (${there}(${name} & ${text}) !== 0) sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(field.property)}, ${left}, ${at});`,
    );
  }

  /** A fixed-size value at a place that has been checked. */
  #scalar(type: TypeModel, at: string): string {
    switch (type.type) {
      case "integer":
      case "flags":
      case "packed":
      case "bits":
      case "constant":
      case "bigInteger":
      case "float":
        return this.#number(type.wire, at);
      case "enumeration":
        return type.wire.startsWith("bytes")
          ? `${this.#wire("getBytes")}(b, ${at}, ${wireSize(type.wire)})`
          : this.#number(type.wire, at);
      case "guid":
        return `${this.#wire("getBytes")}(b, ${at}, 16)`;
      case "bytes":
        return `${this.#wire("getBytes")}(b, ${at}, ${type.extent.extent === "fixed" ? type.extent.bytes : 0})`;
      case "boolean":
        return `${this.#wire("booleanOf")}(${this.#number(type.wire, at)})`;
      case "structure":
        return this.#scalar(this.#program.sizes.alias(type), at);
      default:
        throw new Error(`${type.type} is not read in place`);
    }
  }

  #number(wire: string, at: string): string {
    if (wire === "u8") return `b[${at}]!`;
    const reader = wire === "u64" || wire === "i64" || wire.startsWith("f") ? "r" : "b";
    return `${this.#wire(`get${wire.toUpperCase()}`)}(${reader}, ${at})`;
  }

  // ---- variable-size fields -------------------------------------------------------------------------------------

  #variable(item: Item & { item: "field" | "derived" }): void {
    this.#toR();
    if (item.item === "derived") {
      this.#declare(item);
      this.#name(item.derived.property);
      this.#read(item.derived.base, {
        put: (expression) => this.#line(`${local(item.derived.property)} = ${expression};`),
      });
      return;
    }
    const { field } = item;
    if (field.type.type === "nothing") return;
    this.#declare(item);
    this.#name(field.property);
    const put = (expression: string): void => this.#line(`${local(field.property)} = ${expression};`);
    this.#read(field.type, { put, field, counted: true });
  }

  /** Reads a value where the reader stands. */
  #read(type: TypeModel, target: Target): void {
    switch (type.type) {
      case "list":
        return this.#list(type, target);
      case "within":
        return this.#within(type, target);
      case "choose":
        if (target.field === undefined && target.returns !== true && this.#isExpression(type))
          return target.put(this.#take(type));
        return this.#choose(type, target);
      case "at":
        return this.#at(type, target);
      case "bytes": {
        if (type.extent.extent === "size" && isCounted(type.extent.size, target)) {
          const { size } = type.extent;
          const read = `${this.#wire("takeBytes")}(r, ${this.#content(size)})`;
          if (size.none === undefined) return target.put(read);
          this.#block(`if (${local(size.property)} !== ${hex(size.none)})`, () => target.put(read));
          return;
        }
        return target.put(this.#take(type));
      }
      default:
        this.#guardArguments(type);
        return target.put(this.#take(type));
    }
  }

  /** Whether a choice between values fits into one expression: nothing in it can fail for want of a case. */
  #isExpression(type: TypeModel): boolean {
    switch (type.type) {
      case "choose": {
        const { ref, cases, otherwise } = type;
        const known = ref.ref === "parameter" || ref.ref === "context" || ref.ref === "request";
        const booleans = cases.every(({ key }) => key === "true" || key === "false");
        return (
          (known || booleans || otherwise !== undefined) && alternatives(type).every((of) => this.#isExpression(of))
        );
      }
      case "list":
      case "within":
      case "at":
        return false;
      default:
        return true;
    }
  }

  /** The expression that reads a value where the reader stands. */
  #take(type: TypeModel): string {
    switch (type.type) {
      case "integer":
      case "flags":
      case "packed":
      case "bits":
      case "constant":
      case "bigInteger":
      case "float":
        return `${this.#wire(`take${type.wire.toUpperCase()}`)}(r)`;
      case "enumeration":
        return this.#bareName(
          type,
          type.wire.startsWith("bytes")
            ? `${this.#wire("takeBytes")}(r, ${wireSize(type.wire)})`
            : `${this.#wire(`take${type.wire.toUpperCase()}`)}(r)`,
        );
      case "boolean":
        return type.wire === "u8"
          ? `${this.#wire("takeBoolean")}(r)`
          : `${this.#wire("booleanOf")}(${this.#wire("takeU16")}(r))`;
      case "guid":
        return `${this.#wire("takeBytes")}(r, 16)`;
      case "bytes":
        if (type.extent.extent === "fixed") return `${this.#wire("takeBytes")}(r, ${type.extent.bytes})`;
        if (type.extent.extent === "toEnd") return `${this.#wire("takeRest")}(r)`;
        return `${this.#wire("takeBytes")}(r, ${type.extent.size.placed ? this.#content(type.extent.size) : this.#less(type.extent.size, this.#take(type.extent.size.base))})`;
      case "string":
        return `${this.#wire({ ascii: "takeAsciiZ", string8: "takeString8Z", utf16: "takeUtf16Z", reducedUnicode: "takeAsciiZ" }[type.encoding])}(r)`;
      case "stringBy":
        return `${this.#condition(type.unicode)} ? ${this.#wire("takeUtf16Z")}(r) : ${this.#wire("takeString8Z")}(r)`;
      case "nothing":
        return "undefined";
      case "structure": {
        const args = type.args.map((arg) => this.#argument(arg, type.name));
        const file = this.#program.fileOfStructure(type.name);
        return `${this.#file.value(file, `decode${type.name}`)}(${["r", ...args].join(", ")})`;
      }
      case "choose": {
        const last = type.otherwise ?? type.cases.at(-1)?.of;
        const middle = type.otherwise === undefined ? type.cases.slice(0, -1) : type.cases;
        const tests = middle.map(
          ({ key, values, of }) => `${this.#isCase(type.ref, key, values)} ? ${this.#take(of)} : `,
        );
        return `(${tests.join("")}${last === undefined ? "undefined" : this.#take(last)})`;
      }
      default:
        throw new Error(`${this.#codec.name}: ${type.type} cannot be an element; make a structure of it`);
    }
  }

  #isCase(ref: RefModel, key: string, values: readonly number[]): string {
    if (key === "true") return this.#boolean(ref);
    if (key === "false") return `!${this.#boolean(ref)}`;
    const raw = this.#raw(ref);
    return values.length === 1
      ? `${raw} === ${hex(values[0]!)}`
      : `(${values.map((value) => `${raw} === ${hex(value)}`).join(" || ")})`;
  }

  /** The name of a number that is no property of its own: a number that nothing could keep otherwise stays one. */
  #bareName(type: TypeModel & { type: "enumeration" }, expression: string): string {
    return `${this.#file.value(ENUMERATIONS, bareNameFunction(this.#program, type.name))}(${expression})`;
  }

  #list(type: TypeModel & { type: "list" }, target: Target): void {
    const { length, of } = type;
    const { put, field } = target;
    const element = typeText(this.#program, this.#file, of, "value", this.#codec);
    this.#lists = true;
    const name = field === undefined ? "list" : local(field.property);
    const declare = field === undefined ? "const " : "";
    const array = element.includes(" ") ? `(${element})[]` : `${element}[]`;
    if (length.length === "toEnd" || length.length === "until") {
      this.#line(`${declare}${name}${field === undefined ? `: ${array}` : ""} = [];`);
      if (length.length === "toEnd") {
        this.#block("for (index = 0; r.pos < r.end; index++)", () =>
          this.#element(of, (expression) => this.#line(`${name}.push(${expression});`)),
        );
      } else {
        this.#block("for (index = 0; ; index++)", () => {
          this.#element(of, (expression) => this.#line(`const item = ${expression};`));
          this.#line(`${name}.push(item);`);
          this.#line(`if (${this.#itemCondition(length.last)}) break;`);
        });
      }
    } else {
      const least = this.#program.sizes.least(of);
      const none = length.length === "count" ? length.count.none : undefined;
      const count =
        length.length === "fixed"
          ? String(length.count)
          : length.length === "each"
            ? `${this.#list0(length.items)}.length`
            : isCounted(length.count, target)
              ? local(length.count.property)
              : this.#take(length.count.base);
      const inner = (): void => {
        this.#line(
          `const count = ${length.length === "count" ? `${this.#wire("countable")}(r, ${count}, ${least})` : count};`,
        );
        this.#line(`${declare}${name} = new Array<${element}>(count);`);
        this.#block("for (index = 0; index < count; index++)", () => {
          if (length.length === "each") this.#line(`const item = ${this.#list0(length.items)}[index]!;`);
          this.#element(of, (expression) => this.#line(`${name}[index] = ${expression};`));
        });
        this.#line("index = -1;");
        if (field === undefined) put(name);
      };
      if (length.length === "each") this.#guard(length.items);
      if (none === undefined) this.#braces(field === undefined, inner);
      else this.#block(`if (${count} !== ${hex(none)})`, inner);
      return;
    }
    this.#line("index = -1;");
    if (field === undefined) put(name);
  }

  /** Local constants of a list stay in a block of their own. */
  #braces(bare: boolean, inner: () => void): void {
    if (bare) inner();
    else {
      this.#line("{");
      this.#file.lines.indented(inner);
      this.#line("}");
    }
  }

  #element(of: TypeModel, put: (expression: string) => void): void {
    this.#guardArguments(of);
    if (of.type === "choose") this.#read(of, { put });
    else put(this.#take(of));
  }

  #within(type: TypeModel & { type: "within" }, target: Target): void {
    const { size, of } = type;
    const { put, field } = target;
    const length = isCounted(size, target) ? this.#content(size) : this.#less(size, this.#take(size.base));
    const read = (): void => {
      const missing = missingContextOf(this.#program, this.#codec, type);
      const inner = (): void => {
        const outer = `outer${++this.#windows}`;
        const content =
          of.type === "string" && field !== undefined ? this.#stringIn(of, length, field, put) : undefined;
        if (content === undefined) {
          this.#line(`const ${outer} = ${this.#wire("enter")}(r, ${length});`);
          if (field === undefined) {
            if (of.type === "choose") {
              this.#line(`let content: ${typeText(this.#program, this.#file, of, "value", this.#codec)};`);
              this.#choose(of, { put: (expression) => this.#line(`content = ${expression};`) });
            } else {
              this.#guardArguments(of);
              this.#line(`const content = ${this.#take(of)};`);
            }
            this.#line(`${this.#wire("leaveEmpty")}(r, ${outer});`);
            put("content");
          } else {
            this.#read(of, { put, field });
            this.#line(`const rest = ${this.#wire("leave")}(r, ${outer});`);
            this.#line(
              `if (rest !== undefined) sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(`${field.property}Rest`)}, rest, r.pos - rest.length);`,
            );
          }
        }
        this.#windows--;
      };
      if (missing === undefined) this.#braces(false, inner);
      else {
        this.#block(
          `if (${local(missing)} === undefined)`,
          () => put(`{ undecoded: "missing-context", bytes: ${this.#wire("takeBytes")}(r, ${length}) }`),
          " else {",
        );
        this.#file.lines.indented(inner);
        this.#line("}");
      }
    };
    if (size.none === undefined) read();
    else this.#block(`if (${local(size.property)} !== ${hex(size.none)})`, read);
  }

  /** A zero-terminated string that fills a window, with or without its terminator. */
  #stringIn(
    type: TypeModel & { type: "string" },
    length: string,
    field: FieldModel,
    put: (expression: string) => void,
  ): true {
    const outer = `outer${this.#windows}`;
    this.#line(`const ${outer} = ${this.#wire("enter")}(r, ${length});`);
    this.#block(
      `if (${this.#wire("isTerminated")}(r, ${type.encoding === "utf16" ? 2 : 1}))`,
      () => put(this.#take(type)),
      " else {",
    );
    this.#file.lines.indented(() => {
      this.#line(
        `sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(`${field.property}Unterminated`)}, true, r.pos);`,
      );
      const read = { ascii: "takeAscii", string8: "takeString8", utf16: "takeUtf16", reducedUnicode: "takeAscii" }[
        type.encoding
      ];
      put(`${this.#wire(read)}(r)`);
    });
    this.#line("}");
    this.#line(`const rest = ${this.#wire("leave")}(r, ${outer});`);
    this.#line(
      `if (rest !== undefined) sent = ${this.#wire("deviation")}(r, sent, ${JSON.stringify(`${field.property}Rest`)}, rest, r.pos - rest.length);`,
    );
    return true;
  }

  /** An alternative by a reference, as statements. */
  #choose(type: TypeModel & { type: "choose" }, { put, field, returns = false }: Target): void {
    const target: Target = { put, returns };
    if (type.cases.every(({ key }) => key === "true" || key === "false")) {
      const yes = type.cases.find(({ key }) => key === "true")?.of ?? type.otherwise;
      const no = type.cases.find(({ key }) => key === "false")?.of ?? type.otherwise;
      this.#block(`if (${this.#boolean(type.ref)})`, () => yes !== undefined && this.#read(yes, target), " else {");
      this.#file.lines.indented(() => no !== undefined && this.#read(no, target));
      this.#line("}");
      return;
    }
    this.#block(`switch (${this.#raw(type.ref)})`, () => {
      for (const { values, of } of type.cases) {
        values.slice(0, -1).forEach((value) => {
          this.#line(`case ${hex(value)}:`);
        });
        this.#block(`case ${hex(values.at(-1) ?? 0)}:`, () => {
          this.#read(of, target);
          if (!returns) this.#line("break;");
        });
      }
      const { otherwise } = type;
      if (otherwise !== undefined) this.#block("default:", () => this.#read(otherwise, target));
      else {
        this.#line("default:");
        this.#file.lines.indented(() =>
          this.#line(
            `throw ${this.#wire("unknownCase")}(r.pos, ${JSON.stringify(field === undefined ? "" : type.ref.name)}, ${this.#raw(type.ref)});`,
          ),
        );
      }
    });
  }

  #at(type: TypeModel & { type: "at" }, { put, field }: Target): void {
    this.#offsets = true;
    if (this.#windows === 0) this.#looseOffsets = true;
    const offset = local(type.offset.property);
    this.#block(
      `if (${offset} !== 0)`,
      () => {
        this.#line("const back = r.pos;");
        this.#line(`if (start + ${offset} !== Math.max(far, back)) tidy = false;`);
        this.#line(`${this.#wire("seek")}(r, start + ${offset}, start);`);
        this.#read(type.of, { put, ...(field === undefined ? {} : { field }) });
        this.#line("if (r.pos > far) far = r.pos;");
        this.#line("r.pos = back;");
      },
      type.of.type === "bytes" && type.of.extent.extent === "size"
        ? ` else if (${local(type.of.extent.size.property)} !== 0) tidy = false;`
        : "",
    );
  }

  // ---- references -----------------------------------------------------------------------------------------------

  /** The number that a reference is on the wire. */
  #raw(ref: RefModel): string {
    switch (ref.ref) {
      case "part":
        return masked(local(this.#wordOf(ref)), ref.mask, ref.shift);
      case "item":
        return masked("item", ref.mask, ref.shift);
      case "context":
      case "request":
        return `${this.#wire("need")}(r, ${local(ref.name)}, ${JSON.stringify(ref.name)})`;
      default:
        return local(ref.name);
    }
  }

  #boolean(ref: RefModel): string {
    if (ref.ref === "part") return `(${local(this.#wordOf(ref))} & ${hex(ref.mask)}) !== 0`;
    return this.#raw(ref);
  }

  /** The word a part belongs to; references by name alone do not carry it. */
  #wordOf(ref: RefModel & { ref: "part" }): string {
    if (ref.word !== "") return ref.word;
    for (const member of this.#plan?.members ?? []) {
      for (const item of member.path) {
        if (item.item === "field" && partOf(item.field.type, ref.name) !== undefined) return item.field.property;
      }
    }
    return ref.name;
  }

  #list0(ref: RefModel): string {
    return local(ref.name);
  }

  #argument(arg: ArgumentModel, structure: string): string {
    const { value } = arg;
    const boolean = this.#program.takesBoolean(structure, arg.name);
    if (value.argument === "literal")
      return boolean
        ? String(value.value !== 0)
        : typeof value.value === "number"
          ? String(value.value)
          : `[${value.value.map(hex).join(", ")}]`;
    if (value.argument === "first")
      return `${this.#wire("firstOf")}(r, ${local(value.items.name)}, ${local(value.count)})`;
    if (value.ref.ref === "context" || value.ref.ref === "request") return local(value.ref.name);
    return boolean ? this.#boolean(value.ref) : this.#raw(value.ref);
  }

  /** Before a structure is read that cannot do without a context: the context must be there. */
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
    if (ref.ref === "parameter" && this.#inWindow()) return;
    this.#line(
      `if (${local(ref.name)} === undefined) throw ${this.#wire("missingContext")}(r, ${JSON.stringify(ref.name)});`,
    );
  }

  #inWindow(): boolean {
    return this.#windows > 0;
  }

  #condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        if (of === "name" && (ref.ref === "context" || ref.ref === "request")) {
          const raw = this.#raw(ref);
          return join(
            keys.map((key) => `${raw} === ${JSON.stringify(key)}`),
            " || ",
            nested,
          );
        }
        const raw = this.#raw(ref);
        return join(
          numbers.map((number) => `${raw} === ${hex(number)}`),
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
        if (of.test === "true" && of.ref.ref === "part")
          return `(${local(this.#wordOf(of.ref))} & ${hex(of.ref.mask)}) === 0`;
        if (of.test === "is" && of.numbers.length === 1 && of.of !== "name")
          return `${this.#raw(of.ref)} !== ${hex(of.numbers[0]!)}`;
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

  /** A condition over the properties of a list's element. */
  #itemCondition(condition: ConditionModel): string {
    if (condition.test === "true") return `item.${condition.ref.name}`;
    if (condition.test === "not") return `!(${this.#itemCondition(condition.of)})`;
    if (condition.test === "is")
      return condition.keys
        .map((key) => `item.${condition.ref.name} === ${condition.of === "name" ? JSON.stringify(key) : key}`)
        .join(" || ");
    if (condition.test === "has") return `(item.${condition.ref.name} & ${hex(condition.mask)}) !== 0`;
    return condition.of
      .map((inner) => `(${this.#itemCondition(inner)})`)
      .join(condition.test === "all" ? " && " : " || ");
  }

  /** The bytes or elements that a size or count stands for. */
  #content(derived: DerivedModel): string {
    return this.#less(derived, local(derived.property));
  }

  #less({ plus }: DerivedModel, size: string): string {
    return plus === undefined ? size : `${this.#wire("less")}(r, ${size}, ${plus})`;
  }

  // ---- local variables and the position -------------------------------------------------------------------------

  #declare(item: Item & { item: "field" | "derived" }): void {
    if (item.item === "derived") return this.#declareLocal(item.derived.property, "number");
    const { field } = item;
    const { type } = field;
    if (type.type === "reserved" || type.type === "constant" || type.type === "nothing") return;
    if (type.type === "enumeration")
      return this.#declareLocal(field.property, type.wire.startsWith("bytes") ? "Uint8Array" : "number");
    if (type.type === "list") {
      return this.#declareLocal(
        field.property,
        listText(typeText(this.#program, this.#file, type.of, "value", this.#codec)),
      );
    }
    if ((type.type === "within" || type.type === "at") && type.of.type === "list") {
      return this.#declareLocal(
        field.property,
        listText(typeText(this.#program, this.#file, type.of.of, "value", this.#codec)),
      );
    }
    const text = typeText(this.#program, this.#file, type, "field", this.#codec);
    for (const one of splitUnion(text)) this.#declareLocal(field.property, one);
  }

  #declareLocal(property: string, type: string): void {
    const name = local(property);
    const known = this.#locals.get(name);
    if (known === undefined) this.#locals.set(name, new Set([type]));
    else known.add(type);
  }

  #toP(): void {
    if (this.#inP) return;
    this.#line("p = r.pos;");
    this.#starts.clear();
    this.#inP = true;
  }

  #toR(): void {
    if (!this.#inP) return;
    if (this.#const === "") this.#line("r.pos = p;");
    this.#inP = false;
  }

  #name(property: string): void {
    this.#line(`at = ${JSON.stringify(property)};`);
    this.#named = true;
  }

  #unname(): void {
    if (this.#named) this.#line('at = "";');
    this.#named = false;
  }
}

/** Where a value goes that is being read. */
interface Target {
  readonly put: (expression: string) => void;
  /** The property that it is: what deviates can be kept beside it. */
  readonly field?: FieldModel;
  /** Its count or size has been read: it stands in front of the field. */
  readonly counted?: boolean;
  /** `put` leaves the function. */
  readonly returns?: boolean;
}

function isCounted(derived: DerivedModel, target: Target): boolean {
  return derived.placed || target.counted === true;
}

function alternatives(type: TypeModel & { type: "choose" }): readonly TypeModel[] {
  return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])];
}

interface RunPart {
  readonly name: string;
  readonly size: number;
  readonly layout: string;
  read(at: string): void;
}

function layoutOf(type: TypeModel, size: number): string {
  const wire = "wire" in type ? type.wire : type.type === "reserved" && "wire" in type.base ? type.base.wire : "";
  if (/^u(8|16|32|64)$/.test(wire)) return `u${size}`;
  return `b${size}`;
}

function masked(word: string, mask: number, shift: number): string {
  if (mask === 0xffffffff) return word;
  return shift === 0 ? `(${word} & ${hex(mask)})` : `((${word} & ${hex(mask)}) >>> ${shift})`;
}

function join(parts: readonly string[], operator: string, nested: boolean): string {
  const text = parts.join(operator);
  return nested && parts.length > 1 ? `(${text})` : text;
}

function listText(element: string): string {
  return element.includes(" ") ? `(${element})[]` : `${element}[]`;
}

function splitUnion(text: string): readonly string[] {
  return /[(<]/.test(text) ? [text] : text.split(" | ");
}

function containsList(type: TypeModel): boolean {
  if (type.type === "list") return true;
  if (type.type === "choose")
    return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])].some(
      containsList,
    );
  return type.type === "within" && containsList(type.of);
}
