/** The conversion over a table of shapes, and over those of this package. */
import { shapes, type ValueContext, type Values } from "../../generated/shapes.js";
import { RopEncodeError } from "../wire/errors.js";
import type { Shapes } from "../wire/shape.js";
import { FromJson } from "./from-json.js";
import { parametersFrom } from "./scope.js";
import { type JsonValue, ToJson } from "./to-json.js";

/** The name of a structure, request or response, such as `RopLogonResponse`. */
export type ValueName = keyof Values;

/** Both directions for the values of one table of shapes: of this package, or of a schema of your own. */
export interface JsonConversion<V extends object, C extends object> {
  /** Whether there is a value of that name. */
  isValueName(name: string): name is keyof V & string;
  /**
   * The JSON of a value. It can do without a context: then a GUID whose type only the context tells is hex.
   *
   * @throws RopEncodeError where the value is nothing that a decoder returns (a function, nesting without end).
   */
  toJson<N extends keyof V & string>(name: N, value: V[N], context?: C): JsonValue;
  /** The same for a value of which properties are missing, such as `partial` of an error. */
  partialToJson(name: keyof V & string, partial: unknown, context?: C): JsonValue;
  /**
   * The value of JSON. Hex and GUIDs are read in either case, GUIDs also as hex; everything else must be just what
   * `toJson` makes of a value. What belongs together (conditions, counts, lengths) is checked when it is encoded.
   *
   * @throws RopEncodeError with the path and what is expected there; `missing-context` where only a context that was not
   * given says of which type a property is.
   */
  fromJson<N extends keyof V & string>(name: N, json: unknown, context?: C): V[N];
}

export function jsonConversion<V extends object, C extends object>(table: Shapes): JsonConversion<V, C> {
  const parameters = (name: string, context: object = {}): ReturnType<typeof parametersFrom> => {
    const codec = Object.hasOwn(table, name) ? table[name] : undefined;
    if (codec === undefined) throw new RopEncodeError("invalid-input", { reason: `no value is called ${name}` });
    return parametersFrom(codec, context);
  };
  const write = (name: string, value: unknown, context?: C): JsonValue =>
    new ToJson(table).codec(name, value, parameters(name, context));
  return {
    isValueName: (name): name is keyof V & string => Object.hasOwn(table, name),
    toJson: write,
    partialToJson: write,
    fromJson: <N extends keyof V & string>(name: N, json: unknown, context?: C) =>
      new FromJson(table).codec(name, json, parameters(name, context)) as V[N],
  };
}

const own = jsonConversion<Values, ValueContext>(shapes);

/** The JSON of a value. @throws RopEncodeError */
export const toJson: JsonConversion<Values, ValueContext>["toJson"] = own.toJson;
/** The JSON of a value of which properties are missing, such as `partial` of an error. @throws RopEncodeError */
export const partialToJson: JsonConversion<Values, ValueContext>["partialToJson"] = own.partialToJson;
/** The value of JSON. @throws RopEncodeError */
export const fromJson: JsonConversion<Values, ValueContext>["fromJson"] = own.fromJson;
/** Whether there is a structure, request or response of that name. */
export function isValueName(name: string): name is ValueName {
  return own.isValueName(name);
}

/** The JSON of anything, by the value alone: 64-bit integers as decimal strings, bytes (and GUIDs) as hex. @throws RopEncodeError */
export function plainToJson(value: unknown): JsonValue {
  return new ToJson({}).plain(value);
}
