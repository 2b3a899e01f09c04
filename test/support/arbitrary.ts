/** Values of every codec for property tests, made up field by field together with the bytes they must become. */
import fc from "fast-check";
import type { Codec, ConditionModel, EnumerationModel, PartModel, TypeModel } from "../../scripts/ir/model.js";
import { model } from "./codecs.js";
import { numberAt } from "./reading.js";
import {
  enumerationModel,
  everyNode,
  isBit,
  type Mark,
  type Raw,
  type Slot,
  structureModel,
  Walk,
  widthOf,
} from "./walk.js";

/** A value, its bytes, and what both need to know from elsewhere. */
export interface Sample {
  readonly codec: string;
  readonly value: unknown;
  readonly bytes: Uint8Array;
  /** What the bytes do not say, in the numbers of the wire. */
  readonly context: ReadonlyMap<string, Raw>;
  /** The same as decoders and encoders take it, behind the value. */
  readonly args: readonly unknown[];
  readonly marks: readonly Mark[];
}

/** Beyond this many bytes, or this many structures deep, nothing is made up that could grow further. */
const ENOUGH = { bytes: 300, depth: 6 };

class Making extends Walk {
  readonly #tape: Uint8Array;
  #next = 0;
  readonly #out: number[] = [];
  #depth = 0;

  /** All that is arbitrary comes from the tape; behind its end stand zeros, which mean the least there can be. */
  constructor(tape: Uint8Array) {
    super();
    this.#tape = tape;
  }

  get bytes(): Uint8Array {
    return Uint8Array.from(this.#out);
  }

  /** A number below `limit`. */
  draw(limit: number): number {
    let number = this.#tape[this.#next++] ?? 0;
    if (limit > 256) number = number * 256 + (this.#tape[this.#next++] ?? 0);
    return number % limit;
  }

  get #poor(): boolean {
    return this.#depth > ENOUGH.depth || this.#out.length > ENOUGH.bytes;
  }

  override codec(codec: Codec, args: ReadonlyMap<string, Raw>, prefix = ""): unknown {
    this.#depth++;
    const value = super.codec(codec, args, prefix);
    this.#depth--;
    return value;
  }

  override decide(name: string, forms: readonly { readonly values?: readonly number[] }[]): void {
    const taken = forms.flatMap(({ values }) => values ?? []);
    const { values } = forms[this.draw(forms.length)] ?? {};
    let number =
      values?.[this.draw(values.length)] ?? [0x80004005, 0x8004010f, 0x000004b9, 0xffffffff][this.draw(4)] ?? 0;
    while (values === undefined && taken.includes(number)) number++;
    this.forced.set(name, number);
  }

  // ---- bytes ----------------------------------------------------------------------------------------------------

  #put(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#out.push(byte);
    this.pos = this.#out.length;
  }

