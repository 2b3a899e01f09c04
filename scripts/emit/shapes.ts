/** Emits the shape table: what the value of every codec is made of, as data for the JSON conversion. */
import type { ArgumentModel, Codec, FieldModel, ParamModel, RefModel, TypeModel } from "../ir/model.js";
import { isIdentifier } from "../ir/names.js";
import { type Member, membersOf, type Plan, type Property, partOf, type Split, type Tree } from "../plan/plan.js";
import { GeneratedFile, type Program } from "./program.js";
import { hex, missingContextOf, ropHex, typeText } from "./types.js";

const ENUMERATIONS = "enumerations.ts";

export function emitShapes(program: Program): GeneratedFile {
  const file = new GeneratedFile("shapes.ts", ({ schema }) => `everything in ${schema}`);
  const { lines } = file;
  const emitter = new ShapeEmitter(program, file);
  lines.doc("The value of every structure, request and response by its name.");
  lines.block("export interface Values", () => {
    for (const codec of program.codecs) {
      lines.line(`readonly ${codec.name}: ${file.type(program.fileOf(codec), codec.name)};`);
    }
  });
  lines.line();
  lines.doc("What is not in the values: what the conversation knows, and the parameters of structures.");
  lines.block("export interface ValueContext", () => {
    for (const [name, type] of emitter.context()) lines.line(`readonly ${name}?: ${type} | undefined;`);
  });
  lines.line();
  lines.doc("What the values are made of.");
  const type = file.type(program.wire, "CodecShape");
  lines.block(
    `export const shapes: Readonly<Record<keyof Values, ${type}>> =`,
    () => {
      for (const codec of program.codecs) {
        lines.line(`${codec.name}: ${print(emitter.codec(codec), 2, codec.name.length + 2)},`);
      }
    },
    ";",
  );
  return file;
}

/** Printed code: an expression, or an object literal of named ones. */
type Text = string | readonly (readonly [name: string, text: Text])[];

class ShapeEmitter {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #deciding: ReadonlySet<string>;

  constructor(program: Program, file: GeneratedFile) {
    this.#program = program;
    this.#file = file;
    this.#deciding = decidingParameters(program);
  }

