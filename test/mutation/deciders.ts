/** Who notices a mutant: the tables of test/spec, vectors, bytes laid out by hand; or the compiler, which refuses it. */
import { check } from "../../scripts/check/check.js";
import { Program } from "../../scripts/emit/program.js";
import { Definitions } from "../../scripts/interpret/definitions.js";
import type { Codec } from "../../scripts/ir/model.js";
import { Problems } from "../../scripts/problems.js";
import { ropProblems, structureProblems } from "../schema/layouts.js";
import { enumerationProblems, flagsProblems } from "../schema/numbers.js";
import { presenceProblems, shapes } from "../schema/presence.js";
import { codecOf } from "../support/codecs.js";
import { type Example, exampleProblems } from "./examples.js";
import type { Mutant } from "./mutants.js";
import { type Codecs, type OutsideVector, problemsOf } from "./outside.js";

export function tablesNotice({ model, codec, rop, enumeration, flags }: Mutant): boolean {
  if (enumeration !== undefined) return enumerationProblems(enumeration).length > 0;
  if (flags !== undefined) return flagsProblems(flags).length > 0;
  if (rop !== undefined) return ropProblems(model, rop).length > 0;
  if (codec === undefined) return false;
  if (structureProblems(model, codec).length > 0) return true;
  return codec.name === "NotificationData" && shapes.some((shape) => presenceProblems(model, shape).length > 0);
}

/** Only what reaches the mutated codec is read; reading may fail, which is to notice. */
export function vectorsNotice(mutant: Mutant, vectors: readonly OutsideVector[]): boolean {
  return bytesNotice(mutant, vectors, problemsOf);
}

export function examplesNotice(mutant: Mutant, examples: readonly Example[]): boolean {
  return bytesNotice(mutant, examples, exampleProblems);
}

function bytesNotice<B extends { readonly reaches: ReadonlySet<string> }>(
  { model, codec }: Mutant,
  all: readonly B[],
  problems: (one: B, codecs: Codecs) => readonly string[],
): boolean {
  if (codec === undefined) return false;
  const codecs: Codecs = {
    definitions: new Definitions(model),
    codec: (name): Codec => (name === codec.name ? codec : codecOf(name).codec),
  };
  return all
    .filter(({ reaches }) => reaches.has(codec.name))
    .some((one) => fails(() => problems(one, codecs).length > 0));
}

/** Whether the schema would have been refused, so that there is no such code. */
export function compilerRefuses({ model, codec }: Mutant): boolean {
  if (codec === undefined) return false;
  return fails(() => {
    const problems = new Problems();
    check(new Program(model, "wire", problems), problems);
    return problems.any;
  });
}

function fails(notices: () => boolean): boolean {
  try {
    return notices();
  } catch {
    return true;
  }
}
