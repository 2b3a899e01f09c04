/** Prints an encoder: its lines, what they need above them, and the form of the value that they write. */
import type { Codec } from "../../ir/model.js";
import type { Item, Member, Plan } from "../../plan/plan.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex } from "../types.js";

/** Runs that follow each other, with nothing between them that writes: the first makes room for all of them. */
export interface Chain {
  readonly room: number;
  /** The bytes of all of them so far, and of the last one. */
  readonly all: number;
  readonly last: number;
  /** Whether `b` holds the bytes of the writer. */
  readonly inB: boolean;
}

export class Output {
  readonly program: Program;
  readonly file: GeneratedFile;
  readonly codec: Codec;
  readonly plan: Plan | undefined;
  /** Positions of sizes and offsets that are written after their content. */
  readonly places: Set<string> = new Set();
  lists = false;
  member: Member | undefined;
  /** The rows before the form is decided. */
  now: readonly Item[] = [];
  afterEnd = false;
  /** Whether `at` holds the name of a field. */
  #named = false;
  /** The variable that holds the value: each form has one of its own. */
  value = "value";
  /** The run right before this place, while `p` still says where it began. */
  chain: Chain | undefined;
  /** How much room the runs that follow each other need, by the number that stands for it until all of them are printed. */
  readonly #rooms: number[] = [];

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.program = program;
    this.file = file;
    this.codec = codec;
    this.plan = program.plan(codec);
  }

  /** The rows on the way to here, as far as it is decided. */
  get path(): readonly Item[] {
    return this.member?.path ?? this.now;
  }

  /** What was received otherwise: looked up once for each form. */
  get sent(): string {
    return this.member === undefined ? `${this.value}.asSent` : "sent";
  }

  line(text: string): void {
    this.file.lines.line(text);
  }

  block(head: string, inner: () => void, tail = ""): void {
    this.file.lines.block(head, inner, tail);
  }

  wire(name: string): string {
    return this.file.value(this.program.wire, name);
  }

  /** Room for a run and whatever runs may follow it directly, as a number that is known later. */
  roomFor(size: number): number {
    return this.#rooms.push(size) - 1;
  }

  /** A run that follows makes it so much. */
  widen(room: number, size: number): void {
    this.#rooms[room] = Math.max(this.#rooms[room] ?? 0, size);
  }

  /** The lines with the room that they need. */
  settled(lines: readonly string[]): readonly string[] {
    return lines.map((line) => line.replace(/@(\d+)@/g, (_, room) => String(this.#rooms[Number(room)])));
  }

  name(property: string): void {
    this.line(`at = ${JSON.stringify(property)};`);
    this.#named = true;
  }

  unname(): void {
    if (this.#named) this.line('at = "";');
    this.#named = false;
  }

  /** The length of a list or of bytes. */
  length(access: string, quoted: string): string {
    const asked = access.includes(" as ") ? `(${access})?.length` : `${access}?.length`;
    return `${this.wire("lengthOf")}(w, ${access}, ${asked}, ${quoted})`;
  }

  /** Refuses a number that means another form: it must be one, or none, of these. */
  decide(check: "oneOf" | "noneOf", property: string, values: readonly number[]): void {
    if (values.length === 0) return;
    const access = `${this.value}.${property}`;
    const wrong = values.map((value) => `${access} ${check === "oneOf" ? "!==" : "==="} ${hex(value)}`);
    const test = wrong.join(check === "oneOf" ? " && " : " || ");
    this.line(`if (${test}) throw ${this.wire("otherForm")}(w, ${this.value}, ${JSON.stringify(property)});`);
  }

  /** Refuses properties that are set although they would be dropped. */
  refuse(names: readonly string[]): void {
    if (names.length > 0) this.#any();
    for (const name of names) this.#refuseAny("other", [name], []);
  }

  /** Refuses that something was received otherwise which is not there. */
  refuseSent(name: string): void {
    const foreign = `${this.wire("foreign")}(w, ${JSON.stringify(name)})`;
    this.line(`if (${this.sent}?.${name} !== undefined) throw ${foreign};`);
  }

  /** Refuses properties of other forms; those of this form serve to tell which one it was. */
  refuseOthers(others: readonly string[], own: readonly string[]): void {
    if (others.length === 0) return;
    this.#any();
    this.#refuseAny("other", others, own);
  }

  /** The same of what was received otherwise. */
  refuseOthersSent(others: readonly string[], own: readonly string[]): void {
    if (others.length > 0) this.block(`if (${this.sent} !== undefined)`, () => this.#refuseAny(this.sent, others, own));
  }

  /** Lets `other` be the value as what it should not be. */
  #any(): void {
    const type = this.file.type(this.program.wire, "AnyForm");
    this.line(`const other: ${type}<${this.codec.name}> = ${this.value};`);
  }

  #refuseAny(holder: string, names: readonly string[], own: readonly string[]): void {
    const set = names.map((name) => `${holder}.${name}`).join(" ?? ");
    const [test, foreign] =
      names.length > 1
        ? [`(${set})`, `${this.wire("foreignTo")}(w, ${holder}, ${JSON.stringify(own.join(" "))})`]
        : [set, `${this.wire("foreign")}(w, ${JSON.stringify(names[0])})`];
    this.line(`if (${test} != null) throw ${foreign};`);
  }
}
