/** Answers which types reach to the end of their window. */
import type { BodyModel, Codec, RowModel, TypeModel } from "../ir/model.js";

export class Ends {
  readonly #open = new Set<string>();

  constructor(structures: ReadonlyMap<string, Codec>) {
    // Structures refer to each other in circles: until nothing new is found.
    for (let size = -1; size !== this.#open.size; ) {
      size = this.#open.size;
      for (const [name, { body }] of structures) if (this.#ofBody(body)) this.#open.add(name);
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
        return [...type.cases.map(({ of }) => of), type.otherwise].some((of) => of !== undefined && this.isOpen(of));
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
