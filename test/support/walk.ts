/**
 * A second, slow way through the schema: field by field over the compiler's representation, without its plans and
 * emitters. What walks either reads bytes or makes them up; both ways leave the value, and where each field lies.
 */
import type {
  ArgumentModel,
  Codec,
  ConditionModel,
  DerivedModel,
  EnumerationModel,
  FieldModel,
  LengthModel,
  Model,
  PartModel,
  RefModel,
  RowModel,
  TypeModel,
} from "../../scripts/ir/model.js";
import { model } from "./codecs.js";

/** Where a field (or an element of a list) lies, in wire names from the outermost structure: `RecipientRows[0].RowId`. */
export interface Mark {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The value as decoders give it; of what is not in the value (counts, sizes, reserved fields), the number. */
  readonly value: unknown;
  /** Whether it is one number on the wire. */
  readonly number: boolean;
}

/** A number on the wire: names are looked up late, so that conditions can be asked in numbers. */
export type Raw = number | bigint | boolean | string | readonly number[] | undefined;
type Environment = Map<string, Raw>;

/** A place for a count, a size or an offset; `value` is what stands there (reading) or will (making). */
export interface Slot {
  readonly at: number;
  readonly width: number;
  value: number;
}

/** What a model says under a name. */
export class Definitions {
  readonly #structures: ReadonlyMap<string, Codec>;
  readonly #enumerations: ReadonlyMap<string, EnumerationModel>;

  constructor({ structures, enumerations }: Pick<Model, "structures" | "enumerations">) {
    this.#structures = new Map(structures.map((codec) => [codec.name, codec]));
    this.#enumerations = new Map(enumerations.map((one) => [one.name, one]));
  }

  structure(name: string): Codec {
    const codec = this.#structures.get(name);
    if (codec === undefined) throw new Error(`no structure is named ${name}`);
    return codec;
  }

  enumeration(name: string): EnumerationModel {
    const found = this.#enumerations.get(name);
    if (found === undefined) throw new Error(`no enumeration is named ${name}`);
    return found;
  }
}

const own: Definitions = new Definitions(model);

export function enumerationModel(name: string): EnumerationModel {
  return own.enumeration(name);
}

const WIDTHS: Readonly<Record<string, number>> = {
  u8: 1,
  u16: 2,
  u32: 4,
  u64: 8,
  i16: 2,
  i32: 4,
  i64: 8,
  f32: 4,
  f64: 8,
};

export function widthOf(wire: string): number {
  return wire.startsWith("bytes") ? Number(wire.slice(5)) : (WIDTHS[wire] ?? 0);
}

/** One table on the way: what is known of its fields. */
interface Frame {
  readonly codec: Codec;
  readonly known: Environment;
  readonly value: Record<string, unknown>;
  readonly prefix: string;
  /** Where the structure began. */
  readonly start: number;
  readonly slots: Map<string, Slot>;
  readonly presence: Map<string, boolean>;
  /** The conditions under which fields stand that show by themselves that they are there. */
  readonly shown: ConditionModel[];
  readonly decided: Set<string>;
  /** An erratum let the value end here. */
  ended: boolean;
  ending: boolean;
  /** The furthest byte that an offset led to. */
  far: number;
}

const MOST_ELEMENTS = 100_000;

export abstract class Walk {
  readonly definitions: Definitions;
  pos = 0;
  readonly marks: Mark[] = [];
  /** The current items of `each` lists. */
  readonly #items: number[] = [];
  #elements = 0;

  constructor(definitions: Definitions = own) {
    this.definitions = definitions;
  }

