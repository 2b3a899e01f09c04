/** What must hold for a schema as a whole, beyond what reading it shows: one rule per file. */
import type { Program } from "../emit/program.js";
import type { Problems } from "../problems.js";
import { choices } from "./choices.js";
import { circles } from "./circles.js";
import { conditional } from "./conditional.js";
import { counts } from "./counts.js";
import { elements } from "./elements.js";
import { elsewhere } from "./elsewhere.js";
import { holds } from "./holds.js";
import { lengths } from "./lengths.js";
import { mayEnd } from "./may-end.js";
import { names } from "./names.js";
import { openEnds } from "./open-ends.js";
import { presence } from "./presence.js";
import { properties } from "./properties.js";
import { rops } from "./rops.js";
import type { Rule } from "./rule.js";
import { splitBy } from "./split-by.js";
import { words } from "./words.js";

const RULES: readonly Rule[] = [
  choices,
  circles,
  conditional,
  counts,
  elements,
  elsewhere,
  holds,
  lengths,
  mayEnd,
  names,
  openEnds,
  presence,
  properties,
  rops,
  splitBy,
  words,
];

export function check(program: Program, problems: Problems): void {
  for (const rule of RULES) rule(program, (place, text) => problems.add(place, place?.path ?? "", text));
}
