/** The reader that takes down which bytes are which field: what the decoders in generated/byte-maps read with. */
import { Reader } from "../wire/reader.js";

/**
 * A reader with a tape. Marks are pairs of a label and a position, pushed and never looked at while decoding:
 *
 * | label | position | says |
 * |---|---|---|
 * | `ropId:u1 value:b4` | where it begins | a run of fields of fixed size; `*:u4` repeats to the end of the field |
 * | `name`, or a number | where it begins | a field, or an element of a list, is opened |
 * | nothing | where it ends | the field opened last is closed |
 * | `Name MS-OXCDATA 2.8` | – | what the open field is, and its section |
 * | `!` | – | the bytes of the open field overlap or leave gaps: they are one block |
 *
 * A run that begins with `+` is the count or the size in front of what it belongs to.
 */
export class Mapper extends Reader {
  readonly tape: (string | number)[] = [];

  /** Fields of fixed size, before it is known that all of them are there. */
  run(start: number, layout: string): void {
    this.tape.push(layout, start);
  }

  /** A field begins where the reader stands. */
  open(name: string | number): void {
    this.tape.push(name, this.pos);
  }

  /** The field opened last ends where the reader stands. */
  close(): void {
    this.tape.push("", this.pos);
  }

  /** What the field opened last is. */
  form(name: string): void {
    this.tape.push(name, 0);
  }

  /** A count or a size of so many bytes that has just been read. */
  lead(layout: string, size: number, value: number): number {
    this.tape.push(layout, this.pos - size);
    return value;
  }

  /** What was left in a window that has just been left. */
  rest(name: string, rest: Uint8Array | undefined): void {
    if (rest !== undefined) this.tape.push(name, this.pos - rest.length, "", this.pos);
  }

  /** The same where the window is that of the field opened last, which ends in front of it. */
  behind(name: string, rest: Uint8Array | undefined): void {
    if (rest === undefined) return;
    const start = this.pos - rest.length;
    this.tape.push("", start, name, start);
  }

  /** The content of the field opened last does not lie in the order of its fields. */
  block(): void {
    this.tape.push("!", 0);
  }
}
