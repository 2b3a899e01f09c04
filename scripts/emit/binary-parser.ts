/** Emits the second back end: for every codec a function that makes a binary-parser `Parser` of the same values. */
import type {
  ArgumentModel,
  BodyModel,
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  RefModel,
  TypeModel,
} from "../ir/model.js";
import { propertyName } from "../ir/names.js";
import { sameCondition } from "../plan/conditions.js";
import {
  type Item,
  type Member,
  membersOf,
  openParts,
  type Plan,
  partOf,
  reservedName,
  type Split,
  type Tree,
  unnamedMask,
} from "../plan/plan.js";
import { wireSize } from "../plan/sizes.js";
import { bareNameFunction, nameFunction } from "./enumerations.js";
import { impliedBy, withImplied } from "./flatten.js";
import { type Call, type Expression, layout } from "./layout.js";
import { local } from "./names.js";
import { GeneratedFile, type Program } from "./program.js";
import { hex, missingContextOf, paramText, ropHex, specText } from "./types.js";

/** Where generated parsers import what they stand on from: packages, or paths from the output folder. */
export interface ParserModules {
  readonly steps: string;
  /** The module of the type `RopParser`. */
  readonly type: string;
}

const FOLDER = "parsers/";
const ENUMERATIONS = "enumerations.ts";

/** binary-parser's names of numbers: of its methods, and of the types of array elements. */
const NUMBERS: Readonly<Record<string, string>> = {
  u8: "uint8",
  u16: "uint16le",
  u32: "uint32le",
  u64: "uint64le",
  i16: "int16le",
  i32: "int32le",
  i64: "int64le",
  f32: "floatle",
  f64: "doublele",
};

/** Says why binary-parser cannot express something. */
class Inexpressible extends Error {}

export function emitParsers(program: Program, modules: ParserModules | undefined): readonly GeneratedFile[] {
  if (modules === undefined) return [];
  const reasons = inexpressible(program, modules);
  const files = new Map<string, GeneratedFile>();
  for (const codec of program.codecs) {
    if (reasons.has(codec.name)) continue;
    const path = `${FOLDER}${program.fileOf(codec)}`;
    const file = files.get(path) ?? new GeneratedFile(path, codec.file);
    files.set(path, file);
    new ParserEmitter(program, modules, file, codec).emit();
  }
  return [...files.values(), emitCoverage(reasons), emitIndex(modules, [...files.keys()])];
}

/** The codecs that have no parser, and why: by themselves, or because they hold another that has none. */
function inexpressible(program: Program, modules: ParserModules): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const codec of program.codecs) {
    try {
      new ParserEmitter(program, modules, new GeneratedFile("", ""), codec).emit();
    } catch (error) {
      if (!(error instanceof Inexpressible)) throw error;
      reasons.set(codec.name, error.message);
    }
  }
  for (let size = -1; size !== reasons.size; ) {
    size = reasons.size;
    for (const { name, body } of program.codecs) {
      const held = structuresIn(body).find((structure) => reasons.has(structure));
      if (held !== undefined && !reasons.has(name)) reasons.set(name, `holds ${held}`);
    }
  }
  return reasons;
}

function emitCoverage(reasons: ReadonlyMap<string, string>): GeneratedFile {
  const file = new GeneratedFile(`${FOLDER}coverage.ts`, "schema/");
  const { lines } = file;
  lines.doc("What binary-parser cannot express, and why. Everything else has a parser in this folder.");
  lines.block(
    "export const withoutParser: Readonly<Record<string, string>> =",
    () => {
      for (const [name, reason] of [...reasons].toSorted()) lines.line(`${name}: ${JSON.stringify(reason)},`);
    },
    ";",
  );
  return file;
}

function emitIndex(modules: ParserModules, paths: readonly string[]): GeneratedFile {
  const file = new GeneratedFile(`${FOLDER}index.ts`, "schema/");
  const { lines } = file;
  lines.line(`export type { ${file.type(modules.type, "RopParser")} };`);
  for (const path of [...paths, `${FOLDER}coverage.ts`].toSorted()) {
    lines.line(`export * from "./${path.slice(FOLDER.length).replace(/\.ts$/, ".js")}";`);
  }
  return file;
}

function structuresIn(node: unknown): readonly string[] {
  if (typeof node !== "object" || node === null) return [];
  const inner = Object.values(node).flatMap(structuresIn);
  return "type" in node && node.type === "structure" && "name" in node ? [String(node.name), ...inner] : inner;
}

function factory(codec: string): string {
  return `${propertyName(codec)}Parser`;
}

/** Where a part or a presence field is kept in the record: as a property, for the steps alone, or as a property in some forms. */
type Place = "property" | "hidden" | "sometimes";

