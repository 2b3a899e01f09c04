/** Emits the encoder of a codec: the decoder's mirror over the same plan. Counts, sizes and presence bits are derived. */
import type { Codec, TypeModel } from "../../ir/model.js";
import type { Plan } from "../../plan/plan.js";
import { chooseByFrequency } from "../frequent.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { paramText, ropHex, specText } from "../types.js";
import { Contents } from "./contents.js";
import { Items } from "./items.js";
import { Output } from "./output.js";
import { Places } from "./places.js";
import { References } from "./references.js";
import type { RunPart } from "./runs.js";
import { Runs } from "./runs.js";
import { Trees } from "./trees.js";
import { Values } from "./values.js";
import { Words } from "./words.js";

export function emitEncoder(program: Program, file: GeneratedFile, codec: Codec): void {
  new EncoderEmitter(program, file, codec).emit();
}

class EncoderEmitter {
  readonly #out: Output;
  readonly #values: Values;
  readonly #trees: Trees;

  constructor(program: Program, file: GeneratedFile, codec: Codec) {
    this.#out = new Output(program, file, codec);
    const contents = new Contents(this.#out);
    const refs = new References(this.#out, contents);
    const words = new Words(this.#out, refs);
    const places = new Places(this.#out, contents, refs);
    const runs = new Runs(this.#out, refs, words, places);
    this.#values = new Values(this.#out, contents, refs, places, runs);
    const items = new Items(this.#out, contents, refs, places, runs, this.#values);
    this.#trees = new Trees(this.#out, contents, items);
  }

  emit(): void {
    const { lines } = this.#out.file;
    const { name, section, params } = this.#out.codec;
    const more = params.map(
      (param) => `${local(param.name)}: ${paramText(this.#out.program, this.#out.file, this.#out.codec, param.name)}`,
    );
    const head = [`w: ${this.#out.file.type(this.#out.program.wire, "Writer")}`, `value: ${name}`, ...more];
    lines.doc(`Encodes a ${name} where the writer stands. ${specText(section)}`.trim(), "@throws RopEncodeError");
    const { body } = this.#out.codec;
    const split = body.body === "type" ? chooseByFrequency(body.type) : undefined;
    const other = `encodeOther${name}(${["w", "value", ...params.map((param) => local(param.name))].join(", ")})`;
    this.#function(`export function encode${name}`, head, () => {
      if (this.#out.plan !== undefined) this.#tableBody(this.#out.plan);
      else if (split !== undefined) this.#typeBody(split.frequent, other);
      else if (body.body === "type") this.#typeBody(body.type);
    });
    if (split !== undefined) this.#function(`function encodeOther${name}`, head, () => this.#typeBody(split.others));
  }

  /** A function with the variables that its lines need. */
  #function(head: string, params: readonly string[], inner: () => void): void {
    const { lines } = this.#out.file;
    this.#out.lists = false;
    lines.function(head, params, "void", () => {
      const mark = lines.mark();
      inner();
      const body = this.#out.settled(lines.cut(mark));
      const text = body.join("\n");
      if (/\bat = /.test(text)) lines.line('let at = "";');
      if (this.#out.lists) lines.line("let index = -1;");
      lines.line("let p: number;");
      lines.line("let b: Uint8Array;");
      lines.line("let n: number;");
      lines.line("let flag: boolean | number | undefined;");
      lines.line("let raw: Uint8Array;");
      lines.line("const start = w.pos;");
      for (const place of this.#out.places) lines.line(`let ${place} = 0;`);
      lines.guarded(body, () => {
        lines.line(
          `throw ${this.#out.wire("inside")}(error, ${/\bat = /.test(text) ? "at" : '""'}, ${this.#out.lists ? "index" : "-1"}, undefined, ${JSON.stringify(this.#out.codec.section)});`,
        );
      });
    });
    lines.line();
  }

  #typeBody(type: TypeModel, other?: string): void {
    const { depth } = this.#out.codec;
    if (depth !== undefined) this.#out.line(`${this.#out.wire("deeperInto")}(w, ${depth});`);
    if (type.type === "choose" && other !== undefined) this.#values.choose(type, "value", { other });
    else this.#values.append(type, "value", undefined);
    if (depth !== undefined) this.#out.line("w.depth--;");
  }

  #tableBody(plan: Plan): void {
    const { codec, tree } = plan;
    this.#out.line(`${this.#out.wire("needObject")}(w, value);`);
    if (plan.deviations.some(({ name }) => name === "block")) {
      this.#out.block(`if (${this.#out.value}.asSent?.block !== undefined)`, () => {
        this.#out.line(`${this.#out.wire("appendBytes")}(w, ${this.#out.value}.asSent.block);`);
        this.#out.line("return;");
      });
    }
    if (codec.depth !== undefined) this.#out.line(`${this.#out.wire("deeperInto")}(w, ${codec.depth});`);
    const start: RunPart[] = codec.ropId === undefined ? [] : [{ size: 1, write: (at) => this.#ropId(codec, at) }];
    this.#trees.tree(tree, start, []);
    if (codec.depth !== undefined) this.#out.line("w.depth--;");
  }

  #ropId(codec: Codec, at: string): void {
    const put = (access: string, id: number): void => {
      const other = `${this.#out.wire("otherRop")}(${at}, ${access}, ${ropHex(id)})`;
      this.#out.line(`if (${access} !== ${ropHex(id)}) throw ${other};`);
      this.#out.line(`b[${at}] = ${ropHex(id)};`);
    };
    const { value } = this.#out;
    put(`${value}.ropId`, codec.ropId ?? 0);
    const { alsoRopId } = codec;
    if (alsoRopId === undefined) return;
    this.#out.block(`if (${value}.asSent?.ropId !== undefined)`, () => put(`${value}.asSent.ropId`, alsoRopId));
  }
}
