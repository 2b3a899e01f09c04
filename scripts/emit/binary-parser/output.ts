/** Makes the steps of a parser: calls of the runtime, chains, and the names that its record holds. */
import type { Codec } from "../../ir/model.js";
import type { Plan } from "../../plan/plan.js";
import type { Call, Expression } from "../layout.js";
import type { GeneratedFile, Program } from "../program.js";

export class Output {
  readonly program: Program;
  readonly modules: ParserModules;
  readonly file: GeneratedFile;
  readonly codec: Codec;
  readonly plan: Plan | undefined;
  /** Of every part of a word and every presence field. */
  readonly places: Map<string, Place> = new Map();
  /** Whether the record has names that are for the steps alone. */
  hidden = false;
  /** A context that is known to be there where the step is printed. */
  known: string | undefined;
  /** How many bare values the printed step is inside of: they have records of their own. */
  bare = 0;

  constructor(program: Program, modules: ParserModules, file: GeneratedFile, codec: Codec) {
    this.program = program;
    this.modules = modules;
    this.file = file;
    this.codec = codec;
    this.plan = program.plan(codec);
    if (this.plan !== undefined) this.#findPlaces(this.plan);
  }

  #findPlaces({ members }: Plan): void {
    for (const member of members) {
      for (const item of member.path) {
        if (item.item !== "field") continue;
        const { property, type } = item.field;
        const names =
          type.type === "bits" ? type.parts.map(({ name }) => name) : type.type === "presence" ? [property] : [];
        for (const name of names) {
          const found: Place = member.properties.some((one) => one.name === name) ? "property" : "hidden";
          const before = this.places.get(name);
          this.places.set(name, before === undefined || before === found ? found : "sometimes");
        }
      }
    }
  }

  /** The name in the record of a part or a presence field. */
  placed(name: string): string {
    return this.places.get(name) === "property" ? name : this.hide(name);
  }

  /** A name of the record that is for the steps alone. */
  hide(property: string): string {
    if (this.bare === 0) this.hidden = true;
    return `$${property}`;
  }

  step(name: string): string {
    return this.file.value(this.modules.steps, name);
  }

  call(name: string, ...args: readonly Expression[]): Expression {
    return { call: this.step(name), args };
  }

  chain(steps: readonly Call[]): Expression {
    return { start: `${this.step("chain")}()`, steps };
  }

  choice(name: string, ...args: readonly Expression[]): Call {
    return { call: "choice", args: [this.call(name, ...args)] };
  }

  nest(type: Expression): Call {
    return { call: "nest", args: [{ entries: [["type", type]] }] };
  }
}

/** Where generated parsers import what they stand on from: packages, or paths from the output folder. */
export interface ParserModules {
  readonly steps: string;
  /** The module of the type `RopParser`. */
  readonly type: string;
}

/** Where a part or a presence field is kept in the record: as a property, for the steps alone, or as a property in some forms. */
export type Place = "property" | "hidden" | "sometimes";