class ParserEmitter {
  readonly #program: Program;
  readonly #modules: ParserModules;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #plan: Plan | undefined;
  /** Of every part of a word and every presence field. */
  readonly #places = new Map<string, Place>();
  /** Whether the record has names that are for the steps alone. */
  #hidden = false;
  /** How many bare values the printed step is inside of: they have records of their own. */
  #bare = 0;

  constructor(program: Program, modules: ParserModules, file: GeneratedFile, codec: Codec) {
    this.#program = program;
    this.#modules = modules;
    this.#file = file;
    this.#codec = codec;
    this.#plan = program.plan(codec);
    if (this.#plan !== undefined) this.#findPlaces(this.#plan);
  }

  emit(): void {
    const { lines } = this.#file;
    const { name, section, params, depth, body } = this.#codec;
    const list = params.map(
      (param) => `${local(param.name)}: ${paramText(this.#program, this.#file, this.#codec, param.name)}`,
    );
    const names = params.map((param) => local(param.name));
    if (this.#usesCodePage(name)) {
      const { wire } = this.#program;
      list.push(`codePage: ${this.#file.type(wire, "CodePage")} = ${this.#file.value(wire, "singleByte")}`);
      names.push("codePage");
    }
    const result = `${this.#file.type(this.#modules.type, "RopParser")}<${this.#file.type(this.#program.fileOf(this.#codec), name)}>`;
    lines.doc(`A parser of a ${name}. ${specText(section)}`.trim());
    lines.block(`export function ${factory(name)}(${list.join(", ")}): ${result}`, () => {
      if (depth === undefined) return this.#body(body);
      // It is part of itself: its steps are only made when bytes need them.
      const steps = `${propertyName(name)}Steps`;
      this.#return(
        this.#call("bare", this.#call("later", quoted("$"), steps, `() => [${names.join(", ")}]`, String(depth))),
      );
    });
    lines.line();
    if (depth === undefined) return;
    lines.block(`function ${propertyName(name)}Steps(${list.join(", ")}): ${result}`, () => this.#body(body));
    lines.line();
  }

  #body(body: BodyModel): void {
    if (body.body === "type") this.#typeBody(body.type);
    else if (this.#plan !== undefined) this.#return(this.#record(this.#plan));
  }

  /** Printed as the function's result; another structure's parser already is one. */
  #return(expression: Expression): void {
    const { lines } = this.#file;
    const done = typeof expression !== "string" && "call" in expression && expression.call.endsWith("Parser");
    const text = layout(done ? expression : this.#call("parser", expression), 0, "  return ;".length);
    for (const line of `return ${text};`.split("\n")) lines.line(line);
  }

  #step(name: string): string {
    return this.#file.value(this.#modules.steps, name);
  }

  #call(name: string, ...args: readonly Expression[]): Expression {
    return { call: this.#step(name), args };
  }

