/** The nodes of the schema language: what each word is once it is said. Plain data, no functions, no cycles. */

declare const carried: unique symbol;

/** Carries the TypeScript type of the decoded value; never set at run time. */
export interface Carries<V> {
  readonly [carried]?: V;
}

/** A document and the section of it that a table, a structure or an enumeration is taken from. */
export interface Section {
  readonly is: "section";
  readonly document: string;
  readonly number: string;
}

// ---- types ------------------------------------------------------------------------------------------------------

export type IntegerWire = "u8" | "u16" | "u32" | "i16" | "i32";

export interface IntegerType extends Carries<number> {
  readonly is: "integer";
  readonly wire: IntegerWire;
}
export interface BigIntegerType extends Carries<bigint> {
  readonly is: "bigInteger";
  readonly wire: "u64" | "i64";
}
export interface FloatType extends Carries<number> {
  readonly is: "float";
  readonly wire: "f32" | "f64";
}
export interface BooleanType extends Carries<boolean> {
  readonly is: "boolean";
  readonly base: IntegerType;
}
/** One bit of a word. */
export interface BitType extends Carries<boolean> {
  readonly is: "bit";
}
export interface GuidType extends Carries<Uint8Array> {
  readonly is: "guid";
}
export interface BytesType extends Carries<Uint8Array> {
  readonly is: "bytes";
  readonly extent: number | Size | ToEnd;
  /** Name of the structure (or `RopRequests`) these bytes can be decoded as on demand. */
  readonly holds?: string;
}
export interface StringType extends Carries<string> {
  readonly is: "string";
  readonly encoding: "ascii" | "string8" | "utf16" | "reducedUnicode";
}
/** UTF-16 when the condition holds, else 8-bit. */
export interface StringByType extends Carries<string> {
  readonly is: "stringBy";
  readonly unicode: Condition;
}
export interface ListType<T extends Type = Type> extends Carries<readonly ValueOf<T>[]> {
  readonly is: "list";
  readonly length: number | Count | ToEnd | Each | Until;
  readonly of: T;
}
/** As many elements as a known list has; inside, the parts of `view` are those of the current item. */
export interface Each {
  readonly is: "each";
  readonly items: Ref<readonly number[]>;
  readonly view: PackedType;
}
/** The element for which the condition holds is the last one. */
export interface Until {
  readonly is: "until";
  readonly last: Condition;
}
export interface ToEnd {
  readonly is: "toEnd";
}
export type EnumerationBase = IntegerType | BytesType;
/** A number (or hex bytes) with a name; several wire values may mean the same, the first is the canonical one. */
export type WireValue = number | string | readonly (number | string)[];
export interface EnumerationType<K extends string = string> extends Carries<K> {
  readonly is: "enumeration";
  readonly name: string;
  readonly section: Section;
  readonly base: EnumerationBase;
  readonly cases: Readonly<Record<K, WireValue>>;
  /** What most of the traffic has. */
  readonly frequent?: readonly K[];
}
export interface FlagsType<K extends string = string> extends Carries<number> {
  readonly is: "flags";
  readonly name: string;
  readonly section: Section;
  readonly base: IntegerType;
  readonly names: Readonly<Record<K, number>>;
}
/** A word whose parts are properties of their own. */
export interface BitsType extends Carries<number> {
  readonly is: "bits";
  readonly base: IntegerType;
  readonly parts: readonly (Part | WhenParts)[];
}
/** A number that stays one number in the value and whose parts can be referred to. */
export interface PackedType extends Carries<number> {
  readonly is: "packed";
  readonly base: IntegerType;
  readonly parts: readonly Part[];
}
/** A boolean that only says whether fields follow. */
export interface PresenceType extends Carries<boolean> {
  readonly is: "presence";
  readonly base: BooleanType | BitType;
}
export interface ReservedType extends Carries<number> {
  readonly is: "reserved";
  readonly base: IntegerType | BytesType;
  readonly value: number;
}
export interface ConstantType<N extends number = number> extends Carries<N> {
  readonly is: "constant";
  readonly base: IntegerType;
  readonly value: N;
}
export interface NothingType extends Carries<undefined> {
  readonly is: "nothing";
}
export interface ChooseType<T extends Type = Type> extends Carries<ValueOf<T>> {
  readonly is: "chooseType";
  readonly ref: Ref;
  readonly cases: Readonly<Record<string, T>>;
  readonly otherwise?: T;
}
export interface WithinType<T extends Type = Type> extends Carries<ValueOf<T>> {
  readonly is: "withinType";
  readonly size: Size;
  readonly of: T;
}
export interface AtType<T extends Type = Type> extends Carries<ValueOf<T>> {
  readonly is: "at";
  readonly offset: Offset;
  readonly of: T;
}
export interface GivenType extends Carries<unknown> {
  readonly is: "given";
  readonly structure: Structure;
  readonly args: Readonly<Record<string, Argument>>;
}
/** A structure that is declared later or elsewhere, by name. */
export interface LateType extends Carries<unknown> {
  readonly is: "late";
  readonly name: string;
  readonly args: Readonly<Record<string, Argument>>;
}
export interface Structure<P extends readonly Parameter[] = readonly Parameter[], V = unknown> extends Carries<V> {
  readonly is: "structure";
  readonly name: string;
  readonly section: Section;
  readonly body: Table | Outcomes | Type;
  readonly takes: P;
  readonly splitBy: readonly Ref[];
  /** The deepest nesting that is decoded or encoded. */
  readonly depth?: number;
}