  /** A number of the wire type. */
  abstract number(wire: string): number | bigint;
  /** The number (or the bytes, as hex) of one of the names of an enumeration, or if it is `open` any other. */
  abstract named(enumeration: EnumerationModel, open: boolean): number | string;
  /** A number that the schema fixes. */
  abstract fixed(wire: string, value: number): number;
  abstract boolean(wire: string): number;
  abstract blob(length: number): Uint8Array;
  /** Bytes that senders leave zero. */
  abstract filler(length: number): Uint8Array;
  /** Everything up to the end of the window. */
  abstract rest(): Uint8Array;
  abstract text(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode", fills: boolean): string;
  /** A place for a count; `most` is how many elements there can be. */
  abstract count(width: number, none: number | undefined, most: number | undefined): Slot;
  abstract size(width: number, none: number | undefined): Slot;
  /** What stands in the bytes that a size counts; `undefined` where it says that nothing does. */
  abstract window<T>(slot: Slot, none: number | undefined, plus: number, content: () => T): T | undefined;
  abstract offset<T>(slot: Slot, frame: { readonly start: number; far: number }, content: () => T): T | undefined;
  /** The elements of a list that ends with its window. */
  abstract toEnd(element: () => unknown): unknown[];
  abstract until(element: (last: boolean | undefined) => unknown, isLast: (item: unknown) => boolean): unknown[];
  /** As many elements as were counted; reading may fail here before the first. */
  abstract counted<T>(content: () => T): T;
  /** Whether the window is used up where an erratum tolerates that. */
  abstract ends(): boolean;
  /** Forced values of parts or fields, by name. */
  readonly forced = new Map<string, number>();

  // ---- codecs ---------------------------------------------------------------------------------------------------

  /** Walks a codec; `args` are its parameters in the numbers of the wire. */
  codec(codec: Codec, args: ReadonlyMap<string, Raw>, prefix = ""): unknown {
    const frame: Frame = {
      codec,
      known: new Map(args),
      value: {},
      prefix,
      start: this.pos,
      slots: new Map(),
      presence: new Map(),
      shown: [],
      decided: new Set(codec.splitBy.map(({ name }) => name)),
      ended: false,
      ending: false,
      far: this.pos,
    };
    const { body } = codec;
    if (body.body === "type") return this.type(body.type, frame, prefix, undefined);
    if (codec.ropId !== undefined) {
      const start = this.pos;
      const id = this.fixed("u8", codec.ropId);
      if (id !== codec.ropId && id !== codec.alsoRopId) throw new Unexpected("RopId", id);
      this.#mark(join(prefix, "RopId"), start, codec.ropId, true);
      frame.value.ropId = codec.ropId;
    }
    if (body.body === "rows") {
      this.#rows(body.rows, frame);
      return this.#finish(frame);
    }
    const { name } = body.deciding;
    frame.decided.add(name);
    this.decide(name, body.forms);
    this.#rows(body.head, frame);
    this.forced.delete(name);
    const number = Number(frame.known.get(name));
    const form =
      body.forms.find(({ values }) => values?.includes(number)) ??
      body.forms.find(({ values }) => values === undefined);
    if (form === undefined) throw new UnknownCase(name);
    if (body.forms.length > 1) frame.value.outcome = form.name;
    this.#rows(form.rows, frame);
    return this.#finish(frame);
  }

  /** Settles which form is to follow. */
  decide(_name: string, _forms: readonly { readonly values?: readonly number[] }[]): void {}

  #finish(frame: Frame): unknown {
    for (const [name, set] of frame.presence) {
      if (!frame.shown.some((condition) => saysOnly(condition, name, frame))) frame.value[name] = set;
    }
    return frame.value;
  }