  #putNumber(number: number, width: number, at = this.#out.length): void {
    for (let i = 0; i < width; i++) this.#out[at + i] = Math.floor(number / 256 ** i) % 256;
    this.pos = this.#out.length;
  }

  #arbitraryBytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.draw(256));
  }

  number(wire: string): number | bigint {
    const width = widthOf(wire);
    const kind = this.draw(4);
    const bytes =
      kind === 0
        ? new Uint8Array(width)
        : kind === 1
          ? Uint8Array.from({ length: width }, (_, i) => (i === 0 ? this.draw(256) : 0))
          : kind === 2
            ? new Uint8Array(width).fill(0xff)
            : this.#arbitraryBytes(width);
    if (wire.startsWith("f") && Number.isNaN(numberAt(bytes, 0, wire))) bytes.fill(0); // NaN has many forms: see roundtrip.test.ts
    this.#put(bytes);
    return numberAt(bytes, 0, wire);
  }

  named({ wire, cases }: EnumerationModel, open: boolean): number | string {
    const aliased = cases.some(({ values }) => values.length > 1);
    if (open && !aliased && this.draw(8) === 7) {
      const bytes = this.#arbitraryBytes(widthOf(wire));
      const raw = wire.startsWith("bytes")
        ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
        : Number(numberAt(bytes, 0, wire));
      this.#put(bytes);
      return raw;
    }
    const left = this.#poor ? cases.filter(({ key }) => !recursiveKeys.has(key)) : cases;
    const raw = left[this.draw(left.length)]?.values[0] ?? 0;
    if (typeof raw === "number") this.#putNumber(raw, widthOf(wire));
    else this.#put(raw.match(/../g)?.map((digits) => Number.parseInt(digits, 16)) ?? []);
    return raw;
  }

  fixed(wire: string, value: number): number {
    this.#putNumber(value, widthOf(wire));
    return value;
  }

  boolean(wire: string): number {
    return this.fixed(wire, this.draw(2));
  }

  word(
    wire: string,
    parts: readonly PartModel[],
    open: (part: string) => boolean,
    holds: (condition: ConditionModel, known: ReadonlyMap<string, number | boolean>) => boolean,
  ): number {
    const known = new Map<string, number | boolean>();
    let word = 0;
    for (const part of parts) {
      if (part.condition !== undefined && !holds(part.condition, known)) continue;
      const raw = this.forced.get(part.name) ?? this.#part(part, open(part.name));
      known.set(part.name, isBit(part) ? raw !== 0 : raw);
      word = (word | (raw << part.shift)) >>> 0;
    }
    this.#putNumber(word, widthOf(wire));
    return word;
  }

  #part({ type, mask, shift }: PartModel, open: boolean): number {
    const most = mask >>> shift;
    if (type.type === "reserved") return 0;
    if (type.type !== "enumeration") return this.draw(Math.min(most + 1, 0x10000));
    if (open && this.draw(8) === 7) return this.draw(most + 1);
    const { cases } = enumerationModel(type.name);
    const left = this.#poor ? cases.filter(({ key }) => !recursiveKeys.has(key)) : cases;
    // The further numbers of a property type are its MultivalueInstance forms.
    const numbers = left.flatMap(({ values }) => values).filter((value) => typeof value === "number");
    return numbers[this.draw(numbers.length)] ?? 0;
  }

  blob(length: number): Uint8Array {
    const bytes = this.#arbitraryBytes(length);
    this.#put(bytes);
    return bytes;
  }

  filler(length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#put(bytes);
    return bytes;
  }

  rest(): Uint8Array {
    return this.blob(this.draw(12));
  }

  text(encoding: "ascii" | "string8" | "utf16" | "reducedUnicode"): string {
    const wide = encoding === "utf16";
    const units = Array.from({ length: this.draw(8) }, () => {
      const kind = this.draw(4);
      return kind < 3 ? 0x41 + this.draw(26) : 1 + this.draw(wide ? 0xffff : 0xff);
    });
    for (const unit of [...units, 0]) this.#putNumber(unit, wide ? 2 : 1);
    return units.map((unit) => String.fromCharCode(unit)).join("");
  }

  // ---- counts and windows ---------------------------------------------------------------------------------------

  count(width: number, none: number | undefined, most: number | undefined): Slot {
    const absent = none !== undefined && this.draw(4) === 3;
    let value = absent ? none : this.#poor ? 0 : this.draw(Math.min((most ?? 4) + 1, 6));
    if (value === none && !absent) value = 1;
    const slot = { at: this.pos, width, value };
    this.#putNumber(value, width);
    return slot;
  }

  size(width: number, none: number | undefined): Slot {
    const slot = { at: this.pos, width, value: none ?? 0 };
    this.#putNumber(slot.value, width);
    return slot;
  }

  #patch(slot: Slot, value: number): void {
    slot.value = value;
    this.#putNumber(value, slot.width, slot.at);
  }

  window<T>(slot: Slot, none: number | undefined, plus: number, content: () => T): T | undefined {
    if (none !== undefined && this.draw(4) === 3) return undefined;
    const start = this.pos;
    const value = content();
    const length = this.pos - start + plus;
    this.#patch(slot, length);
    return length === none ? undefined : value;
  }

  offset<T>(slot: Slot, frame: { readonly start: number }, content: () => T): T | undefined {
    if (this.draw(4) === 3) return undefined;
    this.#patch(slot, this.pos - frame.start);
    return content();
  }

  toEnd(element: () => unknown): unknown[] {
    return Array.from({ length: this.#poor ? 0 : this.draw(4) }, element);
  }

  until(element: (last: boolean | undefined) => unknown): unknown[] {
    const length = 1 + this.draw(3);
    return Array.from({ length }, (_, index) => element(index === length - 1));
  }

  counted<T>(content: () => T): T {
    return content();
  }

  ends(): boolean {
    return false;
  }
}

/** A parameter as the wire has it: a list of tags, or the number of a name. */
function argument(making: Making, type: TypeModel): Raw {
  if (type.type === "enumeration") {
    const numbers = enumerationModel(type.name).cases.flatMap(({ values }) => values);
    return numbers[making.draw(numbers.length)];
  }
  if (type.type !== "list" || type.of.type !== "packed") throw new Error(`no argument of type ${type.type} is known`);
  const { parts } = type.of;
  return Array.from({ length: making.draw(6) }, () =>
    parts.reduce((tag, { type: of, shift }) => {
      const numbers = of.type === "enumeration" ? enumerationModel(of.name).cases.flatMap(({ values }) => values) : [];
      const raw = numbers.length > 0 ? Number(numbers[making.draw(numbers.length)]) : making.draw(0x10000);
      return (tag | (raw << shift)) >>> 0;
    }, 0),
  );
}

/** The parameter as decoders and encoders take it: contexts by name, parameters of structures by number. */
export function callArguments(codec: Codec, args: ReadonlyMap<string, Raw>): readonly unknown[] {
  return codec.params.map(({ name, kind, type }) => {
    const raw = args.get(name);
    if (kind === "parameter" || type.type !== "enumeration") return raw;
    return enumerationModel(type.name).cases.find(({ values }) => values.includes(Number(raw)))?.key;
  });
}

export function sampleOf(codec: Codec, tape: Uint8Array, given?: ReadonlyMap<string, Raw>): Sample {
  const making = new Making(tape);
  const context = given ?? new Map(codec.params.map(({ name, type }) => [name, argument(making, type)]));
  const value = making.codec(codec, context);
  const args = callArguments(codec, context);
  return { codec: codec.name, value, bytes: making.bytes, context, args, marks: making.marks };
}

/** Tapes of random bytes. */
class Tapes extends fc.Arbitrary<Uint8Array> {
  override generate(random: fc.Random): fc.Value<Uint8Array> {
    const words = Uint32Array.from({ length: random.nextInt(0, 100) }, () => random.nextInt());
    return new fc.Value(new Uint8Array(words.buffer), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Uint8Array {
    return value instanceof Uint8Array;
  }

  override shrink(tape: Uint8Array): fc.Stream<fc.Value<Uint8Array>> {
    return fc.stream(simpler(tape)).map((one) => new fc.Value(one, undefined));
  }
}

/** Shorter tapes first, then such with smaller bytes. */
function* simpler(tape: Uint8Array): Generator<Uint8Array> {
  const used = tape.findLastIndex((byte) => byte !== 0) + 1;
  if (used > 0) {
    yield tape.slice(0, used >> 1);
    yield tape.slice(0, used - 1);
  }
  for (const [at, byte] of tape.subarray(0, used).entries()) {
    if (byte > 0) yield tape.with(at, 0);
    if (byte > 1) yield tape.with(at, byte >> 1);
  }
}

/** Samples of a codec. Shrinks towards zeros, so towards the shortest value there is. */
export function samples(codec: Codec, given?: ReadonlyMap<string, Raw>): fc.Arbitrary<Sample> {
  return new Tapes().map((tape) => sampleOf(codec, tape, given));
}

// ---- recursion ----------------------------------------------------------------------------------------------------

/** The structures that a part of the model leads to. */
function reached(node: unknown, found = new Set<string>()): ReadonlySet<string> {
  everyNode(node, (one) => {
    if (one.type !== "structure" || typeof one.name !== "string" || found.has(one.name)) return;
    found.add(one.name);
    reached(structureModel(one.name).body, found);
  });
  return found;
}

/** The names whose case leads to a structure that can hold itself. */
const recursiveKeys: ReadonlySet<string> = (() => {
  const keys = new Set<string>();
  const circles = new Set(model.structures.filter(({ name, body }) => reached(body).has(name)).map(({ name }) => name));
  for (const { body } of model.structures) {
    everyNode(body, (node) => {
      const { cases } = node as { cases?: readonly { readonly key: string; readonly of: unknown }[] };
      if (!Array.isArray(cases)) return;
      for (const { key, of } of cases) if ([...reached(of)].some((name) => circles.has(name))) keys.add(key);
    });
  }
  return keys;
})();
