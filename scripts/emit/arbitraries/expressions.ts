/** Prints the expressions that draw a type, and the conditions and references in them. */
import type {
  ArgumentModel,
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  PartModel,
  RefModel,
  TypeModel,
} from "../../ir/model.js";
import { uncapital } from "../../ir/names.js";
import { type Facts, isPossible } from "../../plan/facts.js";
import { isConditional } from "../../plan/plan.js";
import { wireSize } from "../../plan/sizes.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex } from "../types.js";
import { arrow } from "../used.js";
import { type Deeper, everyNode } from "./deeper.js";

const ENUMERATIONS = "enumerations.ts";
const NUMBERS = "arbitraries/enumerations.ts";

/** The drawing function of a codec, and its file. */
export function drawName(codec: string): string {
  return `draw${codec}`;
}

export function drawFile(path: string): string {
  return `arbitraries/${path}`;
}

export function numbersName(enumeration: string): string {
  return `${uncapital(enumeration)}Numbers`;
}

/** The expressions of one codec. `fields` and `facts` are those of the form that is printed, `locals` its variables. */
export class Expressions {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #deeper: Deeper;
  readonly #codec: Codec;
  readonly #fields: readonly FieldModel[];
  readonly #locals: ReadonlySet<string>;
  readonly #facts: Facts;
  readonly #closed: ReadonlySet<string>;

  constructor(
    program: Program,
    file: GeneratedFile,
    deeper: Deeper,
    codec: Codec,
    fields: readonly FieldModel[] = [],
    locals: ReadonlySet<string> = new Set(),
    facts: Facts = new Map(),
  ) {
    this.#program = program;
    this.#file = file;
    this.#deeper = deeper;
    this.#codec = codec;
    this.#fields = fields;
    this.#locals = locals;
    this.#facts = facts;
    this.#closed = closedNames(codec);
  }

  /** What draws the value of a field. */
  field({ property, type }: FieldModel): string {
    const asked = type.type === "integer" ? askedNumbers(this.#codec, property) : [];
    if (type.type === "integer" && asked.length > 0)
      return `d.bitsOr(${[bitsOf(type.wire), ...asked.map(hex)].join(", ")})`;
    return this.type(type, !this.#closed.has(property));
  }

  /** What draws a part of a word. */
  part(part: PartModel): string {
    const { type, mask, shift, name } = part;
    const most = mask >>> shift;
    const bits = Math.floor(Math.log2(most + 1));
    if (type.type === "bit" || type.type === "presence" || type.type === "boolean") return "d.boolean()";
    if (type.type === "enumeration") return this.#name(type.name, bits, !this.#closed.has(name));
    return `d.bits(${bits})`;
  }

  /** What draws a value of the type; `open`: of an enumeration also numbers that have no name. */
  type(type: TypeModel, open = true): string {
    switch (type.type) {
      case "integer":
      case "bigInteger":
      case "float":
        return `d.${type.wire}()`;
      case "bits":
        return `d.${type.wire}()`;
      case "boolean":
      case "bit":
      case "presence":
        return "d.boolean()";
      case "flags":
        return `d.flags(${hex(this.#mask(type.name))}, ${bitsOf(type.wire)})`;
      case "packed":
        return this.#packed(type);
      case "enumeration":
        return type.wire.startsWith("bytes")
          ? `d.name(${this.#file.value(ENUMERATIONS, type.name)})`
          : this.#name(type.name, bitsOf(type.wire), open);
      case "guid":
        return "d.bytes(16)";
      case "bytes":
        return this.#bytes(type);
      case "string":
        return `d.${type.encoding}()`;
      case "stringBy":
        return `${this.condition(type.unicode)} ? d.utf16() : d.string8()`;
      case "constant":
        return hex(type.value);
      case "reserved":
        return String(type.value);
      case "nothing":
        return "undefined";
      case "list":
        return this.#list(type);
      case "choose":
        return this.#choose(type);
      case "within": {
        const of = this.#inWindow(type);
        const fit =
          type.size.base.type === "integer" && wireSize(type.size.base.wire) === 1 ? `d.small(() => ${of})` : of;
        return type.size.none === undefined ? fit : `d.maybe(() => ${fit})`;
      }
      case "at":
        return `d.maybe(() => ${this.type(type.of)})`;
      case "structure":
        return this.#structure(type);
    }
  }

  #name(enumeration: string, bits: number, open: boolean): string {
    const names = this.#file.value(ENUMERATIONS, enumeration);
    const aliased = this.#program.enumerations.get(enumeration)?.cases.some(({ values }) => values.length > 1);
    if (open && aliased !== true) return `d.nameOr(${names}, ${bits})`;
    return `d.name(${[names, ...this.#deeper.keys(enumeration).map((key) => JSON.stringify(key))].join(", ")})`;
  }

  #mask(flags: string): number {
    const names = this.#program.flags.get(flags)?.names ?? [];
    return names.reduce((mask, one) => (mask | one.mask) >>> 0, 0);
  }

