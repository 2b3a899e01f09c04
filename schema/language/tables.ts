/** The words for tables: fields in wire order, conditional rows, forms, structures and ROPs. */

import type {
  Argument,
  ChooseRows,
  ChooseType,
  Condition,
  Context,
  Count,
  Erratum,
  Field,
  First,
  Forget,
  FromRequest,
  GivenType,
  IntegerType,
  LateType,
  MayEnd,
  Offset,
  On,
  Outcomes,
  Parameter,
  Part,
  Ref,
  Remember,
  Rop,
  Row,
  Schema,
  Section,
  Size,
  Structure,
  Table,
  Type,
  ValueOf,
  When,
  WhenParts,
  WithinRows,
  WithinType,
} from "./nodes.js";

/** Makes the word that refers to sections of one document: `const oxcrops = document("MS-OXCROPS")`. */
export function document(name: string): (section: string) => Section {
  return (section) => ({ is: "section", document: name, number: section });
}

/** One row of a table, under the name the document gives it. */
export function field<const T extends Type>(name: string, type: T): Field<ValueOf<T>> {
  return { is: "field", name, type };
}

/** Some bits of a word; the name is ours and already in camelCase. */
export function part<const T extends Type>(name: string, mask: number, type: T): Part<ValueOf<T>> {
  return { is: "part", name, mask, type };
}

type DerivedBase = IntegerType | ChooseType<IntegerType>;

/** The number of elements of the list that names it; stands right before it unless placed as a row of its own. */
export function count(name: string, base: DerivedBase, options: { readonly none?: number } = {}): Count {
  return { is: "count", name, base, ...options };
}

/** The number of bytes of the window or bytes that name it; stands right before them unless placed as a row of its own. */
export function size(
  name: string,
  base: DerivedBase,
  options: { readonly none?: number; readonly plus?: number } = {},
): Size {
  return { is: "size", name, base, ...options };
}

/** The distance of the content that names it from the start of the block. */
export function offset(name: string, base: DerivedBase): Offset {
  return { is: "offset", name, base };
}

/** The rows (inside `bits`: the parts) exist if the condition holds. */
export function when(condition: Condition, ...parts: readonly Part[]): WhenParts;
export function when(condition: Condition, ...rows: readonly Row[]): When;
export function when(condition: Condition, ...items: readonly Row[] | readonly Part[]): When | WhenParts {
  return isParts(items)
    ? { is: "whenParts", condition, parts: items }
    : { is: "when", condition, rows: items as readonly Row[] };
}

function isParts(items: readonly Row[] | readonly Part[]): items is readonly Part[] {
  return items.length > 0 && items.every((item) => item.is === "part");
}

type Key<V> = V extends boolean ? `${V}` : V extends string ? V : string;
type Cases<V, T> = Readonly<Record<Key<V>, T>> | (Readonly<Partial<Record<Key<V>, T>>> & { readonly otherwise: T });
/** Refuses cases that the reference does not have. */
type Exactly<V, C> = Readonly<Record<Exclude<keyof C, Key<V> | "otherwise">, never>>;

/** One case by the value of a reference: tables make a line of the table, types make a type. */
export function choose<V, const C extends Cases<NoInfer<V>, Type>>(
  ref: Ref<V>,
  cases: C & Exactly<V, C>,
): ChooseType<Extract<C[keyof C], Type>>;
export function choose<V, const C extends Cases<NoInfer<V>, readonly Row[] | Table>>(
  ref: Ref<V>,
  cases: C & Exactly<V, C>,
): ChooseRows;
export function choose(ref: Ref, all: object): ChooseType | ChooseRows {
  const { otherwise, ...cases } = all as Record<string, Type | readonly Row[] | Table>;
  const rest = otherwise === undefined ? {} : { otherwise };
  return Object.values(all).every(isRows)
    ? ({ is: "chooseRows", ref, cases, ...rest } as ChooseRows)
    : ({ is: "chooseType", ref, cases, ...rest } as ChooseType);
}

function isRows(item: Type | readonly Row[] | Table): item is readonly Row[] | Table {
  return Array.isArray(item) || (item as Table).is === "table";
}

/** Exactly that many bytes for the rows or the type. */
export function within(size: Size, rows: readonly Row[]): WithinRows;
export function within<const T extends Type>(size: Size, of: T): WithinType<T>;
export function within(size: Size, content: readonly Row[] | Type): WithinRows | WithinType {
  return Array.isArray(content)
    ? { is: "withinRows", size, rows: content as readonly Row[] }
    : { is: "withinType", size, of: content as Type };
}

