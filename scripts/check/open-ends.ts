/** What reaches to the end of its window must be the last thing in it, and early ends the last windows of all. */
import type { RowModel } from "../ir/model.js";
import type { Ends } from "../plan/ends.js";
import type { Report, Rule } from "./rule.js";
import { tablesOf, typesOf } from "./walk.js";

export const openEnds: Rule = (program, report) => {
  const { ends } = program;
  for (const codec of program.codecs) {
    tablesOf(codec).forEach((rows, index) => {
      // The head of outcomes has the forms behind it.
      checkRows(ends, rows, codec.body.body === "outcomes" && index === 0, report);
    });
    for (const { type, place } of typesOf(codec)) {
      if (type.type === "list" && ends.isOpen(type.of))
        report(
          place,
          "its elements reach to the end of the window, so that there is never a second one: put each in a window",
        );
    }
  }
};

function checkRows(ends: Ends, rows: readonly RowModel[], followed: boolean, report: Report): void {
  let after = followed;
  for (const row of rows.toReversed()) {
    switch (row.row) {
      case "field":
        if (after && ends.isOpen(row.type))
          report(
            row.position,
            "it reaches to the end of the window, but rows stand behind it: move it last, or put it in within()",
          );
        after ||= row.type.type !== "nothing";
        break;
      case "choose":
        for (const of of [...row.cases.map((one) => one.of), row.otherwise ?? []]) checkRows(ends, of, after, report);
        after = true;
        break;
      case "when":
      case "within":
        checkRows(ends, row.rows, row.row === "when" && after, report);
        after = true;
        break;
      case "derived":
        after = true;
        break;
      case "mayEnd":
        break;
    }
  }
}
