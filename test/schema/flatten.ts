/** Lays the tables of a model out as rows in wire order. */
import type {
  Codec,
  ConditionModel,
  DerivedModel,
  FieldModel,
  Model,
  PartModel,
  RefModel,
  RopModel,
  RowModel,
  TypeModel,
} from "../../scripts/ir/model.js";
import { describe, fixedValue, givenIn, sizeOf } from "./words.js";

/** One row as it lies on the wire. */
export interface FlatRow {
  readonly name: string;
  readonly property: string;
  /** Bytes, if always the same. */
  readonly size: number | "variable";
  /** In the words of the tables, such as `u16`, `bytes[DataSize]` or `PropertyTag counted by ColumnCount`. */
  readonly type: string;
  /** What the structures in it are told: `widths 0`. */
  readonly given: string;
  /** All of these must hold for the row to be there. */
  readonly conditions: readonly ConditionModel[];
  /** Numbers of a size or count that say that the row is not there. */
  readonly sentinels: readonly { readonly cell: string; readonly none: number }[];
  /** The size or count of which 0 means that there is nothing, which is the same as no row. */
  readonly emptyIfZero: string | undefined;
  /** What the schema fixes: a number, or bytes in hex. */
  readonly value: string | undefined;
  readonly parts: readonly PartModel[];
}

/** What a layout was chosen by. */
export interface Decision {
  readonly ref: RefModel;
  readonly key: string;
  /** The numbers, or bytes in hex; none: any other. */
  readonly values: readonly (number | string)[] | undefined;
}

/** One buffer or structure, or one of its layouts if a choice splits it into several tables. */
export interface FlatTable {
  readonly section: string;
  readonly decisions: readonly Decision[];
  readonly rows: readonly FlatRow[];
}

/** One form of a ROP's request or response. */
export interface FlatBuffer extends FlatTable {
  /** `request`, `response` or `success-response` and the like. */
  readonly buffer: string;
  readonly codec: Codec;
  /** The numbers of the deciding field that this form is for; undefined: any other. */
  readonly decidedBy: readonly number[] | undefined;
}

type Layout = Omit<FlatTable, "section"> & { readonly section: string | undefined };

/** Every buffer of a ROP, RopId first. */
export function flattenRop(model: Model, { request, response }: RopModel): readonly FlatBuffer[] {
  return [request, response].flatMap((codec) => {
    if (codec === undefined) return [];
    const ropId = cell({ name: "RopId", property: "ropId", type: { type: "integer", wire: "u8" } });
    return flattenCodec(model, codec).map((flat) => ({ ...flat, rows: [ropId, ...flat.rows], codec }));
  });
}

/** Every form of a codec, and every layout of each. */
export function flattenCodec(model: Model, codec: Codec): readonly Omit<FlatBuffer, "codec">[] {
  const { body, kind } = codec;
  const none = { buffer: kind === "structure" ? "" : kind, decidedBy: undefined };
  if (body.body === "outcomes") {
    return body.forms.flatMap(({ name, values, section, rows }) => {
      const buffer = kind === "structure" || name === "response" ? name : `${kebab(name)}-response`;
      const decidedBy = values;
      return tables(model, [...body.head, ...rows], section).map((flat) => ({ ...flat, buffer, decidedBy }));
    });
  }
  if (body.body === "rows") return tables(model, body.rows, codec.section).map((flat) => ({ ...flat, ...none }));
  return typeLayouts(model, body.type).map((layout) => ({ ...layout, section: number(codec.section), ...none }));
}

/** A structure that is one type: a layout for each case, with one row, the value. */
function typeLayouts(model: Model, type: TypeModel): readonly Layout[] {
  if (type.type !== "choose") return [{ section: undefined, decisions: [], rows: fieldRows(model, "", type, [], []) }];
  const cases = type.cases.flatMap(({ key, values, hex, of }) =>
    typeLayouts(model, of).map((layout) => decided(layout, { ref: type.ref, key, values: hex ? [hex] : values })),
  );
  if (type.otherwise === undefined) return cases;
  const otherwise = { ref: type.ref, key: "otherwise", values: undefined };
  return [...cases, ...typeLayouts(model, type.otherwise).map((layout) => decided(layout, otherwise))];
}

function decided(layout: Layout, decision: Decision): Layout {
  return { ...layout, decisions: [decision, ...layout.decisions] };
}

function tables(model: Model, rows: readonly RowModel[], section: string): readonly FlatTable[] {
  return layouts(model, rows, [], []).map((layout) => ({ ...layout, section: number(layout.section ?? section) }));
}

/** `MS-OXCROPS 2.2.4.1` is `2.2.4.1`. */
function number(section: string): string {
  return section.slice(section.indexOf(" ") + 1);
}

/** `nullDestination` is `null-destination`; `RopOpenFolder` is `rop-open-folder`. */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}

