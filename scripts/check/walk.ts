/** Walks the rows and the types of a codec and says where each stands. */
import type { Codec, RowModel, TypeModel } from "../ir/model.js";
import type { Place } from "../problems.js";
import { under } from "./rule.js";

/** What a type is to what it stands in. Elements, alternatives and bodies are values without a property of their own. */
export type Role = "field" | "content" | "bareContent" | "element" | "alternative" | "body" | "base" | "part";

export interface Found {
  readonly type: TypeModel;
  readonly role: Role;
  readonly place: Place | undefined;
}

interface FoundRow {
  readonly row: RowModel;
  readonly place: Place | undefined;
}

/** The rows of one form, or all there are. */
export function tablesOf({ body }: Codec): readonly (readonly RowModel[])[] {
  if (body.body === "type") return [];
  return body.body === "rows" ? [body.rows] : [body.head, ...body.forms.map(({ rows }) => rows)];
}

/** Every row, outer ones first. */
export function rowsOf(codec: Codec): readonly FoundRow[] {
  const inside = (row: RowModel): readonly FoundRow[] => {
    const found = { row, place: row.position ?? codec.position };
    if (row.row === "when" || row.row === "within") return [found, ...row.rows.flatMap(inside)];
    if (row.row !== "choose") return [found];
    return [found, ...[...row.cases.map(({ of }) => of), row.otherwise ?? []].flat().flatMap(inside)];
  };
  return tablesOf(codec).flat().flatMap(inside);
}

/** Every type, outer ones first; what stands in other structures is not looked into. */
export function typesOf(codec: Codec): readonly Found[] {
  const { body } = codec;
  if (body.body === "type") return nested({ type: body.type, role: "body", place: codec.position });
  return rowsOf(codec).flatMap(({ row, place }) => {
    if (row.row === "field") return nested({ type: row.type, role: "field", place });
    if (row.row === "derived") return nested({ type: row.derived.base, role: "base", place });
    return row.row === "within" ? nested({ type: row.size.base, role: "base", place }) : [];
  });
}

/** What a choice is between. */
export function alternativesOf(type: TypeModel & { type: "choose" }): readonly TypeModel[] {
  return [...type.cases.map(({ of }) => of), ...(type.otherwise === undefined ? [] : [type.otherwise])];
}

function nested(found: Found): readonly Found[] {
  const { type, role, place } = found;
  const as = (inner: TypeModel, innerRole: Role, at = place): readonly Found[] =>
    nested({ type: inner, role: innerRole, place: at });
  switch (type.type) {
    case "list": {
      const count = type.length.length === "count" ? as(type.length.count.base, "base") : [];
      return [found, ...count, ...as(type.of, "element")];
    }
    case "bytes":
      return type.extent.extent === "size" ? [found, ...as(type.extent.size.base, "base")] : [found];
    case "within":
      return [found, ...as(type.size.base, "base"), ...as(type.of, role === "field" ? "content" : "bareContent")];
    case "at":
      return [found, ...as(type.of, "content")];
    case "choose": {
      const rest = type.otherwise === undefined ? [] : as(type.otherwise, "alternative", under(place, "otherwise"));
      return [found, ...type.cases.flatMap(({ key, of }) => as(of, "alternative", under(place, key))), ...rest];
    }
    case "bits":
    case "packed":
      return [found, ...type.parts.flatMap((part) => as(part.type, "part", part.position ?? under(place, part.name)))];
    default:
      return [found];
  }
}
