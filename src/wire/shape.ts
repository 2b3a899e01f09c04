/** What the values of codecs are made of, said as data: the table that the JSON conversion walks. Types only. */

/** The names of an enumeration with their numbers, or with their bytes as hex. */
export type Names = Readonly<Record<string, number | string>>;

export type ScalarShape =
  | "u8"
  | "u16"
  | "u32"
  | "i16"
  | "i32"
  /** Any integer of 32 bits, signed or not. */
  | "number"
  /** 64 bits: a `bigint`. */
  | "u64"
  | "i64"
  | "f32"
  | "f64"
  | "boolean"
  /** A boolean or, where another true was sent, its number. */
  | "boolean8"
  | "boolean16"
  | "string"
  | "bytes"
  | "guid"
  /** `undefined`. */
  | "nothing";

export type Shape =
  | ScalarShape
  /** A name, or what has none. */
  | { readonly names: Names; readonly of: ScalarShape }
  /** One of these. */
  | { readonly only: readonly (string | number | boolean)[] }
  /** May be absent. */
  | { readonly maybe: Shape }
  /** `each`: one element for each item of a list known from elsewhere. */
  | { readonly list: Shape; readonly each?: RefShape }
  /** Stays undecoded bytes where a context was missing. */
  | { readonly window: Shape }
  /** Chosen by a number (booleans are 0 and 1). */
  | { readonly by: RefShape; readonly cases: Readonly<Record<number, Shape>>; readonly otherwise?: Shape }
  /** The value of another codec. */
  | { readonly is: string; readonly with?: Readonly<Record<string, ArgumentShape>> }
  | FormShape;

/** An object: the properties of every form, and where there are several forms, what tells them apart. */
export interface FormShape {
  readonly properties: Readonly<Record<string, Shape>>;
  readonly split?: SplitShape;
}

/** `by` is a property, whose value is the case, or a parameter, whose number is. */
export interface SplitShape {
  readonly by: string | { readonly parameter: string };
  readonly cases: Readonly<Record<string, FormShape>>;
  readonly otherwise?: FormShape;
}

/** A number (or a list of numbers) that decides something; bits of it, if there is a mask. */
export type RefShape =
  /** A property beside it; its names, if it is an enumeration. */
  (
    | { readonly field: string; readonly names?: Names }
    /** Whether a property beside it is there. */
    | { readonly present: string }
    /** How long the list or the bytes beside it are, and so much more; `none` if they are absent. */
    | { readonly lengthOf: string; readonly plus?: number; readonly none?: number }
    | { readonly parameter: string }
    /** The current item of the list in `each`. */
    | { readonly item: true }
  ) & { readonly mask?: number; readonly shift?: number };

export type ArgumentShape =
  | RefShape
  | number
  | readonly number[]
  /** As many of the first items as the list in the structure has elements. */
  | { readonly first: RefShape };

export interface CodecShape {
  readonly value: Shape;
  /** What decides something in the value and is not in it. */
  readonly parameters?: Readonly<Record<string, Shape>>;
  /** The deepest nesting. */
  readonly depth?: number;
}

/** One table: every structure, request and response by its name. */
export type Shapes = Readonly<Record<string, CodecShape>>;
