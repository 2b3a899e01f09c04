/** Reads schema values into the intermediate representation and resolves every reference; reports what does not resolve. */
import type { Schema } from "../../schema/language/index.js";
import type { Model } from "../ir/model.js";
import type { Problems } from "../problems.js";
import type { Loaded } from "./load.js";
import { Reading } from "./reading.js";
import { readRop } from "./rops.js";
import { readStructure } from "./structures.js";

export function readSchema(schema: Schema, loaded: Loaded, problems: Problems): Model {
  const reading = new Reading(schema, loaded, problems);
  for (const structure of schema.structures) reading.register(structure);
  const rops = schema.rops.map((rop) => readRop(rop, reading));
  // Structures use structures: the set grows while it is read.
  const structures = [];
  for (const structure of reading.structures) structures.push(readStructure(structure, reading));
  reading.reportMissing();
  for (const [index, erratum] of schema.errata.entries()) {
    if (schema.errata.findIndex(({ id }) => id === erratum.id) < index)
      problems.add(loaded.site(erratum), "", `the erratum "${erratum.id}" is there already`);
  }
  return {
    rops: rops.toSorted((a, b) => a.id - b.id),
    structures: structures.toSorted(byName),
    enumerations: [...reading.enumerations.values()].toSorted(byName),
    flags: [...reading.flags.values()].toSorted(byName),
    errata: schema.errata.map(({ id, document, wire, evidence }) => ({ id, document, wire, evidence })),
  };
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
