/** The words for conditions: data that refers to fields, printed by every emitter in its own way. */

import type { All, AnyOf, Condition, Has, Is, Not, Ref } from "./nodes.js";

/** The reference has one of these values (names for enumerations). */
export function is<V>(ref: Ref<V>, ...values: readonly (NoInfer<V> & (string | number | boolean))[]): Is {
  return { is: "is", ref, values };
}

/** The named flag of a flags word is set. */
export function has(ref: Ref<number>, flag: string): Has {
  return { is: "has", ref, flag };
}

/** All of them hold. */
export function all(...of: readonly Condition[]): All {
  return { is: "all", of };
}

/** At least one of them holds. */
export function any(...of: readonly Condition[]): AnyOf {
  return { is: "any", of };
}

/** It does not hold. */
export function not(of: Condition): Not {
  return { is: "not", of };
}
