/** What `npm run fuzz` runs: the targets of ropwire/fuzz, and the compiler's: its schemas, and the interpreter. */
import { type Target, targets } from "../../src/fuzz/index.js";
import { readersTarget } from "./readers.js";
import { schemaTarget } from "./schema.js";

export const allTargets: readonly Target[] = [...targets, readersTarget, schemaTarget];
