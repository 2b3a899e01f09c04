/**
 * Turns the rows of a codec into the tree that every emitter walks: straight runs of items, and at their end either one
 * form of the value or a split by a value that has been read. Each form (member) has fixed properties in wire order.
 */
import type { Codec, EnumerationModel, Model } from "../ir/model.js";
import type { Problems } from "../problems.js";
import { deviationsOf, ropIdDeviation } from "./deviations.js";
import { nameMembers } from "./members.js";
import { Walker } from "./runs.js";
import { membersOf, type Plan } from "./tree.js";

export { isConditional, noneOf, showsItself } from "./absence.js";
export { deviationsOf, deviationsOfField, reservedName } from "./deviations.js";
export * from "./tree.js";
export { excluded, openParts, partOf, unnamedMask } from "./words.js";

export class Planner {
  readonly #enumerations: ReadonlyMap<string, EnumerationModel>;
  readonly #structures: ReadonlyMap<string, Codec>;
  readonly #problems: Problems;

  constructor(model: Model, problems: Problems) {
    this.#enumerations = new Map(model.enumerations.map((enumeration) => [enumeration.name, enumeration]));
    this.#structures = new Map(model.structures.map((codec) => [codec.name, codec]));
    this.#problems = problems;
  }

  /** The plan of a codec that is a table; a codec that is a type has none. */
  plan(codec: Codec): Plan | undefined {
    const { body } = codec;
    if (body.body === "type") return undefined;
    const walker = new Walker(codec, this.#enumerations, this.#structures, this.#problems);
    const tree = body.body === "rows" ? walker.rows(body.rows) : walker.outcomes(body);
    walker.report();
    const members = membersOf(tree);
    nameMembers(codec.name, members);
    const deviations = [...ropIdDeviation(codec), ...deviationsOf(members, this.#enumerations)];
    return { codec, tree, members, deviations };
  }
}