  #mark(name: string, start: number, value: unknown, number: boolean): void {
    this.marks.push({ name, start, end: this.pos, value, number });
  }

  // ---- rows -----------------------------------------------------------------------------------------------------

  #rows(rows: readonly RowModel[], frame: Frame, around?: ConditionModel): void {
    for (const row of rows) {
      if (frame.ended) return;
      switch (row.row) {
        case "field":
          this.#field(row, frame, around);
          break;
        case "derived":
          if (around === undefined || this.#holds(around, frame)) this.#slot(row.derived, frame);
          break;
        case "when": {
          const both: ConditionModel =
            around === undefined ? row.condition : { test: "all", of: [around, row.condition] };
          this.#rows(row.rows, frame, both);
          break;
        }
        case "choose": {
          frame.decided.add(row.ref.name);
          const raw = this.#raw(row.ref, frame);
          const hit = row.cases.find((one) => isCase(one, raw));
          const chosen = hit?.of ?? row.otherwise;
          if (chosen === undefined) throw new UnknownCase(row.ref.name);
          this.#rows(chosen, frame, around);
          break;
        }
        case "within": {
          const slot = this.#slotOf(row.size, frame);
          const start = this.pos;
          frame.far = this.pos;
          this.window(slot, row.size.none, row.size.plus ?? 0, () => {
            this.#rows(row.rows, frame, around);
            if (frame.far > this.pos) this.pos = frame.far;
          });
          this.#mark(join(frame.prefix, `(${row.size.name})`), start, undefined, false);
          break;
        }
        case "mayEnd":
          frame.ending = true;
          if ((row.condition === undefined || this.#holds(row.condition, frame)) && this.ends()) frame.ended = true;
          break;
      }
    }
  }

  #field(field: FieldModel, frame: Frame, condition: ConditionModel | undefined): void {
    const { property, type } = field;
    if (condition !== undefined) {
      if (!frame.ending && showsItself(type)) frame.shown.push(condition);
      if (!this.#holds(condition, frame)) {
        frame.known.delete(property);
        return;
      }
    }
    const name = join(frame.prefix, field.name);
    if (type.type === "bits") {
      const start = this.pos;
      const word = this.#bits(type, frame);
      frame.known.set(property, word);
      this.#mark(name, start, word, true);
      return;
    }
    const inline = inlineSlot(type);
    if (inline !== undefined) this.#slot(inline, frame);
    const start = this.pos;
    const value = this.type(type, frame, name, field);
    if (type.type === "reserved") return this.#mark(name, start, value, type.base.type !== "bytes");
    if (type.type === "presence") {
      frame.presence.set(property, value === true);
      return this.#mark(name, start, value, true);
    }
    if (type.type !== "nothing") frame.value[property] = value;
    if (type.type !== "at") this.#mark(name, start, value, this.#isNumber(type));
  }

  #bits(type: TypeModel & { type: "bits" }, frame: Frame): number {
    const parts = type.parts;
    const word = this.word(
      type.wire,
      parts,
      (part) => !decides(frame.codec, part),
      (condition, known) => this.#holds(condition, { ...frame, known: new Map([...frame.known, ...known]) }),
    );
    for (const part of parts) {
      const raw = (word & part.mask) >>> part.shift;
      frame.known.set(part.name, isBit(part) ? raw !== 0 : raw);
    }
    for (const part of parts) {
      if (part.type.type === "reserved") continue;
      if (part.condition !== undefined && !this.#holds(part.condition, frame)) {
        frame.known.delete(part.name);
        continue;
      }
      const raw = (word & part.mask) >>> part.shift;
      if (part.type.type === "presence") frame.presence.set(part.name, raw !== 0);
      else frame.value[part.name] = this.#partValue(part, raw);
    }
    return word;
  }

  /** A word with parts; `holds` tells whether a part's condition holds, given the parts so far. */
  abstract word(
    wire: string,
    parts: readonly PartModel[],
    open: (part: string) => boolean,
    holds: (condition: ConditionModel, known: ReadonlyMap<string, number | boolean>) => boolean,
  ): number;

  // ---- counts, sizes, offsets -----------------------------------------------------------------------------------

  #slot(derived: DerivedModel, frame: Frame): Slot {
    const start = this.pos;
    const width = widthOf(this.#wireOf(derived.base, frame));
    const slot =
      derived.derived === "count"
        ? this.count(width, derived.none, this.#most(derived, frame))
        : this.size(width, derived.derived === "offset" ? undefined : derived.none);
    frame.slots.set(derived.property, slot);
    frame.known.set(derived.property, slot.value);
    this.#mark(join(frame.prefix, derived.name), start, slot, true);
    return slot;
  }

  #slotOf(derived: DerivedModel, frame: Frame): Slot {
    return (derived.placed ? frame.slots.get(derived.property) : undefined) ?? this.#slot(derived, frame);
  }

  #wireOf(base: TypeModel, frame: Frame): string {
    if (base.type === "integer") return base.wire;
    if (base.type !== "choose") throw new Error(`${base.type} is not a base of a count`);
    const raw = this.#raw(base.ref, frame);
    const hit = base.cases.find((one) => isCase(one, raw))?.of ?? base.otherwise;
    if (hit === undefined) throw new UnknownCase(base.ref.name);
    return this.#wireOf(hit, frame);
  }

  /** Where a count takes the first items of a known list, there can be no more than those. */
  #most(derived: DerivedModel, frame: Frame): number | undefined {
    const items = firstItems(frame.codec, derived.property);
    const list = items === undefined ? undefined : this.#raw(items, frame);
    return Array.isArray(list) ? list.length : undefined;
  }

  // ---- types ----------------------------------------------------------------------------------------------------

  type(type: TypeModel, frame: Frame, name: string, field: FieldModel | undefined): unknown {
    const known = (raw: Raw): void => {
      if (field !== undefined) frame.known.set(field.property, raw);
    };
    switch (type.type) {
      case "integer":
      case "flags": {
        const forced = field === undefined ? undefined : this.forced.get(field.property);
        const number = forced === undefined ? this.number(type.wire) : this.fixed(type.wire, forced);
        known(number);
        return number;
      }
      case "bigInteger":
      case "float":
        return this.number(type.wire);
      case "packed": {
        const number = this.word(
          type.wire,
          type.parts,
          () => false,
          () => true,
        );
        known(number);
        for (const part of type.parts) frame.known.set(part.name, (number & part.mask) >>> part.shift);
        return number;
      }
      case "boolean": {
        const number = this.boolean(type.wire);
        known(number !== 0);
        return field === undefined && number > 1 ? number : number !== 0;
      }
      case "presence": {
        const number = this.boolean(type.wire === "u16" ? "u16" : "u8");
        known(number !== 0);
        return number !== 0;
      }
      case "guid":
        return this.blob(16);
      case "enumeration": {
        const open = field === undefined || !decides(frame.codec, field.property);
        const enumeration = this.definitions.enumeration(type.name);
        const raw = this.named({ ...enumeration, wire: type.wire }, open);
        known(raw);
        return nameOf(enumeration, raw, field === undefined);
      }
      case "reserved":
        return type.base.type === "bytes"
          ? this.filler(type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0)
          : this.fixed(this.#wireOf(type.base, frame), type.value);
      case "constant": {
        const number = this.fixed(type.wire, type.value);
        if (number !== type.value) throw new Unexpected(name, number);
        return type.value;
      }
      case "nothing":
        return undefined;
      case "string":
        return this.text(type.encoding, false);
      case "stringBy":
        return this.text(this.#holds(type.unicode, frame) ? "utf16" : "string8", false);
      case "bytes": {
        const { extent } = type;
        if (extent.extent === "fixed") return this.blob(extent.bytes);
        if (extent.extent === "toEnd") return this.rest();
        return this.#windowed(extent.size, frame, field, () => this.rest());
      }
      case "list":
        return this.#list(type.length, type.of, frame, name, field);
      case "choose": {
        const raw = this.#raw(type.ref, frame);
        const hit = type.cases.find((one) => isCase(one, raw))?.of ?? type.otherwise;
        if (hit === undefined) throw new UnknownCase(type.ref.name);
        // The choice has no field of its own: a count or size in it stands here.
        return this.type(hit, frame, name, undefined);
      }
      case "within": {
        const { of } = type;
        return this.#windowed(type.size, frame, field, () => {
          if (of.type === "structure" && this.#lacks(of, frame))
            return { undecoded: "missing-context", bytes: this.rest() };
          return of.type === "string" ? this.text(of.encoding, true) : this.type(of, frame, name, undefined);
        });
      }
      case "at": {
        const slot = frame.slots.get(type.offset.property);
        if (slot === undefined) throw new Error(`${type.offset.name} does not stand before its content`);
        return this.offset(slot, frame, () => {
          const start = this.pos;
          const value = this.type(type.of, frame, name, field);
          this.#mark(name, start, value, this.#isNumber(type.of));
          return value;
        });
      }
      case "structure":
        return this.codec(this.definitions.structure(type.name), this.#arguments(type.args, frame), name);
      default:
        throw new Error(`${type.type} is not the type of a field`);
    }
  }

  #windowed<T>(derived: DerivedModel, frame: Frame, field: FieldModel | undefined, content: () => T): T | undefined {
    const slot = this.#contentSlot(derived, frame, field);
    const value = this.window(slot, derived.none, derived.plus ?? 0, content);
    frame.known.set(derived.property, slot.value);
    return value;
  }

  /** The count or size in front of content; of a field it has been walked already. */
  #contentSlot(derived: DerivedModel, frame: Frame, field: FieldModel | undefined): Slot {
    return field !== undefined || derived.placed
      ? (frame.slots.get(derived.property) ?? this.#slot(derived, frame))
      : this.#slot(derived, frame);
  }

  #list(
    length: LengthModel,
    of: TypeModel,
    frame: Frame,
    name: string,
    field: FieldModel | undefined,
  ): readonly unknown[] | undefined {
    let index = 0;
    const element = (): unknown => {
      // A schema that is wrong may make lists of elements without bytes.
      if (++this.#elements > MOST_ELEMENTS) throw new TooManyElements();
      const start = this.pos;
      const one = `${name}[${index++}]`;
      const value = this.type(of, frame, one, undefined);
      this.#mark(one, start, value, this.#isNumber(of));
      return value;
    };
    switch (length.length) {
      case "toEnd":
        return this.toEnd(element);
      case "until":
        return this.until(
          (last) => {
            if (last !== undefined && length.last.test === "true") this.forced.set(length.last.ref.name, Number(last));
            const value = element();
            if (length.last.test === "true") this.forced.delete(length.last.ref.name);
            return value;
          },
          (item) => itemHolds(length.last, item as Readonly<Record<string, unknown>>),
        );
      case "fixed":
        return this.counted(() => Array.from({ length: length.count }, element));
      case "count": {
        const slot = this.#contentSlot(length.count, frame, field);
        if (slot.value === length.count.none) return undefined;
        const list = this.counted(() => Array.from({ length: slot.value }, element));
        if (field !== undefined && list.every((item) => typeof item === "number"))
          frame.known.set(field.property, list as number[]);
        return list;
      }
      default: {
        const items = this.#raw(length.items, frame);
        if (!Array.isArray(items)) throw new MissingContext(length.items.name);
        return (items as readonly number[]).map((item) => {
          this.#items.push(item);
          const value = element();
          this.#items.pop();
          return value;
        });
      }
    }
  }

  // ---- references -----------------------------------------------------------------------------------------------

  #arguments(args: readonly ArgumentModel[], frame: Frame): ReadonlyMap<string, Raw> {
    return new Map(args.map(({ name, value }) => [name, this.#argument(value, frame)]));
  }

  #argument(value: ArgumentModel["value"], frame: Frame): Raw {
    if (value.argument === "literal") return value.value;
    if (value.argument === "ref") return this.#raw(value.ref, frame);
    const items = this.#raw(value.items, frame);
    const count = Number(frame.known.get(value.count));
    if (!Array.isArray(items)) return undefined;
    if (count > items.length) throw new TooFewItems();
    return items.slice(0, count);
  }

  #lacks(type: TypeModel & { type: "structure" }, frame: Frame): boolean {
    return type.args.some(({ value }) => {
      const ref = value.argument === "ref" ? value.ref : value.argument === "first" ? value.items : undefined;
      return ref !== undefined && ref.ref !== "field" && this.#raw(ref, frame) === undefined;
    });
  }

  #raw(ref: RefModel, frame: Frame): Raw {
    if (ref.ref === "item") return ((this.#items.at(-1) ?? 0) & ref.mask) >>> ref.shift;
    // A part that means nothing here is not known, whatever its bits.
    if (ref.ref === "part" && ref.word !== "" && frame.known.has(ref.name)) {
      const word = frame.known.get(ref.word);
      if (typeof word === "number") {
        const raw = (word & ref.mask) >>> ref.shift;
        return typeof frame.known.get(ref.name) === "boolean" ? raw !== 0 : raw;
      }
    }
    return frame.known.get(ref.name);
  }

  #holds(condition: ConditionModel, frame: Frame): boolean {
    return holds(condition, (ref) => this.#raw(ref, frame));
  }

  // ---- questions about types ------------------------------------------------------------------------------------

  #isNumber(type: TypeModel): boolean {
    if (type.type === "structure") {
      const { body } = this.definitions.structure(type.name);
      return body.body === "type" && this.#isNumber(body.type);
    }
    if (type.type === "enumeration") return !type.wire.startsWith("bytes");
    return ["integer", "bigInteger", "flags", "packed", "boolean", "presence", "constant", "bits"].includes(type.type);
  }

  #partValue({ type }: PartModel, raw: number): unknown {
    if (type.type === "bit") return raw !== 0;
    return type.type === "enumeration" ? nameOf(this.definitions.enumeration(type.name), raw, true) : raw;
  }
}

