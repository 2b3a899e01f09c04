/** Prints the steps of a skip function: `p` moves on, and what is known to be passed already is added up first. */
import type { Codec, RefModel } from "../../ir/model.js";
import { wireSize } from "../../plan/sizes.js";
import { unsigned } from "../expressions.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex } from "../types.js";
import { References } from "./references.js";
import type { Runs } from "./runs.js";

/** A loop that goes on behind what it has walked over. */
export interface Loop {
  /** How many bytes it makes sure of before each turn, if it does: at least those that a turn has asked for. */
  room?: number;
  /** Of what its turns walk over, if they are rows of the same columns. */
  readonly rows?: Runs;
}

/** How far the steps are. */
export interface Place {
  /** What `p` does not count yet. */
  readonly ahead: number;
  /** The most that can lie between where the turn of a loop begins and `p`: `Infinity` where only the bytes tell. */
  readonly passed: number;
}

export class Steps {
  readonly refs: References;
  /** The variable with the end that was given: in a window `end` is the window's. */
  outermost = "end";
  /** Whether the last line printed leaves the function, or goes on with the loop. */
  left = false;
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;
  readonly #loop: Loop | undefined;
  #place: Place;

  constructor(program: Program, file: GeneratedFile, codec: Codec, loop?: Loop, passed = 0) {
    this.#program = program;
    this.#file = file;
    this.#codec = codec;
    this.#loop = loop;
    this.#place = { ahead: 0, passed };
    this.refs = new References(program, codec);
  }

  /** To come back to, where ways part. */
  get place(): Place {
    return this.#place;
  }

  set place(place: Place) {
    this.#place = place;
  }

  /** The position, so many bytes further on. */
  position(more = 0): string {
    const ahead = this.#place.ahead + more;
    return ahead === 0 ? "p" : `p + ${ahead}`;
  }

  /** Moves over so many bytes. */
  pass(bytes: number): void {
    this.#place = { ...this.#place, ahead: this.#place.ahead + bytes };
  }

  /** Goes to a position that the bytes tell. */
  assign(position: string): void {
    const plus = /^p \+ (.*)$/.exec(position)?.[1];
    this.line(plus === undefined ? `p = ${position};` : `p += ${plus};`);
    this.varies();
  }

  /** From here on `p` is the position. */
  settle(): void {
    const { ahead, passed } = this.#place;
    if (ahead > 0) this.line(`p += ${ahead};`);
    this.#place = { ahead: 0, passed: passed + ahead };
  }

  /** `p` is the position, and how far that is only the bytes tell. */
  varies(): void {
    this.#place = { ahead: 0, passed: Number.POSITIVE_INFINITY };
  }

  leave(): void {
    if (!this.left && this.#loop !== undefined) {
      this.settle();
      this.line("continue;");
    } else if (!this.left) this.line(`return ${this.position()};`);
    this.varies();
    this.left = false;
  }

  /** What stands here only decoding understands. */
  giveUp(): void {
    this.line(`return ${this.beyond()};`);
    this.varies();
    this.left = true;
  }

  giveUpIf(condition: string): void {
    this.line(`if (${condition}) return ${this.beyond()};`);
  }

  /** So many bytes have to be left; in a loop that has made sure of them, nothing need be asked. */
  need(bytes: number, orElse = ""): void {
    const { ahead, passed } = this.#place;
    if (this.#loop?.room === undefined || passed === Number.POSITIVE_INFINITY)
      this.giveUpIf(`${this.position(bytes)} > end${orElse}`);
    else this.#loop.room = Math.max(this.#loop.room, passed + ahead + bytes);
  }

  /** What is not in the bytes may be missing. */
  guard({ ref, name }: RefModel): void {
    const param = ref === "field" ? undefined : this.#codec.params.find((one) => one.name === name);
    if (param !== undefined && this.#program.mayBeMissing(this.#codec, param))
      this.giveUpIf(`${local(name)} === undefined`);
  }

  case(values: readonly number[], inner: () => void): void {
    for (const value of values.slice(0, -1)) this.line(`case ${hex(value)}:`);
    this.block(`case ${hex(values.at(-1) ?? 0)}:`, inner);
  }

  /** No case is known for it. */
  default(result: string = this.beyond()): void {
    this.line("default:");
    this.#file.lines.indented(() => this.line(`return ${result};`));
  }

  /** A position behind anything. */
  beyond(): string {
    return `${this.outermost} + 1`;
  }

  /** A number at a place that has been checked. */
  number(wire: string, at: string): string {
    if (wire === "u8") return `b[${at}]!`;
    if (wire === "u16" || wire === "u32") return unsigned(at, wireSize(wire));
    return `${this.wire(`get${wire.toUpperCase()}`)}(b, ${at})`;
  }

  wire(name: string): string {
    return this.#file.value(this.#program.wire, name);
  }

  line(text: string): void {
    this.#file.lines.line(text);
  }

  block(head: string, inner: () => void, tail = ""): void {
    this.#file.lines.block(head, inner, tail);
  }

  /** `if (…) { … } else { … }` */
  either(condition: string, yes: () => void, no: () => void): void {
    this.block(`if (${condition})`, yes, " else {");
    this.#file.lines.indented(no);
    this.line("}");
  }
}
