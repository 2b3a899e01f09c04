/** Finds what a schema names but does not have: imports of nothing, constants that are used before they are declared. */
import type { Position } from "../problems.js";
import type { Loaded } from "./load.js";

/** Every place where something is undefined that a word was given. */
export function holesIn(schema: object, loaded: Loaded): readonly (Position | undefined)[] {
  const seen = new Set<object>();
  const visit = (node: object, outer: Position | undefined): readonly (Position | undefined)[] => {
    if (seen.has(node)) return [];
    seen.add(node);
    const own = loaded.site(node) ?? outer;
    return Object.entries(node).flatMap(([key, value]: [string, unknown]) => {
      const here = loaded.siteIn(node, key) ?? own;
      if (value === undefined) return [here];
      return typeof value === "object" && value !== null ? visit(value, here) : [];
    });
  };
  return visit(schema, undefined);
}