// ---- what cannot be walked ----------------------------------------------------------------------------------------

/** A value that decides what follows is not one of those known. */
export class UnknownCase extends Error {}
/** The bytes cannot be walked without something an earlier exchange said. */
export class MissingContext extends Error {}
/** A number is not the one that the schema fixes. */
class Unexpected extends Error {
  constructor(name: string, number: number) {
    super(`${name} is ${number}`);
  }
}
/** There is no end to a list. */
class TooManyElements extends Error {}
/** More items are asked for than there are. */
export class TooFewItems extends Error {}

// ---- questions about the model ------------------------------------------------------------------------------------

export function holds(condition: ConditionModel, raw: (ref: RefModel) => Raw): boolean {
  switch (condition.test) {
    case "is": {
      const value = raw(condition.ref);
      if (value === undefined) return false;
      return condition.numbers.includes(Number(value));
    }
    case "has":
      return (Number(raw(condition.ref) ?? 0) & condition.mask) !== 0;
    case "true":
      return raw(condition.ref) === true || (typeof raw(condition.ref) === "number" && raw(condition.ref) !== 0);
    case "all":
      return condition.of.every((one) => holds(one, raw));
    case "any":
      return condition.of.some((one) => holds(one, raw));
    default:
      return !holds(condition.of, raw);
  }
}