  #chain(steps: readonly Call[]): Expression {
    return { start: `${this.#step("chain")}()`, steps };
  }

  /** A name of the record that is for the steps alone. */
  #hide(property: string): string {
    if (this.#bare === 0) this.#hidden = true;
    return `$${property}`;
  }

  #usesCodePage(structure: string, seen = new Set<string>()): boolean {
    if (seen.has(structure)) return false;
    seen.add(structure);
    const codec = this.#program.codecs.find(({ name }) => name === structure);
    return (
      codec !== undefined &&
      (hasString8(codec.body) || structuresIn(codec.body).some((inner) => this.#usesCodePage(inner, seen)))
    );
  }

  // ---- bodies ---------------------------------------------------------------------------------------------------

  #typeBody(type: TypeModel): void {
    if (type.type !== "choose" || type.ref.ref !== "parameter") return this.#return(this.#element(type, true));
    const { lines } = this.#file;
    const name = local(type.ref.name);
    lines.block(`switch (${name})`, () => {
      for (const { values, of } of type.cases) {
        for (const value of values) lines.line(`case ${hex(value)}:`);
        lines.indented(() => this.#return(this.#element(of, true)));
      }
      lines.line("default:");
      lines.indented(() => {
        if (type.otherwise !== undefined) this.#return(this.#element(type.otherwise, true));
        else lines.line(`return ${this.#step("none")}("", ${name});`);
      });
    });
  }

  #record({ tree }: Plan): Expression {
    const steps = this.#tree(tree);
    const { ropId, alsoRopId } = this.#codec;
    const ids = [ropId, alsoRopId].flatMap((id) => (id === undefined ? [] : [ropHex(id)])).join(", ");
    const start = ropId === undefined ? `${this.#step("chain")}()` : `${this.#step("rop")}(${ids})`;
    return { start, steps: this.#hidden ? [...steps, { call: "nest", args: [this.#step("value")] }] : steps };
  }

  #findPlaces({ members }: Plan): void {
    for (const member of members) {
      for (const item of member.path) {
        if (item.item !== "field") continue;
        const { property, type } = item.field;
        const names =
          type.type === "bits" ? type.parts.map(({ name }) => name) : type.type === "presence" ? [property] : [];
        for (const name of names) {
          const found: Place = member.properties.some((one) => one.name === name) ? "property" : "hidden";
          const before = this.#places.get(name);
          this.#places.set(name, before === undefined || before === found ? found : "sometimes");
        }
      }
    }
  }

  /** The name in the record of a part or a presence field. */
  #placed(name: string): string {
    return this.#places.get(name) === "property" ? name : this.#hide(name);
  }

  // ---- trees ----------------------------------------------------------------------------------------------------

  #tree(tree: Tree): readonly Call[] {
    return this.#items(withImplied(tree.items), tree.end);
  }

  /** `end` is missing where the items are only those of a window or a condition. */
  #items(items: readonly Item[], end?: Tree["end"]): readonly Call[] {
    const [item, ...others] = items;
    if (item === undefined) {
      if (end === undefined) return [];
      return end.end === "member" ? this.#member(end.member) : this.#split(end);
    }
    switch (item.item) {
      case "open": {
        const close = others.findIndex((one) => one.item === "close" && one.size.property === item.size.property);
        const inside = close < 0 ? this.#items(others, end) : this.#items(others.slice(0, close + 1));
        return [this.#window(item.size, inside), ...(close < 0 ? [] : this.#items(others.slice(close + 1), end))];
      }
      case "close": {
        if (others.length > 0 || end?.end === "split")
          throw new Inexpressible(`fields behind the window of ${item.size.name}, whose content has several forms`);
        return [this.#close(`${item.size.property}Rest`), ...this.#items([], end)];
      }
      case "mayEnd":
        return this.#mayEnd(item, others, end);
      default: {
        if (item.condition === undefined) return [...this.#item(item), ...this.#items(others, end)];
        const { condition } = item;
        const until = items.findIndex(
          (one) => !("condition" in one) || one.item === "mayEnd" || !sameCondition(one.condition, condition),
        );
        const same = until < 0 ? items : items.slice(0, until);
        const steps = this.#chain(
          this.#items(same.map(({ condition: _, ...one }: Item & { condition?: ConditionModel }) => one as Item)),
        );
        return [this.#choice("when", this.#test(condition), steps), ...this.#items(items.slice(same.length), end)];
      }
    }
  }

  #item(item: Item & { item: "field" | "derived" }): readonly Call[] {
    return item.item === "field" ? this.#field(item.field) : this.#derived(item.derived);
  }

  #derived({ base, property }: DerivedModel): readonly Call[] {
    return this.#read(base, this.#hide(property), undefined);
  }

  #choice(name: string, ...args: readonly Expression[]): Call {
    return { call: "choice", args: [this.#call(name, ...args)] };
  }

  #nest(type: Expression): Call {
    return { call: "nest", args: [{ entries: [["type", type]] }] };
  }

  #window(size: DerivedModel, steps: readonly Call[]): Call {
    const plus = size.plus === undefined ? [] : [String(size.plus)];
    return {
      call: "wrapped",
      args: [this.#call("within", quoted(this.#hide(size.property)), this.#chain(steps), ...plus)],
    };
  }

  #close(name: string): Call {
    return { call: "buffer", args: [quoted(this.#hide("rest")), this.#call("left", quoted(name))] };
  }

  #mayEnd(item: Item & { item: "mayEnd" }, others: readonly Item[], end: Tree["end"] | undefined): readonly Call[] {
    if (end === undefined) throw new Inexpressible("an early end inside of a window that others follow");
    const after = others.find((one) => one.item === "field");
    const steps = this.#items(others, end);
    if (after?.item !== "field" || end.end !== "member") return steps;
    const condition = item.condition === undefined ? "() => true" : this.#test(item.condition);
    this.#hide("left");
    return [this.#nest(this.#call("mayEnd", quoted(after.field.property), condition, this.#chain(steps)))];
  }

  /** What is only known where the form is. */
  #member(member: Member): readonly Call[] {
    const steps: Call[] = [];
    const names = member.properties.map(({ name }) => name).filter((name) => this.#places.get(name) === "sometimes");
    if (names.length > 0) steps.push({ call: "nest", args: [this.#call("also", ...names.map(quoted))] });
    for (const item of member.path) {
      if (item.item !== "field" || item.field.type.type !== "bits" || this.#sameUnnamed(item.field.property)) continue;
      const mask = unnamedMask(item.field.type, member);
      if (mask !== 0)
        steps.push({ call: "nest", args: [this.#call("unnamed", quoted(item.field.property), hex(mask))] });
    }
    return steps;
  }

  /** Whether the same bits of a word have no name in every form. */
  #sameUnnamed(property: string): boolean {
    const masks = (this.#plan?.members ?? []).flatMap((member) =>
      member.path.flatMap((item) =>
        item.item === "field" && item.field.property === property && item.field.type.type === "bits"
          ? [unnamedMask(item.field.type, member)]
          : [],
      ),
    );
    return new Set(masks).size <= 1;
  }

  #split({ ref, by, branches, otherwise }: Split): readonly Call[] {
    const steps = (tree: Tree): Expression => this.#chain(this.#tree(tree));
    if (by === "outcome") {
      const forms = branches.map(
        ({ keys, values, tree }): Expression => ({
          list: [quoted(keys[0] ?? ""), `[${values.map(hex).join(", ")}]`, steps(tree)],
        }),
      );
      if (otherwise !== undefined) forms.push({ list: [quoted(outcomeOf(otherwise)), "undefined", steps(otherwise)] });
      return [this.#choice("outcomes", quoted(ref.name), { list: forms })];
    }
    const cases = branches.map(({ keys, values, tree }) => ({ keys, values, of: steps(tree) }));
    return this.#alternatives(ref, cases, otherwise === undefined ? undefined : steps(otherwise));
  }

  /** One of several chains of steps of the record. */
  #alternatives(
    ref: RefModel,
    cases: readonly { readonly keys: readonly string[]; readonly values: readonly number[]; readonly of: Expression }[],
    otherwise: Expression | undefined,
  ): readonly Call[] {
    const yes = cases.find(({ keys }) => keys[0] === "true")?.of;
    const no = cases.find(({ keys }) => keys[0] === "false")?.of;
    if (yes !== undefined || no !== undefined) {
      return [
        this.#choice(
          "when",
          this.#closure(this.#ref(ref)),
          yes ?? otherwise ?? this.#chain([]),
          no ?? otherwise ?? this.#chain([]),
        ),
      ];
    }
    if (ref.ref === "parameter" || ref.ref === "item") return [this.#nest(this.#known(ref, cases, otherwise))];
    const named = this.#isNamed(ref);
    const list = cases.map(
      ({ keys, values, of }): Expression => ({
        list: [`[${(named ? keys.map(quoted) : values.map(hex)).join(", ")}]`, of],
      }),
    );
    const rest = otherwise === undefined ? [] : [otherwise];
    const read = this.#ref(ref);
    const name = /^w\.[$\w]+$/.test(read) ? quoted(read.slice(2)) : this.#closure(read);
    return [this.#choice("by", name, { list }, ...rest)];
  }

  /** One of several expressions by something that is known when the parser is made. */
  #known(
    ref: RefModel,
    cases: readonly { readonly values: readonly number[]; readonly of: Expression }[],
    otherwise: Expression | undefined,
  ): Expression {
    const type = this.#codec.params.find(({ name }) => name === ref.name && ref.ref === "parameter")?.type;
    const all = type?.type === "enumeration" ? this.#program.enumerations.get(type.name)?.cases.length : undefined;
    const last = otherwise ?? (cases.length === all ? cases.at(-1)?.of : undefined);
    const none = this.#call("none", quoted(ref.name), this.#ref(ref));
    return (last === cases.at(-1)?.of ? cases.slice(0, -1) : cases).reduceRight<Expression>((no, { values, of }) => {
      const condition = values.map((value) => `${this.#ref(ref)} === ${hex(value)}`).join(" || ");
      return { condition, yes: of, no };
    }, last ?? none);
  }

  // ---- fields and types -----------------------------------------------------------------------------------------

  #field(field: FieldModel): readonly Call[] {
    const { property, type } = field;
    switch (type.type) {
      case "bits":
        return [{ call: numberName(type.wire), args: [quoted(this.#hide(property)), this.#word(field, type)] }];
      case "presence":
        return [
          {
            call: numberName(type.wire),
            args: [quoted(this.#placed(property)), this.#call("boolean", quoted(property))],
          },
        ];
      case "reserved": {
        const name = quoted(this.#hide(property));
        const { base } = type;
        if (base.type !== "bytes")
          return [
            { call: numberName(wireOf(base)), args: [name, this.#call("reserved", quoted(property), hex(type.value))] },
          ];
        const length = base.extent.extent === "fixed" ? base.extent.bytes : 0;
        return [
          { call: "buffer", args: [name, this.#call("reservedBytes", quoted(reservedName(field)), String(length))] },
        ];
      }
      case "constant":
        return [
          {
            call: numberName(type.wire),
            args: [quoted(property), this.#call("constant", quoted(property), hex(type.value))],
          },
        ];
      default:
        return this.#read(type, property, field);
    }
  }

  #word(field: FieldModel, type: TypeModel & { type: "bits" }): Expression {
    const members = (this.#plan?.members ?? []).filter(({ path }) =>
      path.some((item) => item.item === "field" && item.field.property === field.property),
    );
    if (members.some((member) => openParts(type, member).length > 0))
      throw new Inexpressible(`parts of ${field.name} under a condition that no form decides`);
    const parts = type.parts.flatMap(({ name, mask, shift, type: of }): (readonly [string, Expression])[] => {
      if (of.type === "reserved") return [];
      const key = this.#placed(name);
      if (of.type === "bit" || of.type === "presence") return [[key, hex(mask)]];
      const nameOf = of.type === "enumeration" ? [this.#file.value(ENUMERATIONS, nameFunction(of.name))] : [];
      return [[key, `[${[hex(mask), String(shift), ...nameOf].join(", ")}]`]];
    });
    const [member] = members;
    const unnamed = member === undefined || !this.#sameUnnamed(field.property) ? 0 : unnamedMask(type, member);
    return this.#call("word", quoted(field.property), { entries: parts }, ...(unnamed === 0 ? [] : [hex(unnamed)]));
  }

  /** The steps that read a type as `name` of the record; `field` is given where it is a property, so that what deviates can be kept. */
  #read(declared: TypeModel, name: string, field: FieldModel | undefined): readonly Call[] {
    const type = this.#program.sizes.alias(declared);
    const quotedName = quoted(name);
    const one = (call: string, ...args: readonly Expression[]): readonly Call[] => [
      { call, args: [quotedName, ...args] },
    ];
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
      case "flags":
      case "packed":
      case "bits":
        return one(numberName(type.wire));
      case "boolean":
        return one(
          numberName(type.wire),
          field === undefined
            ? formatter(this.#file.value(this.#program.wire, "booleanOf"))
            : this.#call("boolean", quoted(field.property)),
        );
      case "enumeration":
        return one(type.wire.startsWith("bytes") ? "buffer" : numberName(type.wire), this.#enumeration(type, field));
      case "guid":
        return one("buffer", this.#call("fixed", "16"));
      case "bytes":
        return this.#bytes(type, name, field);
      case "string":
        return one("array", this.#string(type.encoding));
      case "stringBy": {
        const narrow = this.#chain(one("array", this.#string("string8")));
        return [
          this.#choice("when", this.#test(type.unicode), this.#chain(one("array", this.#string("utf16"))), narrow),
        ];
      }
      case "list":
        return this.#list(type, name, field);
      case "within":
        return this.#within(type, name, field);
      case "choose": {
        const read = (of: TypeModel): Expression => this.#chain(this.#readBare(of, name));
        const cases = type.cases.map(({ key, values, of }) => ({ keys: [key], values, of: read(of) }));
        return this.#alternatives(type.ref, cases, type.otherwise === undefined ? undefined : read(type.otherwise));
      }
      case "nothing":
        return [];
      case "structure":
        return type.args.some(isRead)
          ? [this.#nest(this.#later(type, name))]
          : one("nest", { entries: [["type", this.#structure(type)]] });
      case "at":
        throw new Inexpressible("parts at offsets: binary-parser's pointers do not account for what lies between them");
      default:
        throw new Inexpressible(`${type.type} as an element`);
    }
  }

  /** The same for a type that is no field: its counts and sizes stand in front of it. */
  #readBare(type: TypeModel, name: string): readonly Call[] {
    return [...impliedBy(type).flatMap((derived) => this.#derived(derived)), ...this.#read(type, name, undefined)];
  }

  /** A type by itself: the `type` of an array or of a step. */
  #element(declared: TypeModel, parser = false): Expression {
    const type = this.#program.sizes.alias(declared);
    const plain = ["integer", "bigInteger", "float", "flags", "packed", "bits"].includes(type.type);
    if (plain && !parser && "wire" in type) return quoted(numberName(type.wire));
    if (type.type === "structure" && !type.args.some(isRead)) return this.#structure(type);
    if (type.type === "choose" && (type.ref.ref === "parameter" || type.ref.ref === "item")) {
      const cases = type.cases.map(({ values, of }) => ({ values, of: this.#element(of, true) }));
      return this.#known(
        type.ref,
        cases,
        type.otherwise === undefined ? undefined : this.#element(type.otherwise, true),
      );
    }
    this.#bare++;
    const steps = this.#readBare(type, "$");
    this.#bare--;
    const [only] = steps;
    const rest = only?.call === "nest" && steps.length === 1 && type.type === "bytes";
    return rest ? this.#call("rest") : this.#call("bare", this.#chain(steps));
  }

  #enumeration(type: TypeModel & { type: "enumeration" }, field: FieldModel | undefined): Expression {
    const nameOf = this.#file.value(
      ENUMERATIONS,
      field === undefined ? bareNameFunction(this.#program, type.name) : nameFunction(type.name),
    );
    if (type.wire.startsWith("bytes")) return this.#call("fixed", String(wireSize(type.wire)), nameOf);
    const aliased = this.#program.enumerations.get(type.name)?.cases.some(({ values }) => values.length > 1) === true;
    if (field === undefined || !aliased) return formatter(nameOf);
    return this.#call("aliased", quoted(field.property), this.#file.value(ENUMERATIONS, type.name), nameOf);
  }

  #string(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode"): Expression {
    if (encoding === "utf16") return this.#step("utf16Z");
    return encoding === "string8" ? this.#call("string8Z", "codePage") : this.#step("asciiZ");
  }

  #bytes(type: TypeModel & { type: "bytes" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { extent } = type;
    if (extent.extent === "fixed")
      return [{ call: "buffer", args: [quoted(name), this.#call("fixed", String(extent.bytes))] }];
    if (extent.extent === "toEnd")
      return [{ call: "nest", args: [quoted(name), { entries: [["type", this.#call("rest")]] }] }];
    const { size } = extent;
    const plus = size.plus === undefined ? [] : [String(size.plus)];
    const read: Call = {
      call: "buffer",
      args: [quoted(name), this.#call("sized", quoted(this.#hide(size.property)), ...plus)],
    };
    return field === undefined ? [read] : this.#unlessNone(size, [read]);
  }

  /** Steps that are only there if the count or size does not say that nothing is. */
  #unlessNone({ none, property }: DerivedModel, steps: readonly Call[]): readonly Call[] {
    if (none === undefined) return steps;
    return [this.#choice("when", `(w) => w.${this.#hide(property)} !== ${hex(none)}`, this.#chain(steps))];
  }

  #list(type: TypeModel & { type: "list" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { length, of } = type;
    // An element has a record of its own, so what it is by something of this record is decided around the list.
    if (of.type === "choose" && isOfRecord(of.ref)) {
      const list = (one: TypeModel): Expression => this.#chain(this.#list({ ...type, of: one }, name, field));
      const cases = of.cases.map(({ key, values, of: one }) => ({ keys: [key], values, of: list(one) }));
      return this.#alternatives(of.ref, cases, of.otherwise === undefined ? undefined : list(of.otherwise));
    }
    if (of.type === "stringBy") {
      const [wide, narrow] = (["utf16", "string8"] as const).map((encoding) =>
        this.#chain(this.#list({ ...type, of: { type: "string", encoding } }, name, field)),
      );
      return [this.#choice("when", this.#test(of.unicode), wide ?? "", narrow ?? "")];
    }
    if (length.length === "each") {
      if (length.items.ref !== "parameter")
        throw new Inexpressible("a list for each item of something that has been read");
      const element: Expression = { parameter: "item", result: this.#element(of, true) };
      return [
        {
          call: "nest",
          args: [quoted(name), { entries: [["type", this.#call("each", local(length.items.name), element)]] }],
        },
      ];
    }
    if (of.type === "structure" && of.args.some((arg) => isRead(arg))) return this.#laterList(type, of, name);
    const element: readonly [string, Expression] = ["type", this.#element(of)];
    const array = (...how: readonly (readonly [string, Expression])[]): Call => ({
      call: "array",
      args: [quoted(name), { entries: [...how, element] }],
    });
    switch (length.length) {
      case "fixed":
        return [array(["length", String(length.count)])];
      case "toEnd":
        return [array(["readUntil", quoted("eof")])];
      case "until":
        return [
          array(["readUntil", `(item: ${this.#file.type(this.#modules.steps, "Wire")}) => ${ofElement(length.last)}`]),
        ];
      default: {
        const { count } = length;
        if (count.plus !== undefined)
          throw new Inexpressible(`a count that counts more than its elements (${count.name})`);
        const read = [array(["length", quoted(this.#hide(count.property))])];
        return field === undefined ? read : this.#unlessNone(count, read);
      }
    }
  }

  #laterList(type: TypeModel & { type: "list" }, of: TypeModel & { type: "structure" }, name: string): readonly Call[] {
    const { length } = type;
    if (length.length !== "count" || length.count.none !== undefined)
      throw new Inexpressible("a list of this kind whose elements need what has been read");
    const count = `${this.#step("number")}(w.${this.#hide(length.count.property)})`;
    const make = this.#call("listOf", this.#factory(of.name));
    return [
      this.#nest(this.#call("later", quoted(name), make, `(w) => [${[count, ...this.#arguments(of)].join(", ")}]`)),
    ];
  }

  #within(type: TypeModel & { type: "within" }, name: string, field: FieldModel | undefined): readonly Call[] {
    const { size, of } = type;
    const sizeName = quoted(this.#hide(size.property));
    if (of.type === "string" && field !== undefined) {
      if (size.plus !== undefined) throw new Inexpressible(`text in a window whose size counts more (${size.name})`);
      const codePage = of.encoding === "string8" ? ["codePage"] : [];
      const text = this.#call(
        "text",
        quoted(field.property),
        sizeName,
        of.encoding === "utf16" ? "2" : "1",
        ...codePage,
      );
      return this.#unlessNone(size, [{ call: "buffer", args: [quoted(name), text] }]);
    }
    const end: Call =
      field === undefined
        ? { call: "buffer", args: [quoted(this.#hide("rest")), this.#step("used")] }
        : this.#close(`${field.property}Rest`);
    const window = this.#window(size, [...this.#readBare(of, name), end]);
    const missing = missingContextOf(this.#program, this.#codec, type);
    if (missing === undefined) return field === undefined ? [window] : this.#unlessNone(size, [window]);
    const bytes: Call = { call: "buffer", args: [quoted(name), this.#call("undecoded", sizeName)] };
    const condition = `${local(missing)} === undefined`;
    return this.#unlessNone(size, [this.#nest({ condition, yes: this.#chain([bytes]), no: this.#chain([window]) })]);
  }

  // ---- structures -----------------------------------------------------------------------------------------------

  #factory(structure: string): string {
    return this.#file.value(`${FOLDER}${this.#program.fileOfStructure(structure)}`, factory(structure));
  }

  #arguments(type: TypeModel & { type: "structure" }): readonly string[] {
    const args = type.args.map((arg) => this.#argument(arg, type.name));
    return this.#usesCodePage(type.name) ? [...args, "codePage"] : args;
  }

  /** A parser of a structure; if a context that it cannot do without may be missing, that is found out when it is used. */
  #structure(type: TypeModel & { type: "structure" }): Expression {
    const made: Expression = { call: this.#factory(type.name), args: this.#arguments(type) };
    const context = type.args.flatMap(({ name, value }) => {
      const ref = value.argument === "ref" ? value.ref : undefined;
      const param = this.#codec.params.find((one) => one.name === ref?.name);
      const lacks =
        param !== undefined &&
        this.#program.mayBeMissing(this.#codec, param) &&
        !this.#program.lenient(type.name, name);
      return lacks && param.kind !== "parameter" ? [param.name] : [];
    })[0];
    return context === undefined
      ? made
      : this.#call("known", local(context), quoted(context), { parameter: local(context), result: made });
  }

  /** A parser of a structure that takes what has been read: it is only made while parsing. */
  #later(type: TypeModel & { type: "structure" }, name: string): Expression {
    const args = this.#arguments(type).join(", ");
    return this.#call("later", quoted(name), this.#factory(type.name), this.#closure(`[${args}]`));
  }

  #argument({ name, value }: ArgumentModel, structure: string): string {
    if (value.argument === "literal") {
      if (typeof value.value !== "number") return `[${value.value.map(hex).join(", ")}]`;
      return this.#program.takesBoolean(structure, name) ? String(value.value !== 0) : String(value.value);
    }
    if (value.argument === "first") {
      if (this.#bare > 0) throw new Inexpressible(`an element that needs ${value.count} of the record around it`);
      const items = isOfRecord(value.items)
        ? `${this.#step("numbers")}(${this.#ref(value.items)})`
        : local(value.items.name);
      return `${this.#step("firstOf")}(${items}, w.${this.#hide(value.count)})`;
    }
    const { ref } = value;
    if (ref.ref === "parameter" || ref.ref === "context" || ref.ref === "request") return local(ref.name);
    const read = this.#ref(ref);
    if (this.#program.takesBoolean(structure, name)) return `${read} === true`;
    if (ref.ref === "item") return read;
    const param = this.#program.structures.get(structure)?.params.find((one) => one.name === name);
    if (param?.type.type === "list") return `${this.#step("numbers")}(${read})`;
    const enumeration = this.#enumerationOf(ref);
    if (enumeration !== undefined)
      return `${this.#step("numberOf")}(${this.#file.value(ENUMERATIONS, enumeration)}, ${read})`;
    return read.startsWith("masked(") ? read : `${this.#step("number")}(${read})`;
  }

  // ---- references and conditions --------------------------------------------------------------------------------

  /** What a reference is in the record. Names of enumerations have become names already. */
  #ref(ref: RefModel): string {
    if (this.#bare > 0 && isOfRecord(ref))
      throw new Inexpressible(`an element that needs ${ref.name} of the record around it`);
    switch (ref.ref) {
      case "part": {
        if (this.#places.has(ref.name)) return `w.${this.#placed(ref.name)}`;
        return `${this.#step("masked")}(w.${ref.word}, ${hex(ref.mask)}${ref.shift === 0 ? "" : `, ${ref.shift}`})`;
      }
      case "item":
        return `${this.#step("masked")}(item, ${hex(ref.mask)}${ref.shift === 0 ? "" : `, ${ref.shift}`})`;
      case "derived":
        return `w.${this.#hide(ref.name)}`;
      case "field":
        return `w.${this.#places.has(ref.name) ? this.#placed(ref.name) : ref.name}`;
      case "parameter":
        return local(ref.name);
      default:
        return `${this.#step("need")}(${local(ref.name)}, ${quoted(ref.name)})`;
    }
  }

  /** The enumeration whose names a reference has in the record. */
  #enumerationOf(ref: RefModel): string | undefined {
    const fields = (this.#plan?.members ?? []).flatMap(({ path }) =>
      path.flatMap((item) => (item.item === "field" ? [item.field] : [])),
    );
    for (const { property, type } of fields) {
      const found =
        ref.ref === "part"
          ? type.type === "bits"
            ? partOf(type, ref.name)?.type
            : undefined
          : ref.ref === "field" && property === ref.name
            ? type
            : undefined;
      if (found?.type === "enumeration") return found.name;
    }
    return undefined;
  }

  #isNamed(ref: RefModel): boolean {
    return ref.ref === "context" || ref.ref === "request" || this.#enumerationOf(ref) !== undefined;
  }

  #test(condition: ConditionModel): string {
    return this.#closure(this.#condition(condition));
  }

  #closure(text: string): string {
    return /\bw\./.test(text) ? `(w) => ${text}` : `() => ${text}`;
  }

  #condition(condition: ConditionModel, nested = false): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers, of } = condition;
        const values = of === "name" && this.#isNamed(ref) ? keys.map(quoted) : numbers.map(hex);
        return joined(
          values.map((value) => `${this.#ref(ref)} === ${value}`),
          "||",
          nested,
        );
      }
      case "has":
        return `${this.#step("masked")}(${this.#ref(condition.ref)}, ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.#ref(condition.ref);
      case "not": {
        const inner = this.#condition(condition.of);
        if (/^[$\w.]+$/.test(inner)) return `!${inner}`;
        return / (&&|\|\|) /.test(inner) || !inner.includes(" === ") ? `!(${inner})` : inner.replace(" === ", " !== ");
      }
      default:
        return joined(
          condition.of.map((inner) => this.#condition(inner, true)),
          condition.test === "all" ? "&&" : "||",
          nested,
        );
    }
  }
}

/** A condition over the properties of a list's element. */
function ofElement(condition: ConditionModel, nested = false): string {
  switch (condition.test) {
    case "is": {
      const { ref, keys, numbers, of } = condition;
      const values = of === "name" ? keys.map(quoted) : numbers.map(hex);
      return joined(
        values.map((value) => `item.${ref.name} === ${value}`),
        "||",
        nested,
      );
    }
    case "has":
      return `(Number(item.${condition.ref.name}) & ${hex(condition.mask)}) !== 0`;
    case "true":
      return `item.${condition.ref.name}`;
    case "not":
      return `!(${ofElement(condition.of)})`;
    default:
      return joined(
        condition.of.map((inner) => ofElement(inner, true)),
        condition.test === "all" ? "&&" : "||",
        nested,
      );
  }
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function joined(parts: readonly string[], operator: string, nested: boolean): string {
  const text = parts.join(` ${operator} `);
  return nested && parts.length > 1 ? `(${text})` : text;
}

function formatter(name: string): Expression {
  return { entries: [["formatter", name]] };
}

function numberName(wire: string): string {
  const name = NUMBERS[wire];
  if (name === undefined) throw new Inexpressible(`${wire} by itself`);
  return name;
}

function wireOf(type: TypeModel): string {
  return "wire" in type ? type.wire : "";
}

/** Whether an argument is something that the same record has read. */
function isRead({ value }: ArgumentModel): boolean {
  return value.argument === "first" || (value.argument === "ref" && isOfRecord(value.ref));
}

/** Whether a reference is to something that the same record has read, so that it is only known while parsing. */
function isOfRecord(ref: RefModel): boolean {
  return ref.ref === "field" || ref.ref === "part" || ref.ref === "derived";
}

function hasString8(node: unknown): boolean {
  if (typeof node !== "object" || node === null) return false;
  if (
    "type" in node &&
    (node.type === "stringBy" || (node.type === "string" && "encoding" in node && node.encoding === "string8"))
  )
    return true;
  return Object.values(node).some(hasString8);
}

function outcomeOf(tree: Tree): string {
  const property = membersOf(tree)[0]?.properties.find(({ name }) => name === "outcome");
  return property?.value.kind === "literals" ? String(property.value.literals[0]) : "";
}
