/** What this package compiles its own schema with: the one place that says it. */
import { join } from "node:path";
import type { CompileOptions } from "./compile.js";

/** The modules that our generated code stands on, from the output folder, and what its headers name. */
export const ownModules = {
  wire: "../src/wire/index.ts",
  parsers: { steps: "../src/parsers/steps.ts", type: "../src/parsers/rop-parser.ts" },
  arbitraries: "../src/arbitraries/draw.ts",
  byteMaps: "../src/byte-map/mapper.ts",
  origin: {
    generator: "scripts/generate.ts",
    schema: "schema/",
    rops: "schema/rops/",
    command: "npm run generate",
    package: "ropwire",
  },
} as const;

/** Bytes from outside for the reference, from the root. */
export const OWN_EXAMPLES = "conformance/cases.jsonl";

export function ownOptions(root: string): CompileOptions {
  return { entry: join(root, "schema/index.ts"), base: root, examples: [join(root, OWN_EXAMPLES)], ...ownModules };
}
