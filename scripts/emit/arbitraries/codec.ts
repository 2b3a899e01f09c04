/** Prints how a codec's values are drawn, and the arbitraries that draw them. */
import type { Codec, ParamModel, RefModel, TypeModel } from "../../ir/model.js";
import { membersOf, type Plan, type Split, type Tree } from "../../plan/plan.js";
import { local } from "../names.js";
import type { GeneratedFile, Program } from "../program.js";
import { specText, typeText } from "../types.js";
import type { Deeper } from "./deeper.js";
import { drawName, Expressions } from "./expressions.js";
import { emitForm } from "./form.js";

const ENUMERATIONS = "enumerations.ts";

/** The function `draw…` of a codec and its arbitraries; `runtime` is where `Draw` comes from. */
export function emitCodec(program: Program, file: GeneratedFile, deeper: Deeper, runtime: string, codec: Codec): void {
  const { lines } = file;
  const value = file.type(program.fileOf(codec), codec.name);
  const params = codec.params.map((param) => `${local(param.name)}: ${paramText(program, file, codec, param)}`);
  const draw = file.type(runtime, "Draw");
  lines.doc(`Draws a value of ${codec.name}. ${specText(codec.section)}`);
  lines.function(`export function ${drawName(codec.name)}`, [`d: ${draw}`, ...params], value, () =>
    new Body(program, file, deeper, runtime, codec).emit(),
  );
  lines.line();
  emitArbitraries(program, file, deeper, runtime, codec);
}

/** The TypeScript type of a context: what must be known for a value to be drawn. */
function paramText(program: Program, file: GeneratedFile, codec: Codec, { kind, type }: ParamModel): string {
  if (type.type !== "enumeration") return typeText(program, file, type, "field", codec);
  return kind === "parameter" ? "number" : file.type(ENUMERATIONS, type.name);
}

function emitArbitraries(program: Program, file: GeneratedFile, deeper: Deeper, runtime: string, codec: Codec): void {
  const { lines } = file;
  const { name, params } = codec;
  const types = params.map((param) => `${local(param.name)}: ${paramText(program, file, codec, param)}`);
  const names = params.map((param) => local(param.name));
  const knobs = `knobs?: ${file.type(runtime, "Knobs")}`;
  const arbitrary = file.value(runtime, "arbitrary");
  const Arbitrary = file.type(runtime, "Arbitrary");
  lines.doc(`Values of ${name}${params.length === 0 ? "" : " where this is known from elsewhere"}.`);
  lines.block(`export function arbitrary${name}(${[...types, knobs].join(", ")}): ${Arbitrary}<${name}>`, () => {
    if (params.length === 0) lines.line(`return ${arbitrary}(${drawName(name)}, knobs);`);
    else lines.line(`return ${arbitrary}((d) => ${drawName(name)}(${["d", ...names].join(", ")}), knobs);`);
  });
  lines.line();
  if (params.length === 0) return;
  lines.doc(`Values of ${name} together with what must be known from elsewhere.`);
  const pair = `${file.type(runtime, "InContext")}<${name}, [${types.join(", ")}]>`;
  lines.block(`export function arbitrary${name}InContext(${knobs}): ${Arbitrary}<${pair}>`, () => {
    lines.line(`return ${arbitrary}((d) => {`);
    lines.indented(() => {
      const print = new Expressions(program, file, deeper, codec);
      for (const { name: param, kind, type } of params)
        lines.line(`const ${local(param)} = ${contextText(print, kind, type)};`);
      lines.line(`return { value: ${drawName(name)}(${["d", ...names].join(", ")}), context: [${names.join(", ")}] };`);
    });
    lines.line("}, knobs);");
  });
  lines.line();
}

function contextText(print: Expressions, kind: ParamModel["kind"], type: TypeModel): string {
  if (type.type === "enumeration")
    return kind === "parameter" ? `d.number(${print.numbers(type.name)})` : print.type(type, false);
  return print.type(type);
}

class Body {
  readonly #program: Program;
  readonly #file: GeneratedFile;
  readonly #deeper: Deeper;
  readonly #runtime: string;
  readonly #codec: Codec;

