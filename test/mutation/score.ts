/** The score of a run over mutants, and docs/mutation.md, which states it. */

import { groups, specTable } from "../schema/spec-tables.js";
import { model } from "../support/codecs.js";
import { compilerRefuses, examplesNotice, tablesNotice, vectorsNotice } from "./deciders.js";
import { type Example, handExamples } from "./examples.js";
import { type Mutant, mutantsOf } from "./mutants.js";
import { OPERATORS_IN_WORDS } from "./operators.js";
import { type OutsideVector, outsideVectors } from "./outside.js";

export interface Result extends Pick<Mutant, "id" | "operator" | "area"> {
  readonly byTables: boolean;
  readonly byVectors: boolean;
  readonly byHand: boolean;
  /** Asked only where nothing from outside notices. */
  readonly refused: boolean;
}

/** The mutants that are known to live, and why they do. */
export const survivors: readonly { readonly mutant: string; readonly reason: string }[] = specTable(
  "../mutation/survivors.tsv",
  "mutant",
  "reason",
);

/** Every mutant, decided by all. */
export function* results(): Generator<Result> {
  const vectors = outsideVectors();
  const examples = handExamples();
  for (const mutant of mutantsOf(model)) yield resultOf(mutant, vectors, examples);
}

function resultOf(mutant: Mutant, vectors: readonly OutsideVector[], examples: readonly Example[]): Result {
  const { id, operator, area } = mutant;
  const byTables = tablesNotice(mutant);
  const byVectors = vectorsNotice(mutant, vectors);
  const byHand = examplesNotice(mutant, examples);
  const refused = !byTables && !byVectors && !byHand && compilerRefuses(mutant);
  return { id, operator, area, byTables, byVectors, byHand, refused };
}

export function survives({ byTables, byVectors, byHand, refused }: Result): boolean {
  return !byTables && !byVectors && !byHand && !refused;
}

// ---- the page -------------------------------------------------------------------------------------------------------

const HEAD = ["mutants", "tables", "vectors", "by hand", "refused", "survive", "noticed"];

export function page(all: readonly Result[]): string {
  const reasons = groups(survivors, ({ reason }) => reason);
  return `${[
    "# Mutation testing of the schema",
    "",
    "Written by `npm run mutate`; `npm run mutate -- -u` writes it anew.",
    "",
    "A schema that is wrong gives an encoder and a decoder that are wrong in the same way, and every round trip passes. So the schema",
    "itself is changed, in one place at a time, over every field of every ROP, structure and frame, every number of every enumeration and",
    "every bit; and of each such mutant it is asked whether facts from outside notice it. What only generated code or round trips notice",
    "survives.",
    "",
    "| decider | on what it rests |",
    "|---|---|",
    "| tables | `test/spec`: a transcription of the documents, compared row by row; where each table comes from says its [README](../test/spec/README.md) |",
    "| vectors | bytes from the documents and bytes that two independent implementations read alike: decoded with the mutant by a slow interpreter of the model, the stated values and the length must come out |",
    "| by hand | bytes laid out by hand from the documents, with the values that they mean: every shape of NotificationData, a value of every property type, bodies, ids and other structures |",
    "| refused | the checks of the compiler: there would be no such code; asked only where none of the others notices |",
    "",
    "A table is somebody's reading of a document, bytes are not: so all are asked about every mutant and counted apart. What the tables alone",
    "notice is as sure as the transcription.",
    "",
    "The operators stand in [test/mutation/operators.ts](../test/mutation/operators.ts). Each mutant has a stable name: the codec, the way to",
    "the field, the operator and the change.",
    "",
    "## By operator",
    "",
    ...table(
      ["operator", "what is changed"],
      all,
      ({ operator }) => operator,
      (operator) => [OPERATORS_IN_WORDS[operator] ?? ""],
    ),
    "",
    "## By area",
    "",
    ...table(
      ["area"],
      all,
      ({ area }) => area,
      () => [],
    ),
    "",
    "## Where bytes from outside are wanting",
    "",
    "Changes of a layout that tables alone notice, and no bytes, by request, response or structure, where there are more than three: no bytes reach",
    "the place, or they are the same either way.",
    "",
    ...wanting(all),
    "",
    "## Survivors",
    "",
    `${survivors.length} of ${all.length} mutants live; [test/mutation/survivors.tsv](../test/mutation/survivors.tsv) names them, and may only shrink.`,
    "",
    ...[...reasons].flatMap(([reason, those]) => [`- ${reason}:`, ...those.map(({ mutant }) => `  - ${mutant}`)]),
  ].join("\n")}\n`;
}

/** Operators that change where something lies. */
const LAYOUT: ReadonlySet<string> = new Set(["order", "drop", "width", "outcome", "extent", "window"]);

function wanting(all: readonly Result[]): readonly string[] {
  const layout = all.filter(({ operator }) => LAYOUT.has(operator));
  return [...groups(layout, ({ id }) => id.slice(0, id.indexOf("/")))]
    .map(([codec, those]) => ({
      codec,
      of: those.length,
      without: those.filter((one) => !one.byVectors && !one.byHand).length,
    }))
    .filter(({ without }) => without > 3)
    .toSorted((a, b) => b.without - a.without)
    .map(({ codec, of, without }) => `- ${codec}: ${without} of ${of}`);
}

function table(
  head: readonly string[],
  all: readonly Result[],
  by: (result: Result) => string,
  words: (key: string) => readonly string[],
): readonly string[] {
  const rows = groups(all, by);
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    row([...head, ...HEAD]),
    row([...head, ...HEAD].map((_, index) => (index < head.length ? "---" : "--:"))),
    ...[...rows].map(([key, those]) => row([key, ...words(key), ...cells(those)])),
    row(["all", ...head.slice(1).map(() => ""), ...cells(all)]),
  ];
}

function cells(those: readonly Result[]): readonly string[] {
  const count = (is: (result: Result) => boolean): number => those.filter(is).length;
  const alive = count(survives);
  const percent = (100 * (those.length - alive)) / those.length;
  return [
    ...[those.length, count(({ byTables }) => byTables), count(({ byVectors }) => byVectors)],
    ...[count(({ byHand }) => byHand), count(({ refused }) => refused), alive],
  ]
    .map(String)
    .concat(`${percent.toFixed(1)} %`);
}
