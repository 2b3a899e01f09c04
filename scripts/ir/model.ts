/**
 * The intermediate representation: the schema with every reference resolved to a name in its table. Pure JSON; what
 * `generated/ir.json` holds and what every emitter starts from.
 */
import type { IntegerWire } from "../../schema/language/index.js";
import type { Place } from "../problems.js";

export interface Model {
  readonly rops: readonly RopModel[];
  readonly structures: readonly Codec[];
  readonly enumerations: readonly EnumerationModel[];
  readonly flags: readonly FlagsModel[];
  readonly errata: readonly ErratumModel[];
}

export interface RopModel {
  readonly name: string;
  readonly id: number;
  readonly responseId: number;
  readonly section: string;
  readonly doc: string;
  readonly file: string;
  readonly position?: Place;
  readonly request?: Codec;
  readonly response?: Codec;
  /** A condition over the request: RopProgress may stand in for the response. */
  readonly asynchronousIf?: ConditionModel;
  readonly remembers: readonly RememberModel[];
  readonly forgets: readonly {
    readonly context: string;
    readonly key: string;
    readonly after: "success" | "failure";
  }[];
  /** Whether it is asked for before others. */
  readonly frequent?: true;
}

/** What a successful exchange leaves in the conversation. */
export interface RememberModel {
  readonly context: string;
  /** The field (of the request or the response) that says whose context it is. */
  readonly key: string;
  readonly from: "request" | "response";
  readonly source: RefModel;
}

/** What becomes one decoder and one encoder: a request, a response or a structure. */
export interface Codec {
  readonly name: string;
  readonly kind: "request" | "response" | "structure";
  /** Document and section. */
  readonly section: string;
  readonly doc: string;
  /** The schema file it is said in, from the schema's base. */
  readonly file: string;
  readonly position?: Place;
  /** The RopId in front of a ROP buffer. */
  readonly ropId?: number;
  /** Another RopId that is tolerated there. */
  readonly alsoRopId?: number;
  readonly params: readonly ParamModel[];
  readonly body: BodyModel;
  readonly splitBy: readonly RefModel[];
  /** The deepest nesting. */
  readonly depth?: number;
}

export interface ParamModel {
  readonly name: string;
  /** Given by the user of a structure, remembered by the conversation, or taken from the request. */
  readonly kind: "parameter" | "context" | "request";
  readonly type: TypeModel;
  /** The field of the buffer that says whose context it is (a handle index, a handle, a LogonId). */
  readonly key?: string;
}

export type BodyModel =
  | { readonly body: "rows"; readonly rows: readonly RowModel[] }
  | {
      readonly body: "outcomes";
      readonly head: readonly RowModel[];
      readonly deciding: RefModel;
      readonly forms: readonly FormModel[];
    }
  | { readonly body: "type"; readonly type: TypeModel };

export interface FormModel {
  readonly name: string;
  /** None: any other value. */
  readonly values?: readonly number[];
  readonly section: string;
  readonly rows: readonly RowModel[];
  readonly position?: Place;
}

export type RowModel =
  | FieldModel
  | { readonly row: "derived"; readonly derived: DerivedModel; readonly position?: Place }
  | {
      readonly row: "when";
      readonly condition: ConditionModel;
      readonly rows: readonly RowModel[];
      readonly position?: Place;
    }
  | {
      readonly row: "choose";
      readonly ref: RefModel;
      readonly cases: readonly CaseModel<readonly RowModel[]>[];
      readonly otherwise?: readonly RowModel[];
      readonly position?: Place;
    }
  | {
      readonly row: "within";
      readonly size: DerivedModel;
      readonly rows: readonly RowModel[];
      readonly position?: Place;
    }
  | {
      readonly row: "mayEnd";
      readonly erratum: string;
      readonly condition?: ConditionModel;
      readonly position?: Place;
    };

export interface FieldModel {
  readonly row: "field";
  /** As the document spells it. */
  readonly name: string;
  readonly property: string;
  readonly type: TypeModel;
  readonly doc: string;
  readonly section: string;
  readonly position?: Place;
}

export interface CaseModel<T> {
  /** The name of the case in an enumeration, `true` or `false`. */
  readonly key: string;
  /** Its wire values, the canonical one first; empty for booleans. */
  readonly values: readonly number[];
  /** The hex bytes, where the enumeration is over bytes. */
  readonly hex?: string;
  readonly section?: string;
  readonly of: T;
  /** Whether it is asked for before others. */
  readonly frequent?: true;
}

export interface DerivedModel {
  readonly derived: "count" | "size" | "offset";
  readonly name: string;
  readonly property: string;
  readonly base: TypeModel;
  readonly none?: number;
  readonly plus?: number;
  /** A row of its own, so not implied in front of its content. */
  readonly placed: boolean;
}