// ---- rows -------------------------------------------------------------------------------------------------------

type Sentinels = FlatRow["sentinels"];

function layouts(
  model: Model,
  rows: readonly RowModel[],
  conditions: readonly ConditionModel[],
  sentinels: Sentinels,
): readonly Layout[] {
  return rows.reduce<readonly Layout[]>(
    (before, row) =>
      before.flatMap((head) =>
        layoutsOf(model, row, conditions, sentinels).map((tail) => ({
          section: tail.section ?? head.section,
          decisions: [...head.decisions, ...tail.decisions],
          rows: [...head.rows, ...tail.rows],
        })),
      ),
    [{ section: undefined, decisions: [], rows: [] }],
  );
}

function layoutsOf(
  model: Model,
  row: RowModel,
  conditions: readonly ConditionModel[],
  sentinels: Sentinels,
): readonly Layout[] {
  const only = (rows: readonly FlatRow[]): readonly Layout[] => [{ section: undefined, decisions: [], rows }];
  switch (row.row) {
    case "field":
      return only(fieldRows(model, row, row.type, conditions, sentinels));
    case "derived":
      return only([derivedRow(model, row.derived, conditions)]);
    case "when":
      return layouts(model, row.rows, [...conditions, row.condition], sentinels);
    case "within": {
      const { size } = row;
      const before = size.placed ? [] : [derivedRow(model, size, conditions, true)];
      const inside = layouts(model, row.rows, conditions, [...sentinels, ...sentinelOf(size)]);
      return inside.map((layout) => ({ ...layout, rows: [...before, ...layout.rows] }));
    }
    case "choose": {
      const cases = row.cases.flatMap(({ key, values, hex, section, of }) =>
        layouts(model, of, conditions, sentinels).map((layout) => {
          const decision = { ref: row.ref, key, values: hex ? [hex] : values };
          return { ...decided(layout, decision), section: layout.section ?? section };
        }),
      );
      const otherwise = { ref: row.ref, key: "otherwise", values: undefined };
      const others = row.otherwise === undefined ? [] : layouts(model, row.otherwise, conditions, sentinels);
      return [...cases, ...others.map((layout) => decided(layout, otherwise))];
    }
    case "mayEnd":
      return only([]);
  }
}

/** The row of a field, behind the sizes and counts that stand right before it. */
function fieldRows(
  model: Model,
  field: Pick<FieldModel, "name" | "property"> | "",
  type: TypeModel,
  conditions: readonly ConditionModel[],
  sentinels: Sentinels,
): readonly FlatRow[] {
  const { name, property } = field === "" ? { name: "value", property: "value" } : field;
  const cells = cellsOf(type);
  const [inner] = cells.filter(({ derived }) => derived !== "offset");
  const row: FlatRow = {
    name,
    property,
    size: sizeOf(model, type) ?? "variable",
    type: describe(model, type),
    given: givenIn(type),
    conditions,
    sentinels: [...sentinels, ...cells.flatMap(sentinelOf)],
    emptyIfZero: type.type === "within" || type.type === "at" ? undefined : inner?.name,
    value: fixedValue(type),
    parts: type.type === "bits" || type.type === "packed" ? type.parts : [],
  };
  return [...cells.filter(({ placed }) => !placed).map((one) => derivedRow(model, one, conditions)), row];
}

function derivedRow(
  model: Model,
  derived: DerivedModel,
  conditions: readonly ConditionModel[],
  ofRows = false,
): FlatRow {
  const { name, property, base } = derived;
  const row = cell({ name, property, type: base });
  const type = describe(model, base);
  // What stands behind a row of its own says itself how much it takes.
  const more = derived.plus === undefined || !ofRows ? "" : ` + ${derived.plus}`;
  return { ...row, size: sizeOf(model, base) ?? "variable", type: type + more, conditions };
}

function cell({ name, property, type }: Pick<FieldModel, "name" | "property" | "type">): FlatRow {
  const wire = type.type === "integer" ? type.wire : "";
  const none = { given: "", conditions: [], sentinels: [], emptyIfZero: undefined, value: undefined, parts: [] };
  return { name, property, size: 1, type: wire, ...none };
}

function sentinelOf({ name, derived, none }: DerivedModel): Sentinels {
  if (derived === "offset") return [{ cell: name, none: 0 }];
  return none === undefined ? [] : [{ cell: name, none }];
}

/** The sizes, counts and offsets that a type names, outside in. Those of a list's elements stand inside the elements. */
function cellsOf(type: TypeModel): readonly DerivedModel[] {
  switch (type.type) {
    case "bytes":
      return type.extent.extent === "size" ? [type.extent.size] : [];
    case "list":
      return type.length.length === "count" ? [type.length.count] : [];
    case "within":
      return [type.size, ...cellsOf(type.of)];
    case "at":
      return [type.offset, ...cellsOf(type.of)];
    default:
      return [];
  }
}
