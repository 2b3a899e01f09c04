/** Lays the tables of the schema out as rows in wire order, from the schema values alone (the compiler has no part in it). */
import type {
  ChooseRows,
  Condition,
  Count,
  Derived,
  Field,
  Offset,
  Outcomes,
  Rop,
  Row,
  Size,
  Table,
  Type,
} from "../../schema/language/index.js";
import { PropertyTag } from "../../schema/structures/property-tags.js";

/** One row as it lies on the wire. */
export interface FlatRow {
  readonly name: string;
  /** Bytes, if always the same. */
  readonly size: number | "variable";
  /** In the words of the tables, such as `u16`, `bytes[DataSize]` or `PropertyTag counted by ColumnCount`. */
  readonly type: string;
  /** What must hold for the row to be there; undefined: it always is. */
  readonly condition: readonly Condition[] | undefined;
  /** A size or count that says whether the row is there at all. */
  readonly sentinel: boolean;
}

/** One buffer, or one of its layouts if a choice splits it into several tables. */
export interface FlatTable {
  readonly section: string;
  /** The case that each choice took. */
  readonly cases: readonly string[];
  readonly rows: readonly FlatRow[];
}

/** One form of a ROP's request or response. */
export interface FlatBuffer extends FlatTable {
  /** `request`, `response` or `success-response` and the like. */
  readonly buffer: string;
  readonly ropId: number;
  /** The numbers of the deciding field that this form is for; undefined: any other. */
  readonly decidedBy: readonly number[] | undefined;
}

type Cell = Size | Count | Offset;
type Layout = Omit<FlatTable, "section"> & { readonly section: string | undefined };

/** Every buffer of a ROP, RopId first. */
export function flattenRop(rop: Rop): readonly FlatBuffer[] {
  const ropIdRow: FlatRow = { name: "RopId", size: 1, type: "u8", condition: undefined, sentinel: false };
  const withRopId = (flat: FlatTable): FlatTable => ({ ...flat, rows: [ropIdRow, ...flat.rows] });
  const buffers: FlatBuffer[] = [];
  if (rop.request !== undefined) {
    for (const flat of flattenTable(rop.request)) {
      buffers.push({ ...withRopId(flat), buffer: "request", ropId: rop.id, decidedBy: undefined });
    }
  }
  for (const form of formsOf(rop.response)) {
    for (const flat of flattenTable(form.table)) {
      const { buffer, decidedBy } = form;
      buffers.push({ ...withRopId(flat), buffer, ropId: rop.responseId ?? rop.id, decidedBy });
    }
  }
  return buffers;
}

/** Every layout of one table. */
export function flattenTable(table: Table): readonly FlatTable[] {
  return layouts(table.rows, [], cellsPlacedIn(table.rows)).map((layout) => ({
    ...layout,
    section: layout.section ?? table.section.number,
  }));
}

interface Form {
  readonly buffer: string;
  readonly table: Table;
  readonly decidedBy: readonly number[] | undefined;
}

function formsOf(response: Table | Outcomes | undefined): readonly Form[] {
  if (response === undefined) return [];
  if (response.is === "table") return [{ buffer: "response", table: response, decidedBy: undefined }];
  return Object.entries(response.forms).map(([name, form]) => {
    const { table, values } = form.is === "on" ? form : { table: form, values: name === "success" ? [0] : undefined };
    return {
      buffer: name === "response" ? name : `${kebab(name)}-response`,
      table: { ...table, rows: [...response.head, ...table.rows] },
      decidedBy: values,
    };
  });
}

/** `nullDestination` is `null-destination`; `RopOpenFolder` is `rop-open-folder`. */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

// ---- rows -------------------------------------------------------------------------------------------------------

function layouts(
  rows: readonly Row[],
  conditions: readonly Condition[],
  placed: ReadonlySet<Derived>,
): readonly Layout[] {
  return rows.reduce<readonly Layout[]>(
    (before, row) =>
      before.flatMap((head) =>
        layoutsOf(row, conditions, placed).map((tail) => ({
          section: tail.section ?? head.section,
          cases: [...head.cases, ...tail.cases],
          rows: [...head.rows, ...tail.rows],
        })),
      ),
    [{ section: undefined, cases: [], rows: [] }],
  );
}

function layoutsOf(row: Row, conditions: readonly Condition[], placed: ReadonlySet<Derived>): readonly Layout[] {
  const only = (flat: readonly FlatRow[]): readonly Layout[] => [{ section: undefined, cases: [], rows: flat }];
  switch (row.is) {
    case "field":
      return only([
        ...cellsOf(row.type)
          .filter((cell) => !placed.has(cell))
          .map((cell) => cellRow(cell, conditions)),
        fieldRow(row, conditions),
      ]);
    case "count":
    case "size":
    case "offset":
      return only([cellRow(row, conditions)]);
    case "when":
      return layouts(row.rows, [...conditions, row.condition], placed);
    case "withinRows": {
      const inside = layouts(row.rows, conditions, placed);
      const cell = placed.has(row.size) ? [] : [cellRow(row.size, conditions)];
      const sentinel = row.size.none !== undefined;
      return inside.map((layout) => ({
        ...layout,
        rows: [...cell, ...layout.rows.map((inner) => (sentinel ? { ...inner, sentinel } : inner))],
      }));
    }
    case "chooseRows":
      return branches(row).flatMap(([name, branch]) =>
        layouts("is" in branch ? branch.rows : branch, conditions, placed).map((layout) => ({
          section: layout.section ?? ("is" in branch ? branch.section.number : undefined),
          cases: [name, ...layout.cases],
          rows: layout.rows,
        })),
      );
    case "mayEnd":
      return only([]);
  }
}

