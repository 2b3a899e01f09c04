/** Structures: what they take, and what they consist of. */
import type { Structure } from "../../schema/language/index.js";
import type { Codec } from "../ir/model.js";
import { readBody } from "./bodies.js";
import { beginning, declaration, problem } from "./here.js";
import type { Reading } from "./reading.js";
import { nameOf, plainRef, reportUnresolved } from "./references.js";
import { Scope } from "./scope.js";
import { readType } from "./types.js";

export function readStructure(structure: Structure, reading: Reading): Codec {
  const { name: path, body, splitBy, depth } = structure;
  const site = reading.loaded.site(structure);
  const section = reading.section(structure.section, site, path);
  const here = beginning(reading, { path, section, site, rop: false });
  const { params, placed } = here.codec;
  for (const parameter of structure.takes) {
    const { name } = parameter;
    if (params.has(name)) problem(here, `takes "${name}" twice`);
    const type = readType(parameter.type, { ...here, scope: new Scope(), property: name });
    params.set(name, { name, kind: "parameter", type });
    here.scope.add(parameter, { ref: "parameter", name });
  }
  const read =
    body.is === "table" || body.is === "outcomes"
      ? readBody(body, here)
      : { body: "type" as const, type: readType(body, here) };
  for (const ref of splitBy) {
    if (!placed.has(ref)) problem(here, `splitBy names "${nameOf(ref)}", which is no row of the structure`);
  }
  reportUnresolved(here);
  return {
    name: structure.name,
    kind: "structure",
    ...declaration(here),
    params: [...params.values()],
    body: read,
    splitBy: splitBy.map(plainRef),
    ...(depth === undefined ? {} : { depth }),
  };
}
