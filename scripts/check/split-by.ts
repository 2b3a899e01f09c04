/** splitBy makes forms of a table by what always stands in front of the rows that it decides. */

import type { Program } from "../emit/program.js";
import type { Codec, RefModel } from "../ir/model.js";
import { partOf, type Tree } from "../plan/plan.js";
import type { Report, Rule } from "./rule.js";
import { rowsOf } from "./walk.js";

export const splitBy: Rule = (program, report) => {
  for (const codec of program.codecs) {
    if (codec.body.body === "rows") for (const ref of codec.splitBy) checkRef(program, codec, ref, report);
    else if (codec.splitBy.length > 0)
      report(codec.position, "splitBy makes forms of a table: outcomes and types have none");
  }
};

function checkRef(program: Program, codec: Codec, ref: RefModel, report: Report): void {
  const plan = program.plan(codec);
  const row = rowsOf(codec).find(
    ({ row: one }) =>
      one.row === "field" &&
      (ref.ref === "part" ? partOf(one.type, ref.name) !== undefined : one.property === ref.name),
  )?.row;
  if (plan === undefined || row?.row !== "field") return;
  const place = row.position ?? codec.position;
  const type = ref.ref === "part" ? partOf(row.type, ref.name)?.type : row.type;
  if (type?.type !== "enumeration")
    return report(place, `splitBy needs an enumeration, which "${ref.name}" is not: say choose(${ref.name}, …)`);
  if (type.wire.startsWith("bytes"))
    return report(place, `splitBy cannot compare the bytes of "${ref.name}": say choose(${ref.name}, …)`);
  if (row.type.type === "packed")
    return report(place, `"${ref.name}" is no property, so that nothing tells the forms apart`);
  const late = plan.members.some(
    ({ path, facts }) =>
      path.some(
        (item) => item.item === "field" && item.field.property === row.property && item.condition !== undefined,
      ) && !facts.has(ref.name),
  );
  if (late || !splits(plan.tree, ref.name))
    report(
      place,
      `splitBy names "${ref.name}", but whether it is there is not decided before it: name first what decides that`,
    );
}

function splits(tree: Tree, name: string): boolean {
  if (tree.end.end === "member") return false;
  const { ref, branches, otherwise } = tree.end;
  return (
    ref.name === name ||
    branches.some((branch) => splits(branch.tree, name)) ||
    (otherwise !== undefined && splits(otherwise, name))
  );
}
