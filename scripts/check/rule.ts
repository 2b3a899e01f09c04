/** What a rule is given, and how it says what is wrong. */
import type { Program } from "../emit/program.js";
import type { Place } from "../problems.js";

export type Report = (place: Place | undefined, text: string) => void;

/** One thing that must hold for a schema as a whole, beyond what reading it shows. */
export type Rule = (program: Program, report: Report) => void;

/** Something with a name inside something. */
export function under(place: Place | undefined, name: string): Place | undefined {
  return place === undefined ? undefined : { ...place, path: `${place.path}.${name}` };
}
