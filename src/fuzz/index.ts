/** For fuzzing: changes that know the schema, oracles that say what does not hold, the targets of this package, the loop. */
export { type Explored, type ExploreOptions, explore } from "./explore.js";
export { fuzz, fuzzOf } from "./jazzer.js";
export * from "./layers.js";
export { minimise } from "./minimise.js";
export {
  duplicate,
  flipBit,
  insert,
  lie,
  type Mutator,
  mutateBytes,
  remove,
  setNumber,
  splice,
  truncate,
} from "./mutate.js";
export { type Direction, nestRestrictions, ropsMutator, ropsOf } from "./mutate-rops.js";
export * from "./oracles.js";
export { Random } from "./random.js";
export { type Target, targetOf, targets } from "./targets.js";
