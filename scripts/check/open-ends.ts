/** What reaches to the end of its window must be the last thing in it, and early ends the last windows of all. */
import type { Program } from "../emit/program.js";
import type { BodyModel, RowModel, TypeModel } from "../ir/model.js";
import type { Report, Rule } from "./rule.js";
import { alternativesOf, tablesOf, typesOf } from "./walk.js";

export const openEnds: Rule = (program, report) => {
  const ends = new Ends(program);
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

/** Answers which types reach to the end of their window. */
class Ends {
  readonly #open = new Set<string>();

  constructor(program: Program) {
    // Structures refer to each other in circles: until nothing new is found.
    for (let size = -1; size !== this.#open.size; ) {
      size = this.#open.size;
      for (const [name, { body }] of program.structures) if (this.#ofBody(body)) this.#open.add(name);
    }
  }

  isOpen(type: TypeModel): boolean {
    switch (type.type) {
      case "bytes":
        return type.extent.extent === "toEnd";
      case "list":
        return type.length.length === "toEnd";
      case "at":
        return this.isOpen(type.of);
      case "choose":
        return alternativesOf(type).some((of) => this.isOpen(of));
      case "structure":
        return this.#open.has(type.name);
      default:
        return false;
    }
  }

  #ofBody(body: BodyModel): boolean {
    if (body.body === "type") return this.isOpen(body.type);
    return body.body === "rows" ? this.#ofRows(body.rows) : body.forms.some(({ rows }) => this.#ofRows(rows));
  }

  #ofRows(rows: readonly RowModel[]): boolean {
    return rows.some((row) => {
      switch (row.row) {
        case "field":
          return this.isOpen(row.type);
        case "when":
          return this.#ofRows(row.rows);
        case "choose":
          return [...row.cases.map(({ of }) => of), row.otherwise ?? []].some((of) => this.#ofRows(of));
        case "mayEnd":
          return true;
        default:
          return false;
      }
    });
  }
}