  /** Every parameter of any codec with its TypeScript type. */
  context(): ReadonlyMap<string, string> {
    const found = new Map<string, string>();
    for (const codec of this.#program.codecs) {
      for (const { name, type } of codec.params) {
        if (!found.has(name)) found.set(name, typeText(this.#program, this.#file, type, "field", codec));
      }
    }
    return found;
  }

  codec(codec: Codec): Text {
    const plan = this.#program.plan(codec);
    const parameters = this.#parameters(codec).map(
      ({ name, type }) => [name, this.#type(codec, type, "field")] as const,
    );
    const value = plan === undefined ? this.#bodyType(codec) : this.#tree(plan, plan.tree, new Set(), true);
    return object(
      ["value", value],
      ["parameters", parameters.length === 0 ? undefined : parameters],
      ["depth", codec.depth === undefined ? undefined : String(codec.depth)],
    );
  }

  #bodyType(codec: Codec): Text {
    if (codec.body.body !== "type") throw new Error(`${codec.name} has no plan`);
    return this.#type(codec, codec.body.type, "value");
  }

  // ---- forms ----------------------------------------------------------------------------------------------------

  /** What all forms have in common, then what tells them apart. */
  #tree(plan: Plan, tree: Tree, said: ReadonlySet<string>, outermost: boolean): Text {
    const { codec, deviations } = plan;
    const [first, ...others] = membersOf(tree).map((member) => this.#properties(codec, member));
    const common = [...(first ?? [])].filter(
      ([name, text]) => !said.has(name) && others.every((other) => same(other.get(name), text)),
    );
    const own: [string, Text][] = [];
    if (outermost && codec.ropId !== undefined) own.push(["ropId", object(["only", `[${ropHex(codec.ropId)}]`])]);
    own.push(...common);
    if (outermost && deviations.length > 0) {
      const sent = deviations.map(({ name, type }) => [name, object(["maybe", deviationShape(type)])] as const);
      own.push(["asSent", object(["maybe", object(["properties", sent])])]);
    }
    const known = new Set([...said, ...common.map(([name]) => name)]);
    return object(
      ["properties", own],
      ["split", tree.end.end === "split" ? this.#split(plan, tree.end, known) : undefined],
    );
  }

  #split(plan: Plan, split: Split, known: ReadonlySet<string>): Text {
    const { ref, by, branches, otherwise } = split;
    const inner = (tree: Tree): Text => this.#tree(plan, tree, known, false);
    const parameter = isParameter(ref);
    // What the value does not say is a number: booleans are 0 and 1.
    const said = ({ keys, values }: Split["branches"][number]): readonly (string | number)[] =>
      !parameter ? keys : by === "boolean" ? keys.map((key) => Number(key === "true")) : values;
    const cases = branches.flatMap((branch) => said(branch).map((key) => [String(key), inner(branch.tree)] as const));
    if (by === "outcome") {
      const last = otherwise === undefined ? [] : [[outcomeOf(otherwise), inner(otherwise)] as const];
      return object(["by", '"outcome"'], ["cases", [...cases, ...last]]);
    }
    if (!parameter && !branches.every(({ tree }) => membersOf(tree).every((member) => has(member, ref.name)))) {
      throw new Error(`${plan.codec.name}: "${ref.name}" decides the form and is not in the value`);
    }
    return object(
      ["by", parameter ? object(["parameter", JSON.stringify(ref.name)]) : JSON.stringify(ref.name)],
      ["cases", cases],
      ["otherwise", otherwise === undefined ? undefined : inner(otherwise)],
    );
  }

  #properties(codec: Codec, member: Member): ReadonlyMap<string, Text> {
    return new Map(
      member.properties.map((property) => {
        const text = this.#property(codec, property);
        return [property.name, property.optional ? object(["maybe", text]) : text] as const;
      }),
    );
  }

