/**
 * The steps that generated parsers are made of: options for binary-parser's own methods, and small parsers.
 *
 * A parser reads into one record. Names with `$` are for the steps alone (counts, sizes, words, reserved fields); `value`
 * takes them out at the end, so that what is left is the value a decoder yields.
 */
export * from "./steps/alternatives.js";
export * from "./steps/bytes.js";
export * from "./steps/numbers.js";
export * from "./steps/read.js";
export { bare, chain, parser, value, type Wire } from "./steps/record.js";
export * from "./steps/structures.js";