export interface PartModel {
  readonly name: string;
  readonly mask: number;
  readonly shift: number;
  readonly type: TypeModel;
  readonly condition?: ConditionModel;
  readonly doc: string;
  readonly position?: Place;
}

export type TypeModel =
  | { readonly type: "integer"; readonly wire: IntegerWire }
  | { readonly type: "bigInteger"; readonly wire: "u64" | "i64" }
  | { readonly type: "float"; readonly wire: "f32" | "f64" }
  | { readonly type: "boolean"; readonly wire: "u8" | "u16" }
  | { readonly type: "bit" }
  | { readonly type: "guid" }
  | { readonly type: "bytes"; readonly extent: ExtentModel; readonly holds?: string }
  | { readonly type: "string"; readonly encoding: "ascii" | "string8" | "utf16" | "reducedUnicode" }
  | { readonly type: "stringBy"; readonly unicode: ConditionModel }
  | { readonly type: "list"; readonly length: LengthModel; readonly of: TypeModel }
  | { readonly type: "enumeration"; readonly name: string; readonly wire: IntegerWire | `bytes${number}` }
  | { readonly type: "flags"; readonly name: string; readonly wire: IntegerWire }
  | { readonly type: "bits"; readonly wire: IntegerWire; readonly parts: readonly PartModel[] }
  | { readonly type: "packed"; readonly wire: IntegerWire; readonly parts: readonly PartModel[] }
  | { readonly type: "presence"; readonly wire: "u8" | "u16" | "bit" }
  | { readonly type: "reserved"; readonly base: TypeModel; readonly value: number }
  | { readonly type: "constant"; readonly wire: IntegerWire; readonly value: number }
  | { readonly type: "nothing" }
  | {
      readonly type: "choose";
      readonly ref: RefModel;
      readonly cases: readonly CaseModel<TypeModel>[];
      readonly otherwise?: TypeModel;
    }
  | { readonly type: "within"; readonly size: DerivedModel; readonly of: TypeModel }
  | { readonly type: "at"; readonly offset: DerivedModel; readonly of: TypeModel }
  | { readonly type: "structure"; readonly name: string; readonly args: readonly ArgumentModel[] };

export type ExtentModel =
  | { readonly extent: "fixed"; readonly bytes: number }
  | { readonly extent: "size"; readonly size: DerivedModel }
  | { readonly extent: "toEnd" };

export type LengthModel =
  | { readonly length: "fixed"; readonly count: number }
  | { readonly length: "count"; readonly count: DerivedModel }
  | { readonly length: "toEnd" }
  | { readonly length: "each"; readonly items: RefModel; readonly parts: readonly PartModel[] }
  /** The condition is over the properties of the element. */
  | { readonly length: "until"; readonly last: ConditionModel };

/** A name in the same table. Names are unique along any way through a table. */
export type RefModel =
  | { readonly ref: "field"; readonly name: string }
  | {
      readonly ref: "part";
      readonly name: string;
      readonly word: string;
      readonly mask: number;
      readonly shift: number;
    }
  | { readonly ref: "derived"; readonly name: string }
  /** A part of the current item of an `each` list. */
  | { readonly ref: "item"; readonly name: string; readonly mask: number; readonly shift: number }
  | { readonly ref: "parameter" | "context" | "request"; readonly name: string };

export type ConditionModel =
  /** `keys` are names (or numbers as text), `numbers` what they are on the wire. */
  | {
      readonly test: "is";
      readonly ref: RefModel;
      readonly keys: readonly string[];
      readonly numbers: readonly number[];
      readonly of: "name" | "number";
    }
  | { readonly test: "has"; readonly ref: RefModel; readonly mask: number }
  | { readonly test: "true"; readonly ref: RefModel }
  | { readonly test: "all" | "any"; readonly of: readonly ConditionModel[] }
  | { readonly test: "not"; readonly of: ConditionModel };

export interface ArgumentModel {
  readonly name: string;
  readonly value:
    | { readonly argument: "ref"; readonly ref: RefModel }
    | { readonly argument: "literal"; readonly value: number | readonly number[] }
    | { readonly argument: "first"; readonly count: string; readonly items: RefModel };
}

export interface EnumerationModel {
  readonly name: string;
  readonly section: string;
  readonly doc: string;
  readonly file: string;
  readonly position?: Place;
  readonly wire: IntegerWire | `bytes${number}`;
  readonly cases: readonly {
    readonly key: string;
    readonly values: readonly (number | string)[];
    readonly doc: string;
    readonly position?: Place;
  }[];
}

export interface FlagsModel {
  readonly name: string;
  readonly section: string;
  readonly doc: string;
  readonly file: string;
  readonly position?: Place;
  readonly wire: IntegerWire;
  readonly names: readonly {
    readonly key: string;
    readonly mask: number;
    readonly doc: string;
    readonly position?: Place;
  }[];
}

export interface ErratumModel {
  readonly id: string;
  readonly document: string;
  readonly wire: string;
  readonly evidence: string;
}
