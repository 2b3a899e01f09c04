/** The reader that takes down which bytes are which field: what the decoders in generated/byte-maps read with. */
import { Reader } from "../wire/reader.js";

/** A label or a position. */
export type Mark = string | number;

/**
 * A reader with a tape. Marks are pairs of a label and a position, written and never looked at while decoding:
 *
 * | label | position | says |
 * |---|---|---|
 * | `ropId:u1 value:b4` | where it begins | a run of fields of fixed size; `*:u4` repeats to the end of the field |
 * | `.name` | where it begins | a field up to the next mark |
 * | `name` | where it begins | a field is opened |
 * | `+name` | where it begins | a field that is the count or the size in front of what it belongs to is opened |
 * | a number | where it begins | an element of a list is opened, and the one before it closed |
 * | nothing | where it ends | the field or element opened last is closed |
 * | `Name MS-OXCDATA 2.8` | | what the open field is, and its section; `|` and its first run may follow |
 * | `!` | | up to here the fields of the open field overlap or leave gaps: they are one block |
 * | `.` | | nothing but the end of a field up to the next mark |
 */
export class Mapper extends Reader {
  #tape: Mark[] = lent();
  #end = 0;

  /** The marks; the reader takes no more after that. */
  marks(): readonly Mark[] {
    const marks = this.#tape.slice(0, this.#end);
    if (this.#end <= KEPT) spare = this.#tape;
    this.#tape = [];
    return marks;
  }

  #mark(label: Mark, position: number): void {
    const tape = this.#tape;
    const end = this.#end;
    tape[end] = label;
    tape[end + 1] = position;
    this.#end = end + 2;
  }

  /** Fields of fixed size, before it is known that all of them are there. */
  run(start: number, layout: string): void {
    this.#mark(layout, start);
  }

  /** A field begins where the reader stands, and has no fields inside; its name has a dot in front. */
  leaf(name: string): void {
    this.#mark(name, this.pos);
  }

  /** A field begins where the reader stands. */
  open(name: string): void {
    this.#mark(name, this.pos);
  }

  /** An element of a list begins where the reader stands, and the one before it ends. */
  item(index: number): void {
    this.#mark(index, this.pos);
  }

  /** The field or the element opened last ends where the reader stands. */
  close(): void {
    this.#mark("", this.pos);
  }

  /** What the field opened last is. */
  form(name: string): void {
    this.#mark(name, this.pos);
  }

  /** A count or a size that has just been read from `start` on; its name has a plus in front. */
  lead(name: string, start: number, value: number): number {
    this.#mark(name, start);
    this.#mark("", this.pos);
    return value;
  }

  /** What was left in a window that has just been left. */
  rest(name: string, rest: Uint8Array | undefined): void {
    if (rest === undefined) return;
    this.#mark(name, this.pos - rest.length);
    this.#mark("", this.pos);
  }

  /** The same where the window is that of the field opened last, which ends in front of it. */
  behind(name: string, rest: Uint8Array | undefined): void {
    if (rest === undefined) return;
    const start = this.pos - rest.length;
    this.#mark("", start);
    this.#mark(name, start);
  }

  /** The content of the field opened last does not lie in the order of its fields. */
  block(): void {
    this.#mark("!", this.pos);
  }

  /** The reader is about to go elsewhere. */
  stop(): void {
    this.#mark(".", this.pos);
  }
}

/** The longest tape that is kept for the next reader: growing one anew costs more than all its marks. */
const KEPT = 0x10000;
let spare: Mark[] | undefined;

function lent(): Mark[] {
  const tape = spare ?? [];
  spare = undefined;
  return tape;
}