  #packed({ parts }: TypeModel & { type: "packed" }): string {
    const texts = parts.map(({ type, mask, shift }) => {
      const text =
        type.type === "enumeration"
          ? `d.number(${this.numbers(type.name)})`
          : `d.bits(${Math.floor(Math.log2((mask >>> shift) + 1))})`;
      return shift === 0 ? text : `${text} << ${shift}`;
    });
    return `d.packed(${texts.join(", ")})`;
  }

  /** The wire values of an enumeration. */
  numbers(enumeration: string): string {
    return this.#file.value(NUMBERS, numbersName(enumeration));
  }

  #bytes({ extent }: TypeModel & { type: "bytes" }): string {
    if (extent.extent === "fixed") return `d.bytes(${extent.bytes})`;
    if (extent.extent === "toEnd") return "d.blob()";
    return this.#counted(extent.size, (length) => `d.bytes(${length})`, "d.blob()", SOME_BYTES);
  }

  /** As much as a variable says; else `drawn`, or what cannot be confused with nothing. */
  #counted(derived: DerivedModel, counted: (length: string) => string, drawn: string, some: string): string {
    const { property, none, plus = 0 } = derived;
    if (this.#locals.has(property)) {
      const name = local(property);
      return none === undefined ? counted(name) : `${name} === ${hex(none)} ? undefined : ${counted(name)}`;
    }
    if (none === undefined) return drawn;
    const missing = none - plus;
    // Longer than that nothing is drawn.
    if (missing < 0 || missing > 100) return `d.maybe(() => ${drawn})`;
    return `d.maybe(() => ${missing === 0 ? some : counted(`Math.min(d.count(), ${missing - 1})`)})`;
  }

  #list({ length, of }: TypeModel & { type: "list" }): string {
    switch (length.length) {
      case "fixed":
        return `d.listOf(${length.count}, () => ${this.type(of)})`;
      case "count":
        return this.#counted(
          length.count,
          (count) => `d.listOf(${count}, () => ${this.type(of)})`,
          `d.list(() => ${this.type(of)})`,
          this.#some(of),
        );
      case "each": {
        const element = this.type(of);
        const items = `${this.ref(length.items)}${this.#isConditional(length.items) ? "!" : ""}`;
        return `${items}.map(${arrow("item", element)} ${element})`;
      }
      case "until":
        return this.#until(of, length.last);
      default:
        return `d.list(() => ${this.type(of)})`;
    }
  }

  #isConditional({ ref, name }: RefModel): boolean {
    return ref === "field" && isConditional(this.#program.plan(this.#codec)?.members ?? [], name);
  }

  /** A list with elements. */
  #some(of: TypeModel): string {
    return `d.listOf(1 + d.count(), () => ${this.type(of)})`;
  }

  /** The content of a window; something, if nothing would mean that the window is not there. */
  #inWindow({ size, of }: TypeModel & { type: "within" }): string {
    if (size.none === (size.plus ?? 0)) {
      if (of.type === "bytes" && of.extent.extent === "toEnd") return SOME_BYTES;
      if (of.type === "list" && of.length.length === "toEnd") return this.#some(of.of);
    }
    return this.type(of);
  }

  /** Elements that say themselves which of them is the last. */
  #until(of: TypeModel, last: ConditionModel): string {
    const [test, name, value] = this.#lastOne(last);
    const codec = of.type === "structure" ? this.#program.structures.get(of.name) : undefined;
    const deviations = codec === undefined ? [] : (this.#program.plan(codec)?.deviations ?? []);
    const sent = deviations.some((one) => one.name === name) ? ", asSent: undefined" : "";
    return `d.ended(() => ${this.type(of)}, (one) => ${test}, (one) => ({ ...one, ${name}: ${value}${sent} }))`;
  }

  /** What says of `one` that it is the last, and the property with a value that makes it so. */
  #lastOne(last: ConditionModel): readonly [test: string, property: string, value: string] {
    if (last.test === "true") return [`one.${last.ref.name}`, last.ref.name, "true"];
    if (last.test === "not" && last.of.test === "true") return [`!one.${last.of.ref.name}`, last.of.ref.name, "false"];
    if (last.test === "has") {
      const [bit, property] = [hex(last.mask & -last.mask), last.ref.name];
      return [`(one.${property} & ${hex(last.mask)}) !== 0`, property, `one.${property} | ${bit}`];
    }
    if (last.test !== "is") throw new Error(`${this.#codec.name}: no element can be drawn that is the last`);
    const { ref, keys, numbers } = last;
    const all = last.of === "name" ? keys.map((key) => JSON.stringify(key)) : numbers.map(hex);
    return [all.map((one) => `one.${ref.name} === ${one}`).join(" || "), ref.name, all[0] ?? "undefined"];
  }

  #choose({ ref, cases: all, otherwise: last }: TypeModel & { type: "choose" }): string {
    const fact = this.#facts.get(ref.name);
    const cases = all.filter(({ key }) => isPossible(key, fact));
    const decided =
      fact !== undefined && "one" in fact && fact.one.every((one) => cases.some(({ key }) => key === one));
    const otherwise = decided ? undefined : last;
    const texts = cases.map(({ of }) => this.type(of));
    const rest = otherwise === undefined ? texts.at(-1) : this.type(otherwise);
    if (texts.every((text) => text === rest)) return rest ?? "undefined";
    const asked = otherwise === undefined ? cases.slice(0, -1) : cases;
    return asked.reduceRight((after, { key, values }, index) => {
      const text = texts[index] ?? "";
      return text === after ? after : `${this.isCase(ref, key, values)} ? ${text} : ${after}`;
    }, rest ?? "undefined");
  }

  #structure(type: TypeModel & { type: "structure" }): string {
    const alias = this.#program.sizes.alias(type);
    if (alias.type !== "structure") return this.type(alias);
    const name = this.#file.value(drawFile(this.#program.fileOfStructure(type.name)), drawName(type.name));
    const call = `${name}(${["d", ...type.args.map((arg) => this.#argument(type.name, arg))].join(", ")})`;
    if (!this.#deeper.isCircular(type.name)) return call;
    const depth = this.#program.structures.get(type.name)?.depth;
    return depth === undefined ? `d.deeper(() => ${call})` : `d.deeper(() => ${call}, ${depth})`;
  }

  #argument(structure: string, { name, value }: ArgumentModel): string {
    if (value.argument === "literal" && this.#program.takesBoolean(structure, name)) return String(value.value !== 0);
    if (value.argument === "literal")
      return typeof value.value === "number" ? hex(value.value) : `[${value.value.map(hex).join(", ")}]`;
    if (value.argument === "first") return `${this.ref(value.items)}.slice(0, ${local(value.count)})`;
    const { ref } = value;
    const type = this.#program.structures.get(structure)?.params.find((param) => param.name === name)?.type;
    const named = type?.type === "enumeration" && this.#isNamed(ref);
    return named ? `${this.#file.value(ENUMERATIONS, type.name)}[${this.ref(ref)}]` : this.ref(ref);
  }

  // ---- references -----------------------------------------------------------------------------------------------

  ref(ref: RefModel): string {
    if (ref.ref === "item") return masked("item", ref);
    if (ref.ref === "part" && this.#isPacked(ref)) return masked(local(ref.word), ref);
    return local(ref.name);
  }

  #isPacked(ref: RefModel & { ref: "part" }): boolean {
    return this.#fields.find(({ property }) => property === ref.word)?.type.type === "packed";
  }

  /** Whether a reference to an enumeration is its name (or its number). */
  #isNamed(ref: RefModel): boolean {
    if (ref.ref === "parameter" || ref.ref === "item") return false;
    return ref.ref !== "part" || !this.#isPacked(ref);
  }

  isCase(ref: RefModel, key: string, values: readonly number[]): string {
    const text = this.ref(ref);
    if (key === "true") return text;
    if (key === "false") return `!${text}`;
    if (this.#isNamed(ref)) return `${text} === ${JSON.stringify(key)}`;
    return values.map((value) => `${text} === ${hex(value)}`).join(" || ");
  }

  condition(condition: ConditionModel): string {
    switch (condition.test) {
      case "is": {
        const { ref, keys, numbers } = condition;
        const named = condition.of === "name" && this.#isNamed(ref);
        const texts = named ? keys.map((key) => JSON.stringify(key)) : numbers.map(hex);
        const all = texts.map((text) => `${this.ref(ref)} === ${text}`);
        return all.length === 1 ? (all[0] ?? "") : `(${all.join(" || ")})`;
      }
      case "has":
        return `(${this.ref(condition.ref)} & ${hex(condition.mask)}) !== 0`;
      case "true":
        return this.ref(condition.ref);
      case "not": {
        const { of } = condition;
        return of.test === "true" ? `!${this.ref(of.ref)}` : `!(${this.condition(of)})`;
      }
      default:
        return `(${condition.of.map((one) => this.condition(one)).join(condition.test === "all" ? " && " : " || ")})`;
    }
  }
}

