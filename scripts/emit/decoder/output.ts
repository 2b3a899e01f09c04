/** Prints a decoder: its lines, its variables, and who knows where the decode stands (`p` or `r.pos`). */
import type { Codec } from "../../ir/model.js";
import type { Plan } from "../../plan/plan.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";

export class Output {
  readonly program: Program;
  readonly file: GeneratedFile;
  readonly codec: Codec;
  readonly plan: Plan | undefined;
  /** Hoisted local variables and their types. */
  readonly locals: Map<string, Set<string>> = new Map();
  lists = false;
  offsets = false;
  /** Content at a distance stands outside of any window, so that the end of the value is the farthest one's. */
  looseOffsets = false;
  windows = 0;
  /** Whether `p` (true) or `r.pos` (false) says where the decode stands. */
  inP = true;
  /** `const ` where variables need not outlive a failure. */
  const = "";
  /** Whether `at` may hold the name of a field that has been read. */
  named = false;
  /** Fields whose offset from the current `p` is known while `p` has not moved on: a variable holds it otherwise. */
  starts: Map<string, string> = new Map();

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.program = program;
    this.file = file;
    this.codec = codec;
    this.plan = program.plan(codec);
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

  /** The section, where no frame adds it on the way out. */
  spec(): string {
    return this.const === "" ? "" : `, ${JSON.stringify(this.codec.section)}`;
  }

  declareLocal(property: string, type: string): void {
    const name = local(property);
    const known = this.locals.get(name);
    if (known === undefined) this.locals.set(name, new Set([type]));
    else known.add(type);
  }

  toP(): void {
    if (this.inP) return;
    this.line("p = r.pos;");
    this.starts.clear();
    this.inP = true;
  }

  toR(): void {
    if (!this.inP) return;
    if (this.const === "") this.line("r.pos = p;");
    this.inP = false;
  }

  name(property: string): void {
    this.line(`at = ${JSON.stringify(property)};`);
    this.named = true;
  }

  unname(): void {
    if (this.named) this.line('at = "";');
    this.named = false;
  }
}
