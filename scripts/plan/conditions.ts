/** Evaluates conditions under what is known on one way through a table. */
import type { ConditionModel, RefModel } from "../ir/model.js";
import type { Facts } from "./facts.js";

/** `true` or `false` where the facts decide it, else what is left of the condition; no condition always holds. */
export function simplify(condition: ConditionModel | undefined, facts: Facts): boolean | ConditionModel {
  if (condition === undefined) return true;
  switch (condition.test) {
    case "is":
      return simplifyIs(condition, facts);
    case "true": {
      const fact = facts.get(condition.ref.name);
      if (fact === undefined) return condition;
      if ("absent" in fact) return false;
      if ("one" in fact && fact.one.length === 1) return fact.one[0] === "true";
      return condition;
    }
    case "has":
      return isAbsent(condition.ref, facts) ? false : condition;
    case "not": {
      const inner = simplify(condition.of, facts);
      return typeof inner === "boolean" ? !inner : inner.test === "not" ? inner.of : { test: "not", of: inner };
    }
    default:
      return combine(
        condition.test,
        condition.of.map((inner) => simplify(inner, facts)),
      );
  }
}

function simplifyIs(condition: ConditionModel & { test: "is" }, facts: Facts): boolean | ConditionModel {
  const { ref, keys } = condition;
  const fact = facts.get(ref.name);
  if (fact === undefined) return condition;
  if ("absent" in fact) return false;
  if ("one" in fact) {
    const hits = fact.one.filter((key) => keys.includes(key)).length;
    return hits === 0 ? false : hits === fact.one.length ? true : condition;
  }
  return keys.every((key) => fact.not.includes(key)) ? false : condition;
}

function isAbsent(ref: RefModel, facts: Facts): boolean {
  const fact = facts.get(ref.name);
  return fact !== undefined && "absent" in fact;
}

function combine(test: "all" | "any", parts: readonly (boolean | ConditionModel)[]): boolean | ConditionModel {
  const deciding = test === "any";
  if (parts.includes(deciding)) return deciding;
  const rest = parts.filter((part): part is ConditionModel => typeof part !== "boolean");
  if (rest.length === 0) return !deciding;
  return rest.length === 1 ? rest[0]! : { test, of: rest };
}

/** Both conditions hold. */
export function and(a: ConditionModel | undefined, b: ConditionModel | undefined): ConditionModel | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : { test: "all", of: [a, b] };
}

/** Every reference in a condition. */
export function refsOf(condition: ConditionModel): readonly RefModel[] {
  switch (condition.test) {
    case "all":
    case "any":
      return condition.of.flatMap(refsOf);
    case "not":
      return refsOf(condition.of);
    default:
      return [condition.ref];
  }
}

export function sameCondition(a: ConditionModel | undefined, b: ConditionModel | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b));
}
