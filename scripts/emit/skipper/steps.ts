/** Prints the steps of a skip function: `p` moves on, and what is known to be passed already is added up first. */
import type { Codec, RefModel } from "../../ir/model.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex } from "../types.js";
import { References } from "./references.js";

export class Steps {
  readonly refs: References;
  /** Bytes passed that `p` does not count yet. */
  ahead = 0;
  /** Whether the last line printed leaves the function. */
  left = false;
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #codec: Codec;

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.#program = program;
    this.#file = file;
    this.#codec = codec;
    this.refs = new References(program, codec);
  }

  /** The position, so many bytes further on. */
  position(more = 0): string {
    const ahead = this.ahead + more;
    return ahead === 0 ? "p" : `p + ${ahead}`;
  }

  /** Goes to a position. */
  assign(position: string): void {
    const plus = /^p \+ (.*)$/.exec(position)?.[1];
    this.line(plus === undefined ? `p = ${position};` : `p += ${plus};`);
    this.ahead = 0;
  }

  /** From here on `p` is the position. */
  settle(): void {
    if (this.ahead > 0) this.line(`p += ${this.ahead};`);
    this.ahead = 0;
  }

  leave(): void {
    if (!this.left) this.line(`return ${this.position()};`);
    this.ahead = 0;
    this.left = false;
  }

  /** What stands here only decoding understands. */
  giveUp(): void {
    this.line(`return ${this.beyond()};`);
    this.ahead = 0;
    this.left = true;
  }

  giveUpIf(condition: string): void {
    this.line(`if (${condition}) return ${this.beyond()};`);
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
  default(): void {
    this.line("default:");
    this.#file.lines.indented(() => this.line(`return ${this.beyond()};`));
  }

  beyond(): string {
    return this.wire("BEYOND");
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