/** Tolerated by an erratum: if the window is used up here (and the condition holds), the rest is missing. */
export function mayEnd(erratum: string, condition?: Condition): MayEnd {
  return condition === undefined ? { is: "mayEnd", erratum } : { is: "mayEnd", erratum, condition };
}

/** A table of the documents: a buffer, a form or a case. */
export function table(section: Section, rows: readonly Row[]): Table {
  return { is: "table", section, rows };
}

/** The form that follows when the deciding field has one of these values. */
export function on(values: number | readonly number[], form: Table): On {
  return { is: "on", values: typeof values === "number" ? [values] : values, table: form };
}

/** The last head field decides: `success` is 0, `failure` or `response` any other value, else `on(value, form)`. */
export function outcomes(head: readonly Row[], forms: Readonly<Record<string, Table | On>>): Outcomes {
  return { is: "outcomes", head, forms };
}

/** A structure of its own, with its own pair of functions. */
export function structure<const P extends readonly Parameter[] = readonly [], const T extends Type = Type>(
  name: string,
  section: Section,
  body: readonly Row[] | Outcomes | T,
  options: { readonly takes?: P; readonly splitBy?: readonly Ref[]; readonly depth?: number } = {},
): Structure<P, ValueOf<T>> {
  const { takes, splitBy = [], ...rest } = options;
  return {
    is: "structure",
    name,
    section,
    body: Array.isArray(body) ? table(section, body as readonly Row[]) : (body as Outcomes | T),
    takes: takes ?? ([] as readonly Parameter[] as P),
    splitBy,
    ...rest,
  };
}

/** What a structure needs from its user. */
export function parameter<const N extends string, const T extends Type>(name: N, type: T): Parameter<ValueOf<T>, N> {
  return { is: "parameter", name, type };
}

type Arguments<P extends readonly Parameter[]> = {
  readonly [Q in P[number] as Q["name"]]: Argument<ValueOf<Q>>;
};

/** The structure with its parameters filled in. */
export function given<const P extends readonly Parameter[]>(
  structure: Structure<P>,
  args: Arguments<NoInfer<P>>,
): GivenType {
  return { is: "given", structure, args: args as Readonly<Record<string, Argument>> };
}

/** A structure that is declared later: circles are closed by name. */
export function late(name: string, args: Readonly<Record<string, Argument>> = {}): LateType {
  return { is: "late", name, args };
}

/** What the conversation remembers, found by a key field (a handle index, a handle or a LogonId) of the asking buffer. */
export function context<const T extends Type>(name: string, type: T, key: Field<number>): Context<ValueOf<T>> {
  return { is: "context", name, type, key };
}

/** A field, or a part of one, of the request that a response answers. */
export function fromRequest<V>(field: Field<V> | Part<V>): FromRequest<V> {
  return { is: "fromRequest", field };
}

/** The first elements of a list, as many as the count says. */
export function first<V>(count: Count, items: Ref<V>): First<V> {
  return { is: "first", count, items };
}

/** What a successful exchange leaves in the conversation. */
export function remember(context: Context, source: Ref): Remember {
  return { is: "remember", context, source };
}

/** What the conversation no longer knows after the exchange succeeded or failed. */
export function forget(context: Context, after: "success" | "failure"): Forget {
  return { is: "forget", context, after };
}

/** One ROP. */
export function rop(
  name: string,
  id: number,
  section: Section,
  parts: {
    readonly request?: Table;
    readonly response?: Table | Outcomes;
    readonly responseId?: number;
    readonly answersAs?: { readonly id: number; readonly erratum: string };
    readonly asynchronousIf?: Condition;
    readonly remembers?: readonly Remember[];
    readonly forgets?: readonly Forget[];
    readonly frequent?: boolean;
  },
): Rop {
  return { is: "rop", name, id, section, ...parts, remembers: parts.remembers ?? [], forgets: parts.forgets ?? [] };
}

/** Where the wire differs from the document, and on whose evidence. */
export function erratum(id: string, parts: Omit<Erratum, "is" | "id">): Erratum {
  return { is: "erratum", id, ...parts };
}

/** What the compiler compiles: export it as `schema`. */
export function schema(parts: Omit<Schema, "is">): Schema {
  return { is: "schema", ...parts };
}
