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
  /** The windows that are open, by the numbers of their variables, the innermost last. */
  windows: readonly number[] = [];
  /** The highest number of a window of rows: such windows stand beside each other in one scope. */
  opened = 0;
  /** Whether `p` (true) or `r.pos` (false) says where the decode stands. */
  inP = true;
  /** `const ` where variables need not outlive a failure: in decoders of a single run. */
  const = "";
  /** Fields of such decoders that are read where the value is made, by the names that their variables would have. */
  readonly inPlace: Map<string, string> = new Map();
  /** Whether `at` may hold the name of a field that has been read. */
  named = false;
  /** The module of the reader that takes marks, if the decoder is to say which bytes are which field. */
  readonly mapper: string | undefined;
  /** The mark of what is decoded, where it is made together with that of its first run. */
  form = "";
  /** Fields whose offset from the current `p` is known while `p` has not moved on: a variable holds it otherwise. */
  starts: Map<string, string> = new Map();

  constructor(program: Program, file: GeneratedFile, codec: Codec, mapper?: string) {
    this.program = program;
    this.file = file;
    this.codec = codec;
    this.plan = program.plan(codec);
    this.mapper = mapper;
  }

  line(text: string): void {
    this.file.lines.line(text);
  }

  /** A mark of the byte map, where one is made. */
  mark(text: string, when = ""): void {
    if (this.mapper !== undefined) this.line(`${when}r.${text};`);
  }

  /** A field with marks where it begins and ends. */
  marked(name: string, read: () => void): void {
    this.mark(`open(${JSON.stringify(name)})`);
    read();
    this.mark("close()");
  }

  /** The count or size in front of what it belongs to, read by an expression. */
  lead(property: string, read: string): string {
    return this.mapper === undefined ? read : `r.lead(${JSON.stringify(`+${property}`)}, r.pos, ${read})`;
  }

  /** A type that stands in the file of the codec: the byte map's decoders import it. */
  own(type: string): string {
    return this.file.type(this.program.fileOf(this.codec), type);
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

  /** Prints what asks where the reader stands and does not move it: if `p` said so before, it still does. */
  through(call: () => void): void {
    const { inP } = this;
    this.toR();
    call();
    this.inP = inP;
  }

  name(property: string): void {
    this.line(`at = ${JSON.stringify(property)};`);
    this.named = true;
  }

  /** Opens a window of rows, and returns the variable for the end of what is around it. */
  open(): string {
    this.windows = [...this.windows, ++this.opened];
    return `outer${this.opened}`;
  }

  /** Closes the innermost window of rows. */
  close(): string {
    const outer = `outer${this.windows.at(-1)}`;
    this.windows = this.windows.slice(0, -1);
    return outer;
  }

  unname(): void {
    if (this.named) this.line('at = "";');
    this.named = false;
  }
}
