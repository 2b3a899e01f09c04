/** The bytes that are read, one thing after the other, and windows in them. */
import { InterpretError, type InterpretErrorCode } from "./error.js";

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

/** How many bytes a wire type has. */
export function widthOf(wire: string): number {
  return wire.startsWith("bytes") ? Number(wire.slice(5)) : (WIDTHS[wire] ?? 0);
}

export class Bytes {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  pos = 0;
  /** Of the innermost window. */
  end: number;
  /** The field that is being read, for errors. */
  path = "";
  /** Where the counted lists begin that are being read. */
  readonly #lists: number[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.end = bytes.length;
  }

  fail(code: InterpretErrorCode, message: string, offset: number = this.pos): InterpretError {
    return new InterpretError(code, { message, offset, path: this.path, lists: [...this.#lists] });
  }

  #take(length: number): number {
    const start = this.pos;
    if (start + length > this.end) throw this.#cut(length);
    this.pos += length;
    return start;
  }

  #cut(length: number): InterpretError {
    return this.fail("truncated", `needs ${length} bytes, ${this.end - this.pos} left`);
  }

  number(wire: string): number | bigint {
    const at = this.#take(widthOf(wire));
    switch (wire) {
      case "u8":
        return this.#view.getUint8(at);
      case "u16":
        return this.#view.getUint16(at, true);
      case "u32":
        return this.#view.getUint32(at, true);
      case "i16":
        return this.#view.getInt16(at, true);
      case "i32":
        return this.#view.getInt32(at, true);
      case "u64":
        return this.#view.getBigUint64(at, true);
      case "i64":
        return this.#view.getBigInt64(at, true);
      case "f32":
        return this.#view.getFloat32(at, true);
      case "f64":
        return this.#view.getFloat64(at, true);
      default:
        throw new Error(`${wire} is no number`);
    }
  }

  blob(length: number): Uint8Array {
    const start = this.#take(length);
    return this.#bytes.slice(start, start + length);
  }

  /** Everything up to the end of the window. */
  rest(): Uint8Array {
    return this.blob(this.end - this.pos);
  }

  /** Text up to its terminator; what `fills` its window may do without. */
  text(width: 1 | 2, fills: boolean): string {
    const units: number[] = [];
    let p = this.pos;
    for (; ; p += width) {
      if (p + width > this.end) {
        if (!fills) throw this.#cut(p + width - this.pos);
        break;
      }
      const unit = width === 2 ? this.#view.getUint16(p, true) : this.#view.getUint8(p);
      if (unit === 0) {
        p += width;
        break;
      }
      units.push(unit);
    }
    this.pos = p;
    return units.map((unit) => String.fromCharCode(unit)).join("");
  }

  /** What stands in the next so many bytes; what it does not take is stepped over. */
  window<T>(size: number, content: () => T): T {
    const outer = this.end;
    const end = this.pos + size;
    if (size < 0) throw this.fail("unexpected-value", `a size is ${-size} too small`);
    if (end > outer) throw this.#cut(size);
    this.end = end;
    const value = content();
    this.pos = end;
    this.end = outer;
    return value;
  }

  /** What stands at another place of the window. */
  at<T>(position: number, content: () => T): { readonly value: T; readonly end: number } {
    const back = this.pos;
    if (position > this.end) throw this.#cut(position - back);
    this.pos = position;
    const value = content();
    const end = this.pos;
    this.pos = back;
    return { value, end };
  }

  /** The elements of a list that were counted. */
  counted<T>(content: () => T): T {
    this.#lists.push(this.pos);
    const value = content();
    this.#lists.pop();
    return value;
  }
}
