/** Walks over bytes: what an independent, slow decoder makes of them. */
import type { Codec, EnumerationModel, PartModel } from "../../scripts/ir/model.js";
import { type Definitions, type Mark, type Raw, type Slot, Walk, widthOf } from "./walk.js";

/** The bytes end inside a field. */
export class Cut extends Error {
  /** Where the field begins that is not complete, and the counted lists around it: their elements cannot all be there. */
  readonly starts: readonly number[];

  constructor(starts: readonly number[]) {
    super(`cut at ${starts.join(" or ")}`);
    this.starts = starts;
  }
}

/** A number as it lies on the wire. */
export function numberAt(bytes: Uint8Array, at: number, wire: string): number | bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (wire) {
    case "u8":
      return view.getUint8(at);
    case "u16":
      return view.getUint16(at, true);
    case "u32":
      return view.getUint32(at, true);
    case "i16":
      return view.getInt16(at, true);
    case "i32":
      return view.getInt32(at, true);
    case "u64":
      return view.getBigUint64(at, true);
    case "i64":
      return view.getBigInt64(at, true);
    case "f32":
      return view.getFloat32(at, true);
    case "f64":
      return view.getFloat64(at, true);
    default:
      throw new Error(`${wire} is no number`);
  }
}

export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

class Reading extends Walk {
  readonly #bytes: Uint8Array;
  end: number;
  readonly #lists: number[] = [];

  constructor(bytes: Uint8Array, definitions: Definitions | undefined) {
    super(definitions);
    this.#bytes = bytes;
    this.end = bytes.length;
  }

  #take(length: number): number {
    const start = this.pos;
    if (start + length > this.end) throw this.#cut(start);
    this.pos += length;
    return start;
  }

  #cut(start: number): Cut {
    return new Cut([start, ...this.#lists]);
  }

  number(wire: string): number | bigint {
    return numberAt(this.#bytes, this.#take(widthOf(wire)), wire);
  }

  named({ wire }: EnumerationModel): number | string {
    return wire.startsWith("bytes") ? hexOf(this.blob(widthOf(wire))) : Number(this.number(wire));
  }

  fixed(wire: string): number {
    return Number(this.number(wire));
  }

  boolean(wire: string): number {
    return Number(this.number(wire));
  }

  word(wire: string, _parts: readonly PartModel[]): number {
    return Number(this.number(wire));
  }

  blob(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.slice(start, start + length);
  }

  filler(length: number): Uint8Array {
    return this.blob(length);
  }

  rest(): Uint8Array {
    return this.blob(this.end - this.pos);
  }

  text(encoding: string, fills: boolean): string {
    const width = encoding === "utf16" ? 2 : 1;
    const units: number[] = [];
    let p = this.pos;
    for (; ; p += width) {
      if (p + width > this.end) {
        if (!fills) throw this.#cut(this.pos);
        break;
      }
      const unit = Number(numberAt(this.#bytes, p, width === 2 ? "u16" : "u8"));
      if (unit === 0) {
        p += width;
        break;
      }
      units.push(unit);
    }
    this.pos = p;
    return units.map((unit) => String.fromCharCode(unit)).join("");
  }

  count(width: number): Slot {
    return this.size(width);
  }

  size(width: number): Slot {
    const at = this.pos;
    return { at, width, value: this.fixed(width === 1 ? "u8" : width === 2 ? "u16" : "u32") };
  }

  window<T>(slot: Slot, none: number | undefined, plus: number, content: () => T): T | undefined {
    if (slot.value === none) return undefined;
    const outer = this.end;
    const end = this.pos + slot.value - plus;
    if (end > outer) throw this.#cut(this.pos);
    this.end = end;
    const value = content();
    this.pos = end;
    this.end = outer;
    return value;
  }

  offset<T>(slot: Slot, frame: { readonly start: number; far: number }, content: () => T): T | undefined {
    if (slot.value === 0) return undefined;
    const back = this.pos;
    if (frame.start + slot.value > this.end) throw this.#cut(back);
    this.pos = frame.start + slot.value;
    const value = content();
    frame.far = Math.max(frame.far, this.pos);
    this.pos = back;
    return value;
  }

  toEnd(element: () => unknown): unknown[] {
    const list: unknown[] = [];
    while (this.pos < this.end) list.push(element());
    return list;
  }

  until(element: (last: boolean | undefined) => unknown, isLast: (item: unknown) => boolean): unknown[] {
    const list: unknown[] = [];
    do list.push(element(undefined));
    while (!isLast(list.at(-1)));
    return list;
  }

  counted<T>(content: () => T): T {
    this.#lists.push(this.pos);
    const value = content();
    this.#lists.pop();
    return value;
  }

  ends(): boolean {
    return this.pos === this.end;
  }
}

export interface Read {
  readonly value: unknown;
  readonly marks: readonly Mark[];
  /** How many bytes it took. */
  readonly length: number;
}

/** Reads a codec; `args` are its parameters, numbers where the wire has numbers; `definitions` are those of another model. */
export function read(
  codec: Codec,
  bytes: Uint8Array,
  args: ReadonlyMap<string, Raw> = new Map(),
  definitions?: Definitions,
): Read {
  const reading = new Reading(bytes, definitions);
  const value = reading.codec(codec, args);
  return { value, marks: reading.marks, length: reading.pos };
}
