/** Prints indented lines. */
import { namesIn, withoutUnused } from "./used.js";

export class Lines {
  readonly #lines: string[] = [];
  #depth = 0;

  line(text = ""): void {
    for (const one of text.split("\n")) this.#lines.push(one === "" ? "" : `${"  ".repeat(this.#depth)}${one}`);
  }

  /** `head {`, the inner lines, `}` and what follows it. */
  block(head: string, inner: () => void, tail = ""): void {
    this.line(`${head} {`);
    this.indented(inner);
    this.line(`}${tail}`);
  }

  /** A function without the constants that it does not use, and with an underscore before such parameters. */
  function(head: string, params: readonly string[], returns: string, inner: () => void): void {
    const mark = this.mark();
    this.indented(inner);
    const body = withoutUnused(this.cut(mark));
    const used = namesIn(body.join("\n"));
    const named = params.map((param) => (used.has(/^\w+/.exec(param)?.[0] ?? "") ? param : `_${param}`));
    this.block(`${head}(${named.join(", ")}): ${returns}`, () => this.restore(body));
  }

  /** `try { … } catch (error) { … }`, the body given as printed lines. */
  guarded(body: readonly string[], handler: () => void): void {
    this.line("try {");
    this.paste(body);
    this.line("} catch (error) {");
    this.indented(handler);
    this.line("}");
  }

  indented(inner: () => void): void {
    this.deeper();
    inner();
    this.shallower();
  }

  deeper(): void {
    this.#depth++;
  }

  shallower(): void {
    this.#depth--;
  }

  /** How many spaces a line begins with. */
  get indent(): number {
    return 2 * this.#depth;
  }

  /** A documentation comment; nothing if there is nothing to say. */
  doc(...paragraphs: readonly string[]): void {
    const text = paragraphs.filter((paragraph) => paragraph !== "");
    if (text.length === 0) return;
    const lines = text.join("\n").replaceAll("*/", "*\\/").split("\n");
    if (lines.length === 1) {
      this.line(`/** ${lines[0]} */`);
      return;
    }
    this.line("/**");
    for (const line of lines) this.line(line === "" ? " *" : ` * ${line}`);
    this.line(" */");
  }

  /** Where the output stands, for `cut`. */
  mark(): number {
    return this.#lines.length;
  }

  /** Takes back everything since the mark. */
  cut(mark: number): readonly string[] {
    return this.#lines.splice(mark);
  }

  /** Prints lines that were cut as they were. */
  restore(lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  /** Prints lines that were cut, one level deeper than here. */
  paste(lines: readonly string[]): void {
    for (const line of lines) this.#lines.push(line === "" ? "" : `  ${line}`);
  }

  get text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}
