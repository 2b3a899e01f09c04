/** Steps that depend on what has been read. */
import type { Options, Parser } from "binary-parser";
import { chain, deviate, failing, nothing, unknownCase, type Wire } from "./record.js";

type Condition = (w: Wire) => unknown;

/** Steps of the record that are only there if the condition holds. */
export function when(condition: Condition, steps: Parser, otherwise: Parser = nothing): Options {
  return {
    tag(this: Wire) {
      return condition(this) ? 1 : 0;
    },
    choices: { 1: steps },
    defaultChoice: otherwise,
  };
}

/** Steps of the record by what has been read: for each case the names or numbers that lead to it. */
export function by(
  read: string | ((w: Wire) => unknown),
  cases: readonly (readonly [said: readonly unknown[], steps: Parser])[],
  otherwise?: Parser,
): Options {
  let last: unknown;
  const name = typeof read === "string" ? read.replace("$", "") : "";
  return {
    tag(this: Wire) {
      last = typeof read === "string" ? this[read] : read(this);
      return cases.findIndex(([said]) => said.includes(last));
    },
    choices: { ...cases.map(([, steps]) => steps) },
    defaultChoice: otherwise ?? failing(() => unknownCase(name, last)),
  };
}

/** The forms of a response by the field that decides; the one without numbers is for any other. */
export function outcomes(
  deciding: string,
  forms: readonly (readonly [outcome: string, numbers: readonly number[] | undefined, steps: Parser])[],
): Options {
  return {
    tag(this: Wire) {
      const number = Number(this[deciding]);
      const exact = forms.findIndex(([, numbers]) => numbers?.includes(number));
      const form = exact >= 0 ? exact : forms.findIndex(([, numbers]) => numbers === undefined);
      this.outcome = forms[form]?.[0];
      return form;
    },
    choices: { ...forms.map(([, , steps]) => steps) },
    defaultChoice: failing(() => unknownCase(deciding, "the number")),
  };
}

/** Steps of the record that a sender may leave out at the end of the window, under a condition. */
export function mayEnd(field: string, condition: Condition, steps: Parser): Parser {
  const ended = chain().nest({
    type: nothing,
    formatter(this: Wire, w: Wire) {
      deviate(w, "endsBefore", field);
      return w;
    },
  });
  return chain()
    .buffer("$left", { readUntil: "eof", formatter: (bytes: Uint8Array) => bytes.length })
    .choice(when((w) => w.$left === 0 && condition(w), ended, steps));
}