export type Type<V = unknown> = (
  | IntegerType
  | BigIntegerType
  | FloatType
  | BooleanType
  | BitType
  | GuidType
  | BytesType
  | StringType
  | StringByType
  | ListType
  | EnumerationType
  | FlagsType
  | BitsType
  | PackedType
  | PresenceType
  | ReservedType
  | ConstantType
  | NothingType
  | ChooseType
  | WithinType
  | AtType
  | GivenType
  | LateType
  | Structure
) &
  Carries<V>;

export type ValueOf<T> = T extends Carries<infer V> ? V : unknown;

// ---- what can be referred to ------------------------------------------------------------------------------------

export interface Field<V = unknown> extends Carries<V> {
  readonly is: "field";
  readonly name: string;
  readonly type: Type;
}
export interface Part<V = unknown> extends Carries<V> {
  readonly is: "part";
  readonly name: string;
  readonly mask: number;
  readonly type: Type;
}
/** A number that the data already says: the elements of a list, the bytes of a window, a distance. */
export interface Derived extends Carries<number> {
  readonly name: string;
  readonly base: IntegerType | ChooseType<IntegerType>;
  /** This wire value says "not there at all". */
  readonly none?: number;
  /** The wire value is the content's size plus this. */
  readonly plus?: number;
}
export interface Count extends Derived {
  readonly is: "count";
}
export interface Size extends Derived {
  readonly is: "size";
}
export interface Offset extends Derived {
  readonly is: "offset";
}
export interface Parameter<V = unknown, N extends string = string> extends Carries<V> {
  readonly is: "parameter";
  readonly name: N;
  readonly type: Type;
}
/** Remembered by the conversation, found by the value of a key field of the asking buffer. */
export interface Context<V = unknown> extends Carries<V> {
  readonly is: "context";
  readonly name: string;
  readonly type: Type;
  readonly key: Field<number>;
}
/** A field, or a part of one, of the request that a response answers. */
export interface FromRequest<V = unknown> extends Carries<V> {
  readonly is: "fromRequest";
  readonly field: Field<V> | Part<V>;
}
/** The first elements of a list, as many as a count says. */
export interface First<V = unknown> extends Carries<V> {
  readonly is: "first";
  readonly count: Count;
  readonly items: Ref<V>;
}

