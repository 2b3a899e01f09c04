/** What is there only under a condition cannot be asked for as if it were always there. */
import type { Codec, ConditionModel, RefModel, TypeModel } from "../ir/model.js";
import { refsOf } from "../plan/conditions.js";
import type { Member, Tree } from "../plan/plan.js";
import type { Report, Rule } from "./rule.js";

export const conditional: Rule = (program, report) => {
  for (const codec of program.codecs) {
    const plan = program.plan(codec);
    if (plan === undefined) continue;
    for (const member of plan.members) checkMember(codec, member, report);
    checkSplits(codec, plan.tree, report);
  }
};

function checkMember(codec: Codec, member: Member, report: Report): void {
  const conditions = conditionsOf(member);
  for (const item of member.path) {
    if (item.item !== "field" && item.item !== "derived" && item.item !== "mayEnd") continue;
    const place = (item.item === "field" ? item.field.position : item.position) ?? codec.position;
    const own = conjuncts(item.condition);
    for (const ref of negatedIn(item.condition)) {
      if (isUnsure(ref, conditions, own))
        report(place, `not() around "${ref.name}", which is there only under a condition: say what holds instead`);
    }
    if (item.item !== "field") continue;
    for (const ref of usedBy(item.field.type)) {
      if (isUnsure(ref, conditions, own))
        report(
          place,
          `it depends on "${ref.name}", which is there only under a condition: put both under the same one`,
        );
    }
  }
}

/** A choice between tables by something that may be missing. */
function checkSplits(codec: Codec, tree: Tree, report: Report): void {
  if (tree.end.end !== "split") return;
  const { ref, branches, otherwise } = tree.end;
  const trees = [...branches.map((branch) => branch.tree), ...(otherwise === undefined ? [] : [otherwise])];
  const item = memberOf(tree)?.path.find(
    (one) => one.item === "field" && isOf(one.field.property, one.field.type, ref),
  );
  if (item?.item === "field" && item.condition !== undefined)
    report(
      item.field.position ?? codec.position,
      `it decides between tables, but is there only under a condition: make a structure of it and of what follows`,
    );
  for (const inner of trees) checkSplits(codec, inner, report);
}

function memberOf(tree: Tree): Member | undefined {
  if (tree.end.end === "member") return tree.end.member;
  const next = tree.end.branches[0]?.tree ?? tree.end.otherwise;
  return next === undefined ? undefined : memberOf(next);
}

function isOf(property: string, type: TypeModel, ref: RefModel): boolean {
  if (ref.ref === "field") return ref.name === property;
  return ref.ref === "part" && type.type === "bits" && type.parts.some(({ name }) => name === ref.name);
}

/** What each conditional field and part of a form is there under. */
function conditionsOf(member: Member): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const item of member.path) {
    if (item.item !== "field") continue;
    const own = conjuncts(item.condition);
    if (own.length > 0) found.set(item.field.property, own);
    if (item.field.type.type !== "bits") continue;
    for (const part of item.field.type.parts) {
      const all = [...own, ...conjuncts(part.condition)];
      const decided = member.properties.some(({ name, optional }) => name === part.name && !optional);
      if (all.length > 0 && !decided) found.set(part.name, all);
    }
  }
  return found;
}

/** Whether a reference may be missing although the conditions hold. */
function isUnsure(ref: RefModel, conditions: ReadonlyMap<string, readonly string[]>, own: readonly string[]): boolean {
  if (ref.ref !== "field" && ref.ref !== "part" && ref.ref !== "derived") return false;
  const needed = conditions.get(ref.name) ?? [];
  return !needed.every((condition) => own.includes(condition));
}

/** The conditions that must all hold, as text. */
function conjuncts(condition: ConditionModel | undefined): readonly string[] {
  if (condition === undefined) return [];
  return condition.test === "all" ? condition.of.flatMap(conjuncts) : [JSON.stringify(condition)];
}

function negatedIn(condition: ConditionModel | undefined): readonly RefModel[] {
  if (condition === undefined) return [];
  if (condition.test === "not") return refsOf(condition.of);
  return condition.test === "all" || condition.test === "any" ? condition.of.flatMap(negatedIn) : [];
}

/** What the type of a field refers to: alternatives, arguments, encodings, items. */
function usedBy(type: TypeModel): readonly RefModel[] {
  switch (type.type) {
    case "stringBy":
      return refsOf(type.unicode);
    case "choose":
      return [
        type.ref,
        ...type.cases.flatMap(({ of }) => usedBy(of)),
        ...(type.otherwise === undefined ? [] : usedBy(type.otherwise)),
      ];
    case "list":
      return [...(type.length.length === "each" ? [type.length.items] : []), ...usedBy(type.of)];
    case "within":
    case "at":
      return usedBy(type.of);
    case "structure":
      return type.args.flatMap(({ value }) =>
        value.argument === "ref" ? [value.ref] : value.argument === "first" ? [value.items] : [],
      );
    default:
      return [];
  }
}
