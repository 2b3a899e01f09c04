/** Bytes that hold something hold a structure, or ROPs. */
import { didYouMean } from "../read/suggest.js";
import type { Rule } from "./rule.js";
import { typesOf } from "./walk.js";

/** What bytes can hold besides structures: the ROPs of a list. */
const LISTS = ["RopRequests", "RopResponses"];

export const holds: Rule = (program, report) => {
  const known = [...program.structures.keys(), ...LISTS];
  for (const codec of program.codecs) {
    for (const { type, place } of typesOf(codec)) {
      if (type.type !== "bytes" || type.holds === undefined || known.includes(type.holds)) continue;
      report(place, `its bytes hold "${type.holds}", which is no structure${didYouMean(type.holds, known)}`);
    }
  }
};
