/** Holds an answer of the pipe against what the case says. */
import type { JsonValue } from "../json/index.js";
import { type Case, type Check, questionId } from "./case.js";

/** What is wrong with the answer, in one line; undefined if nothing is. */
export function faultOf(one: Case, check: Check, answer: unknown): string | undefined {
  if (!isObject(answer)) return `${show(answer)} is no answer, and nothing else may be written to the standard output`;
  const { id, ok, value, hex, error } = answer;
  const asked = questionId(one, check);
  if (id !== asked) return `"id" is ${show(id)}, not ${show(asked)}: each question has one line for an answer`;
  if (ok !== true && ok !== false) return '"ok" is neither true nor false';
  if (check === "cut" || check === "more") return ok ? "was accepted" : undefined;
  if (!ok) return `was refused: ${show(isObject(error) ? (error.message ?? error.code ?? error) : error)}`;
  if (check === "decode") return differenceOf(one.value, value, "");
  return typeof hex === "string" && hex.toLowerCase() === one.hex ? undefined : hexDifference(one.hex, hex);
}

/**
 * The first difference of two JSON values. The order of properties does not matter; a property that is null is the same
 * as one that is not there.
 */
export function differenceOf(expected: unknown, found: unknown, path: string): string | undefined {
  if (Array.isArray(expected) && Array.isArray(found)) {
    if (expected.length !== found.length)
      return `${path || "value"} has ${found.length} elements, not ${expected.length}`;
    return first(expected.map((one, index) => () => differenceOf(one, found[index], `${path}[${index}]`)));
  }
  if (isObject(expected) && isObject(found)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    return first(
      names.map((name) => () => differenceOf(expected[name], found[name], path === "" ? name : `${path}.${name}`)),
    );
  }
  if ((expected ?? null) === (found ?? null)) return undefined;
  return `${path || "value"} is ${show(found)}, not ${show(expected)}`;
}

function first(tests: readonly (() => string | undefined)[]): string | undefined {
  for (const test of tests) {
    const fault = test();
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function hexDifference(expected: string, found: unknown): string {
  if (typeof found !== "string") return `"hex" is ${show(found)}`;
  const text = found.toLowerCase();
  let at = 0;
  while (at < expected.length && expected.slice(at, at + 2) === text.slice(at, at + 2)) at += 2;
  const byte = (hex: string): string => hex.slice(at, at + 2) || "the end";
  return `byte ${at / 2} is ${byte(text)}, not ${byte(expected)}`;
}

function isObject(json: unknown): json is { readonly [name: string]: JsonValue } {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

function show(json: unknown): string {
  if (json === undefined || json === null) return "missing";
  const text = JSON.stringify(json);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