  constructor(program: Program, file: GeneratedFile, deeper: Deeper, runtime: string, codec: Codec) {
    this.#program = program;
    this.#file = file;
    this.#deeper = deeper;
    this.#runtime = runtime;
    this.#codec = codec;
  }

  emit(): void {
    const plan = this.#program.plan(this.#codec);
    if (plan !== undefined) this.#tree(plan, plan.tree);
    else if (this.#codec.body.body === "type") this.#type(this.#codec.body.type);
  }

  #type(type: TypeModel): void {
    const { lines } = this.#file;
    const print = new Expressions(this.#program, this.#file, this.#deeper, this.#codec);
    if (type.type !== "choose") {
      lines.line(`return ${print.type(type)};`);
      return;
    }
    const groups = new Map<string, string[]>();
    for (const { key, values, of } of type.cases) {
      const text = print.type(of);
      groups.set(text, [...(groups.get(text) ?? []), ...labels(type.ref, [key], values)]);
    }
    lines.block(`switch (${print.ref(type.ref)})`, () => {
      for (const [text, all] of groups) {
        for (const label of all) lines.line(`case ${label}:`);
        lines.indented(() => lines.line(`return ${text};`));
      }
      if (type.otherwise === undefined) this.#noSuch(type.ref);
      else {
        lines.line("default:");
        lines.indented(() => lines.line(`return ${print.type(type.otherwise ?? type)};`));
      }
    });
  }

  #noSuch({ name }: RefModel): void {
    const { lines } = this.#file;
    lines.line("default:");
    const noSuch = this.#file.value(this.#runtime, "noSuch");
    lines.indented(() => lines.line(`throw ${noSuch}(${JSON.stringify(name)}, ${local(name)});`));
  }

  #tree(plan: Plan, tree: Tree): void {
    const { end } = tree;
    if (end.end === "member") {
      emitForm(this.#program, this.#file, this.#deeper, plan, end.member);
      return;
    }
    if (["parameter", "context", "request"].includes(end.ref.ref)) this.#given(plan, end);
    else this.#drawn(plan, end);
  }

  /** The form is known from elsewhere. */
  #given(plan: Plan, { ref, branches, otherwise }: Split): void {
    const { lines } = this.#file;
    lines.block(`switch (${local(ref.name)})`, () => {
      for (const { keys, values, tree } of branches) {
        const all = labels(ref, keys, values);
        for (const label of all.slice(0, -1)) lines.line(`case ${label}:`);
        lines.block(`case ${all.at(-1) ?? ""}:`, () => this.#tree(plan, tree));
      }
      if (otherwise === undefined) this.#noSuch(ref);
      else lines.block("default:", () => this.#tree(plan, otherwise));
    });
  }

  /** Any of the forms; those that may hold more of their kind stand last. */
  #drawn(plan: Plan, { branches, otherwise }: Split): void {
    const { lines } = this.#file;
    const all = [...branches.map(({ tree }) => tree), ...(otherwise === undefined ? [] : [otherwise])];
    const plain = all.filter((tree) => !this.#mayGrow(tree));
    const ways = [...plain, ...all.filter((tree) => this.#mayGrow(tree))];
    const least = plain.length === ways.length ? "" : `, ${plain.length}`;
    lines.block(`switch (d.way(${ways.length}${least}))`, () => {
      ways.forEach((tree, index) => {
        const label = index === ways.length - 1 ? "default:" : `case ${index}:`;
        lines.block(label, () => this.#tree(plan, tree));
      });
    });
  }

  #mayGrow(tree: Tree): boolean {
    return membersOf(tree).some(({ path }) =>
      path.some((item) => item.item === "field" && this.#deeper.leads(item.field.type)),
    );
  }
}

/** Parameters are numbers, what is remembered is named. */
function labels(ref: RefModel, keys: readonly string[], values: readonly number[]): readonly string[] {
  if (ref.ref !== "parameter") return keys.map((key) => JSON.stringify(key));
  return values.length === 0 ? keys : values.map((value) => `0x${value.toString(16).padStart(2, "0")}`);
}
