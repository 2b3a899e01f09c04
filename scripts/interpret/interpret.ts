/**
 * Reads bytes by the representation alone: field by field, with neither plans nor emitted code. Slow, and a second
 * opinion on whatever is fast.
 */
import type {
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  LengthModel,
  PartModel,
  RefModel,
  RowModel,
  TypeModel,
} from "../ir/model.js";
import { Bytes, widthOf } from "./bytes.js";
import { caseOf, holds, type Raw } from "./conditions.js";
import { type Definitions, nameOf } from "./definitions.js";
import { Frame } from "./frame.js";
import { implied, showsItself } from "./shown.js";

/** Where a field, an element of a list, or a count or size lies. What holds others comes behind them. */
export interface Mark {
  /** In wire names from the outermost structure: `RecipientRows[0].RowId`. What a size counts is `(RowSize)`. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** The value as decoders give it; of what is not in the value (counts, sizes, reserved fields), what stands there. */
  readonly value: unknown;
  /** Whether it is one number on the wire. */
  readonly number: boolean;
  /** Whether it is a count, a size or an offset. */
  readonly derived: boolean;
}

export interface Interpreted {
  /** As decoders give it, but for `asSent`: how it was sent is not noted. */
  readonly value: unknown;
  readonly marks: readonly Mark[];
  /** The position behind it. */
  readonly end: number;
}

/** @throws InterpretError if the bytes do not fit */
export function interpret(
  definitions: Definitions,
  codec: Codec,
  bytes: Uint8Array,
  args: ReadonlyMap<string, Raw>,
): Interpreted {
  const interpretation = new Interpretation(definitions, new Bytes(bytes));
  const value = interpretation.codec(codec, args, "");
  return { value, marks: interpretation.marks, end: interpretation.end };
}

/** Elements may have no bytes, so that bytes alone do not bound them. */
const MOST_ELEMENTS = 100_000;

class Interpretation {
  readonly marks: Mark[] = [];
  readonly #definitions: Definitions;
  readonly #bytes: Bytes;
  #elements = 0;
  #depth = 0;

  constructor(definitions: Definitions, bytes: Bytes) {
    this.#definitions = definitions;
    this.#bytes = bytes;
  }

  get end(): number {
    return this.#bytes.pos;
  }

  codec(codec: Codec, args: ReadonlyMap<string, Raw>, prefix: string): unknown {
    const { body, depth } = codec;
    if (depth === undefined) return this.#body(codec, args, prefix, body);
    if (++this.#depth > depth) throw this.#bytes.fail("limit-exceeded", `nested deeper than ${depth}`);
    const value = this.#body(codec, args, prefix, body);
    this.#depth--;
    return value;
  }

  #body(codec: Codec, args: ReadonlyMap<string, Raw>, prefix: string, body: Codec["body"]): unknown {
    const frame = new Frame(codec, args, prefix, this.#bytes);
    if (body.body === "type") return this.#type(body.type, frame, prefix, undefined);
    if (codec.ropId !== undefined) this.#ropId(codec, frame);
    if (body.body === "rows") {
      this.#rows(body.rows, frame);
      return this.#finished(frame);
    }
    const { name } = body.deciding;
    frame.decided.add(name);
    this.#rows(body.head, frame);
    const number = Number(frame.known.get(name));
    const form =
      body.forms.find(({ values }) => values?.includes(number)) ??
      body.forms.find(({ values }) => values === undefined);
    if (form === undefined) throw this.#unknown(name, number);
    if (body.forms.length > 1) frame.value.outcome = form.name;
    this.#rows(form.rows, frame);
    return this.#finished(frame);
  }

  /** What an offset led to belongs to the structure as well. */
  #finished(frame: Frame): unknown {
    if (!frame.ended && frame.far > this.#bytes.pos) this.#bytes.pos = frame.far;
    return frame.finished();
  }

  #ropId({ ropId, alsoRopId }: Codec, frame: Frame): void {
    const start = this.#begin(frame.name("RopId"));
    const id = this.#bytes.number("u8");
    if (id !== ropId && id !== alsoRopId) throw this.#bytes.fail("unexpected-value", `is ${id}`, start);
    this.#mark(frame.name("RopId"), start, ropId, { number: true });
    frame.value.ropId = ropId;
  }

