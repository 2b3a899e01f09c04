/** Conditions: each resolved to references and wire values, and refused if it can never hold. */
import type { Condition, Ref } from "../../schema/language/index.js";
import type { ConditionModel } from "../ir/model.js";
import { type Here, problem } from "./here.js";
import { nameOf, readRef, typeOf } from "./references.js";
import { didYouMean } from "./suggest.js";
import { bitsOf, fits, isNumber, wireValues } from "./values.js";

export function readCondition(condition: Condition, here: Here): ConditionModel {
  switch (condition.is) {
    case "is":
      return readIs(condition.ref, condition.values, here);
    case "has":
      return readHas(condition.ref, condition.flag, here);
    case "all":
    case "any":
      return { test: condition.is, of: condition.of.map((inner) => readCondition(inner, here)) };
    case "not":
      return { test: "not", of: readCondition(condition.of, here) };
    default:
      if (!isBoolean(condition)) problem(here, `"${nameOf(condition)}" is no boolean: say is(${nameOf(condition)}, …)`);
      return { test: "true", ref: readRef(condition, here) };
  }
}

function readHas(ref: Ref, flag: string, here: Here): ConditionModel {
  const type = typeOf(ref);
  const names = type?.is === "flags" ? type.names : {};
  const mask = Object.hasOwn(names, flag) ? names[flag] : undefined;
  if (mask === undefined)
    problem(here, `"${nameOf(ref)}" has no flag "${flag}"${didYouMean(flag, Object.keys(names))}`);
  return { test: "has", ref: readRef(ref, here), mask: mask ?? 0 };
}

function readIs(ref: Ref, values: readonly (string | number | boolean)[], here: Here): ConditionModel {
  const resolved = readRef(ref, here);
  if (values.length === 0) problem(here, `is(${nameOf(ref)}) names no value: the condition can never hold`);
  const numbers = values.flatMap((value) => {
    const found = wireNumbers(ref, value);
    if (found !== undefined) return found;
    const type = typeOf(ref);
    const meant = didYouMean(String(value), type?.is === "enumeration" ? Object.keys(type.cases) : []);
    problem(here, `"${nameOf(ref)}" can never be ${JSON.stringify(value)}: the condition can never hold${meant}`);
    return [];
  });
  if (typeof values[0] === "boolean") {
    // A boolean that is asked for by value is the boolean itself, or its negation.
    const plain: ConditionModel = { test: "true", ref: resolved };
    if (new Set(values).size > 1) problem(here, `is(${nameOf(ref)}) names both values: the condition always holds`);
    return values[0] ? plain : { test: "not", of: plain };
  }
  const of = typeof values[0] === "string" ? "name" : "number";
  return { test: "is", ref: resolved, keys: values.map(String), numbers, of };
}

/** What a value named in a condition is on the wire; undefined if the reference can never have it. */
function wireNumbers(ref: Ref, value: string | number | boolean): readonly number[] | undefined {
  const type = typeOf(ref);
  if (typeof value === "boolean") return isBoolean(ref) ? [Number(value)] : undefined;
  if (typeof value === "string")
    return type?.is === "enumeration" ? wireValues(type, value)?.filter(isNumber) : undefined;
  const base = type?.is === "flags" || type?.is === "packed" ? type.base : type;
  if (base?.is === "integer") {
    const most = ref.is === "part" ? ref.mask >>> bitsOf(ref).shift : Number.POSITIVE_INFINITY;
    return fits(value, base.wire) && value <= most ? [value] : undefined;
  }
  return base?.is === "chooseType" ? [value] : undefined;
}

/** Whether a reference is to a boolean, a bit or a presence. */
export function isBoolean(ref: Ref): boolean {
  const type = typeOf(ref);
  return type?.is === "boolean" || type?.is === "bit" || type?.is === "presence";
}
