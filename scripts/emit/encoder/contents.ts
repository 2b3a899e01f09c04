/** Finds what a count, a size or an offset is taken from. */
import type { Codec, DerivedModel, FieldModel, RowModel, TypeModel } from "../../ir/model.js";
import { type Item, noneOf } from "../../plan/plan.js";
import { hex } from "../types.js";
import type { Output } from "./output.js";

export class Contents {
  readonly #out: Output;

  constructor(out: Output) {
    this.#out = out;
  }

  /** What a count, size or offset belongs to. */
  contentOf(derived: DerivedModel, items: readonly Item[]): Content | undefined {
    for (const item of items) {
      if (item.item === "open" && item.size.property === derived.property) return { by: "window" };
      if (item.item !== "field") continue;
      const found = this.#contentIn(
        item.field,
        item.field.type,
        derived,
        `${this.#out.value}.${item.field.property}`,
        item.condition !== undefined,
      );
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #contentIn(
    field: FieldModel,
    type: TypeModel,
    derived: DerivedModel,
    access: string,
    conditional: boolean,
  ): Content | undefined {
    const optional = conditional || noneOf(field.type) !== undefined;
    const same = (other: DerivedModel): boolean => other.property === derived.property;
    switch (type.type) {
      case "bytes":
        return type.extent.extent === "size" && same(type.extent.size)
          ? { by: "length", access, field: field.property, optional }
          : undefined;
      case "list":
        return type.length.length === "count" && same(type.length.count)
          ? { by: "length", access, field: field.property, optional }
          : undefined;
      case "within":
        if (same(type.size)) return { by: "window" };
        return this.#contentIn(field, type.of, derived, access, conditional);
      case "at":
        if (same(type.offset)) return { by: "window" };
        return this.#contentIn(field, type.of, derived, access, true);
      case "structure": {
        for (const { name, value } of type.args) {
          if (value.argument !== "first" || value.count !== derived.property) continue;
          const list = this.#out.program.structures.get(type.name);
          const property = list === undefined ? undefined : eachProperty(list, name);
          if (property !== undefined)
            return { by: "length", access: `${access}?.${property}`, field: field.property, optional: false };
        }
        return undefined;
      }
      default:
        return undefined;
    }
  }

  lengthText(derived: DerivedModel, content: Content & { by: "length" }): string {
    const { access, field, optional } = content;
    const quoted = JSON.stringify(field);
    const length = this.#out.length(access, quoted);
    const plus = derived.plus === undefined ? length : `${length} + ${derived.plus}`;
    if (derived.none !== undefined) {
      return `${access} === undefined ? ${hex(derived.none)} : ${this.#out.wire("notNone")}(w, ${plus}, ${hex(derived.none)}, ${quoted})`;
    }
    return optional ? `${access} === undefined ? 0 : ${plus}` : plus;
  }
}

/** What a count, size or offset is taken from: the length of a list or of bytes, or bytes that are counted when written. */
export type Content =
  | { readonly by: "length"; readonly access: string; readonly field: string; readonly optional: boolean }
  | { readonly by: "window" };

/** The list of a structure that has one element for each item of a parameter. */
function eachProperty(codec: Codec, parameter: string): string | undefined {
  const search = (rows: readonly RowModel[]): string | undefined => {
    for (const row of rows) {
      if (
        row.row === "field" &&
        row.type.type === "list" &&
        row.type.length.length === "each" &&
        row.type.length.items.name === parameter
      )
        return row.property;
      const inner =
        row.row === "choose"
          ? row.cases.map(({ of }) => search(of)).find((one) => one !== undefined)
          : row.row === "when" || row.row === "within"
            ? search(row.rows)
            : undefined;
      if (inner !== undefined) return inner;
    }
    return undefined;
  };
  return codec.body.body === "rows" ? search(codec.body.rows) : undefined;
}