  /** Says what is read from here on. */
  #begin(name: string): number {
    this.#bytes.path = name;
    return this.#bytes.pos;
  }

  #mark(name: string, start: number, value: unknown, { number = false, derived = false } = {}): void {
    this.marks.push({ name, start, end: this.#bytes.pos, value, number, derived });
  }

  #unknown(name: string, raw: Raw): Error {
    // What nobody has said is missing from the context; bytes say something.
    if (raw === undefined) return this.#bytes.fail("missing-context", `nothing says what ${name} is`);
    return this.#bytes.fail("unknown-discriminant", `nothing is known for ${name} ${String(raw)}`);
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
          if (around === undefined || frame.holds(around)) this.#derived(row.derived, frame);
          break;
        case "when": {
          const both: ConditionModel =
            around === undefined ? row.condition : { test: "all", of: [around, row.condition] };
          this.#rows(row.rows, frame, both);
          break;
        }
        case "choose": {
          frame.decided.add(row.ref.name);
          this.#rows(this.#chosen(row, frame), frame, around);
          break;
        }
        case "within":
          this.#withinRow(row, frame, around);
          break;
        case "mayEnd":
          frame.ending = true;
          frame.ended =
            (row.condition === undefined || frame.holds(row.condition)) && this.#bytes.pos === this.#bytes.end;
          break;
      }
    }
  }

  #chosen<T>(
    { ref, cases, otherwise }: { ref: RefModel; cases: Parameters<typeof caseOf<T>>[0]; otherwise?: T },
    frame: Frame,
  ): T {
    const raw = frame.raw(ref);
    const chosen = caseOf(cases, raw) ?? otherwise;
    if (chosen === undefined) throw this.#unknown(ref.name, raw);
    return chosen;
  }

  #withinRow({ size, rows }: RowModel & { row: "within" }, frame: Frame, around: ConditionModel | undefined): void {
    const bytes = this.#placed(size, frame);
    const start = this.#bytes.pos;
    if (bytes !== size.none) {
      this.#bytes.window(bytes - (size.plus ?? 0), () => {
        this.#rows(rows, frame, around);
        if (frame.far > this.#bytes.pos) this.#bytes.pos = frame.far;
      });
    }
    this.#mark(frame.name(`(${size.name})`), start, undefined);
  }

  #field(field: FieldModel, frame: Frame, condition: ConditionModel | undefined): void {
    const { property, type } = field;
    if (condition !== undefined) {
      if (!frame.ending && showsItself(type)) frame.shown.push(condition);
      if (!frame.holds(condition)) {
        frame.known.delete(property);
        return;
      }
    }
    const name = frame.name(field.name);
    const inFront = implied(type);
    if (inFront !== undefined) this.#derived(inFront, frame);
    const start = this.#begin(name);
    if (type.type === "bits") {
      const word = this.#bits(type, frame);
      frame.known.set(property, word);
      this.#mark(name, start, word, { number: true });
      return;
    }
    const value = this.#type(type, frame, name, field);
    if (type.type === "reserved") return this.#mark(name, start, value, { number: type.base.type !== "bytes" });
    if (type.type === "presence") {
      frame.presence.set(property, value === true);
      return this.#mark(name, start, value, { number: true });
    }
    if (type.type === "enumeration") this.#refuseUnsplit(property, value, frame);
    if (Array.isArray(value) && value.every((item) => typeof item === "number")) frame.known.set(property, value);
    if (type.type !== "nothing") frame.value[property] = value;
    if (type.type !== "at") this.#mark(name, start, value, { number: this.#definitions.isNumber(type) });
  }

  #bits({ wire, parts }: TypeModel & { type: "bits" }, frame: Frame): number {
    const word = Number(this.#bytes.number(wire));
    const rawOf = (part: PartModel): number => (word & part.mask) >>> part.shift;
    for (const part of parts) {
      const isBit = part.type.type === "bit" || part.type.type === "presence";
      frame.known.set(part.name, isBit ? rawOf(part) !== 0 : rawOf(part));
    }
    for (const part of parts) {
      if (part.type.type === "reserved") continue;
      if (part.condition !== undefined && !frame.holds(part.condition)) {
        // A part that means nothing here is not known, whatever its bits.
        frame.known.delete(part.name);
        continue;
      }
      if (part.type.type === "presence") frame.presence.set(part.name, rawOf(part) !== 0);
      else {
        const value = this.#partValue(part, rawOf(part));
        if (part.type.type === "enumeration") this.#refuseUnsplit(part.name, value, frame);
        frame.value[part.name] = value;
      }
    }
    return word;
  }

  /** A value that the forms are split by says one of them. */
  #refuseUnsplit(name: string, value: unknown, frame: Frame): void {
    if (typeof value === "number" && frame.splits.has(name)) throw this.#unknown(name, value);
  }

  #partValue({ type }: PartModel, raw: number): unknown {
    if (type.type === "bit") return raw !== 0;
    return type.type === "enumeration" ? nameOf(this.#definitions.enumeration(type.name), raw, true) : raw;
  }

  // ---- counts, sizes, offsets -----------------------------------------------------------------------------------

  #derived(derived: DerivedModel, frame: Frame): number {
    const name = frame.name(derived.name);
    const start = this.#begin(name);
    const value = Number(this.#bytes.number(this.#wireOf(derived.base, frame)));
    frame.derived.set(derived.property, value);
    frame.known.set(derived.property, value);
    this.#mark(name, start, value, { number: true, derived: true });
    return value;
  }

  /** What a row of its own has said before; otherwise it stands here. */
  #placed(derived: DerivedModel, frame: Frame): number {
    return (derived.placed ? frame.derived.get(derived.property) : undefined) ?? this.#derived(derived, frame);
  }

  #wireOf(base: TypeModel, frame: Frame): string {
    if (base.type === "integer") return base.wire;
    if (base.type !== "choose") throw new Error(`${base.type} is not a base of a count`);
    return this.#wireOf(this.#chosen(base, frame), frame);
  }

  // ---- types ----------------------------------------------------------------------------------------------------

  #type(type: TypeModel, frame: Frame, name: string, field: FieldModel | undefined): unknown {
    const known = <R extends Raw>(raw: R): R => {
      if (field !== undefined) frame.known.set(field.property, raw);
      return raw;
    };
    switch (type.type) {
      case "integer":
      case "flags":
        return known(this.#bytes.number(type.wire));
      case "bigInteger":
      case "float":
        return this.#bytes.number(type.wire);
      case "packed": {
        const number = Number(known(this.#bytes.number(type.wire)));
        for (const part of type.parts) frame.known.set(part.name, (number & part.mask) >>> part.shift);
        return number;
      }
      case "boolean": {
        const number = Number(this.#bytes.number(type.wire));
        known(number !== 0);
        return field === undefined && number > 1 ? number : number !== 0;
      }
      case "presence":
        return known(this.#bytes.number(type.wire === "u16" ? "u16" : "u8") !== 0);
      case "guid":
        return this.#bytes.blob(16);
      case "enumeration":
        return nameOf(this.#definitions.enumeration(type.name), known(this.#named(type.wire)), field === undefined);
      case "reserved":
        return type.base.type === "bytes"
          ? this.#bytes.blob(type.base.extent.extent === "fixed" ? type.base.extent.bytes : 0)
          : this.#bytes.number(this.#wireOf(type.base, frame));
      case "constant": {
        const start = this.#bytes.pos;
        const number = this.#bytes.number(type.wire);
        if (number !== type.value) throw this.#bytes.fail("unexpected-value", `is ${number}`, start);
        return type.value;
      }
      case "nothing":
        return undefined;
      case "string":
        return this.#text(type.encoding, false);
      case "stringBy":
        return this.#text(frame.holds(type.unicode) ? "utf16" : "string8", false);
      case "bytes": {
        const { extent } = type;
        if (extent.extent === "fixed") return this.#bytes.blob(extent.bytes);
        if (extent.extent === "toEnd") return this.#bytes.rest();
        return this.#windowed(extent.size, frame, field, () => this.#bytes.rest());
      }
      case "list":
        return this.#list(type.length, type.of, frame, name, field);
      case "choose":
        // The choice has no field of its own: a count or size in it stands here.
        return this.#type(this.#chosen(type, frame), frame, name, undefined);
      case "within": {
        const { of } = type;
        return this.#windowed(type.size, frame, field, () => {
          if (of.type === "structure" && frame.lacks(of))
            return { undecoded: "missing-context", bytes: this.#bytes.rest() };
          // Nothing stands beside what is no field that could keep how it was sent.
          if (of.type === "string" && field !== undefined) return this.#text(of.encoding, true);
          const value = this.#type(of, frame, name, undefined);
          if (field === undefined && this.#bytes.pos < this.#bytes.end)
            throw this.#bytes.fail("trailing-bytes", `${this.#bytes.end - this.#bytes.pos} bytes are left over`);
          return value;
        });
      }
      case "at":
        return this.#elsewhere(type, frame, name, field);
      case "structure":
        return this.codec(this.#definitions.codec(type.name), frame.arguments(type.args), name);
      default:
        throw new Error(`${type.type} is not the type of a field`);
    }
  }

  /** The number (or the bytes, as hex) of one of the names of an enumeration. */
  #named(wire: string): number | string {
    if (!wire.startsWith("bytes")) return Number(this.#bytes.number(wire));
    return Array.from(this.#bytes.blob(widthOf(wire)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  #text(encoding: (TypeModel & { type: "string" })["encoding"], fills: boolean): string {
    return this.#bytes.text(encoding === "utf16" ? 2 : 1, fills);
  }

  #windowed<T>(size: DerivedModel, frame: Frame, field: FieldModel | undefined, content: () => T): T | undefined {
    const bytes = this.#inFront(size, frame, field);
    return bytes === size.none ? undefined : this.#bytes.window(bytes - (size.plus ?? 0), content);
  }

  /** The count or size in front of content; of a field it has been read already. */
  #inFront(derived: DerivedModel, frame: Frame, field: FieldModel | undefined): number {
    const read = field !== undefined || derived.placed ? frame.derived.get(derived.property) : undefined;
    return read ?? this.#derived(derived, frame);
  }

  #elsewhere(
    { offset, of }: TypeModel & { type: "at" },
    frame: Frame,
    name: string,
    field: FieldModel | undefined,
  ): unknown {
    const distance = frame.derived.get(offset.property);
    if (distance === undefined) throw new Error(`${offset.name} does not stand before its content`);
    if (distance === 0) return undefined;
    const { value, end } = this.#bytes.at(frame.start + distance, () => {
      const start = this.#bytes.pos;
      // What is neither 0 nor 1, or another number of a name, stays the number it is.
      const bare = of.type === "boolean" || of.type === "enumeration";
      const inner = this.#type(of, frame, name, bare ? undefined : field);
      this.#mark(name, start, inner, { number: this.#definitions.isNumber(of) });
      return inner;
    });
    frame.far = Math.max(frame.far, end);
    return value;
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
      const one = `${name}[${index++}]`;
      const start = this.#begin(one);
      if (++this.#elements > MOST_ELEMENTS) throw this.#bytes.fail("limit-exceeded", "too many elements");
      const value = this.#type(of, frame, one, undefined);
      this.#mark(one, start, value, { number: this.#definitions.isNumber(of) });
      return value;
    };
    switch (length.length) {
      case "toEnd": {
        const list: unknown[] = [];
        while (this.#bytes.pos < this.#bytes.end) list.push(element());
        return list;
      }
      case "until": {
        const list: unknown[] = [];
        do list.push(element());
        while (!itemHolds(length.last, list.at(-1)));
        return list;
      }
      case "fixed":
        return this.#counted(length.count, element);
      case "count": {
        const count = this.#inFront(length.count, frame, field);
        if (count === length.count.none) return undefined;
        return this.#counted(count, element);
      }
      default: {
        const items = frame.raw(length.items);
        if (!Array.isArray(items)) throw this.#unknown(length.items.name, undefined);
        return (items as readonly number[]).map((item) => {
          frame.items.push(item);
          const value = element();
          frame.items.pop();
          return value;
        });
      }
    }
  }

  /** No room is made before: a count may say anything. */
  #counted(count: number, element: () => unknown): unknown[] {
    return this.#bytes.counted(() => {
      const list: unknown[] = [];
      while (list.length < count) list.push(element());
      return list;
    });
  }
}

function itemHolds(condition: ConditionModel, item: unknown): boolean {
  return holds(condition, ({ name }) => (item as Readonly<Record<string, Raw>>)[name]);
}
