/** The plan of a codec: the tree that every emitter walks, and the forms of the value at its ends. */
import type { Codec, ConditionModel, DerivedModel, FieldModel, PartModel, RefModel, TypeModel } from "../ir/model.js";
import type { Place } from "../problems.js";
import type { Facts } from "./facts.js";

export type Item =
  | { readonly item: "field"; readonly field: FieldModel; readonly condition?: ConditionModel }
  | {
      readonly item: "derived";
      readonly derived: DerivedModel;
      readonly condition?: ConditionModel;
      readonly position?: Place;
    }
  | { readonly item: "open"; readonly size: DerivedModel; readonly position?: Place }
  | { readonly item: "close"; readonly size: DerivedModel }
  | {
      readonly item: "mayEnd";
      readonly erratum: string;
      readonly condition?: ConditionModel;
      readonly position?: Place;
    };

export interface Tree {
  readonly items: readonly Item[];
  readonly end: Split | { readonly end: "member"; readonly member: Member };
}

export interface Split {
  readonly end: "split";
  readonly ref: RefModel;
  readonly by: "name" | "boolean" | "outcome";
  /** The enumeration's name, where it is one. */
  readonly enumeration?: string;
  readonly branches: readonly Branch[];
  readonly otherwise?: Tree;
}

export interface Branch {
  readonly keys: readonly string[];
  readonly values: readonly number[];
  readonly hex?: string;
  readonly tree: Tree;
}

/** One form of the value. */
export interface Member {
  /** The codec's name and the last case on the way; the whole way where that alone would not be unique. */
  name: string;
  /** The cases on the way. */
  readonly names: readonly string[];
  /** Document and section of the form, or of the codec. */
  readonly section: string;
  readonly properties: readonly Property[];
  /** What each bit that only says whether fields follow is derived from. */
  readonly presence: ReadonlyMap<string, Presence>;
  readonly facts: Facts;
  /** All items on the way to this form. */
  readonly path: readonly Item[];
}

/** A presence bit: said by a property, a property of its own, or meaningless in this form. */
export type Presence =
  | { readonly by: "field"; readonly property: string }
  | { readonly by: "value" }
  | { readonly by: "none" };

export interface Property {
  readonly name: string;
  readonly doc: string;
  readonly section: string;
  readonly optional: boolean;
  /** It is absent only where the sender ended before it. */
  readonly leftOut?: true;
  readonly value:
    | { readonly kind: "type"; readonly type: TypeModel; readonly open: boolean }
    | { readonly kind: "literals"; readonly literals: readonly (string | number | boolean)[] }
    /** Any name or number of the enumeration but these. */
    | { readonly kind: "others"; readonly enumeration: string; readonly except: readonly string[] }
    | { readonly kind: "part"; readonly part: PartModel };
}

/** What a sender can send otherwise than the documents ask for. */
export interface Deviation {
  readonly name: string;
  readonly type: "number" | "bytes" | "true" | "text";
  readonly doc: string;
}

export interface Plan {
  readonly codec: Codec;
  readonly tree: Tree;
  readonly members: readonly Member[];
  readonly deviations: readonly Deviation[];
}

/** Whether a property is absent in some form that could have it. */
export function isOptional(members: readonly Member[], property: string): boolean {
  return members.some(({ properties }) => properties.some(({ name, optional }) => name === property && optional));
}

export function membersOf(tree: Tree): readonly Member[] {
  if (tree.end.end === "member") return [tree.end.member];
  const trees = tree.end.branches.map((branch) => branch.tree);
  return [...trees, ...(tree.end.otherwise === undefined ? [] : [tree.end.otherwise])].flatMap(membersOf);
}
