/** Content that stands elsewhere is written where the rows in front of it end: behind it nothing but more of it can follow. */
import type { RowModel } from "../ir/model.js";
import type { Rule } from "./rule.js";
import { tablesOf } from "./walk.js";

export const elsewhere: Rule = (program, report) => {
  const check = (rows: readonly RowModel[], behind: boolean): boolean => {
    let after = behind;
    for (const row of rows) {
      if (row.row === "when") after = check(row.rows, after);
      else if (row.row === "choose") {
        const cases = [...row.cases.map(({ of }) => of), row.otherwise ?? []];
        after = cases.map((of) => check(of, after)).includes(true);
      } else if (row.row === "field" && row.type.type === "at") after = true;
      else if (after && !(row.row === "field" && row.type.type === "nothing"))
        report(row.position, "it stands behind at(), whose content is written there: move it in front");
      if (row.row === "within") check(row.rows, false);
    }
    return after;
  };
  for (const codec of program.codecs) for (const rows of tablesOf(codec)) check(rows, false);
};