const SOME_BYTES = "d.blob(1)";

/** How many bits are drawn for a number: of those with a sign only what is not below zero. */
export function bitsOf(wire: string): number {
  return 8 * wireSize(wire) - Number(wire.startsWith("i"));
}

function masked(text: string, { mask, shift }: { readonly mask: number; readonly shift: number }): string {
  return shift === 0 ? `(${text} & ${hex(mask)})` : `((${text} & ${hex(mask)}) >>> ${shift})`;
}

/** The numbers that conditions compare a field with: any number would hardly ever be one of them. */
function askedNumbers({ body }: Codec, property: string): readonly number[] {
  const found = new Set<number>();
  everyNode(body, (node) => {
    const { test, ref, of, numbers } = node as Partial<ConditionModel & { test: "is" }>;
    if (test === "is" && of === "number" && ref?.name === property) for (const one of numbers ?? []) found.add(one);
  });
  return [...found];
}

/** The names of a codec whose value must be one that is known, because it says what follows. */
function closedNames({ body }: Codec): ReadonlySet<string> {
  const found = new Set<string>();
  everyNode(body, (node) => {
    const { cases, ref, otherwise, argument } = node as {
      cases?: unknown;
      ref?: { name?: string };
      otherwise?: unknown;
      argument?: unknown;
    };
    if (ref?.name === undefined) return;
    if (argument === "ref" || (Array.isArray(cases) && otherwise === undefined)) found.add(ref.name);
  });
  return found;
}
