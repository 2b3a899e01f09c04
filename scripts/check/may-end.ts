/** An early end is the end of everything: it stands in no window, decides no form, and has something behind it. */
import type { Codec, RowModel } from "../ir/model.js";
import type { Tree } from "../plan/plan.js";
import type { Place } from "../problems.js";
import type { Report, Rule } from "./rule.js";
import { rowsOf } from "./walk.js";

export const mayEnd: Rule = (program, report) => {
  for (const codec of program.codecs) {
    for (const { row, place } of rowsOf(codec)) {
      if (row.row !== "within") continue;
      for (const position of endsIn(row.rows))
        report(
          position ?? place,
          "mayEnd() in a window that is not the last of the buffer: the window says itself where it ends",
        );
    }
    const plan = program.plan(codec);
    if (plan !== undefined) checkTree(codec, plan.tree, report);
  }
};

function endsIn(rows: readonly RowModel[]): readonly (Place | undefined)[] {
  return rows.flatMap((row): readonly (Place | undefined)[] => {
    switch (row.row) {
      case "mayEnd":
        return [row.position];
      case "when":
      case "within":
        return endsIn(row.rows);
      case "choose":
        return [...row.cases.flatMap(({ of }) => endsIn(of)), ...endsIn(row.otherwise ?? [])];
      default:
        return [];
    }
  });
}

function checkTree(codec: Codec, tree: Tree, report: Report): void {
  const { items, end } = tree;
  items.forEach((item, index) => {
    if (item.item !== "mayEnd") return;
    const place = item.position ?? codec.position;
    const behind = items.slice(index + 1);
    if (end.end === "split")
      report(
        place,
        `mayEnd() before "${end.ref.name}" has decided the form: move it into the forms, or make a structure of what follows`,
      );
    else if (!behind.some((one) => one.item === "field"))
      report(place, "mayEnd() has nothing behind it that could be missing");
  });
  if (end.end === "member") return;
  for (const branch of end.branches) checkTree(codec, branch.tree, report);
  if (end.otherwise !== undefined) checkTree(codec, end.otherwise, report);
}
