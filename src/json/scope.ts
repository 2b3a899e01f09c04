/** What both directions ask while they walk a value: what a reference is, which form an object has, what the context says. */
import { RopEncodeError } from "../wire/errors.js";
import type { ArgumentShape, CodecShape, FormShape, Names, RefShape, Shape, SplitShape } from "../wire/shape.js";

/** What a reference leads to. */
export type Known = number | readonly number[] | First | Missing;
/** As many of these as the list beside it has elements. */
interface First {
  readonly first: readonly number[];
}
/** The context of that name was not given. */
export interface Missing {
  readonly missing: string;
}

export type Parameters = ReadonlyMap<string, Known>;
export const NO_PARAMETERS: Parameters = new Map();

/** Where a walk stands. `object` may be a value or JSON: what references ask for is the same in both. */
export interface Scope {
  readonly object: Readonly<Record<string, unknown>>;
  /** How many steps of the path lead to the object. */
  readonly steps: number;
  readonly parameters: Parameters;
  readonly item?: number | undefined;
}

/** The value of a reference; `undefined` if the property beside it is not what it should be. */
export function resolve(ref: RefShape, scope: Scope): Known | undefined {
  const known = whole(ref, scope);
  if (typeof known !== "number" || ref.mask === undefined) return known;
  return (known & ref.mask) >>> (ref.shift ?? 0);
}

function whole(ref: RefShape, { object, parameters, item }: Scope): Known | undefined {
  if ("item" in ref) return item;
  if ("parameter" in ref) return parameters.get(ref.parameter);
  if ("present" in ref) return Number(object[ref.present] !== undefined);
  if ("field" in ref) return numberOf(object[ref.field], ref.names);
  const content = object[ref.lengthOf];
  if (content === undefined) return ref.none ?? 0;
  const plus = ref.plus ?? 0;
  if (typeof content === "string") return content.length / 2 + plus; // bytes in JSON
  return Array.isArray(content) || content instanceof Uint8Array ? content.length + plus : undefined;
}

export function argument(shape: ArgumentShape, scope: Scope): Known | undefined {
  if (isLiteral(shape)) return shape;
  if (!("first" in shape)) return resolve(shape, scope);
  const items = resolve(shape.first, scope);
  return isList(items) ? { first: items } : items;
}

/** The reference in an argument; none in a literal. */
export function refOf(shape: ArgumentShape): RefShape | undefined {
  if (isLiteral(shape)) return undefined;
  return "first" in shape ? shape.first : shape;
}

function isLiteral(shape: ArgumentShape): shape is number | readonly number[] {
  return typeof shape === "number" || Array.isArray(shape);
}

function isList(known: Known | undefined): known is readonly number[] {
  return Array.isArray(known);
}

export function isMissing(known: Known | undefined): known is Missing {
  return typeof known === "object" && "missing" in known;
}

/** The items that a list has an element for each of. */
export function itemsFor(known: Known | undefined, length: number): readonly number[] | undefined {
  if (isList(known)) return known;
  return typeof known === "object" && "first" in known ? known.first.slice(0, length) : undefined;
}

/** Where the walk stands at an element of a list. Written out: spreading a scope takes longer than most conversions. */
export function scopeOf(scope: Scope, items: readonly number[] | undefined, index: number): Scope {
  if (items === undefined) return scope;
  const { object, steps, parameters } = scope;
  return { object, steps, parameters, item: items[index] };
}

function numberOf(value: unknown, names: Names = {}): number | readonly number[] | undefined {
  if (typeof value === "boolean") return Number(value);
  if (typeof value === "string") {
    const number = Object.hasOwn(names, value) ? names[value] : undefined;
    return typeof number === "number" ? number : undefined;
  }
  if (Array.isArray(value)) return value.every(Number.isInteger) ? value : undefined;
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}

// ---- forms ------------------------------------------------------------------------------------------------------

/** The properties that an object can have. `stuck` is what does not tell which of several forms it is. */
export interface Form {
  readonly properties: readonly Readonly<Record<string, Shape>>[];
  readonly stuck?: SplitShape;
}

export function formOf(shape: FormShape, scope: Scope): Form {
  const properties = [shape.properties];
  for (let { split } = shape; split !== undefined; ) {
    const key = caseOf(split, scope);
    const next: FormShape | undefined =
      key !== undefined && Object.hasOwn(split.cases, key)
        ? split.cases[key]
        : typeof split.by === "string" || key !== undefined
          ? split.otherwise
          : undefined;
    if (next === undefined) return { properties, stuck: split };
    properties.push(next.properties);
    split = next.split;
  }
  return { properties };
}

function caseOf({ by }: SplitShape, { object, parameters }: Scope): string | undefined {
  const value = typeof by === "string" ? object[by] : parameters.get(by.parameter);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : undefined;
}

export function shapeIn(form: Form, property: string): Shape | undefined {
  for (const properties of form.properties) if (Object.hasOwn(properties, property)) return properties[property];
  return undefined;
}

// ---- the context ------------------------------------------------------------------------------------------------

/** The parameters of the outermost value, as a context gives them. */
export function parametersFrom(codec: CodecShape, context: object): Parameters {
  const given = new Map<string, unknown>(Object.entries(context));
  return new Map(
    Object.entries(codec.parameters ?? {}).map(([name, shape]): [string, Known] => {
      const value = given.get(name);
      if (value === undefined) return [name, { missing: name }];
      const names = typeof shape === "object" && "names" in shape ? shape.names : {};
      const known = numberOf(value, names);
      if (known === undefined || Array.isArray(known) !== (typeof shape === "object" && "list" in shape)) {
        const reason = "is not what this context holds: numbers, a list of numbers, or a name";
        throw new RopEncodeError("invalid-input", { reason, path: ["context", name] });
      }
      return [name, known];
    }),
  );
}