function itemHolds(condition: ConditionModel, item: Readonly<Record<string, unknown>>): boolean {
  return holds(condition, (ref) => item[ref.name] as Raw);
}

/** Whether a condition, once what decides the form is known, says that this bit is set and nothing else. */
function saysOnly(condition: ConditionModel, bit: string, frame: Frame): boolean {
  const open = new Set<string>();
  const visit = (one: ConditionModel): void => {
    switch (one.test) {
      case "all":
      case "any":
        one.of.forEach(visit);
        break;
      case "not":
        visit(one.of);
        break;
      default:
        if (!frame.decided.has(one.ref.name)) open.add(one.ref.name);
    }
  };
  visit(condition);
  if (!open.has(bit)) return false;
  const others = [...open].filter((name) => name !== bit);
  const asked = (set: boolean, other: boolean): boolean =>
    holds(condition, (ref) => (ref.name === bit ? set : others.includes(ref.name) ? other : frame.known.get(ref.name)));
  return [true, false].every((other) => asked(true, other) && !asked(false, other));
}

function showsItself(type: TypeModel): boolean {
  switch (type.type) {
    case "reserved":
    case "bits":
    case "presence":
    case "nothing":
    case "at":
      return false;
    case "within":
      return type.size.none === undefined;
    case "bytes":
      return type.extent.extent !== "size" || type.extent.size.none === undefined;
    case "list":
      return type.length.length !== "count" || type.length.count.none === undefined;
    default:
      return true;
  }
}

