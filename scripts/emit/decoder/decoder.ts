/** Emits the decoder of a codec: straight-line code over the tree of its plan. */
import type { Codec, TypeModel } from "../../ir/model.js";
import type { Plan, Tree } from "../../plan/plan.js";
import { withImplied } from "../flatten.js";
import { chooseByFrequency } from "../frequent.js";
import { entry, literal, local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { paramText, ropHex, sentName, specText } from "../types.js";
import { Literals } from "./literal.js";
import { decoderName } from "./names.js";
import { Output } from "./output.js";
import { References } from "./references.js";
import { type RunPart, Runs } from "./runs.js";
import { Scalars } from "./scalars.js";
import { Trees } from "./trees.js";
import { Values } from "./values.js";
import { Variables } from "./variables.js";
import { Words } from "./words.js";

/** With the module of a reader that takes marks, the decoder also says which bytes are which field. */
export function emitDecoder(program: Program, file: GeneratedFile, codec: Codec, mapper?: string): void {
  new DecoderEmitter(program, file, codec, mapper).emit();
}

class DecoderEmitter {
  readonly #out: Output;
  readonly #scalars: Scalars;
  readonly #runs: Runs;
  readonly #values: Values;
  readonly #trees: Trees;

  constructor(program: Program, file: GeneratedFile, codec: Codec, mapper?: string) {
    this.#out = new Output(program, file, codec, mapper);
    const refs = new References(this.#out);
    this.#scalars = new Scalars(this.#out);
    const variables = new Variables(this.#out);
    const words = new Words(this.#out, refs);
    this.#runs = new Runs(this.#out, this.#scalars, variables, words);
    this.#values = new Values(this.#out, refs, this.#scalars);
    const literals = new Literals(this.#out, refs, this.#scalars);
    this.#trees = new Trees(this.#out, refs, variables, words, this.#runs, literals, this.#values);
  }

  emit(): void {
    const { lines } = this.#out.file;
    const { codec, mapper } = this.#out;
    const { name, section } = codec;
    const params = this.#out.codec.params.map(
      (param) => `${local(param.name)}: ${paramText(this.#out.program, this.#out.file, this.#out.codec, param.name)}`,
    );
    const reader =
      mapper === undefined
        ? this.#out.file.type(this.#out.program.wire, "Reader")
        : this.#out.file.type(mapper, "Mapper");
    const head = [`r: ${reader}`, ...params];
    const also = mapper === undefined ? "" : " and marks its fields";
    lines.doc(
      `Decodes a ${name} where the reader stands${also}. ${specText(section)}`.trim(),
      "@throws RopDecodeError",
    );
    const { body } = codec;
    const split = body.body === "type" ? chooseByFrequency(body.type) : undefined;
    const returns = this.#out.own(name);
    const other = decoderName(`Other${name}`, mapper);
    const args = codec.params.map((param) => local(param.name));
    lines.function(`export function ${decoderName(name, mapper)}`, head, returns, () => {
      if (this.#out.plan !== undefined) return this.#tableBody(this.#out.plan);
      this.#out.mark(`form(${JSON.stringify(this.#form())})`);
      if (split !== undefined) this.#typeBody(split.frequent, `${other}(${["r", ...args].join(", ")})`);
      else if (body.body === "type") this.#typeBody(body.type);
    });
    lines.line();
    if (split === undefined) return;
    lines.function(`function ${other}`, head, returns, () => this.#typeBody(split.others));
    lines.line();
  }

  /** `other` is the call that reads the cases that are not here. */
  #typeBody(type: TypeModel, other?: string): void {
    const { depth } = this.#out.codec;
    this.#out.inP = false;
    const index = containsList(type);
    if (index) this.#out.line("let index = -1;");
    const mark = this.#out.file.lines.mark();
    if (depth !== undefined) this.#out.line(`${this.#out.wire("deeper")}(r, ${depth});`);
    const put = (expression: string): void => {
      if (depth !== undefined) {
        this.#out.line(`const value = ${expression};`);
        this.#out.line("r.depth--;");
        this.#out.line("return value;");
      } else this.#out.line(`return ${expression};`);
    };
    if (type.type === "choose" && other !== undefined) this.#values.choose(type, { put, returns: true }, other);
    else this.#values.read(type, { put, returns: true });
    this.#out.file.lines.guarded(this.#out.file.lines.cut(mark), () => {
      const spec = JSON.stringify(this.#out.codec.section);
      this.#out.line(`throw ${this.#out.wire("inside")}(error, "", ${index ? "index" : "-1"}, undefined, ${spec});`);
    });
  }

  #tableBody(plan: Plan): void {
    const { codec, tree } = plan;
    // Printed into a side file first: what it needs (hoisted variables, lists, offsets) stands above it.
    const start = codec.ropId === undefined ? [] : [this.#ropId(codec.ropId)];
    const { lines } = this.#out.file;
    const simple = this.#isSimple(plan);
    this.#out.const = simple ? "const " : "";
    const mark = lines.mark();
    if (codec.depth !== undefined) this.#out.line(`${this.#out.wire("deeper")}(r, ${codec.depth});`);
    if (start.length > 0 || this.#beginsWithRun(tree)) this.#out.form = `${this.#form()}|`;
    else this.#out.mark(`form(${JSON.stringify(this.#form())})`);
    // What is found behind either RopId must not be said to be wrong because of it: such a RopId is a run of its own.
    if (codec.alsoRopId === undefined) this.#trees.tree(tree, start);
    else {
      this.#runs.run(start);
      this.#trees.tree(tree);
    }
    const body = lines.cut(mark);
    const text = body.join("\n");
    lines.line("const b = r.bytes;");
    lines.line(`${/\bend = /.test(text) ? "let" : "const"} end = r.end;`);
    if (simple) {
      lines.line("const p = r.pos;");
      lines.paste(body.map((line) => line.replace(/^ {2}/, "")));
      return;
    }
    lines.line("let p = r.pos;");
    lines.line("let n: number;");
    const named = /\bat = /.test(text);
    if (named) lines.line('let at = "";');
    if (this.#out.lists) lines.line("let index = -1;");
    if (this.#out.offsets) {
      lines.line("const start = p;");
      lines.line("let far = p;");
      lines.line("let tidy = true;");
    }
    for (const [name, types] of this.#out.locals) lines.line(`let ${name}: ${[...types, "undefined"].join(" | ")};`);
    if (plan.deviations.length > 0) lines.line(`let sent: ${this.#out.own(sentName(codec))} | undefined;`);
    const partial = [...(codec.ropId === undefined ? [] : [`ropId: ${ropHex(codec.ropId)}`]), ...this.#partial(plan)];
    lines.guarded(body, () => {
      const place = `throw ${this.#out.wire("inside")}(error, ${named ? "at" : '""'}, ${this.#out.lists ? "index" : "-1"}, `;
      const spec = `, ${JSON.stringify(codec.section)});`;
      lines.line(`${place}${literal(partial, lines.indent + place.length + spec.length)}${spec}`);
    });
  }

  /** What has been decoded so far, as it would be in the value. */
  #partial(plan: Plan): readonly string[] {
    const names = new Set(plan.members.flatMap(({ properties }) => properties.map(({ name }) => name)));
    const found = new Map<string, string>();
    for (const item of plan.members.flatMap(({ path }) => path)) {
      if (item.item !== "field") continue;
      const { property, type } = item.field;
      const name = local(property);
      if (!this.#out.locals.has(name)) continue;
      const values =
        type.type === "bits"
          ? type.parts.map((part) => [part.name, this.#scalars.partText(part, name)] as const)
          : [[property, this.#scalars.nameOf(type, name)] as const];
      for (const [key, text] of values) {
        if (!names.has(key) || found.has(key)) continue;
        found.set(key, text === name ? text : `${name} === undefined ? undefined : ${text}`);
      }
    }
    return [...found].map(([name, text]) => entry(name, text));
  }

  /** What is decoded, for the byte map. */
  #form(): string {
    const { name, section } = this.#out.codec;
    return `${name} ${section}`;
  }

  #beginsWithRun(tree: Tree): boolean {
    const [item] = withImplied(tree.items);
    return (
      (item?.item === "field" || item?.item === "derived") &&
      item.condition === undefined &&
      this.#runs.runPart(item) !== undefined
    );
  }

  /** One run of fixed-size fields and nothing that could deviate: no need to keep track of anything. */
  #isSimple(plan: Plan): boolean {
    const { codec, tree } = plan;
    return (
      codec.depth === undefined &&
      plan.deviations.length === 0 &&
      tree.end.end === "member" &&
      tree.items.length > 0 &&
      withImplied(tree.items).every(
        (item) =>
          (item.item === "field" || item.item === "derived") &&
          item.condition === undefined &&
          this.#runs.runPart(item) !== undefined,
      )
    );
  }

  #ropId(id: number): RunPart {
    const { alsoRopId } = this.#out.codec;
    const isWrong = (at: string): string => {
      const wrong = `b[${at}] !== ${ropHex(id)}`;
      return alsoRopId === undefined ? wrong : `(${wrong} && b[${at}] !== ${ropHex(alsoRopId)})`;
    };
    return {
      ...{ name: "ropId", size: 1, layout: "u1", mark: "ropId:u1", constant: { value: id, isWrong } },
      read: (at) => {
        if (alsoRopId === undefined) return;
        const other = ropHex(alsoRopId);
        const deviation = `${this.#out.wire("deviation")}(r, sent, "ropId", ${other}, ${at})`;
        this.#out.line(`if (b[${at}] === ${other}) sent = ${deviation};`);
      },
    };
  }
}

function containsList(type: TypeModel): boolean {
  if (type.type === "list") return true;
  if (type.type === "choose")
    return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])].some(
      containsList,
    );
  return type.type === "within" && containsList(type.of);
}
