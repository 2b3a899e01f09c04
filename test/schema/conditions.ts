/** Conditions of the tables of test/spec, and whether a row of the schema is there in the same cases. */

import { holds, type Raw } from "../../scripts/interpret/conditions.js";
import type { ConditionModel, RefModel } from "../../scripts/ir/model.js";
import type { FlatRow } from "./flatten.js";

/** What the fields say, by the names on the wire (of parameters and contexts, by theirs). */
type Situation = ReadonlyMap<string, number>;
type Test = (situation: Situation) => boolean;

interface Parsed {
  readonly holds: Test;
  /** The numbers and masks that are asked about, by field. */
  readonly asked: readonly Question[];
}

interface Question {
  readonly field: string;
  readonly mask: number | undefined;
  readonly numbers: readonly number[];
}

const TOKENS = /\s*(\w+|==|!=|[&{}(),])/y;

/**
 * A condition of a table: `A == 1`, `A != 0`, `A in {1,2}`, `A not in {1,2}`, each also of `A & 0xFF`; a bare `A` asks
 * for any number but 0. They are joined by `and` and `or`, negated by `not`, grouped by parentheses.
 */
export function parseCondition(text: string): Parsed {
  const asked: Question[] = [];
  const tokens: string[] = [];
  TOKENS.lastIndex = 0;
  for (let match = TOKENS.exec(text); match !== null; match = TOKENS.exec(text)) tokens.push(match[1] ?? "");
  if (tokens.join("") !== text.replaceAll(/\s/g, "")) throw new Error(`not a condition: ${text}`);
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const take = (...expected: readonly string[]): boolean => {
    const hit = expected.every((one, index) => tokens[at + index]?.toLowerCase() === one);
    if (hit) at += expected.length;
    return hit;
  };
  const number = (): number => {
    const token = next();
    const value = Number(token);
    if (token === "" || !Number.isInteger(value)) throw new Error(`${token} is no number: ${text}`);
    return value;
  };
  const either = (): Test => {
    const first = both();
    if (!take("or")) return first;
    const second = either();
    return (situation) => first(situation) || second(situation);
  };
  const both = (): Test => {
    const first = one();
    if (!take("and")) return first;
    const second = both();
    return (situation) => first(situation) && second(situation);
  };
  const one = (): Test => {
    if (take("not")) {
      const inner = one();
      return (situation) => !inner(situation);
    }
    if (take("(")) {
      const inner = either();
      if (!take(")")) throw new Error(`a parenthesis is not closed: ${text}`);
      return inner;
    }
    return comparison();
  };
  const comparison = (): Test => {
    const field = next();
    const mask = take("&") ? number() : undefined;
    const worth = (situation: Situation): number => (situation.get(field) ?? 0) & (mask ?? -1);
    const amongst = (numbers: readonly number[], wanted: boolean): Test => {
      asked.push({ field, mask, numbers });
      return (situation) => numbers.some((each) => (each & -1) === worth(situation)) === wanted;
    };
    if (take("==")) return amongst([number()], true);
    if (take("!=")) return amongst([number()], false);
    if (take("in", "{")) return amongst(list(), true);
    if (take("not", "in", "{")) return amongst(list(), false);
    return amongst([0], false);
  };
  const list = (): readonly number[] => {
    const numbers = [number()];
    while (take(",")) numbers.push(number());
    if (!take("}")) throw new Error(`a list is not closed: ${text}`);
    return numbers;
  };
  if (text === "" || text === "always") return { holds: () => true, asked };
  const parsed = either();
  if (at < tokens.length) throw new Error(`${tokens[at]} is too much: ${text}`);
  return { holds: parsed, asked };
}

/** In which cases a row is there otherwise than the table says; `undefined`: in none. */
export function conditionProblem(row: FlatRow, rows: readonly FlatRow[], condition: string): string | undefined {
  const stated = parseCondition(condition);
  const asked = [...stated.asked, ...row.conditions.flatMap((one) => questions(one, rows)), ...sentinelQuestions(row)];
  for (const situation of situations(asked)) {
    if (row.emptyIfZero !== undefined && situation.get(row.emptyIfZero) === 0) continue;
    const there = isThere(row, rows, situation);
    if (there === stated.holds(situation)) continue;
    const shown = [...situation].map(([name, value]) => `${name} 0x${(value >>> 0).toString(16)}`).join(", ");
    return `${row.name} is ${there ? "" : "not "}there where ${shown || "nothing is asked"}`;
  }
  return undefined;
}