function branches(row: ChooseRows): readonly (readonly [string, readonly Row[] | Table])[] {
  const named = Object.entries(row.cases);
  return row.otherwise === undefined ? named : [...named, ["otherwise", row.otherwise]];
}

function fieldRow(field: Field, conditions: readonly Condition[]): FlatRow {
  return {
    name: field.name,
    size: sizeOf(field.type) ?? "variable",
    type: describe(field.type),
    condition: conditions.length === 0 ? undefined : conditions,
    sentinel: cellsOf(field.type).some((cell) => cell.is !== "offset" && cell.none !== undefined),
  };
}

function cellRow(cell: Cell, conditions: readonly Condition[]): FlatRow {
  return {
    name: cell.name,
    size: sizeOf(cell.base) ?? "variable",
    type: describe(cell.base),
    condition: conditions.length === 0 ? undefined : conditions,
    sentinel: false,
  };
}

/** The sizes, counts and offsets that a type names, outside in. Those of a list's elements stand inside the elements. */
function cellsOf(type: Type): readonly Cell[] {
  switch (type.is) {
    case "bytes":
      return isCell(type.extent) ? [type.extent] : [];
    case "list":
      return isCell(type.length) ? [type.length] : [];
    case "withinType":
      return [type.size, ...cellsOf(type.of)];
    case "at":
      return [type.offset, ...cellsOf(type.of)];
    default:
      return [];
  }
}

function isCell(extent: number | { readonly is: string }): extent is Cell {
  return typeof extent === "object" && (extent.is === "size" || extent.is === "count");
}

/** The sizes, counts and offsets that have a row of their own. */
function cellsPlacedIn(rows: readonly Row[]): ReadonlySet<Derived> {
  const placed = new Set<Derived>();
  const walk = (row: Row): void => {
    if (row.is === "count" || row.is === "size" || row.is === "offset") placed.add(row);
    else if (row.is === "when" || row.is === "withinRows") row.rows.forEach(walk);
    else if (row.is === "chooseRows") {
      for (const [, branch] of branches(row)) ("is" in branch ? branch.rows : branch).forEach(walk);
    }
  };
  rows.forEach(walk);
  return placed;
}

// ---- types ------------------------------------------------------------------------------------------------------

const integerSizes = { u8: 1, u16: 2, u32: 4, u64: 8, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8 } as const;

/** How many bytes a value has, if every value has as many. */
function sizeOf(type: Type): number | undefined {
  switch (type.is) {
    case "integer":
    case "bigInteger":
    case "float":
      return integerSizes[type.wire];
    case "boolean":
    case "enumeration":
    case "flags":
    case "bits":
    case "packed":
    case "presence":
    case "reserved":
    case "constant":
      return sizeOf(type.base);
    case "guid":
      return 16;
    case "nothing":
      return 0;
    case "bytes":
      return typeof type.extent === "number" ? type.extent : undefined;
    case "list": {
      const element = sizeOf(type.of);
      return typeof type.length === "number" && element !== undefined ? type.length * element : undefined;
    }
    case "chooseType": {
      const sizes = new Set(
        Object.values(type.otherwise ? { ...type.cases, "": type.otherwise } : type.cases).map(sizeOf),
      );
      return sizes.size === 1 ? [...sizes][0] : undefined;
    }
    case "given":
      return sizeOf(type.structure);
    case "structure":
      return type.body.is === "table"
        ? sizeOfRows(type.body)
        : type.body.is === "outcomes"
          ? undefined
          : sizeOf(type.body);
    default:
      return undefined;
  }
}

function sizeOfRows(table: Table): number | undefined {
  const [layout, ...others] = flattenTable(table);
  if (layout === undefined || others.length > 0) return undefined;
  return layout.rows.reduce<number | undefined>(
    (sum, row) =>
      sum === undefined || row.size === "variable" || row.condition || row.sentinel ? undefined : sum + row.size,
    0,
  );
}

/** The type in the words of the tables. */
function describe(type: Type): string {
  if (type === PropertyTag) return "PropertyTag";
  switch (type.is) {
    case "integer":
    case "bigInteger":
    case "float":
      return type.wire;
    case "boolean":
      return type.base.wire === "u16" ? "bool16" : "bool8";
    case "enumeration":
    case "flags":
    case "bits":
    case "packed":
    case "presence":
    case "reserved":
    case "constant":
      return describe(type.base);
    case "given":
      return type.structure.name;
    case "structure":
    case "late":
      return type.name;
    case "string":
      return { ascii: "ascii-z", string8: "multibyte-z", utf16: "utf16z", reducedUnicode: "reduced-unicode-z" }[
        type.encoding
      ];
    case "stringBy":
      return "string-z";
    case "bytes":
      if (typeof type.extent === "number") return `bytes[${type.extent}]`;
      return type.extent.is === "toEnd" ? "bytes to the end" : `bytes[${type.extent.name}]`;
    case "list": {
      const element = describe(type.of);
      if (typeof type.length === "number") return `${type.length} ${element}`;
      return type.length.is === "count" ? `${element} counted by ${type.length.name}` : `${element} to the end`;
    }
    case "withinType":
      return `${describe(type.of)} in exactly ${type.size.name} bytes`;
    case "chooseType":
      return [...new Set(Object.values(type.cases).map(describe))].join(" or ");
    case "at":
      return describe(type.of);
    default:
      return type.is;
  }
}
