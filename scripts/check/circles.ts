/** Structures that hold themselves must say how deep, and must take bytes on the way. */
import type { Program } from "../emit/program.js";
import type { Codec } from "../ir/model.js";
import type { Rule } from "./rule.js";
import { typesOf } from "./walk.js";

/** Levels that fit the stack of any program. */
const DEEPEST = 256;

export const circles: Rule = (program, report) => {
  const reported = new Set<string>();
  for (const codec of program.model.structures) {
    if (codec.depth !== undefined && !(Number.isInteger(codec.depth) && codec.depth > 0 && codec.depth <= DEEPEST))
      report(codec.position, `the depth ${codec.depth} is no number of levels: say 1 to ${DEEPEST}`);
    const way = circleFrom(program, codec);
    if (way === undefined || way.some((name) => reported.has(name))) continue;
    for (const name of way) reported.add(name);
    report(
      codec.position,
      `it holds itself (${[...way, codec.name].join(" → ")}) without an end: give one of them a depth`,
    );
  }
  for (const codec of program.model.structures) {
    const { body } = codec;
    if (body.body === "type" && body.type.type === "structure" && body.type.name === codec.name)
      report(codec.position, "it is nothing but itself: say what it consists of");
  }
};

/** A way from the structure to itself on which no structure has a depth. */
function circleFrom(program: Program, start: Codec): readonly string[] | undefined {
  if (start.depth !== undefined) return undefined;
  const seen = new Set<string>([start.name]);
  const search = (codec: Codec, way: readonly string[]): readonly string[] | undefined => {
    for (const name of usedBy(codec)) {
      if (name === start.name) return way;
      const next = program.structures.get(name);
      if (next === undefined || next.depth !== undefined || seen.has(name)) continue;
      seen.add(name);
      const found = search(next, [...way, name]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return search(start, [start.name]);
}

function usedBy(codec: Codec): ReadonlySet<string> {
  return new Set(typesOf(codec).flatMap(({ type }) => (type.type === "structure" ? [type.name] : [])));
}
