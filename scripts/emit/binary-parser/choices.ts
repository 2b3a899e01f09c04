/** Prints one of several: by something that was read, or that is known when the parser is made. */
import type { RefModel } from "../../ir/model.js";
import type { Call, Expression } from "../layout.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";
import type { References } from "./references.js";
import { quoted } from "./text.js";

export class Choices {
  readonly #out: Output;
  readonly #refs: References;

  constructor(out: Output, refs: References) {
    this.#out = out;
    this.#refs = refs;
  }

  /** One of several chains of steps of the record. */
  alternatives(
    ref: RefModel,
    cases: readonly { readonly keys: readonly string[]; readonly values: readonly number[]; readonly of: Expression }[],
    otherwise: Expression | undefined,
  ): readonly Call[] {
    const yes = cases.find(({ keys }) => keys[0] === "true")?.of;
    const no = cases.find(({ keys }) => keys[0] === "false")?.of;
    if (yes !== undefined || no !== undefined) {
      return [
        this.#out.choice(
          "when",
          this.#refs.closure(this.#refs.ref(ref)),
          yes ?? otherwise ?? this.#out.chain([]),
          no ?? otherwise ?? this.#out.chain([]),
        ),
      ];
    }
    if (ref.ref === "parameter" || ref.ref === "item") return [this.#out.nest(this.known(ref, cases, otherwise))];
    const named = this.#refs.isNamed(ref);
    const list = cases.map(
      ({ keys, values, of }): Expression => ({
        list: [`[${(named ? keys.map(quoted) : values.map(hex)).join(", ")}]`, of],
      }),
    );
    const rest = otherwise === undefined ? [] : [otherwise];
    const read = this.#refs.ref(ref);
    const name = /^w\[("[$\w]+")\]$/.exec(read)?.[1] ?? this.#refs.closure(read);
    return [this.#out.choice("by", name, { list }, ...rest)];
  }

  /** One of several expressions by something that is known when the parser is made. */
  known(
    ref: RefModel,
    cases: readonly { readonly keys: readonly string[]; readonly values: readonly number[]; readonly of: Expression }[],
    otherwise: Expression | undefined,
  ): Expression {
    const yes = cases.find(({ keys }) => keys[0] === "true")?.of ?? otherwise;
    const no = cases.find(({ keys }) => keys[0] === "false")?.of ?? otherwise;
    if (cases.every(({ keys }) => /^(true|false)$/.test(keys[0] ?? "")) && yes !== undefined && no !== undefined)
      return { condition: this.#refs.ref(ref), yes, no };
    const none = this.#out.call("none", quoted(ref.name), this.#refs.ref(ref));
    return cases.reduceRight<Expression>((no, { values, of }) => {
      const condition = values.map((value) => `${this.#refs.ref(ref)} === ${hex(value)}`).join(" || ");
      return { condition, yes: of, no };
    }, otherwise ?? none);
  }
}
