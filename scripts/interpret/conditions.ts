/** Whether conditions hold, in the numbers of the wire. */
import type { ConditionModel, RefModel } from "../ir/model.js";

/** What stands on the wire; enumerations over bytes as hex. */
export type Raw = number | bigint | boolean | string | readonly number[] | undefined;

export function holds(condition: ConditionModel, raw: (ref: RefModel) => Raw): boolean {
  switch (condition.test) {
    case "is": {
      const value = raw(condition.ref);
      // Elements of a list that have been read have names already.
      if (typeof value === "string" && condition.of === "name") return condition.keys.includes(value);
      return value !== undefined && condition.numbers.includes(Number(value));
    }
    case "has":
      return (Number(raw(condition.ref) ?? 0) & condition.mask) !== 0;
    case "true":
      return isTrue(raw(condition.ref));
    case "all":
      return condition.of.every((one) => holds(one, raw));
    case "any":
      return condition.of.some((one) => holds(one, raw));
    default:
      return !holds(condition.of, raw);
  }
}

/** The case that a value on the wire chooses. */
export function caseOf<T>(
  cases: readonly { readonly key: string; readonly values: readonly number[]; readonly hex?: string; readonly of: T }[],
  raw: Raw,
): T | undefined {
  return cases.find(({ key, values, hex }) => {
    if (hex !== undefined) return raw === hex;
    return values.length === 0 ? String(isTrue(raw)) === key : values.includes(Number(raw));
  })?.of;
}

function isTrue(raw: Raw): boolean {
  return raw === true || (typeof raw === "number" && raw !== 0);
}

/** Whether a condition, once what has been `decided` is known, says that this bit is set and nothing else. */
export function saysOnly(
  condition: ConditionModel,
  bit: string,
  decided: ReadonlySet<string>,
  known: ReadonlyMap<string, Raw>,
): boolean {
  const open = new Set(namesIn(condition).filter((name) => !decided.has(name)));
  if (!open.has(bit)) return false;
  const asked = (set: boolean, others: boolean): boolean =>
    holds(condition, ({ name }) => (name === bit ? set : open.has(name) ? others : known.get(name)));
  return [true, false].every((others) => asked(true, others) && !asked(false, others));
}

function namesIn(condition: ConditionModel): readonly string[] {
  switch (condition.test) {
    case "all":
    case "any":
      return condition.of.flatMap(namesIn);
    case "not":
      return namesIn(condition.of);
    default:
      return [condition.ref.name];
  }
}