  #property(codec: Codec, { value }: Property): Text {
    switch (value.kind) {
      case "literals":
        return object(["only", `[${value.literals.map(literal).join(", ")}]`]);
      case "others":
        return this.#enumeration(value.enumeration);
      case "part":
        return this.#type(codec, value.part.type, "field");
      default:
        return this.#type(codec, value.type, "field");
    }
  }

  // ---- types ----------------------------------------------------------------------------------------------------

  #type(codec: Codec, type: TypeModel, where: "field" | "value"): Text {
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
      case "flags":
      case "bits":
      case "packed":
        return JSON.stringify(type.wire);
      case "reserved":
        return this.#type(codec, type.base, where);
      case "boolean":
        if (where === "field") return '"boolean"';
        return type.wire === "u16" ? '"boolean16"' : '"boolean8"';
      case "bit":
      case "presence":
        return '"boolean"';
      case "stringBy":
        return '"string"';
      case "guid":
      case "bytes":
      case "string":
      case "nothing":
        return JSON.stringify(type.type);
      case "constant":
        return object(["only", `[${hex(type.value)}]`]);
      case "enumeration":
        return this.#enumeration(type.name);
      case "list":
        return object(
          ["list", this.#type(codec, type.of, "value")],
          ["each", type.length.length === "each" ? this.#ref(codec, type.length.items) : undefined],
        );
      case "choose":
        return this.#choose(codec, type);
      case "within": {
        const of = this.#type(codec, type.of, "value");
        return missingContextOf(this.#program, codec, type) === undefined ? of : object(["window", of]);
      }
      case "at":
        return this.#type(codec, type.of, "value");
      case "structure":
        return this.#structure(codec, type);
    }
  }

  #choose(codec: Codec, { ref, cases, otherwise }: TypeModel & { type: "choose" }): Text {
    const rest = otherwise === undefined ? undefined : this.#type(codec, otherwise, "value");
    const others = cases.flatMap(({ key, values, of }) => {
      const text = this.#type(codec, of, "value");
      const numbers = values.length === 0 ? [Number(key === "true")] : values;
      return same(rest, text) ? [] : numbers.map((value) => [hex(value), text] as const);
    });
    if (others.length === 0 && rest !== undefined) return rest;
    return object(["by", this.#ref(codec, ref)], ["cases", others], ["otherwise", rest]);
  }

  #structure(codec: Codec, type: TypeModel & { type: "structure" }): Text {
    const alias = this.#program.sizes.alias(type);
    if (alias.type !== "structure") return this.#type(codec, alias, "value");
    const args = type.args
      .filter(({ name }) => this.#deciding.has(parameterKey(type.name, name)))
      .map((arg) => [arg.name, this.#argument(codec, arg)] as const);
    return object(["is", JSON.stringify(type.name)], ["with", args.length === 0 ? undefined : args]);
  }

  #argument(codec: Codec, { value }: ArgumentModel): Text {
    if (value.argument === "ref") return this.#ref(codec, value.ref);
    if (value.argument === "first") return object(["first", this.#ref(codec, value.items)]);
    return typeof value.value === "number" ? hex(value.value) : `[${value.value.map(hex).join(", ")}]`;
  }

  /** Where the value says what a reference is. */
  #ref(codec: Codec, ref: RefModel): Text {
    const name = JSON.stringify(ref.name);
    switch (ref.ref) {
      case "item":
        return object(["item", "true"], ...bits(ref));
      case "parameter":
      case "context":
      case "request":
        return object(["parameter", name]);
      case "derived":
        return this.#lengthOf(codec, ref.name);
      default: {
        const members = this.#program.plan(codec)?.members ?? [];
        const said = members.map(({ presence }) => presence.get(ref.name)).find((presence) => presence?.by === "field");
        if (said?.by === "field") return object(["present", JSON.stringify(said.property)]);
        const type = this.#typeOf(codec, ref.name);
        const names = type?.type === "enumeration" ? this.#file.value(ENUMERATIONS, type.name) : undefined;
        if (members.some((member) => has(member, ref.name))) return object(["field", name], ["names", names]);
        if (ref.ref === "part") return object(["field", JSON.stringify(ref.word)], ...bits(ref));
        throw new Error(`${codec.name}: "${ref.name}" is not in the value and cannot decide its type`);
      }
    }
  }

  /** The type of a field, or of a part of a word. */
  #typeOf(codec: Codec, name: string): TypeModel | undefined {
    const fields = this.#fields(codec);
    return (
      fields.find(({ property }) => property === name)?.type ??
      fields.map(({ type }) => partOf(type, name)?.type).find((type) => type !== undefined)
    );
  }

  #fields(codec: Codec): readonly FieldModel[] {
    const paths = this.#program.plan(codec)?.members.flatMap(({ path }) => path) ?? [];
    return paths.flatMap((item) => (item.item === "field" ? [item.field] : []));
  }

  /** A count or size is what it counts. */
  #lengthOf(codec: Codec, name: string): Text {
    for (const { property, type } of this.#fields(codec)) {
      const counted =
        type.type === "list" && type.length.length === "count"
          ? type.length.count
          : type.type === "bytes" && type.extent.extent === "size"
            ? type.extent.size
            : undefined;
      if (counted?.property !== name) continue;
      return object(
        ["lengthOf", JSON.stringify(property)],
        ["plus", counted.plus === undefined ? undefined : String(counted.plus)],
        ["none", counted.none === undefined ? undefined : hex(counted.none)],
      );
    }
    throw new Error(`${codec.name}: "${name}" is not in the value and cannot decide its type`);
  }

  #enumeration(name: string): Text {
    const wire = this.#program.enumerations.get(name)?.wire ?? "u8";
    return object(
      ["names", this.#file.value(ENUMERATIONS, name)],
      ["of", wire.startsWith("bytes") ? '"bytes"' : JSON.stringify(wire)],
    );
  }

  // ---- parameters -----------------------------------------------------------------------------------------------

  #parameters(codec: Codec): readonly ParamModel[] {
    return codec.params.filter(({ name }) => this.#deciding.has(parameterKey(codec.name, name)));
  }
}