export function isThere(row: FlatRow, rows: readonly FlatRow[], situation: Situation): boolean {
  return (
    row.sentinels.every(({ cell, none }) => situation.get(cell) !== none) &&
    row.conditions.every((condition) => holds(condition, (ref) => worth(ref, rows, situation)))
  );
}

/** What a reference is worth; nothing, where the field or the part that it names is not there. */
function worth(ref: RefModel, rows: readonly FlatRow[], situation: Situation): Raw {
  const row = rowOf(ref, rows);
  if (row === undefined) return situation.get(ref.name) ?? 0;
  if (!isThere(row, rows, situation)) return undefined;
  const value = situation.get(row.name) ?? 0;
  if (ref.ref !== "part") return value;
  const condition = row.parts.find(({ name }) => name === ref.name)?.condition;
  if (condition !== undefined && !holds(condition, (inner) => worth(inner, rows, situation))) return undefined;
  return (value & ref.mask) >>> ref.shift;
}

function rowOf(ref: RefModel, rows: readonly FlatRow[]): FlatRow | undefined {
  const property = ref.ref === "part" ? ref.word : ref.name;
  return ref.ref === "parameter" || ref.ref === "context" || ref.ref === "request"
    ? undefined
    : rows.find((one) => one.property === property);
}

// ---- situations -------------------------------------------------------------------------------------------------

function questions(condition: ConditionModel, rows: readonly FlatRow[], seen = new Set<string>()): readonly Question[] {
  switch (condition.test) {
    case "all":
    case "any":
      return condition.of.flatMap((one) => questions(one, rows, seen));
    case "not":
      return questions(condition.of, rows, seen);
    default: {
      const { ref } = condition;
      const row = rowOf(ref, rows);
      const shift = ref.ref === "part" ? ref.shift : 0;
      const mask = ref.ref === "part" ? ref.mask : condition.test === "has" ? condition.mask : undefined;
      const numbers = condition.test === "is" ? condition.numbers.map((each) => each << shift) : [0];
      const own = { field: row?.name ?? ref.name, mask, numbers };
      if (row === undefined || seen.has(row.property)) return [own];
      seen.add(row.property);
      const parts = row.parts.flatMap((part) => (part.condition === undefined ? [] : [part.condition]));
      return [own, ...[...row.conditions, ...parts].flatMap((one) => questions(one, rows, seen))];
    }
  }
}

function sentinelQuestions({ sentinels }: FlatRow): readonly Question[] {
  return sentinels.map(({ cell, none }) => ({ field: cell, mask: undefined, numbers: [none] }));
}

/** Every combination of what is asked about, and of a neighbour that nobody asks about. */
function situations(asked: readonly Question[]): readonly Situation[] {
  const fields = [...new Set(asked.map(({ field }) => field))];
  return fields.reduce<readonly Situation[]>(
    (before, field) =>
      before.flatMap((one) => candidates(asked, field).map((value) => new Map([...one, [field, value]]))),
    [new Map()],
  );
}

function candidates(asked: readonly Question[], field: string): readonly number[] {
  const own = asked.filter((question) => question.field === field);
  const masks = [...new Set(own.flatMap(({ mask }) => (mask === undefined ? [] : [mask])))];
  const isBit = (mask: number): boolean => (mask & (mask - 1)) === 0;
  const numbers = new Set([0, 1, ...own.flatMap((question) => question.numbers.flatMap((each) => [each, each + 1]))]);
  const bits = masks.flatMap((mask) => (isBit(mask) ? [mask] : [mask & -mask, mask & ~(mask & -mask), mask]));
  const all: number[] = [0];
  for (const bit of new Set(bits)) all.push(...all.map((set) => set | bit));
  return [...new Set([...numbers].flatMap((each) => all.map((set) => each | set)))];
}
