/** The mutation operators: what can be changed at one place of the model. */
import { cases, compared, condition, outcome, reference } from "./operators/conditions.js";
import { extent, sentinel, source, windows } from "./operators/lengths.js";
import { argument, part, ropId } from "./operators/parts.js";
import type { Operator } from "./operators/place.js";
import { drop, order, scope } from "./operators/rows.js";
import { kind, names, sign, strings, value, width } from "./operators/types.js";

/** By name, in the order in which they are reported. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  width,
  sign,
  kind,
  order,
  drop,
  scope,
  extent,
  window: windows,
  sentinel,
  source,
  string: strings,
  condition,
  compared,
  reference,
  case: cases,
  outcome,
  part,
  value,
  names,
  argument,
  ropId,
};

/** What each does, for people. */
export const OPERATORS_IN_WORDS: Readonly<Record<string, string>> = {
  width: "a number, size, count, offset, word or constant is wider or narrower",
  sign: "a number has a sign, or has none",
  kind: "as many bytes mean something else",
  order: "two neighbouring rows are exchanged",
  drop: "a row is missing",
  scope: "a condition or window ends one row earlier or later",
  extent: "counted or sized content takes the rest, or fixed content one more or one less",
  window: "a size counts itself or does not, or the window around content is missing",
  sentinel: 'the number that means "not there" is another, is missing, or is added',
  source: "content goes by another count, size or offset than its own",
  string: "another encoding",
  condition: "negated, removed, `all` and `any` exchanged, an operand left out",
  compared: "the value or mask of a condition is another",
  reference: "a condition, choice or outcome asks another field or part",
  case: "two cases exchanged, one missing, what stands for all others missing",
  outcome: "a form is for another value, or is missing",
  part: "bits moved, one bit less, a part missing",
  value: "a constant or reserved value is another, or any",
  names: "a number is not that of its enumeration or flags",
  argument: "a structure is told another context",
  ropId: "a RopId is another",
  memory: "what an exchange leaves or needs, and whether RopProgress may answer it",
  number: "a number of an enumeration is another, or missing",
  flag: "a flag is another bit, or missing",
};