/** The parameters that decide what a value is made of, and not only how it lies on the wire. */
function decidingParameters(program: Program): ReadonlySet<string> {
  const found = new Set<string>();
  const all = program.codecs.flatMap((codec) => codec.params.map(({ name }) => ({ codec, name })));
  for (let size = -1; size !== found.size; ) {
    size = found.size; // structures refer to each other in circles: until nothing new is found
    for (const { codec, name } of all)
      if (isAsked(program, codec, name, found)) found.add(parameterKey(codec.name, name));
  }
  return found;
}

function isAsked(program: Program, codec: Codec, parameter: string, deciding: ReadonlySet<string>): boolean {
  const isIt = (ref: RefModel): boolean => isParameter(ref) && ref.name === parameter;
  const visit = (type: TypeModel): boolean => {
    switch (type.type) {
      case "list":
        return (type.length.length === "each" && isIt(type.length.items)) || visit(type.of);
      case "within":
      case "at":
        return visit(type.of);
      case "choose":
        return (
          isIt(type.ref) ||
          type.cases.some(({ of }) => visit(of)) ||
          (type.otherwise !== undefined && visit(type.otherwise))
        );
      case "structure":
        return type.args.some(({ name, value }) => {
          const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
          return ref !== undefined && isIt(ref) && deciding.has(parameterKey(type.name, name));
        });
      default:
        return false;
    }
  };
  const splits = ({ end }: Tree): boolean =>
    end.end === "split" &&
    (isIt(end.ref) ||
      end.branches.some(({ tree }) => splits(tree)) ||
      (end.otherwise !== undefined && splits(end.otherwise)));
  const plan = program.plan(codec);
  if (plan === undefined) return codec.body.body === "type" && visit(codec.body.type);
  return (
    splits(plan.tree) ||
    plan.members.some(({ properties }) => properties.some(({ value }) => value.kind === "type" && visit(value.type)))
  );
}

function parameterKey(codec: string, parameter: string): string {
  return `${codec}.${parameter}`;
}

function isParameter(ref: RefModel): boolean {
  return ref.ref === "parameter" || ref.ref === "context" || ref.ref === "request";
}

function bits({ mask, shift }: { readonly mask: number; readonly shift: number }): [string, string | undefined][] {
  return [
    ["mask", hex(mask)],
    ["shift", shift === 0 ? undefined : String(shift)],
  ];
}

function has(member: Member, property: string): boolean {
  return member.properties.some(({ name }) => name === property);
}

function outcomeOf(tree: Tree): string {
  const outcome = membersOf(tree)[0]?.properties.find(({ name }) => name === "outcome")?.value;
  return outcome?.kind === "literals" ? String(outcome.literals[0]) : "";
}

function deviationShape(type: "number" | "bytes" | "true" | "text"): Text {
  return { number: '"number"', bytes: '"bytes"', true: object(["only", "[true]"]), text: '"string"' }[type];
}

function literal(value: string | number | boolean): string {
  return typeof value === "number" ? hex(value) : JSON.stringify(value);
}

function object(...entries: readonly (readonly [string, Text | undefined])[]): Text {
  return entries.flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const]));
}

function same(a: Text | undefined, b: Text): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** On one line if it fits: `indent` is where the line begins, `before` how much of it is printed. */
function print(text: Text, indent: number, before: number): string {
  const line = inline(text);
  if (typeof text === "string" || indent + before + line.length <= 118) return line;
  const inner = " ".repeat(indent + 2);
  const lines = text.map(([name, value]) => `${inner}${key(name)}: ${print(value, indent + 2, name.length + 2)},\n`);
  return `{\n${lines.join("")}${" ".repeat(indent)}}`;
}

function inline(text: Text): string {
  if (typeof text === "string") return text;
  if (text.length === 0) return "{}";
  return `{ ${text.map(([name, value]) => `${key(name)}: ${inline(value)}`).join(", ")} }`;
}

function key(name: string): string {
  return isIdentifier(name) || /^(0x[0-9a-f]+|\d+)$/.test(name) ? name : JSON.stringify(name);
}