export type Ref<V = unknown> = (Field | Part | Count | Size | Offset | Parameter | Context | FromRequest) & Carries<V>;
export type Argument<V = unknown> = Ref<V> | (First & Carries<V>) | string | number | boolean | readonly number[];

// ---- conditions -------------------------------------------------------------------------------------------------

export interface Is {
  readonly is: "is";
  readonly ref: Ref;
  readonly values: readonly (string | number | boolean)[];
}
export interface Has {
  readonly is: "has";
  readonly ref: Ref<number>;
  readonly flag: string;
}
export interface All {
  readonly is: "all";
  readonly of: readonly Condition[];
}
export interface AnyOf {
  readonly is: "any";
  readonly of: readonly Condition[];
}
export interface Not {
  readonly is: "not";
  readonly of: Condition;
}
export type Condition = Is | Has | All | AnyOf | Not | Ref<boolean>;

// ---- rows and tables --------------------------------------------------------------------------------------------

export interface When {
  readonly is: "when";
  readonly condition: Condition;
  readonly rows: readonly Row[];
}
export interface WhenParts {
  readonly is: "whenParts";
  readonly condition: Condition;
  readonly parts: readonly Part[];
}
export interface ChooseRows {
  readonly is: "chooseRows";
  readonly ref: Ref;
  readonly cases: Readonly<Record<string, readonly Row[] | Table>>;
  readonly otherwise?: readonly Row[] | Table;
}
export interface WithinRows {
  readonly is: "withinRows";
  readonly size: Size;
  readonly rows: readonly Row[];
}
/** Tolerated by an erratum: if the window is used up here, the rest is missing. */
export interface MayEnd {
  readonly is: "mayEnd";
  readonly erratum: string;
  readonly condition?: Condition;
}
export type Row = Field | Count | Size | Offset | When | ChooseRows | WithinRows | MayEnd;

/** A table of the documents: a buffer, a form of one, or a case. */
export interface Table {
  readonly is: "table";
  readonly section: Section;
  readonly rows: readonly Row[];
}
export interface On {
  readonly is: "on";
  readonly values: readonly number[];
  readonly table: Table;
}
/** The last head field decides which form follows. */
export interface Outcomes {
  readonly is: "outcomes";
  readonly head: readonly Row[];
  readonly forms: Readonly<Record<string, Table | On>>;
}

// ---- ROPs -------------------------------------------------------------------------------------------------------

/** What a successful exchange leaves in the conversation. */
export interface Remember {
  readonly is: "remember";
  readonly context: Context;
  readonly source: Ref;
}
/** What the conversation no longer knows after an exchange that succeeded or failed. */
export interface Forget {
  readonly is: "forget";
  readonly context: Context;
  readonly after: "success" | "failure";
}
export interface Rop {
  readonly is: "rop";
  readonly name: string;
  readonly id: number;
  readonly section: Section;
  readonly request?: Table;
  readonly response?: Table | Outcomes;
  /** The RopId that the response carries, where it differs. */
  readonly responseId?: number;
  /** Another RopId that some servers answer with, and the erratum that tolerates it. */
  readonly answersAs?: { readonly id: number; readonly erratum: string };
  /** RopProgress may stand in for the response if this request field says so. */
  readonly asynchronousIf?: Condition;
  readonly remembers: readonly Remember[];
  readonly forgets: readonly Forget[];
  /** Whether much of the traffic is made of it. */
  readonly frequent?: boolean;
}

/** A place where what is on the wire differs from the document, with the evidence. */
export interface Erratum {
  readonly is: "erratum";
  readonly id: string;
  readonly document: string;
  readonly wire: string;
  readonly evidence: string;
}

/** A complete schema: what a module handed to the compiler exports as `schema`. */
export interface Schema {
  readonly is: "schema";
  readonly rops: readonly Rop[];
  readonly structures: readonly Structure[];
  readonly errata: readonly Erratum[];
}
