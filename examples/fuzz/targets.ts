/** What `npm run fuzz` runs: the targets of ropwire/fuzz, and the schema compiler, which is no part of it. */
import { type Target, targets } from "../../src/fuzz/index.js";
import { schemaTarget } from "./schema.js";

export const allTargets: readonly Target[] = [...targets, schemaTarget];
