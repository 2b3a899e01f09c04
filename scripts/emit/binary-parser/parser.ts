/** Emits the function that makes a binary-parser `Parser` of a codec. */
import type { BodyModel, Codec, TypeModel } from "../../ir/model.js";
import { propertyName } from "../../ir/names.js";
import { type Expression, layout } from "../layout.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { hex, paramText, specText } from "../types.js";
import { Choices } from "./choices.js";
import { Fields } from "./fields.js";
import { Output, type ParserModules } from "./output.js";
import { References } from "./references.js";
import { factory, Structures } from "./structures.js";
import { quoted } from "./text.js";
import { Trees } from "./trees.js";
import { Values } from "./values.js";

export class ParserEmitter {
  readonly #out: Output;
  readonly #structures: Structures;
  readonly #values: Values;
  readonly #trees: Trees;

  constructor(program: Program, modules: ParserModules, file: GeneratedFile, codec: Codec) {
    this.#out = new Output(program, modules, file, codec);
    const refs = new References(this.#out);
    this.#structures = new Structures(this.#out, refs);
    const choices = new Choices(this.#out, refs);
    this.#values = new Values(this.#out, refs, this.#structures, choices);
    const { containers } = this.#values;
    const fields = new Fields(this.#out, this.#values);
    this.#trees = new Trees(this.#out, refs, choices, this.#values, containers, fields);
  }

  emit(): void {
    const { lines } = this.#out.file;
    const { name, section, params, depth, body } = this.#out.codec;
    const list = params.map(
      (param) => `${local(param.name)}: ${paramText(this.#out.program, this.#out.file, this.#out.codec, param.name)}`,
    );
    const names = params.map((param) => local(param.name));
    if (this.#structures.usesCodePage(name)) {
      const { wire } = this.#out.program;
      list.push(`codePage: ${this.#out.file.type(wire, "CodePage")} = ${this.#out.file.value(wire, "singleByte")}`);
      names.push("codePage");
    }
    const result = `${this.#out.file.type(this.#out.modules.type, "RopParser")}<${this.#out.file.type(this.#out.program.fileOf(this.#out.codec), name)}>`;
    lines.doc(`A parser of a ${name}. ${specText(section)}`.trim());
    lines.function(`export function ${factory(name)}`, list, result, () => {
      if (depth === undefined) return this.#body(body);
      // It is part of itself: its steps are only made when bytes need them.
      const steps = `${propertyName(name)}Steps`;
      this.#giveBack(
        this.#out.call(
          "bare",
          this.#out.call("later", quoted("$"), steps, `() => [${names.join(", ")}]`, String(depth)),
        ),
      );
    });
    lines.line();
    if (depth === undefined) return;
    lines.function(`function ${propertyName(name)}Steps`, list, result, () => this.#body(body));
    lines.line();
  }

  #body(body: BodyModel): void {
    if (body.body === "type") this.#typeBody(body.type);
    else if (this.#out.plan !== undefined) this.#giveBack(this.#trees.record(this.#out.plan));
  }

  #typeBody(type: TypeModel): void {
    if (type.type !== "choose" || type.ref.ref !== "parameter" || type.cases.some(({ values }) => values.length === 0))
      return this.#giveBack(this.#values.element(type, true));
    const { lines } = this.#out.file;
    const name = local(type.ref.name);
    lines.block(`switch (${name})`, () => {
      for (const { values, of } of type.cases) {
        for (const value of values) lines.line(`case ${hex(value)}:`);
        lines.indented(() => this.#giveBack(this.#values.element(of, true)));
      }
      lines.line("default:");
      lines.indented(() => {
        if (type.otherwise !== undefined) this.#giveBack(this.#values.element(type.otherwise, true));
        else lines.line(`return ${this.#out.step("none")}("", ${name});`);
      });
    });
  }

  /** Printed as the function's result; another structure's parser already is one. */
  #giveBack(expression: Expression): void {
    const { lines } = this.#out.file;
    const done = typeof expression !== "string" && "call" in expression && expression.call.endsWith("Parser");
    const text = layout(done ? expression : this.#out.call("parser", expression), 0, "  return ;".length);
    for (const line of `return ${text};`.split("\n")) lines.line(line);
  }
}