/** The count or size that stands right before a field. */
function inlineSlot(type: TypeModel): DerivedModel | undefined {
  const derived =
    type.type === "list" && type.length.length === "count"
      ? type.length.count
      : type.type === "within"
        ? type.size
        : type.type === "bytes" && type.extent.extent === "size"
          ? type.extent.size
          : undefined;
  return derived?.placed === false ? derived : undefined;
}

function isCase(
  one: { readonly key: string; readonly values: readonly number[]; readonly hex?: string },
  raw: Raw,
): boolean {
  if (one.hex !== undefined) return raw === one.hex;
  if (one.values.length === 0) return String(raw === true || (typeof raw === "number" && raw !== 0)) === one.key;
  return one.values.includes(Number(raw));
}

/** The list whose first items a count counts. */
function firstItems(codec: Codec, count: string): RefModel | undefined {
  let found: RefModel | undefined;
  everyNode(codec.body, (node) => {
    const argument = node as unknown as ArgumentModel["value"];
    if (argument.argument === "first" && argument.count === count) found = argument.items;
  });
  return found;
}

const deciding = new WeakMap<Codec, ReadonlySet<string>>();

/** Whether a field's value must be one that is known, because it says what follows. */
function decides(codec: Codec, property: string): boolean {
  const known = deciding.get(codec);
  if (known !== undefined) return known.has(property);
  const names = new Set(codec.splitBy.map(({ name }) => name));
  everyNode(codec.body, (node) => {
    const { cases, ref, otherwise } = node as { cases?: unknown; ref?: { name?: string }; otherwise?: unknown };
    if (Array.isArray(cases) && ref?.name !== undefined && otherwise === undefined) names.add(ref.name);
    const type = node as unknown as TypeModel;
    if (type.type === "structure") {
      // The callee decides by its parameter.
      for (const { value } of type.args) if (value.argument === "ref") names.add(value.ref.name);
    }
  });
  deciding.set(codec, names);
  return names.has(property);
}

export function everyNode(node: unknown, visit: (node: Readonly<Record<string, unknown>>) => void): void {
  if (typeof node !== "object" || node === null) return;
  if (!Array.isArray(node)) visit(node as Readonly<Record<string, unknown>>);
  for (const inner of Object.values(node)) everyNode(inner, visit);
}

export function isBit(part: PartModel): boolean {
  return part.type.type === "bit" || part.type.type === "presence";
}

/** The name of a number; `bare` where no other number with the same name could be kept. */
function nameOf({ cases }: EnumerationModel, raw: number | string, bare: boolean): unknown {
  const hit = cases.find(({ values }) => (bare ? values[0] === raw : values.includes(raw)));
  if (hit !== undefined) return hit.key;
  return typeof raw === "string"
    ? Uint8Array.from(raw.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16))
    : raw;
}

function join(prefix: string, name: string): string {
  return prefix === "" ? name : `${prefix}.${name}`;
}
