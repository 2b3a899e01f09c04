/**
 * Values to JSON and back without loss.
 *
 * | value                                   | JSON                                                                  |
 * | --------------------------------------- | --------------------------------------------------------------------- |
 * | integers up to 32 bits, booleans, names | the same                                                              |
 * | strings                                 | the same; lone surrogates survive as `\uD800` escapes                  |
 * | 64-bit integers                         | decimal strings                                                       |
 * | floats                                  | numbers, or `"Infinity"`, `"-Infinity"`, `"-0"`, `"NaN"`              |
 * | other NaNs                              | `"NaN(fff8000000000000)"`: the 64 bits of the double, in hex          |
 * | bytes                                   | lower-case hex                                                        |
 * | GUIDs                                   | canonical text, lower case                                            |
 * | lists, objects                          | the same, with the same property names                                |
 * | `undefined` properties                  | left out                                                              |
 * | `undefined` elsewhere (a null value)    | `null`                                                                |
 */
export type { ValueContext, Values } from "../../generated/shapes.js";
export {
  fromJson,
  isValueName,
  type JsonConversion,
  jsonConversion,
  partialToJson,
  plainToJson,
  toJson,
  type ValueName,
} from "./conversion.js";
export { type Rops, ropFromJson, ropToJson, ropValueName } from "./rops.js";
export { guidBytes, guidText, hexBytes } from "./text.js";
export type { JsonValue } from "./to-json.js";
