/**
 * What most of the traffic is made of is asked for first, in a function that stays small: V8 compares the cases of a
 * `switch` one after the other where their numbers lie far apart, and inlines what is small.
 */
import type { CaseModel, TypeModel } from "../ir/model.js";

/** With fewer cases than this there is nothing to gain. */
const MANY = 32;

export interface ByFrequency<T> {
  /** Nothing where there are few cases. */
  readonly frequent: readonly T[];
  readonly others: readonly T[];
}

export function byFrequency<T extends { readonly frequent?: boolean }>(cases: readonly T[]): ByFrequency<T> {
  const frequent = cases.length < MANY ? [] : cases.filter((one) => one.frequent);
  return { frequent, others: cases.filter((one) => !frequent.includes(one)) };
}

type Choose = TypeModel & { readonly type: "choose" };

/** A choice as a frequent and another one; undefined where it is not worth it. Numbers that mean the same are other ones. */
export function chooseByFrequency(type: TypeModel): { readonly frequent: Choose; readonly others: Choose } | undefined {
  if (type.type !== "choose") return undefined;
  const { frequent, others } = byFrequency(type.cases);
  if (frequent.length === 0) return undefined;
  const { otherwise: _, ...bare } = type;
  const again = frequent.flatMap((one) => withValues(one, one.values.slice(1)));
  return {
    frequent: { ...bare, cases: frequent.flatMap((one) => withValues(one, one.values.slice(0, 1))) },
    others: { ...type, cases: [...others, ...again] },
  };
}

/** The same cases in one choice, the frequent ones first. */
export function frequentFirst(type: TypeModel): TypeModel {
  const split = chooseByFrequency(type);
  if (split === undefined) return type;
  return { ...split.others, cases: [...split.frequent.cases, ...split.others.cases] };
}

function withValues(one: CaseModel<TypeModel>, values: readonly number[]): readonly CaseModel<TypeModel>[] {
  return values.length === 0 ? [] : [{ ...one, values }];
}
